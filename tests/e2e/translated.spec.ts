// A page that the browser translates: translation replaces each text node with elements that hold the new text, and
// whatever the app changes afterwards must still be seen.

import { type Page } from "@playwright/test";
import { catalog, dialog, expect, inFilters, open, option, region, searchBox, status, test, tool } from "./atlas";

/** Replaces every text of the app like a translation, once, or also whatever comes later. */
const translate = (page: Page, later: boolean) =>
  page.evaluate((later) => {
    const app = document.getElementById("app")!;
    const replace = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Node[] = root.nodeType === Node.TEXT_NODE ? [root] : [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts as Text[]) {
        if (!text.parentNode || text.parentElement?.closest("font")) continue;
        const outer = document.createElement("font");
        outer.appendChild(document.createElement("font")).append(text.data);
        text.replaceWith(outer);
      }
    };
    replace(app);
    if (!later) return;
    new MutationObserver((changes) => {
      for (const { addedNodes, target, type } of changes) {
        if (type === "characterData") replace(target);
        else addedNodes.forEach(replace);
      }
    }).observe(app, { childList: true, characterData: true, subtree: true });
  }, later);

const { tools } = catalog();
const of = (category: string) => tools.filter(({ places }) => places.some((place) => place.category === category));
const games = of("game-development").length;

for (const later of [false, true]) {
  test.describe(later ? "translated, and whatever comes later too" : "translated once", () => {
    test.beforeEach(async ({ page }) => {
      await open(page);
      // Everything is rendered.
      await expect(region(page, catalog().categories.at(-1)!.name).getByRole("article").last()).toBeAttached();
      await translate(page, later);
    });

    test("a search: the status, the counts, the highlights and what is offered are true", async ({ page }) => {
      await searchBox(page).fill("pandsa");
      const card = tool(region(page, "Data Science"), "pandas");
      await expect(card.locator("mark")).toHaveText("pandas");
      await expect(card.getByRole("heading")).toHaveText("pandas");
      await page.getByRole("button", { name: "pandas", exact: true }).click();
      await expect(searchBox(page)).toHaveValue("pandas");
      // The first cards are there at once, the others once typing pauses.
      await expect(async () => {
        const shown = new Set(
          await page.locator("[data-tool]").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.tool)),
        );
        await expect(status(page)).toHaveText(new RegExp(`^${shown.size} tools? in \\d+ categor`), { timeout: 500 });
        for (const area of await page.locator("section[data-category]").all()) {
          const count = await area.getByRole("article").count();
          await expect(area.locator("header")).toContainText(`${count} ${count === 1 ? "tool" : "tools"}`, {
            timeout: 500,
          });
        }
      }).toPass();
      await searchBox(page).fill("numpy xqzxqz");
      const nothing = region(page, "Nothing found");
      await nothing.getByRole("button", { name: /^Without the word "xqzxqz": \d+ tools?$/ }).click();
      await expect(searchBox(page)).toHaveValue("numpy");
      await expect(nothing).toHaveCount(0);
      await searchBox(page).fill("");
      await expect(page.locator("mark")).toHaveCount(0);
      await expect(status(page)).toHaveText(`${tools.length} tools in ${catalog().categories.length} categories`);
    });

    test("filters: the status, the buttons, the counts and the chips are true", async ({ page }) => {
      const sheet = page.getByRole("button", { name: /^Filters/ });
      const isNarrow = await sheet.isVisible();
      await inFilters(page, async () => {
        await option(page, "Category", "Game Development").check();
        if (isNarrow) await expect(page.getByRole("button", { name: `Show ${games} tools` })).toBeVisible();
        await expect(option(page, "Kind", "Hardware")).toHaveAccessibleName(/^Hardware\s*0$/);
        await option(page, "Category", "Android Apps").check();
        await page.getByRole("radiogroup", { name: "Match in Category" }).getByRole("radio", { name: "All" }).check();
        if (isNarrow) await expect(page.getByRole("button", { name: "Show 1 tool", exact: true })).toBeVisible();
        await option(page, "Category", "Android Apps").uncheck();
      });
      if (isNarrow) await expect(sheet).toHaveText("Filters (1)");
      await expect(status(page)).toHaveText(`${games} tools in 1 category`);
      await expect(region(page, "Game Development").getByRole("article")).toHaveCount(games);
      await expect(page.getByRole("region")).toHaveCount(1);
      await page.getByRole("button", { name: "Remove Category: Game Development" }).click();
      await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);
      if (isNarrow) await expect(sheet).toHaveText("Filters");
      await expect(status(page)).toHaveText(`${tools.length} tools in ${catalog().categories.length} categories`);
    });

    test("a facet's own filter, the order, the groups, the layout, Back", async ({ page }) => {
      await inFilters(page, async () => {
        const group = page.getByRole("group", { name: "Category", exact: true });
        await group.getByRole("textbox").fill("game");
        await expect(group.getByRole("checkbox")).toHaveCount(1);
        await group.getByRole("textbox").fill("");
        await expect(group.getByRole("checkbox")).toHaveCount(catalog().categories.length);
      });
      await page.getByLabel("Group by").selectOption("Kind");
      await expect(region(page, "Hardware").getByRole("article")).toHaveCount(3);
      await expect(region(page, "Data Science")).toHaveCount(0);
      await page.getByLabel("Sort by").selectOption("Name");
      await page.getByRole("radio", { name: "Table" }).check();
      const rows = region(page, "Hardware").getByRole("rowheader");
      await expect(rows).toHaveText(["Arduino", "PyBoard", "Raspberry Pi"]);
      await page.goBack();
      await page.goBack();
      await page.goBack();
      await expect(region(page, "Data Science").getByRole("article")).toHaveCount(of("data-science").length);
      await expect(region(page, "Hardware")).toHaveCount(0);
    });

    test("the open tool is the right one, and its copy button tells", async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await tool(region(page, "Data Science"), "pandas").getByRole("heading").getByRole("link").click();
      const shown = dialog(page, "pandas");
      await expect(shown.getByRole("heading", { level: 2 })).toHaveText("pandas");
      await shown.getByRole("button", { name: "Copy" }).first().click();
      await expect(shown.getByRole("button", { name: "Copied" })).toHaveCount(1);
      await shown.getByRole("link", { name: "Polars" }).click();
      await expect(dialog(page, "Polars").getByRole("heading", { level: 2 })).toHaveText("Polars");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(page.locator("dialog")).toHaveText("");
    });
  });
}
