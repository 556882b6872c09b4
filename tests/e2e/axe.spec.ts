// Accessibility, as checked by axe.

import AxeBuilder from "@axe-core/playwright";
import { answer, dialog, expect, open, test } from "./atlas";
import type { Page } from "@playwright/test";

/** Views, and what is to be there: the overview, a table, an answer above cards, a tool, nothing, the shortcuts. */
const views: [string, (page: Page) => Promise<void>][] = [
  ["", (page) => expect(page.locator(".overview").getByRole("region").first()).toBeVisible()],
  ["?view=table&category=automated-jobs", (page) => expect(page.getByRole("table")).toBeVisible()],
  ["?view=matrix&category=gui-development", (page) => expect(page.getByRole("table")).toBeVisible()],
  [
    "?category=web-development&compare=flask,django&env=windows,3.14,permissive",
    (page) => expect(page.getByRole("region", { name: "Comparison" }).getByRole("table")).toBeVisible(),
  ],
  [
    "?find=face-detection&wish=small-download",
    (page) => expect(page.getByRole("region", { name: "Suggestions" })).toBeVisible(),
  ],
  [
    "?category=data-science&pick=flask,kivy",
    async (page) => {
      await page.getByText("Shortlist: 2 tools").click();
      await expect(page.getByRole("button", { name: "Save decision.md" })).toBeVisible();
    },
  ],
  ["?q=face+detection", (page) => expect(answer(page)).toBeVisible()],
  ["?q=xqzxqz+numpy&view=overview", (page) => expect(page.getByText("Nothing has all of these words.")).toBeVisible()],
  ["?tool=web2py", (page) => expect(dialog(page, "web2py")).toBeVisible()],
  ["?q=opencv&kind=hardware", (page) => expect(page.getByRole("region", { name: "Nothing found" })).toBeVisible()],
  [
    "?category=geospatial",
    async (page) => {
      await page.keyboard.press("?");
      await expect(dialog(page, "Keyboard shortcuts")).toBeVisible();
    },
  ],
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const [search, isThere] of views) {
    test(`axe finds nothing in ${search || "the default view"}, ${colorScheme}`, async ({ page }) => {
      // axe runs many checks on every element, which takes time.
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, search);
      await isThere(page);
      // A theme changes nothing but colours.
      const axe = new AxeBuilder({ page });
      const { violations } = await (colorScheme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    });
  }
}
