// The overview: what Python is used for, at a glance, and the ways from there to the tools and back.

import { catalog, dialog, EVERYTHING, expect, inFilters, open, option, region, searchBox, shown } from "./atlas";
import { status, test, view } from "./atlas";
import type { Locator, Page } from "@playwright/test";

const data = catalog();
const placed = (id: string) => data.tools.filter((entry) => entry.places.some((place) => place.category === id));
const headline = (page: Page) => page.getByRole("heading", { level: 1 });
/** A card of the overview says that it has so many tools. */
const expectCount = (card: Locator, count: number) =>
  expect(card.locator("header")).toContainText(new RegExp(`(?<!\\d)${count} ${count === 1 ? "tool" : "tools"}$`));
/** The overview is there as a whole, and nothing else. */
const expectOverview = async (page: Page) => {
  await expect(page.getByRole("main").getByRole("region")).toHaveCount(data.categories.length);
  await expect(page.locator("[data-tool]")).toHaveCount(0);
  await expect(view(page, "Overview")).toBeChecked();
  await expect(status(page)).toHaveText(EVERYTHING);
};

test("each category is a card: its name, how many tools, a sentence, those to begin with", async ({ page }) => {
  await open(page);
  await expectOverview(page);
  await expect(headline(page)).toHaveText(/^What is Python used for, and which tool should you pick\?$/);
  for (const { id, name, summary, start_with } of data.categories) {
    const card = region(page, name);
    await expect(card).toHaveAttribute("data-category", id);
    await expect(card.getByRole("heading", { level: 2, name, exact: true }).getByRole("link")).toHaveCount(1);
    await expect(card).toContainText(summary);
    await expectCount(card, placed(id).length);
    const [itself, ...tools] = await card
      .getByRole("link")
      .evaluateAll((all) => all.map((one) => [one.getAttribute("href"), one.textContent]));
    expect(itself).toEqual([`?category=${id}`, name]);
    const here = placed(id).map((tool) => [`?tool=${tool.id}`, tool.name]);
    expect(here, name).toEqual(expect.arrayContaining(tools));
    expect(new Set(tools.map(String)).size, name).toBe(Math.min(3, here.length));
    expect(tools[0][0], name).toBe(`?tool=${start_with!.tool}`);
  }
  // Three parts, each in the order of the catalog.
  const part = (title: string, isIn: (category: (typeof data.categories)[0]) => boolean) => [
    title,
    ...data.categories.filter(isIn).map(({ name }) => name),
  ];
  const order = await page
    .getByRole("main")
    .locator(".part, [data-category]")
    .evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent));
  expect(order).toEqual([
    ...part("What people use Python for", ({ kind, in_guide }) => kind === "area" && in_guide === true),
    ...part("More areas", ({ kind, in_guide }) => kind === "area" && !in_guide),
    ...part("Lists of tools", ({ kind }) => kind === "tool-list"),
  ]);
  // An overview has an order of its own, and stays small.
  await expect(page.getByLabel(/^(Sort|Group) by$/)).toHaveCount(0);
  expect(await page.locator("*").count(), "elements on the page").toBeLessThanOrEqual(1500);
});

test("a category leads to its tools, Back to the overview, and a tool opens above it", async ({ page }) => {
  await open(page);
  const link = region(page, "Game Development").getByRole("heading", { level: 2 }).getByRole("link");
  await link.click();
  await expect(page).toHaveURL(/\?category=game-development$/);
  await expect(status(page)).toHaveText(`${placed("game-development").length} tools in 1 category`);
  await expect(view(page, "Cards")).toBeChecked();
  await expect.poll(() => shown(page)).toEqual(placed("game-development").map(({ id }) => id));
  await page.goBack();
  await expectOverview(page);

  const pandas = region(page, "Data Science").getByRole("link", { name: "pandas", exact: true });
  await pandas.focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page, "pandas")).toBeVisible();
  await expect(page).toHaveURL(/\?tool=pandas$/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(pandas).toBeFocused();
  await expect(page).toHaveURL(/\/$/);
  await expectOverview(page);
});

