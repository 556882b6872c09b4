// The narrowest screens.

import { expect, open, test } from "./atlas";

test("at 320 pixels nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const search of ["", "?view=table", "?tool=numpy", "?q=opencv&kind=hardware"]) {
    await open(page, search);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, search).toBe(0);
  }
});
