// What assistive technology meets, as axe judges it.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, test } from "./atlas";

for (const colorScheme of ["light", "dark"] as const) {
  for (const search of ["", "?view=table&category=automated-jobs", "?tool=web2py", "?q=opencv&kind=hardware"]) {
    test(`axe finds nothing in ${search || "the default view"}, ${colorScheme}`, async ({ page }) => {
      // It looks at every element in many ways.
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, search);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    });
  }
}
