// A page that the browser translates: translation replaces each text node with elements that hold the new text, and
// whatever the app changes afterwards must still be seen.

import { type Page } from "@playwright/test";
import {
  answer,
  arrange,
  catalog,
  dialog,
  EVERYTHING,
  expect,
  inFilters,
  open,
  option,
  region,
  searchBox,
} from "./atlas";
import { status, test, tool, view } from "./atlas";

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

const { categories, tools } = catalog();
const of = (category: string) => tools.filter(({ places }) => places.some((place) => place.category === category));
const games = of("game-development").length;

for (const later of [false, true]) {
  test.describe(later ? "translated, and whatever comes later too" : "translated once", () => {
    /** Opens a view, which is translated once it is there. */
    const openTranslated = async (page: Page, search: string) => {
      await open(page, search);
      const last = search ? page.getByRole("article").last() : region(page, categories.at(-1)!.name);
      await expect(last).toBeAttached();
      await translate(page, later);
    };
    const expectOverview = async (page: Page) => {
      await expect(page.getByRole("main").getByRole("region")).toHaveCount(categories.length);
      await expect(region(page, "Data Science").locator("header")).toContainText(`${of("data-science").length} tools`);
      await expect(region(page, "Data Science").getByRole("link", { name: "pandas", exact: true })).toHaveCount(1);
      await expect(status(page)).toHaveText(EVERYTHING);
    };

    test("the overview of a search, and what the search says, are true", async ({ page }) => {
      await openTranslated(page, "");
      await expectOverview(page);
      await searchBox(page).fill("face detection");
      await expect(answer(page).getByRole("link").first()).toHaveText("face detection");
      await view(page, "Overview").check();
      await searchBox(page).fill("django fastapi");
      await expect(answer(page)).toHaveCount(0);
      const web = region(page, "Web Development");
      await expect(web.locator("header")).toContainText("2 tools");
      await expect(web.getByRole("link")).toHaveText(["Web Development", "Django", "FastAPI"]);
      await searchBox(page).fill("xqzxqz numpy");
      const line = page.getByRole("paragraph").filter({ hasText: "Nothing has all of these words." });
      await expect(line).toHaveText("Nothing has all of these words. These have numpy.");
      await searchBox(page).fill("xqzxqz django");
      await expect(line).toHaveText("Nothing has all of these words. These have django.");
      await searchBox(page).fill("");
      await expect(line).toHaveCount(0);
      await expectOverview(page);
    });

    test("a search: the status, the counts, the highlights and what is offered are true", async ({ page }) => {
      await openTranslated(page, "?view=cards");
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
      await inFilters(page, () => option(page, "Kind", "Hardware").check());
      await searchBox(page).fill("kivy microcontroller");
      const nothing = region(page, "Nothing found");
      await nothing.getByRole("button", { name: /^Without the word "kivy": \d+ tools?$/ }).click();
      await expect(searchBox(page)).toHaveValue("microcontroller");
      await expect(nothing).toHaveCount(0);
      await page.getByRole("button", { name: "Clear all" }).click();
      await expect(page.locator("mark")).toHaveCount(0);
      await expect(status(page)).toHaveText(EVERYTHING);
    });

    test("filters: the status, the buttons, the counts and the chips are true", async ({ page }) => {
      await openTranslated(page, "");
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
      await expect(page.getByRole("main").getByRole("region")).toHaveCount(1);
      await page.getByRole("button", { name: "Remove Category: Game Development" }).click();
      await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);
      if (isNarrow) await expect(sheet).toHaveText("Filters");
      await expectOverview(page);
    });

    test("a facet's own filter, the order, the groups, the layout, Back", async ({ page }) => {
      await openTranslated(page, "?category=data-science,embedded-iot");
      await inFilters(page, async () => {
        const group = page.getByRole("group", { name: "Category", exact: true });
        await group.getByRole("textbox").fill("game");
        await expect(group.getByRole("checkbox")).toHaveCount(1);
        await group.getByRole("textbox").fill("");
        await expect(group.getByRole("checkbox")).toHaveCount(categories.length);
      });
      await arrange(page, "Group by", "Kind");
      await expect(region(page, "Hardware").getByRole("article")).toHaveCount(3);
      await expect(region(page, "Data Science")).toHaveCount(0);
      await arrange(page, "Sort by", "Name");
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
      await openTranslated(page, "?category=data-science");
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