test("a category at the end of the overview is shown from its beginning, and Back leads to that end", async ({
  page,
}) => {
  await open(page);
  const { name } = data.categories.at(-1)!;
  const heading = region(page, name).getByRole("heading", { level: 2, name, exact: true });
  await heading.getByRole("link").click();
  await expect(view(page, "Cards")).toBeChecked();
  await expect(heading).toBeInViewport();
  await page.goBack();
  await expectOverview(page);
  await expect(heading).toBeInViewport();
});

test("whoever searches or filters sees tools, and who clears that the overview; the headline folds", async ({
  page,
}) => {
  await open(page);
  const height = async () => (await headline(page).locator("..").boundingBox())!.height;
  const top = async () => (await status(page).boundingBox())!.y;
  expect(await height()).toBeGreaterThan(20);
  const before = await top();

  await searchBox(page).fill("django");
  await expect(page.locator("[data-tool]").first()).toHaveAttribute("data-tool", "django");
  await expect(view(page, "Cards")).toBeChecked();
  // Folded it takes no room, and those who do not see the page still have it.
  await expect(headline(page)).toHaveCount(1);
  expect(await height()).toBeLessThanOrEqual(1);
  expect(await top()).toBeLessThan(before);
  await inFilters(page, async () => {
    await expect(page.getByLabel("Sort by")).toBeVisible();
    await expect(page.getByLabel("Group by")).toBeVisible();
  });
  await searchBox(page).press("Escape");
  await expectOverview(page);
  expect(await height()).toBeGreaterThan(20);
  await expect(page).toHaveURL(/\/$/);

  await inFilters(page, () => option(page, "Kind", "Hardware").check());
  await expect.poll(async () => (await shown(page)).length).toBe(3);
  await inFilters(page, () => option(page, "Kind", "Hardware").uncheck());
  await expectOverview(page);
  await page.goBack();
  await expect(page).toHaveURL(/\?kind=hardware$/);
  await expect(view(page, "Cards")).toBeChecked();
  await page.goBack();
  await expectOverview(page);
});

test("everything as cards, as a table, as an overview: by links and by the choice of the view", async ({ page }) => {
  await open(page);
  for (const [link, name, address] of [
    ["as cards", "Cards", /\?view=cards$/],
    ["in a table", "Table", /\?view=table$/],
  ] as const) {
    await page.getByRole("main").getByRole("link", { name: link }).click();
    await expect(page).toHaveURL(address);
    await expect(view(page, name)).toBeChecked();
    await expect(page.locator("[data-tool]").first()).toBeVisible();
    await expect(page.getByRole("table").first()).toBeVisible({ visible: name === "Table" });
    await expect(status(page)).toHaveText(EVERYTHING);
    // The link to everything leads back.
    await page.getByRole("banner").getByRole("link", { name: "Python Atlas" }).click();
    await expectOverview(page);
    await expect(page).toHaveURL(/\/$/);
  }
  await expect(page.getByRole("radiogroup", { name: "View" }).getByRole("radio")).toHaveCount(4);
  await view(page, "Table").check();
  await expect(page).toHaveURL(/\?view=table$/);
  await view(page, "Overview").check();
  await expectOverview(page);
  await expect(page).toHaveURL(/\/$/);

  // What is searched can be an overview too: its numbers and tools are those of the search.
  await open(page, "?q=pandas");
  const card = region(page, "Data Science");
  const found = (await shown(card)).length;
  expect(found).toBeGreaterThan(1);
  await view(page, "Overview").check();
  await expect(page).toHaveURL(/\?q=pandas&view=overview$/);
  await expectCount(card, found);
  await expect(card.getByRole("link", { name: "pandas", exact: true }).locator("mark")).toHaveText("pandas");
  await expect(page.locator("[data-tool]")).toHaveCount(0);
  await searchBox(page).fill("django fastapi");
  await expectCount(region(page, "Web Development"), 2);
  await expect(card).toHaveCount(0);
  await searchBox(page).fill("pandas polars");
  await expectCount(card, 2);
  await expect(region(page, "Web Development")).toHaveCount(0);
  // From there a category leads to its tools.
  await card.getByRole("heading").getByRole("link").click();
  await expect(page).toHaveURL(/\?category=data-science$/);
  await expect(view(page, "Cards")).toBeChecked();
  await expect.poll(() => shown(page)).toEqual(placed("data-science").map(({ id }) => id));
});
