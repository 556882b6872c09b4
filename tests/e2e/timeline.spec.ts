// Marks and measures on the browser's timeline, for benchmarks and people with developer tools.

import { type Page } from "@playwright/test";
import { expect, open, region, searchBox, status, test } from "./atlas";

declare global {
  interface Window {
    measured: string[];
  }
}

const own = (page: Page) =>
  page.evaluate(() => performance.getEntries().flatMap(({ name }) => (name.startsWith("atlas:") ? [name] : [])));

test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    window.measured = [];
    const observer = new PerformanceObserver((list) =>
      window.measured.push(...list.getEntries().map(({ name }) => name)),
    );
    observer.observe({ entryTypes: ["measure"] });
  }),
);

test("marks and measures are on the timeline", async ({ page }) => {
  await open(page);
  await searchBox(page).fill("numpy");
  await expect(region(page, "Data Science")).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => window.measured.filter((name) => name === "atlas:search").length))
    .toBe(2);
  expect((await own(page)).sort()).toEqual(["atlas:index", "atlas:ready", "atlas:search"]);
});

test("after forty searches there are no more entries than after one", async ({ page }) => {
  await open(page);
  const all = await status(page).textContent();
  for (let times = 0; times < 20; times += 1) {
    await searchBox(page).fill("numpy");
    await expect(status(page)).not.toHaveText(all!);
    await searchBox(page).fill("");
    await expect(status(page)).toHaveText(all!);
  }
  expect((await own(page)).sort()).toEqual(["atlas:index", "atlas:ready", "atlas:search"]);
  expect(await page.evaluate(() => window.measured.length)).toBeGreaterThan(40);
});
