// Long use: what is drawn anew leaves nothing behind in the memory of the app.

import { expect, open, option, region, searchBox, status, test } from "./atlas";
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

/** Two steps that undo each other. */
const uses: Record<string, (page: Page) => Promise<void>> = {
  "the layout": async (page) => {
    const view = page.getByRole("radiogroup", { name: "View" });
    await view.getByRole("radio", { name: "Cards" }).press("ArrowRight");
    await view.getByRole("radio", { name: "Table" }).press("ArrowLeft");
  },
  "a filter": async (page) => {
    await option(page, "Kind", "Library").check();
    await option(page, "Kind", "Library").uncheck();
  },
  "the grouping": async (page) => {
    await page.getByLabel("Group by").selectOption("Kind");
    await page.getByLabel("Group by").selectOption("Category");
  },
  "the open tool": async (page) => {
    await page.getByRole("link", { name: "pandas", exact: true }).first().click();
    await page.getByRole("dialog").press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  },
  "the search": async (page) => {
    await searchBox(page).fill("web");
    await expect(status(page)).not.toHaveText("161 tools in 15 categories");
    await searchBox(page).fill("");
    // The cards that wait for a pause in typing are there too.
    await expect(region(page, "System Administration")).toBeAttached();
  },
};

for (const [what, use] of Object.entries(uses)) {
  test(`changing ${what} again and again takes no more memory`, async ({ page }) => {
    // Many changes take a busy machine a while.
    test.setTimeout(TIMES * 5_000);
    await page.addInitScript(keepMemory);
    await open(page);
    for (let warmUp = 0; warmUp < 3; warmUp++) await use(page);
    const before = await megabytes(page);
    for (let times = 0; times < TIMES; times++) await use(page);
    const after = await megabytes(page);
    test.info().annotations.push({ type: "memory", description: `${before} → ${after} MB after ${TIMES} times` });
    expect(after).toBeLessThanOrEqual(before + 1);
  });
}
