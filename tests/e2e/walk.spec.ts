// A random walk: whatever people do, in whatever order, the page stays sound. CONTRIBUTING.md tells how to walk further.

import type { Page } from "@playwright/test";
import { expect, UNUSED_PRELOAD } from "./atlas";
import { test } from "./site";
import { given, keepMemory, walk } from "./walk.mjs";

const isByHand = Object.values(given).some((one) => one !== undefined);

test.use({ serviceWorkers: "block", trace: "off", expectErrors: { each: [], perhaps: [/404/, UNUSED_PRELOAD] } });

test("a random walk ends with no error, a status and an address true to the view, and the memory as it was", async ({
  context,
  site,
}) => {
  test.setTimeout(isByHand ? 0 : 120_000);
  const problems: string[] = [];
  context.on("weberror", (error) => problems.push(error.error().message));
  await context.addInitScript(keepMemory);
  const browser = {
    problems,
    open: () => context.newPage(),
    resize: (page: Page, width: number, height: number) => page.setViewportSize({ width, height }),
  };
  const walked = await walk(browser, site, isByHand ? given : { seconds: 30 });
  console.log(`${walked} steps`);
  expect(walked).toBeGreaterThan(0);
});
