// A browser that allows no storage.

import { expect, open, searchBox, test, tool } from "./atlas";

test("without storage everything else works", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await open(page);
  await page.getByLabel("Theme").selectOption("Dark");
  await searchBox(page).fill("kivy");
  await expect(tool(page, "Kivy").first()).toBeVisible();
});
