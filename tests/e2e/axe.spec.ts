// Accessibility, as checked by axe.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, test } from "./atlas";

for (const colorScheme of ["light", "dark"] as const) {
  for (const search of ["", "?view=table&category=automated-jobs", "?tool=web2py", "?q=opencv&kind=hardware"]) {
    test(`axe finds nothing in ${search || "the default view"}, ${colorScheme}`, async ({ page }) => {
      // axe runs many checks on every element, which takes time.
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, search);
      // A theme changes nothing but colours.
      const axe = new AxeBuilder({ page });
      const { violations } = await (colorScheme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    });
  }
}
