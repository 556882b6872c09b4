// The fault table of RELIABILITY.md for the offline copy: faults of the network, the host or the browser while the copy
// is made or used, what the user sees, and what is kept. load-fault.spec.ts has the faults of what the page itself loads.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { searchBox, tool } from "./atlas";
import {
  copy,
  DATA,
  deploy,
  dist,
  evict,
  expect,
  expectEdition,
  expectFailure,
  expectNothingKept,
  expectReady,
  expectUnavailable,
  gate,
  hasten,
  kept,
  LIST,
  test,
  TODAY,
  visit,
  worker,
} from "./site";

const NEW = "2030-01-01";
const SCRIPT = readFileSync(join(dist, "worker.js"), "utf8");

test.setTimeout(90_000);

test.describe("the worker's script", () => {
  test.use({ expectErrors: { each: [/404|Failed to load|bad HTTP response/] } });
  test("worker script missing: the page works and says so; later it makes the copy", async ({ page, site }) => {
    site.fail(/worker\.js$/, { status: 404 });
    await visit(page);
    await expectUnavailable(page, "its script could not be downloaded");
    site.mend();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expectReady(page);
    // With a copy, the page does not mention it.
    site.fail(/worker\.js$/, { status: 404 });
    await page.reload();
    await expectReady(page);
    await site.stop();
    await page.reload();
    await expectReady(page);
  });
});

test.describe("the worker's script of a wrong type", () => {
  test.use({ expectErrors: { each: [/unsupported MIME type|MIME/] } });
  test("worker script is a page: the app works and says that the host does not allow it", async ({ page, site }) => {
    site.fail(/worker\.js$/, { type: "text/html" });
    await visit(page);
    await expectUnavailable(page, "the browser or the server does not allow it");
  });
});

for (const [what, fault, why] of [
  ["missing", { status: 404 }, "a part could not be downloaded"],
  ["altered", { altered: true }, "a part is damaged or of another edition"],
  ["cut", { cut: true }, "a part could not be downloaded"],
] as const) {
  for (const file of [/icons\/icon\.svg$/, ...DATA.map((name) => new RegExp(`${name}$`))]) {
    test(`one file of the list ${what} (${file.source}): no copy at first, the old one stays after`, async ({
      page,
      site,
      builds,
    }) => {
      // The page itself has everything; only the copy fails.
      const { held, open } = gate();
      site.fail(/worker\.js$/, { held });
      await visit(page);
      site.fail(file, fault);
      open();
      await expectUnavailable(page, why);
      await expectNothingKept(page);
      site.mend();
      await page.reload();
      await expectReady(page);
      await deploy(site, builds(NEW), page);
      site.fail(file, fault);
      const asked = site.asked.length;
      await page.reload();
      await expect.poll(() => site.asked.slice(asked).filter((path) => file.test(path)).length).toBeGreaterThan(0);
      await expect.poll(() => kept(page)).toEqual({ [`python-atlas / ${await editionOf(page)}`]: LIST.length });
      await expectReady(page);
      await expectEdition(page, TODAY);
    });
  }
}

const editionOf = (page: Page) => page.locator('meta[name="atlas-edition"]').getAttribute("content");

test.describe("network gone", () => {
  // Whether the console tells of a request by the worker depends on how far it had come.
  test.use({ expectErrors: { each: [], perhaps: [/Failed to load resource/] } });
  for (const [stage, path] of [
    ["before the first file", /\/$/],
    ["before the wasm", /\.wasm$/],
    ["before the catalog", /catalog\.json$/],
  ] as const) {
    test(`network gone while the copy is made, ${stage}: nothing is kept, and it is made later`, async ({
      page,
      site,
    }) => {
      const script = gate();
      site.fail(/worker\.js$/, { held: script.held });
      await visit(page, "?q=kivy");
      const { held, open } = gate();
      site.fail(path, { held });
      const before = site.asked.length;
      script.open();
      await expect.poll(() => site.asked.slice(before).some((asked) => path.test(asked))).toBe(true);
      const stopped = site.stop();
      open();
      await stopped;
      await expectUnavailable(page, "a part could not be downloaded");
      await expectNothingKept(page);
      await searchBox(page).fill("numpy");
      await expect(tool(page, "NumPy").first()).toBeVisible();
      site.mend();
      await site.start();
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await expectReady(page);
    });
  }
});

test("a file varies by everything: it is kept all the same", async ({ page, site }) => {
  site.fail(/./, { headers: { Vary: "*" } });
  await visit(page, "?q=kivy");
  await expectReady(page);
  await site.stop();
  await page.reload();
  await expectEdition(page, TODAY);
});

test("the host redirects the page: the copy holds it, and answers without a network", async ({ page, site }) => {
  site.fail(/\/$/, { status: 302, headers: { Location: "/index.html" } });
  await visit(page, "?q=kivy");
  await expectReady(page);
  await site.stop();
  await visit(page, "?q=kivy");
  await expect(tool(page, "Kivy").first()).toBeVisible();
  await expectEdition(page, TODAY);
});

test.describe("elsewhere", () => {
  // Chromium announces the request, but does not send it.
  test.use({ expectErrors: { each: [], perhaps: [/foreign request: .*elsewhere\.svg/] } });
  test("a redirect to another host is not followed", async ({ page, site }) => {
    const { held, open } = gate();
    site.fail(/worker\.js$/, { held });
    await visit(page);
    const elsewhere = site.url.replace("127.0.0.1", "localhost");
    site.fail(/icons\/icon\.svg$/, { status: 302, headers: { Location: `${elsewhere}elsewhere.svg` } });
    open();
    await expectUnavailable(page, "a part could not be downloaded");
    expect(site.asked).not.toContain("/elsewhere.svg");
  });
});

