// The same page with a catalog a hundred times as large.

import { catalog, expect, open, region, searchBox, status, test } from "./atlas";

const COUNT = 9_000;
const { categories, version, ...rest } = catalog();
const tools = Array.from({ length: COUNT }, (_, number) => ({
  id: `tool-${number}`,
  name: `Tool ${number}`,
  kind: "library",
  summary: `The tool with the number ${number}, for ${number % 7 ? "work" : "play"}.`,
  links: { home: `https://example.org/${number}` },
  places: [{ category: categories[number % 3].id, role: `Does job ${number % 100}.` }],
}));
const plain = categories.map(({ id, name }) => ({ id, name, kind: "area", summary: "An area." }));
const serve = (page: import("@playwright/test").Page, tools: object[]) => {
  const body = JSON.stringify({ ...rest, version, categories: plain, tools });
  return page.route("**/assets/catalog.json", (route) => route.fulfill({ body, contentType: "application/json" }));
};

test.beforeEach(({ page }) => serve(page, tools));

const elements = (page: import("@playwright/test").Page) => page.evaluate(() => document.querySelectorAll("*").length);

test("the page stays small, the scroll bar honest, and the end can be reached", async ({ page }) => {
  await open(page);
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

test("many lists of some length are small on the page too", async ({ page }) => {
  const spread = tools.slice(0, 3000).map((tool, number) => ({
    ...tool,
    places: [{ category: categories[number % categories.length].id, role: "Does." }],
  }));
  await serve(page, spread);
  await open(page);
  await expect(page.getByRole("region")).toHaveCount(categories.length);
  await expect(status(page)).toHaveText(`3000 tools in ${categories.length} categories`);
  // Each list shows its beginning, once everything is rendered.
  for (const { name } of categories) await expect(region(page, name).getByRole("article")).not.toHaveCount(0);
  expect(await elements(page)).toBeLessThanOrEqual(4000);
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
