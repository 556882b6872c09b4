// The same page with a catalog a hundred times as large.

import { catalog, expect, open, region, searchBox, status, test } from "./atlas";
import type { Page } from "@playwright/test";

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
const serve = (page: Page, tools: object[], categories: object[] = plain) => {
  const body = JSON.stringify({ ...rest, version, categories, tools });
  return page.route("**/assets/catalog.json", (route) => route.fulfill({ body, contentType: "application/json" }));
};

test.beforeEach(({ page }) => serve(page, tools));

const plural = (count: number) => (count === 1 ? "1 category" : `${count} categories`);
const elements = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

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

/** A category for each of so many numbers, with some tools in each. */
const shape = (categories: number, toolsInEach: number) => ({
  categories: Array.from({ length: categories }, (_, number) => ({
    id: `area-${number}`,
    name: `Area ${number}`,
    kind: "area",
    summary: "An area.",
    uses: ["One task", "Another task", "A third task"],
  })),
  tools: Array.from({ length: categories * toolsInEach }, (_, number) => ({
    ...tools[0],
    id: `tool-${number}`,
    name: `Tool ${number}`,
    places: [{ category: `area-${number % categories}`, role: "Does." }],
  })),
});

const shapes: [number, number, string][] = [
  [15, 200, ""],
  [50, 100, ""],
  [50, 100, "?view=table"],
  [5_000, 1, ""],
  [5_000, 1, "?view=table"],
  [1, 5_000, "?group=kind"],
];
for (const [categories, toolsInEach, search] of shapes) {
  const name = `${categories} categories of ${toolsInEach} tools, ${search || "cards"}`;
  test(`${name}: the page stays small, and its end can be reached`, async ({ page }) => {
    const data = shape(categories, toolsInEach);
    await serve(page, data.tools, data.categories);
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

/** The height of the longest empty strip on the screen, in pixels, on a line through the first column of results. */
const emptyHeight = (page: Page) =>
  page.evaluate(() => {
    const card = document.querySelector("[data-tool]");
    if (!card) return innerHeight;
    const x = card.getBoundingClientRect().left + 20;
    const { top, bottom } = card.closest(".groups, main")!.getBoundingClientRect();
    let [empty, longest] = [0, 0];
    for (let y = Math.max(top + 60, 0); y < Math.min(bottom - 60, innerHeight); y += 10) {
      const filled = document.elementsFromPoint(x, y).some((one) => one.closest("[data-tool], thead, header, .about"));
      empty = filled ? 0 : empty + 10;
      longest = Math.max(longest, empty);
    }
    return longest;
  });

/** A generator of numbers from 0 to 1, mulberry32: the same for the same seed. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** The shipped tools twenty times: cards and rows of many heights. */
const twentyfold = () => {
  const { tools } = catalog();
  return Array.from({ length: 20 * tools.length }, (_, number) => {
    const tool = tools[number % tools.length];
    const { alternatives, replaced_by, ...rest } = tool as typeof tool & Record<string, unknown>;
    return number < tools.length ? tool : { ...rest, id: `${tool.id}-${number}`, name: `${tool.name} ${number}` };
  });
};

for (const search of ["?group=none", "?group=none&view=table", "?sort=name"]) {
  test(`however people scroll, ${search} shows its tools and then rests`, async ({ page }) => {
    test.slow();
    await serve(page, twentyfold(), catalog().categories);
    const seed = Number(process.env.ATLAS_SEED ?? Date.now() % 2 ** 31);
    const next = random(seed);
    if (test.info().project.name === "laptop") await page.setViewportSize({ width: 500, height: 900 });
    await open(page, search);
    // Three positions at which the page once drew its cards for ever without showing one.
    const jumps = [191456, 341568, 413095];
    for (let move = 0; move < 60; move++) {
      const to = jumps[move];
      const by = next() < 0.5 && to === undefined ? (next() - 0.5) * 4000 : undefined;
      await page.evaluate(
        ([to, by, part]) => {
          if (by !== undefined) scrollBy(0, by);
          else scrollTo(0, to ?? part! * document.documentElement.scrollHeight);
        },
        [to, by, next()] as const,
      );
      const where = `seed ${seed}, move ${move}`;
      await expect.poll(() => emptyHeight(page), `${where}: the screen is full`).toBeLessThan(60);
    }
    // At rest nothing is drawn.
    const changes = await page.evaluate(async () => {
      let changes = 0;
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      await frame();
      const observer = new MutationObserver((records) => (changes += records.length));
      observer.observe(document.querySelector("#results")!, { subtree: true, childList: true, attributes: true });
      for (let frames = 0; frames < 20; frames++) await frame();
      observer.disconnect();
      return changes;
    });
    expect(changes, `seed ${seed}: nothing is drawn at rest`).toBe(0);
  });
}

test("scrolling on by the wheel neither skips a tool nor shows one twice", async ({ page, isMobile }) => {
  await serve(page, twentyfold(), catalog().categories);
  await open(page, "?group=none&view=table");
  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("[data-tool]")]
        .filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        })
        .map((row) => (row as HTMLElement).dataset.tool!),
    );
  await page.mouse.move(700, 600);
  // A phone has no wheel.
  const scroll = () => (isMobile ? page.evaluate(() => scrollBy(0, 300)) : page.mouse.wheel(0, 300));
  let before = await shown();
  const seen = [...before];
  while (seen.length < 600) {
    await scroll();
    await expect.poll(async () => (await shown()).at(-1)).not.toBe(before.at(-1));
    const now = await shown();
    expect(now, "a part of the last screen is still there").toContain(before.at(-1));
    seen.push(...now.slice(now.indexOf(before.at(-1)!) + 1));
    before = now;
  }
  expect(new Set(seen).size).toBe(seen.length);
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
