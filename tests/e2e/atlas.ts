// Shared by all browser tests: a page whose errors fail the test, the shipped data, and the controls by role and name.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test as base, type Locator, type Page } from "@playwright/test";

type Tool = {
  id: string;
  name: string;
  kind: string;
  places: { category: string; role: string; code?: string; shell?: string; language?: string }[];
  alternatives?: { tool: string; when: string }[];
  in_guide?: boolean;
  package?: string;
  claims?: { runs?: { is: string[] } };
};
type Task = { id: string; name: string; also?: string[]; tools: string[]; note?: string };
type Category = {
  id: string;
  name: string;
  kind: "area" | "tool-list";
  summary: string;
  in_guide?: boolean;
  exercise?: string;
  tasks?: Task[];
  start_with?: { tool: string };
  mentions?: { name: string }[];
};
export type Catalog = { version: number; edition: string; categories: Category[]; tools: Tool[] };

type Package = {
  version: string;
  released: string;
  requires_python: string;
  licence: string;
  pyodide: string;
  source: string;
  checked: string;
  runs?: string[];
};
export type Facts = { version: number; pyodide: string; packages: Record<string, Package> };

/** The build under test. */
export const dist = process.env.ATLAS_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

const shipped = (name: string): string => readFileSync(join(dist, "assets", name), "utf8");
const texts = { catalog: shipped("catalog.json"), facts: shipped("facts.json") };
/** A new copy of the shipped catalog, which a test may change. */
export const catalog = (): Catalog => JSON.parse(texts.catalog);
/** A new copy of the shipped facts. */
export const facts = (): Facts => JSON.parse(texts.facts);

/** How much there is, as the status says it. */
export const EVERYTHING = `${catalog().tools.length} tools in ${catalog().categories.length} categories`;

/** Serves another catalog with these entries. */
export const serveCatalog = (page: Page, tools: object[], categories: object[]): Promise<void> => {
  const body = JSON.stringify({ ...catalog(), categories, tools });
  return page.route("**/assets/catalog.json", (route) => route.fulfill({ body, contentType: "application/json" }));
};

// Playwright prints this where a test's configuration blocks service workers.
const BLOCKED = "Service Worker registration blocked by Playwright";

/**
 * Fails a test if one of its pages wrote an error or a warning to the console, threw an error, violated the content
 * security policy, or sent a request to another origin.
 */
export const test = base.extend<{ expectErrors: { each: RegExp[]; perhaps?: RegExp[] }; watched: void }>({
  /**
   * Patterns of console errors: those that a test expects, each at least once (a preload and its use may both fail),
   * and those that may occur.
   */
  expectErrors: [{ each: [] }, { option: true }],
  watched: [
    async ({ context, baseURL, expectErrors }, use) => {
      const problems: string[] = [];
      const { origin } = new URL(baseURL!);
      context.on("console", (message) => {
        const bad = ["error", "warning"].includes(message.type()) && message.text() !== BLOCKED;
        if (bad) problems.push(message.text());
      });
      context.on("weberror", (error) => problems.push(`thrown: ${error.error().message}`));
      context.on("request", (request) => {
        const url = request.url();
        if (!["data:", `blob:${origin}/`, `${origin}/`].some((start) => url.startsWith(start)))
          problems.push(`foreign request: ${url}`);
      });
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
          console.error(`policy broken: ${effectiveDirective} ${blockedURI} ${sample}`),
        );
      });
      await use();
      for (const pattern of expectErrors.each) {
        const others = problems.filter((problem) => !pattern.test(problem));
        expect(others.length, `there is a console message like ${pattern}`).toBeLessThan(problems.length);
        problems.splice(0, problems.length, ...others);
      }
      const allowed = (problem: string) => expectErrors.perhaps?.some((pattern) => pattern.test(problem));
      const others = problems.filter((problem) => !allowed(problem));
      expect(others, "nothing else in the console, nothing from elsewhere").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Chromium's warning about a preloaded file that is unused for seconds, as it is if another file is slow or fails. */
export const UNUSED_PRELOAD = /was preloaded using link preload but not used/;

/** Opens a view and waits until it can be used. */
export async function open(page: Page, search = ""): Promise<void> {
  await page.goto(`/${search}`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
}

/** What tells that a view is on its way. */
export const loading = (page: Page): Locator => page.getByRole("progressbar", { name: /^Loading the / });
export const searchBox = (page: Page): Locator => page.getByRole("searchbox", { name: "Search tools and areas" });
export const status = (page: Page): Locator => page.getByRole("status");
export const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
/** What a search shows first, where it says a task. */
export const answer = (page: Page): Locator => region(page, "The task that you search for");
export const view = (page: Page, name: "Overview" | "Cards" | "Table" | "Matrix"): Locator =>
  page.getByRole("radiogroup", { name: "View" }).getByRole("radio", { name });
export const tool = (page: Page | Locator, name: string): Locator => page.getByRole("article", { name, exact: true });
export const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name, exact: true });

/** The ids of the tools that are shown as cards or rows, in order. */
export const shown = (page: Page | Locator): Promise<string[]> =>
  page.locator("[data-tool]").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.tool!));

/** Does something with the facets, which are in a sheet on a narrow screen. */
export async function inFilters(page: Page, act: () => Promise<void>): Promise<void> {
  const sheet = page.getByRole("button", { name: /^Filters/ });
  const narrow = await sheet.isVisible();
  if (narrow) await sheet.click();
  await act();
  if (narrow) await page.getByRole("button", { name: /^Show \d+ tools?$/ }).click();
}

/** Chooses an order or a grouping. Like the facets they are in a sheet on a narrow screen. */
export const arrange = (page: Page, control: "Sort by" | "Group by", label: string): Promise<void> =>
  inFilters(page, async () => void (await page.getByLabel(control).selectOption(label)));

/** The checkbox of an option. Its name is the label and the count. */
export function option(page: Page, facet: string, label: string): Locator {
  const name = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*\\d+$`);
  return page.getByRole("group", { name: facet, exact: true }).getByRole("checkbox", { name });
}
