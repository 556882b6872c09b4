// Accessibility, as checked by axe: every view in light and dark.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { dialog, expect, open, test } from "./atlas";
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
  news: '[aria-label="What is new"]',
  overview: ".overview .area",
  own: ".own [role=alert]",
  page: ".top",
  shortlist: ".tray .content",
  status: ".nothing",
  tool: "article.tool",
};

/** Modules that draw no view of their own, but what views are made of. */
const PARTS = ["controls", "copy", "element", "html", "icons", "list", "mod", "reactive"];

type View = { name: string; search: string; shows: string[]; reach?: (page: Page) => Promise<void> };

const nothing = (): Promise<void> => Promise.resolve();

const VIEWS: View[] = [
  { name: "the overview", search: "", shows: ["page", "overview"] },
  { name: "a search of the overview", search: "?q=xqzxqz+numpy&view=overview", shows: ["overview"] },
  { name: "cards", search: "?category=geospatial", shows: ["category", "tool"] },
  { name: "a table", search: "?view=table&category=automated-jobs", shows: ["category"] },
  { name: "a matrix", search: "?view=matrix&category=gui-development", shows: ["category"] },
  {
    name: "a comparison in an environment",
    search: "?category=web-development&compare=flask,django&env=windows,3.14,permissive",
    shows: ["compare"],
  },
  { name: "the finder", search: "?find=face-detection&wish=small-download", shows: ["finder"] },
  {
    name: "the shortlist",
    search: "?category=data-science&pick=flask,kivy",
    shows: ["shortlist"],
    reach: (page) => page.getByText("Shortlist: 2 tools").click(),
  },
  { name: "an answer", search: "?q=face+detection", shows: ["answer"] },
  { name: "a tool", search: "?tool=web2py", shows: ["dialog"] },
  { name: "no results", search: "?q=opencv&kind=hardware", shows: ["status"] },
  {
    name: "the filters",
    search: "?category=geospatial&licence=permissive",
    shows: ["environment", "export", "facets"],
    reach: async (page) => {
      const sheet = page.getByRole("button", { name: /^Filters/ });
      if (await sheet.isVisible()) await sheet.click();
    },
  },
  {
    name: "the keyboard shortcuts",
    search: "?category=geospatial",
    shows: ["page"],
    reach: async (page) => {
      await page.keyboard.press("?");
      await expect(dialog(page, "Keyboard shortcuts")).toBeVisible();
    },
  },
  {
    name: "news, and a refused catalog",
    search: "?category=geospatial",
    shows: ["news", "own"],
    reach: async (page) => {
      await page.evaluate(() => localStorage.setItem("visited", "2020-01-01 numpy"));
      await page.reload();
      await page.getByText("Use a catalog of your own").click();
      const file = { name: "team.json", mimeType: "application/json", buffer: Buffer.from("{}") };
      await page.getByLabel("Choose a file or drop it here").setInputFiles(file);
    },
  },
];

test("every view is looked at", () => {
  const files = readdirSync(fileURLToPath(new URL("../../src/view", import.meta.url)));
  const modules = files.map((file) => file.replace(/\.rs$/, "")).filter((module) => !PARTS.includes(module));
  expect([...new Set(VIEWS.flatMap(({ shows }) => shows))].toSorted()).toEqual(modules.toSorted());
});

for (const { name, search, shows, reach = nothing } of VIEWS) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    // axe runs many checks on every element, which takes time.
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await open(page, search);
    await reach(page);
    for (const module of shows) await expect(page.locator(SIGNS[module]).first()).toBeVisible();
    const rules = { "target-size": { enabled: true } };
    const light = await new AxeBuilder({ page }).options({ rules }).analyze();
    // A theme changes nothing but colours.
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    const dark = await new AxeBuilder({ page }).withRules("color-contrast").analyze();
    const found = [light, dark].flatMap(({ violations }) =>
      violations.flatMap(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    );
    expect(found).toEqual([]);
  });
}
