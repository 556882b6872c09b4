// The same page with a catalog a hundred times as large.

import { catalog, expect, open, region, searchBox, serveCatalog, status, test } from "./atlas";
import type { Page } from "@playwright/test";

const COUNT = 9_000;
const { categories } = catalog();
const tools = Array.from({ length: COUNT }, (_, number) => ({
  id: `tool-${number}`,
  name: `Tool ${number}`,
  kind: "library",
  summary: `The tool with the number ${number}, for ${number % 7 ? "work" : "play"}.`,
  links: { home: `https://example.org/${number}` },
  places: [{ category: categories[number % 3].id, role: `Does job ${number % 100}.` }],
}));
const plain = categories.map(({ id, name }) => ({ id, name, kind: "area", summary: "An area." }));

test.beforeEach(({ page }) => serveCatalog(page, tools, plain));

const plural = (count: number) => (count === 1 ? "1 category" : `${count} categories`);
const elements = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

test("the page stays small, the scroll bar honest, and the end can be reached", async ({ page }) => {
  await open(page, "?view=cards");
  await expect(status(page)).toHaveText(`${COUNT} tools in 3 categories`);
  expect(await elements(page)).toBeLessThanOrEqual(4000);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const first = (await page.locator("[data-tool]").first().boundingBox())!;
  const columns = await page
    .locator(".cards")
    .first()
    .evaluate((list) => getComputedStyle(list).gridTemplateColumns.split(" ").length);
  expect(height).toBeGreaterThan((0.5 * first.height * COUNT) / columns);
  // The spacer is an estimate until its tools are rendered, so the end of the page may move while scrolling.
  const last = page.getByRole("article", { name: `Tool ${COUNT - 1}`, exact: true });
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass();
  expect(await elements(page)).toBeLessThanOrEqual(4000);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect
    .poll(() =>
      page.locator("[data-tool]").evaluateAll(
        (all) =>
          all.filter((one) => {
            const place = one.getBoundingClientRect();
            return place.bottom > 0 && place.top < innerHeight;
          }).length,
      ),
    )
    .toBeGreaterThan(2);
  expect(await elements(page)).toBeLessThanOrEqual(4000);
});

/** A category for each of so many numbers, with some tools in each. */
const shape = (categories: number, toolsInEach: number) => ({
  categories: Array.from({ length: categories }, (_, number) => ({
    id: `area-${number}`,
    name: `Area ${number}`,
    kind: "area",
    summary: "An area.",
    tasks: ["One task", "Another task", "A third task"].map((name, task) => ({
      id: `task-${number}-${task}`,
      name,
      tools: [`tool-${number}`],
    })),
  })),
  tools: Array.from({ length: categories * toolsInEach }, (_, number) => ({
    ...tools[0],
    id: `tool-${number}`,
    name: `Tool ${number}`,
    places: [{ category: `area-${number % categories}`, role: "Does." }],
  })),
});

const shapes: [number, number, string][] = [
  [15, 200, "?view=cards"],
  [50, 100, "?view=cards"],
  [50, 100, "?view=table"],
  [5_000, 1, "?view=cards"],
  [5_000, 1, "?view=table"],
  [1, 5_000, "?group=kind"],
];
for (const [categories, toolsInEach, search] of shapes) {
  const name = `${categories} categories of ${toolsInEach} tools, ${search}`;
  test(`${name}: the page stays small, and its end can be reached`, async ({ page }) => {
    const data = shape(categories, toolsInEach);
    await serveCatalog(page, data.tools, data.categories);
    await open(page, search);
    await expect(status(page)).toHaveText(`${data.tools.length} tools in ${plural(categories)}`);
    await expect(page.locator("[data-tool]").first()).toBeInViewport();
    expect(await elements(page)).toBeLessThanOrEqual(4000);
    const last = page.locator(`[data-tool="${data.tools.at(-1)!.id}"]`);
    await expect(async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await expect(last).toBeInViewport({ timeout: 500 });
    }).toPass();
    expect(await elements(page)).toBeLessThanOrEqual(4000);
  });
}

test("the overview has each of 50 categories, and stays small", async ({ page }) => {
  const data = shape(50, 100);
  await serveCatalog(page, data.tools, data.categories);
  await open(page);
  await expect(status(page)).toHaveText("5000 tools in 50 categories");
  await expect(page.getByRole("main").getByRole("region")).toHaveCount(50);
  await expect(region(page, "Area 49").getByRole("link")).toHaveText(["Area 49", "Tool 49", "Tool 99", "Tool 149"]);
  expect(await elements(page)).toBeLessThanOrEqual(3000);
});

test("search and keyboard work in it", async ({ page }) => {
  await open(page);
  await searchBox(page).fill("tool 4321");
  await expect(
    region(page, categories[4321 % 3].name)
      .getByRole("article")
      .first(),
  ).toHaveAccessibleName("Tool 4321");
  await searchBox(page).fill("play");
  await expect(status(page)).toHaveText("1286 tools in 3 categories");
  expect(await elements(page)).toBeLessThanOrEqual(4000);
});