test.describe("an answer that never comes", () => {
  test("a download stalls: the page says so, keeps nothing, and makes the copy later", async ({ page, site }) => {
    const { held, open } = gate();
    site.fail(/worker\.js$/, { held, body: `(${hasten})();\n${SCRIPT}` });
    await visit(page);
    site.fail(/\.wasm$/, { stalled: true });
    open();
    await expectUnavailable(page, "a part could not be downloaded");
    await expectNothingKept(page);
    site.mend();
    await page.reload();
    await expectReady(page);
  });

  test("the worker script stalls: the page says so, and makes the copy when it comes", async ({ page, site }) => {
    await page.addInitScript(hasten);
    const { held, open } = gate();
    site.fail(/worker\.js$/, { held });
    await visit(page);
    await expectUnavailable(page, "its script could not be downloaded");
    open();
    await expectReady(page);
  });

  test("the worker does not answer: the page works and says so", async ({ page }) => {
    await page.addInitScript(hasten);
    await page.addInitScript(() => {
      const { postMessage } = ServiceWorker.prototype;
      ServiceWorker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
        if (message !== "state") Reflect.apply(postMessage, this, [message, ...rest]);
      };
    });
    await visit(page);
    await expectUnavailable(page, "its worker does not answer");
  });

  test.describe("for a page", () => {
    test.use({ expectErrors: { each: [/503|Failed to load resource/] } });
    test("copy removed and the server stalls: the answer is in words", async ({ page, context, site }) => {
      await visit(page);
      await expectReady(page);
      await evict(page);
      await worker(context).evaluate(hasten);
      const { held, open } = gate();
      site.fail(/\/$/, { held });
      await page.goto("./?q=kivy");
      await expect(page.getByRole("heading", { name: "Python Atlas is not on this device any more" })).toBeVisible();
      open();
      await page.reload();
      await expect(searchBox(page)).toHaveValue("kivy");
    });
  });
});

test.describe("the browser removed the copy", () => {
  test("copy removed under a running page: it goes on, and the copy is made whole again", async ({ page, site }) => {
    await visit(page);
    await expectReady(page);
    const whole = { [`python-atlas / ${await editionOf(page)}`]: LIST.length };
    await evict(page, "catalog.json");
    await searchBox(page).fill("kivy");
    await expect(tool(page, "Kivy").first()).toBeVisible();
    await page.reload();
    await expectReady(page);
    await expect.poll(() => kept(page)).toEqual(whole);
    await evict(page);
    // The page looks again when the browser restores it.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await expect.poll(() => kept(page)).toEqual(whole);
    await expectReady(page);
    await expectReady(page);
    await site.stop();
    await page.reload();
    await expectEdition(page, TODAY);
  });

  test("copy removed and the server has moved on: the page loads anew as a whole", async ({ page, site, builds }) => {
    await visit(page);
    await expectReady(page);
    await evict(page);
    await deploy(site, builds(NEW), page);
    await page.goto("./?q=kivy");
    await expectEdition(page, NEW);
    await expect(searchBox(page)).toHaveValue("kivy");
    await expectReady(page, NEW);
  });

  test.describe("in part", () => {
    test.use({ expectErrors: { each: [/409|Failed to load/] } });
    test("one file removed and the server has moved on: editions do not mix, and the newer is offered", async ({
      page,
      site,
      builds,
    }) => {
      await visit(page);
      await expectReady(page);
      await evict(page, "catalog.json");
      await deploy(site, builds(NEW), page);
      await page.reload();
      await expectFailure(page, "assets/catalog.json could not be downloaded");
      await expect(copy(page)).toContainText("A newer edition is ready");
      await copy(page).getByRole("button", { name: "Reload" }).click();
      await expectEdition(page, NEW);
      await expectReady(page, NEW);
    });
  });

  test.describe("without a network", () => {
    test.use({ expectErrors: { each: [/503|Failed to load resource/] } });
    test("copy removed and no network: the answer is in words", async ({ page, site }) => {
      await visit(page);
      await expectReady(page);
      await evict(page);
      await site.stop();
      await page.goto("./?q=kivy");
      await expect(page.getByRole("heading", { name: "Python Atlas is not on this device any more" })).toBeVisible();
      await site.start();
      await page.reload();
      await expect(searchBox(page)).toHaveValue("kivy");
    });
  });
});

test("no room on the device: the page works and says so, and keeps no half copy", async ({ page, context, site }) => {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 50_000 });
  await visit(page);
  await expectUnavailable(page, "there is no room for it on this device");
  await expectNothingKept(page);
});

test("storage throws on reading and on writing: the page works, from the network, and says so", async ({
  page,
  context,
  site,
}) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(window, name, { get: refuse });
  });
  await visit(page, "?q=kivy");
  await expectReady(page);
  await worker(context).evaluate(() => {
    caches.open = caches.match = () => Promise.reject(new DOMException("forbidden", "SecurityError"));
  });
  await page.reload();
  await expect(tool(page, "Kivy").first()).toBeVisible();
  await expectUnavailable(page, "this browser allows no storage for it");
  await site.stop();
});
