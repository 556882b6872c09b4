// Scrolling through a catalog twenty times as large: the screen is never empty, and nothing is skipped.

import { catalog, expect, open, serveCatalog, test } from "./atlas";
import type { Page } from "@playwright/test";

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
    await serveCatalog(page, twentyfold(), catalog().categories);
    const seed = Number(process.env.ATLAS_SEED ?? Date.now() % 2 ** 31);
    const next = random(seed);
    await page.setViewportSize({ width: 500, height: 900 });
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

test("scrolling on by the wheel neither skips a tool nor shows one twice", async ({ page }) => {
  test.slow();
  await serveCatalog(page, twentyfold(), catalog().categories);
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
  // What a wheel starts goes on for some frames; the next turn would add to it.
  const rest = () =>
    page.evaluate(async () => {
      for (let [still, last] = [0, scrollY]; still < 5; still = scrollY === last ? still + 1 : 0, last = scrollY)
        await new Promise(requestAnimationFrame);
    });
  let before = await shown();
  const seen = [...before];
  // More than a window holds, so that it moves.
  while (seen.length < 320) {
    await page.mouse.wheel(0, 300);
    await expect.poll(async () => (await shown()).at(-1)).not.toBe(before.at(-1));
    await rest();
    const now = await shown();
    expect(now, "a part of the last screen is still there").toContain(before.at(-1));
    seen.push(...now.slice(now.indexOf(before.at(-1)!) + 1));
    before = now;
  }
  expect(new Set(seen).size).toBe(seen.length);
});
