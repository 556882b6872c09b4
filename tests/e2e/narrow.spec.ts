// The narrowest screens, and the longest words.

import { type Page } from "@playwright/test";
import { answer, catalog, dialog, expect, facts, inFilters, open, region, status, test } from "./atlas";

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What of the results reaches beyond the screen, or has more text than it shows. What scrolls sideways may do both. */
const cut = (page: Page) =>
  page
    .getByRole("main")
    .locator(":is(section, h1, h2, p, a, label):not(.visually-hidden *)")
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && !one.matches(".visually-hidden"))
        .filter((one) => {
          for (let box = one.parentElement; box; box = box.parentElement)
            if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return false;
          return true;
        })
        .filter((one) => {
          const { left, right, width } = one.getBoundingClientRect();
          const isClipped = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
          return width === 0 || left < 0 || right > document.documentElement.clientWidth || isClipped;
        })
        .map((one) => one.outerHTML.slice(0, 80)),
    );

test("at 320 pixels nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const search of ["", "?q=face+detection", "?q=xqzxqz+numpy&view=overview", "?category=geospatial"]) {
    await open(page, search);
    await expect(answer(page)).toHaveCount(search.includes("face") ? 1 : 0);
    await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
    expect(await overflow(page), search).toBe(0);
    expect(await cut(page), search).toEqual([]);
  }
  await page.keyboard.press("?");
  await expect(dialog(page, "Keyboard shortcuts")).toBeInViewport({ ratio: 1 });
  expect(await overflow(page), "the shortcuts").toBe(0);
  for (const search of ["?view=cards", "?view=table", "?tool=numpy", "?q=opencv&kind=hardware"]) {
    await open(page, search);
    expect(await overflow(page), search).toBe(0);
  }
});

/** Sixty letters without a place to break, with this beginning. */
const long = (beginning: string) => beginning.padEnd(60, "abcdefghij");
const links = { home: `https://example.org/${long("home")}` };
const tools = ["one", "two"].map((id) => ({
  id,
  name: long(id),
  kind: "library",
  summary: long("summary"),
  package: long("package"),
  imports: [long("import"), long("module")],
  aliases: [long("alias")],
  links: { ...links, docs: links.home, source: links.home },
  places: [
    { category: "first", role: long("role") },
    { category: "second", role: long("role") },
  ],
  choose_when: long("choose"),
  avoid_when: long("avoid"),
  example: long("example"),
  alternatives: [{ tool: id === "one" ? "two" : "one", when: long("when") }],
  replaced_by: id === "one" ? "two" : "one",
}));
const categories = ["first", "second"].map((id) => ({
  id,
  kind: "area",
  name: long(id),
  summary: long("summary"),
  guide: [long("guide")],
  tasks: ["use", "task"].map((word) => ({ id: `${id}-${word}`, name: long(word), tools: ["one"], note: long("note") })),
  start_with: { tool: "one", why: long("why") },
  standard_library: long("standard"),
  mentions: [{ name: long("mention"), link: links.home, how: long("how") }],
  stacks: [{ name: long("stack"), tools: ["one", "two"], for: long("purpose") }],
  related: [id === "first" ? "second" : "first"],
}));
const measured = {
  ...Object.values(facts().packages)[0],
  version: long("1."),
  requires_python: long(">=3"),
  licence: long("LicenseRef-"),
};

for (const width of [320, 1280]) {
  test(`words of sixty letters: the page does not scroll sideways at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    const { version, edition } = catalog();
    const files = {
      catalog: { version, edition, categories, tools },
      facts: { ...facts(), packages: Object.fromEntries(tools.map((tool) => [tool.package, measured])) },
    };
    for (const [name, body] of Object.entries(files))
      await page.route(`**/assets/${name}.json`, (to) => to.fulfill({ json: body }));
    await open(page);
    await expect(region(page, long("first")).getByRole("link", { name: long("one") })).toBeVisible();
    expect(await overflow(page), "overview").toBe(0);
    expect(await cut(page), "overview").toEqual([]);
    await open(page, "?view=cards");
    await expect(status(page)).toHaveText("2 tools in 2 categories");
    for (const opener of await page.getByText("How to start and how to choose").all()) await opener.click();
    await expect(region(page, long("first")).getByRole("link", { name: long("use") })).toBeVisible();
    expect(await overflow(page), "cards").toBe(0);
    await inFilters(page, async () => {
      expect(await overflow(page), "filters").toBe(0);
      const sheet = page.getByRole("complementary", { name: "Filters" });
      expect(await sheet.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth), "in the filters").toBe(0);
    });
    const words = "x".repeat(60);
    for (const search of [
      "?category=first,second&licence=other",
      "?view=table",
      "?group=none",
      `?q=${words}`,
      `?q=${long("one").replace("abc", "axc")}`,
      `?q=${words}+${words}&category=first`,
    ]) {
      await open(page, search);
      await expect(status(page)).toBeVisible();
      expect(await overflow(page), search).toBe(0);
    }
    await open(page, "?tool=one");
    const shown = dialog(page, long("one"));
    await expect(shown).toBeVisible();
    expect(await overflow(page), "behind the dialog").toBe(0);
    expect(await shown.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth), "in the dialog").toBe(0);
  });
}
