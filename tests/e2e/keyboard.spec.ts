// The keyboard: from the search box through what is found and back, and the sheet that tells the keys.

import { catalog, dialog, expect, open, region, searchBox, shown, status, test, tool } from "./atlas";
import type { Locator, Page } from "@playwright/test";

const data = catalog();
const link = (parent: Locator) => parent.getByRole("heading").getByRole("link");
const sheet = (page: Page) => dialog(page, "Keyboard shortcuts");

test("arrows lead from the search box through the results and back, Escape leads back at once", async ({ page }) => {
  await open(page, "?q=django+flask+fastapi");
  const web = region(page, "Web Development");
  await searchBox(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(link(tool(web, "Django"))).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(link(tool(web, "FastAPI"))).toBeFocused();
  // On in the next category, and from there back.
  await page.keyboard.press("ArrowDown");
  await expect(web.locator(":focus")).toHaveCount(0);
  await expect(page.getByRole("article").getByRole("heading").locator(":focus")).toHaveText("Django");
  await page.keyboard.press("ArrowUp");
  await expect(link(tool(web, "FastAPI"))).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(searchBox(page)).toBeFocused();
  // The text is kept, and typing replaces it.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect(searchBox(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue("django flask fastapi");
  await page.keyboard.type("numpy");
  await expect(searchBox(page)).toHaveValue("numpy");
  await expect(page.locator("[data-tool]").first()).toHaveAttribute("data-tool", "numpy");
  // A result opens by Enter, and what was opened is left as it was found.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog(page, "NumPy")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(link(tool(page, "NumPy").first())).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(searchBox(page)).toHaveValue("");
  await expect(searchBox(page)).toBeFocused();
  // In the overview the results are the categories.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(link(region(page, data.categories[1].name))).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`\\?category=${data.categories[1].id}$`));
});

test("Enter in the search box opens the tool whose name was typed, or else leads to the first result", async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("web framework");
  await expect(status(page)).toContainText(/^\d+ tools in/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").first().getByRole("heading").locator(":focus")).toHaveCount(1);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("django");
  await page.keyboard.press("Enter");
  await expect(dialog(page, "Django")).toBeVisible();
  await expect(page).toHaveURL(/\?q=django&tool=django$/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(searchBox(page)).toBeFocused();
});

/** Presses the down arrow so many times, each in a frame of its own, as a held key does. Returns what had the focus. */
const hold = (page: Page, times: number) =>
  page.evaluate(async (times) => {
    const passed: string[] = [];
    for (let count = 0; count < times; count++) {
      const press = { key: "ArrowDown", bubbles: true, cancelable: true };
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", press));
      const tool = document.activeElement!.closest<HTMLElement>("[data-tool]");
      passed.push(
        tool ? `${tool.closest("section")!.ariaLabel}: ${tool.dataset.tool}` : document.activeElement!.tagName,
      );
      await new Promise(requestAnimationFrame);
    }
    return passed;
  }, times);

test("a held arrow goes through the tools, each once, on where more are drawn only then", async ({ page }) => {
  test.setTimeout(60_000);
  const all = data.categories.flatMap(({ id, name }) =>
    data.tools
      .filter(({ places }) => places.some(({ category }) => category === id))
      .map((tool) => `${name}: ${tool.id}`),
  );
  await open(page, "?view=cards");
  // More than are drawn at the beginning.
  const times = (await shown(page)).length + 20;
  expect(times).toBeLessThan(all.length);
  await searchBox(page).focus();
  expect(await hold(page, times)).toEqual(all.slice(0, times));
  await expect(page.locator("[data-tool] :focus")).toBeInViewport();
});

test("a question mark shows the keys, Escape hides them; in a field it is a question mark", async ({ page }) => {
  await open(page);
  await expect(sheet(page)).toBeHidden();
  await page.keyboard.press("?");
  await expect(sheet(page)).toBeVisible();
  for (const key of ["/", "↓", "↑", "Enter", "Esc", "?"])
    await expect(sheet(page).getByText(key, { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();

  const button = page.getByRole("contentinfo").getByRole("button", { name: "Keyboard shortcuts" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(sheet(page)).toBeVisible();
  await expect(sheet(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("/");
  await page.keyboard.type("why?");
  await expect(searchBox(page)).toHaveValue("why?");
  await expect(sheet(page)).toBeHidden();
  // Above an open tool neither key does anything.
  await open(page, "?tool=numpy");
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await expect(sheet(page)).toBeHidden();
  await expect(searchBox(page)).not.toBeFocused();
  await expect(dialog(page, "NumPy")).toBeVisible();
});

test("the keys that are letters can be switched off, and stay so", async ({ page }) => {
  await open(page, "?view=cards");
  await page.keyboard.press("?");
  const sheet = dialog(page, "Keyboard shortcuts");
  await sheet.getByRole("checkbox", { name: "Use the keys / and ?" }).uncheck();
  await page.keyboard.press("Escape");
  for (const key of ["/", "?"]) await page.keyboard.press(key);
  await expect(sheet).toBeHidden();
  await expect(searchBox(page)).not.toBeFocused();
  await open(page, "?view=cards");
  await page.keyboard.press("/");
  await expect(searchBox(page)).not.toBeFocused();
  await page.getByRole("button", { name: "Keyboard shortcuts" }).focus();
  await page.keyboard.press("Enter");
  await sheet.getByRole("checkbox", { name: "Use the keys / and ?" }).check();
  await page.keyboard.press("Escape");
  await status(page).click();
  await page.keyboard.press("/");
  await expect(searchBox(page)).toBeFocused();
});
