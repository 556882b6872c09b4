// Marks and measures on the browser's timeline, for benchmarks and people with developer tools.

import { expect, open, region, searchBox, test } from "./atlas";

test("marks and measures are on the timeline", async ({ page }) => {
  await open(page);
  await searchBox(page).fill("numpy");
  await expect(region(page, "Data Science")).toBeVisible();
  const names = await page.evaluate(() => performance.getEntries().map((entry) => entry.name));
  expect(names).toContain("atlas:ready");
  expect(names.filter((name) => name === "atlas:search")).toHaveLength(2);
});
