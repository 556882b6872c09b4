// The theme: system, light or dark, kept where storage is allowed.

import { expect, open, test } from "./atlas";

test("the theme is kept", async ({ page }) => {
  await open(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByLabel("Theme").selectOption("Dark");
  expect(await ground()).not.toBe(light);
  await page.reload();
  await expect(page.getByLabel("Theme")).toHaveValue("dark");
  expect(await ground()).not.toBe(light);
});
