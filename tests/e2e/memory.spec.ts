// Long use: what is drawn anew leaves nothing behind in the memory of the app.

import { arrange, catalog, EVERYTHING, expect, open, option, region, searchBox, status, test, view } from "./atlas";
import type { Page } from "@playwright/test";

/** Keeps the memory of the app where a test can measure it. */
const keepMemory = (): void => {
  const names = ["instantiate", "instantiateStreaming"] as const;
  for (const name of names) {
    const original = WebAssembly[name] as (...given: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
    Object.assign(WebAssembly, {
      [name]: async (...given: unknown[]) => {
        const result = await original.apply(WebAssembly, given);
        Object.assign(window, { appMemory: (result.instance ?? result).exports.memory });
        return result;
      },
    });
  }
};

const megabytes = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { appMemory: WebAssembly.Memory }).appMemory.buffer.byteLength / 2 ** 20);

/** How often each is done. By hand, ATLAS_TIMES makes it more. */
const TIMES = Number(process.env.ATLAS_TIMES ?? 20);

const { categories } = catalog();
const last = categories.at(-1)!;
/** Everything that the overview has is there. */
const overview = (page: Page) => expect(page.getByRole("main").getByRole("region")).toHaveCount(categories.length);

/** Steps that undo each other, and the view that they begin with. */
const uses: Record<string, [string, (page: Page) => Promise<void>]> = {
  "the layout": [
    "?view=cards",
    async (page) => {
      await view(page, "Cards").press("ArrowRight");
      await view(page, "Table").press("ArrowLeft");
    },
  ],
  "a filter": [
    "?view=cards",
    async (page) => {
      await option(page, "Kind", "Library").check();
      await option(page, "Kind", "Library").uncheck();
    },
  ],
  "the grouping": [
    "?view=cards",
    async (page) => {
      await arrange(page, "Group by", "Kind");
      await arrange(page, "Group by", "Category");
    },
  ],
  "the open tool": [
    "?view=cards",
    async (page) => {
      await page.getByRole("link", { name: "pandas", exact: true }).first().click();
      await page.getByRole("dialog").press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    },
  ],
  "the search": [
    "?view=cards",
    async (page) => {
      await searchBox(page).fill("web");
      await expect(status(page)).not.toHaveText(EVERYTHING);
      await searchBox(page).fill("");
      // The cards that wait for a pause in typing are there too.
      await expect(region(page, "Rapid Development & Alternative Implementations")).toBeAttached();
    },
  ],
  "between overview, category and search": [
    "",
    async (page) => {
      await region(page, last.name).getByRole("heading").getByRole("link").click();
      await expect(page.getByRole("article").last()).toBeAttached();
      await page.getByRole("banner").getByRole("link", { name: "Python Atlas" }).click();
      await overview(page);
      await searchBox(page).fill("face detection");
      await expect(page.getByRole("article").last()).toBeAttached();
      await view(page, "Overview").check();
      await searchBox(page).fill("django");
      await searchBox(page).fill("");
      await overview(page);
    },
  ],
};

for (const [what, [search, use]] of Object.entries(uses)) {
  test(`changing ${what} again and again takes no more memory`, async ({ page }) => {
    // Many changes take a busy machine a while.
    test.setTimeout(TIMES * 5_000);
    await page.addInitScript(keepMemory);
    await open(page, search);
    for (let warmUp = 0; warmUp < 3; warmUp++) await use(page);
    const before = await megabytes(page);
    for (let times = 0; times < TIMES; times++) await use(page);
    const after = await megabytes(page);
    test.info().annotations.push({ type: "memory", description: `${before} → ${after} MB after ${TIMES} times` });
    expect(after).toBeLessThanOrEqual(before + 1);
  });
}
