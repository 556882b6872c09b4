// Each test's own site: builds of several editions, served by a server that fails on demand.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { catalog, dist, test as base } from "./atlas";
import { makeEdition } from "./editions.mjs";
import { serve } from "./server.mjs";

export { dist };

export type Site = Awaited<ReturnType<typeof serve>>;
/**
 * Makes a build of another day, with another edition in its catalog and other names of its script and wasm. `again`
 * makes a second build of the same day.
 */
export type Builds = (edition: string, options?: { offline?: false; again?: true }) => string;

/** The edition of the build under test. */
export const TODAY = catalog().edition;

/** The files that the app loads after its code. A new one must be added here. */
export const DATA = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".json"));

/** The list of the build under test: path, hash and bytes of each file of the copy. */
export const LIST: [string, string, number][] = JSON.parse(
  /^const BUILD = (.*);$/m.exec(readFileSync(join(dist, "worker.js"), "utf8"))![1],
).files;
export const bytes = (list: typeof LIST): number => list.reduce((sum, [, , bytes]) => sum + bytes, 0);

const test_ = base.extend<{ site: Site; under: string }, { builds: Builds }>({
  /** The path the site is served under. */
  under: ["/", { option: true }],
  builds: [
    async ({}, use) => {
      const home = mkdtempSync(join(tmpdir(), "atlas-builds-"));
      const made = new Map<string, string>();
      const make: Builds = (edition, { offline = true, again = false } = {}) => {
        const folder = join(home, `${edition}${offline ? "" : "-off"}${again ? "-again" : ""}`);
        if (!made.has(folder)) {
          makeEdition(dist, folder, edition, { offline, suffix: again ? "0" : "" });
          made.set(folder, folder);
        }
        return folder;
      };
      await use(make);
      rmSync(home, { recursive: true });
    },
    { scope: "worker" },
  ],
  site: async ({ under }, use) => {
    const site = await serve(dist, { base: under });
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => use(site.url),
  serviceWorkers: "allow",
});

export { test_ as test, expect };

export const copy = (page: Page): Locator => page.getByRole("complementary", { name: "Offline copy" });

/** Expects this state of the offline copy, in the attribute and in words. */
export async function expectOffline(
  page: Page,
  state: "preparing" | "ready" | "unavailable",
  words: string | RegExp,
): Promise<void> {
  await expect(copy(page)).toContainText(words);
  await expect(page.locator("html")).toHaveAttribute("data-offline", state);
}

export const expectReady = (page: Page, edition = TODAY): Promise<void> =>
  expectOffline(page, "ready", new RegExp(`Ready offline · edition ${edition} · \\d\\.\\d MB`));

export const expectUnavailable = (page: Page, why: string): Promise<void> =>
  expectOffline(page, "unavailable", `Offline copy unavailable: ${why}`);

/**
 * Expects this edition of both the page and its catalog. Chromium may take half a minute to replace a worker that has
 * just had a request.
 */
export async function expectEdition(page: Page, edition: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(page.getByRole("contentinfo")).toContainText(`Edition of ${edition}`, { timeout: 40_000 });
  await expect(page.locator('meta[name="atlas-edition"]')).toHaveAttribute("content", new RegExp(`^${edition}-`));
}

/**
 * Expects a failed page: an alert with these words, a button "Retry", and nothing of the catalog from the app. What the
 * page itself tells stays readable.
 */
export async function expectFailure(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(words);
  await expect(alert.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(page.locator("#app").getByRole("region")).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(0);
}

/** Opens a view on the test's own site. */
export async function visit(page: Page, search = ""): Promise<void> {
  await page.goto(`./${search}`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
}

/** The caches of this origin: their names, and how many files each has. */
export const kept = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await (await caches.open(name)).keys()).length])),
    );
  });

export const expectNothingKept = async (page: Page): Promise<void> => expect(await kept(page)).toEqual({});

/**
 * Serves another build from now on. Waits until a running update check has ended, because the browser would reuse its
 * result for the next one.
 */
export async function deploy(site: Site, folder: string, page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  site.folder = folder;
}

/** The service worker that answers now. */
export const worker = (context: BrowserContext) => context.serviceWorkers().at(-1)!;

/** Makes the clock of a page or a worker 20 times as fast, for waits of a second or more. */
export const hasten = (): void => {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (time) => timeout.call(AbortSignal, time / 20);
  const { setTimeout } = globalThis;
  Object.assign(globalThis, {
    setTimeout: (work: () => void, time = 0, ...rest: unknown[]) =>
      setTimeout(work, time >= 1000 ? time / 20 : time, ...rest),
  });
};

/** Removes all files of the copies, or the one with this name, as a browser may do. */
export const evict = (page: Page, file?: string) =>
  page.evaluate(async (file) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (!file || request.url.endsWith(file)) await cache.delete(request);
    }
  }, file);

/** A promise that delays a response, and the function that resolves it. */
export function gate(): { held: Promise<void>; open: () => void } {
  let open = (): void => {};
  const held = new Promise<void>((resolve) => (open = resolve));
  return { held, open };
}
