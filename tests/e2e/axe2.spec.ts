// Accessibility, as checked by axe: every view in light and dark.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { dialog, expect, inFilters, open, test } from "./atlas";
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";

/** What tells that a module of src/view is on the screen. */
const SIGNS: Record<string, string> = {
  answer: ".answer",
  category: ".category",
  compare: ".comparison table",
  dialog: "dialog[open]",
  environment: ".environment",
  export: ".export",
  facets: ".filters fieldset",
  finder: ".finder .wishes",
  news: ".news",
  overview: ".overview .area",
  own: ".own [role=alert]",
  page: ".top",
  shortlist: ".tray .content",
  status: ".nothing",
  tool: "article.tool",
};

/** Modules that draw no view of their own, but what views are made of. */
const PARTS = ["controls", "copy", "element", "html", "icons", "list", "mod", "reactive"];

type View = { search: string; shows: string[]; reach?: (page: Page) => Promise<void> };

const nothing = (): Promise<void> => Promise.resolve();
/** Opens the filters and leaves them open. */
const openFilters = async (page: Page): Promise<void> => {
  const sheet = page.getByRole("button", { name: /^Filters/ });
  if (await sheet.isVisible()) await sheet.click();
};

const VIEWS: View[] = [
  { search: "", shows: ["page", "overview"] },
  { search: "?view=table&category=automated-jobs", shows: [] },
  { search: "?view=matrix&category=gui-development", shows: [] },
  { search: "?category=web-development&compare=flask,django&env=windows,3.14,permissive", shows: ["compare", "tool", "category"] },
  { search: "?find=face-detection&wish=small-download", shows: ["finder"] },
  { search: "?category=data-science&pick=flask,kivy", shows: ["shortlist"], reach: (page) => page.getByText("Shortlist: 2 tools").click() },
  { search: "?q=face+detection", shows: ["answer"] },
  { search: "?q=xqzxqz+numpy&view=overview", shows: ["overview"] },
  { search: "?tool=web2py", shows: ["dialog"] },
  { search: "?q=opencv&kind=hardware", shows: ["status"] },
  {
    search: "?category=geospatial",
    shows: ["category"],
    reach: async (page) => {
      await page.keyboard.press("?");
      await expect(dialog(page, "Keyboard shortcuts")).toBeVisible();
    },
  },
  { search: "?category=geospatial&licence=permissive", shows: ["environment", "export", "facets"], reach: openFilters },
];

for (const { search, shows, reach = nothing } of VIEWS) {
  test(`axe finds nothing in ${search || "the default view"}`, async ({ page }, info) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await open(page, search);
    await reach(page);
    const found: string[] = [];
    for (const sign of shows) if (!(await page.locator(SIGNS[sign]).first().isVisible())) found.push("NOT SHOWN " + sign);
    const axe = () => new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } });
    const t0 = Date.now();
    for (const v of (await axe().analyze()).violations) for (const n of v.nodes) found.push(`${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.slice(0,120)}`);
    const t1 = Date.now();
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    for (const v of (await new AxeBuilder({ page }).withRules("color-contrast").analyze()).violations) for (const n of v.nodes) found.push(`dark ${v.id}: ${n.html.slice(0, 160)}`);
    writeFileSync(`/tmp/atlas/axe-${info.project.name}-${VIEWS.findIndex((v) => v.search === search)}.txt`, `${search} ${t1 - t0} ${Date.now() - t1}\n` + found.join("\n"));
  });
}
