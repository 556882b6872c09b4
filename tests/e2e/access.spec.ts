// What axe cannot see: whole ways by keyboard alone, the focus in sight, one announcement for a change, large text, wide
// spacing, forced colours.

import { expect, inFilters, open, region, searchBox, shown, status, test, tool } from "./atlas";
import type { Page } from "@playwright/test";

/** The views that the checks of size and colour look at. */
const VIEWS = [
  "",
  "?q=face+detection",
  "?view=table&category=automated-jobs",
  "?view=matrix&category=gui-development",
  "?category=web-development&compare=flask,django&env=windows,3.14,permissive",
  "?find=face-detection&wish=small-download",
  "?category=data-science&pick=flask,kivy",
  "?tool=numpy",
  "?q=opencv&kind=hardware",
];

/** What has the focus: its name, and what is wrong with how it is seen. */
const focus = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement as HTMLElement;
    const name = active.ariaLabel ?? active.textContent?.trim().slice(0, 60) ?? "";
    const { left, right, top, bottom, width, height } = active.getBoundingClientRect();
    const wrong: string[] = [];
    if (active === document.body) return { name: "", wrong };
    // The ring is on the element itself, or around the card that its link covers.
    const ring = (one: Element | null) => one && getComputedStyle(one).outlineStyle !== "none";
    if (!ring(active) && !ring(active.closest("article"))) wrong.push("no ring");
    if (bottom < 0 || top > innerHeight || right < 0 || left > innerWidth) wrong.push("not on the screen");
    // In the middle of its first line nothing else may lie over it.
    const [x, y] = [left + Math.min(width, 40) / 2, top + Math.min(height, 20) / 2];
    const above = document.elementFromPoint(x, y);
    const isOwn =
      above && (active.contains(above) || above.contains(active) || active.closest("article")?.contains(above));
    if (above && !isOwn) wrong.push(`under ${above.outerHTML.slice(0, 60)}`);
    return { name, wrong };
  });

/** Presses Tab until this has the focus. On the way everything that has the focus is in sight. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press(key);
    const at = await focus(page);
    expect(at.wrong, at.name).toEqual([]);
    passed.push(at.name);
    if (typeof name === "string" ? at.name === name : name.test(at.name)) return;
  }
  throw new Error(`no ${name} among ${passed.join(" | ")}`);
}

test("by keyboard alone: find, filter, open, compare, shortlist, leave", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await tabTo(page, "Skip to the results");
  await tabTo(page, "Search tools and areas");
  await page.keyboard.type("web framework");
  await expect(status(page)).toContainText(/^\d+ tools/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").locator("[data-tool] :focus")).toHaveCount(1);
  // Filter: back to the facets, and through the options by arrows.
  await tabTo(page, /^Framework|^Filter the options of Category/, "Shift+Tab");
  const framework = page.getByRole("checkbox", { name: /^Framework/ });
  await framework.focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Remove Kind: Framework" })).toBeVisible();
  await expect(framework).toBeFocused();
  // Compare the first two.
  const [first, second] = await shown(page);
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /^Compare /);
  await page.keyboard.press("Space");
  await tabTo(page, /^Compare /);
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(new RegExp(`compare=${first},${second}`));
  await expect(region(page, "Comparison").getByRole("table")).toBeVisible();
  // Shortlist in the comparison, and take one out: the focus stays in it.
  await page.keyboard.press("/");
  await tabTo(page, /^Take .* out of the comparison$/);
  await tabTo(page, /^Shortlist /);
  await page.keyboard.press("Enter");
  await expect(region(page, "Shortlist")).toBeVisible();
  await tabTo(page, /^Take .* out of the comparison$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(region(page, "Comparison").getByRole("table")).toHaveCount(0);
  await expect(region(page, "Comparison").locator(":focus")).toHaveCount(1);
  // Open a tool and close it.
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await tabTo(page, "Share link");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("[data-tool] :focus")).toHaveCount(1);
  // Leave with the lines to install it.
  await tabTo(page, /^Shortlist: 1 tool$/);
  await page.keyboard.press("Enter");
  const saved = page.waitForEvent("download");
  await tabTo(page, "Save decision.md");
  await page.keyboard.press("Enter");
  expect((await saved).suggestedFilename()).toBe("decision.md");
});

test("what is drawn anew keeps the focus near", async ({ page }) => {
  await open(page, "?find");
  const field = page.getByRole("textbox", { name: "What do you want to do?" });
  await field.fill("detect faces");
  await page.getByRole("button", { name: /^face detection/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Change" })).toBeVisible();
  await expect(page.getByRole("form", { name: "Find a tool" }).locator(":focus")).toHaveCount(1);
  await page.getByRole("button", { name: "Change" }).focus();
  await page.keyboard.press("Enter");
  await expect(field).toBeVisible();
  await expect(page.getByRole("form", { name: "Find a tool" }).locator(":focus")).toHaveCount(1);

  await open(page, "?category=data-science&licence=permissive");
  await page.getByRole("button", { name: "Remove Licence: Permissive" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("button", { name: "Remove Category: Data Science" })).toBeFocused();
});

test("arrows go through all options of a facet, also those that would leave nothing", async ({ page }) => {
  await open(page, "?q=numpy");
  await inFilters(page, async () => {
    const options = page.getByRole("group", { name: "Kind", exact: true }).getByRole("checkbox");
    await options.first().focus();
    const count = await options.count();
    for (let at = 1; at < count; at++) {
      await page.keyboard.press("ArrowDown");
      await expect(options.nth(at)).toBeFocused();
    }
    await page.keyboard.press("ArrowUp");
    await expect(options.nth(count - 2)).toBeFocused();
  });
});

test("a change is announced once, not with each key", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const live of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
      const note = () => said.push(live.textContent!.trim());
      new MutationObserver(note).observe(live, { characterData: true, childList: true, subtree: true });
    }
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
  await inFilters(page, () => page.getByRole("checkbox", { name: /^Game Development/ }).check());
  await expect(status(page)).toContainText("in 1 category");
  expect(await said()).toEqual([await status(page).textContent()]);
  // Typed in one go: what the letters in between would show is not said.
  await searchBox(page).focus();
  await page.evaluate(() => {
    const box = document.querySelector<HTMLInputElement>("input[type=search]")!;
    for (const text of ["p", "py", "pyg", "pyga", "pygame"]) {
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  await expect(tool(page, "pygame-ce").first()).toBeVisible();
  expect((await said()).length).toBe(1);
});

/** What of the text is cut off: in boxes that hide what is too large for them. */
const cut = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "main :is(h2, h3, p, li, label, button, a), .top *, .filters *, .tray *, dialog *",
      ),
    ]
      .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .scroll, pre, svg, select, textarea"))
      .filter(
        (one) =>
          ["hidden", "clip"].includes(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 2,
      )
      .map((one) => one.outerHTML.slice(0, 90)),
  );
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The spacing that WCAG 1.4.12 asks a page to bear. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important }`;

test("at 400 % zoom, with the text spacing of WCAG, nothing is cut and nothing scrolls sideways", async ({ page }) => {
  test.setTimeout(90_000);
  // 1280 × 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  for (const search of VIEWS) {
    await open(page, search);
    await page.evaluate((spacing) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(spacing);
      document.adoptedStyleSheets.push(sheet);
    }, SPACING);
    expect(await overflow(page), search).toBe(0);
    expect(await cut(page), search).toEqual([]);
    // What sticks leaves room for the page.
    const stuck = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".top, .tray, #offline")]
        .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position))
        .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0),
    );
    expect(stuck, search).toBeLessThan(128);
  }
});

test("forced colours: what is chosen, checked and focused is seen", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page, "?view=table&category=web-development&compare=flask,django");
  const style = (selector: string, property: string) =>
    page.evaluate(
      ([selector, property]) => getComputedStyle(document.querySelector(selector)!).getPropertyValue(property),
      [selector, property] as const,
    );
  const chosen = await style(".radios label:has(:checked)", "background-color");
  expect(chosen).not.toBe(await style(".radios label:not(:has(:checked))", "background-color"));
  for (const control of ["input[type=search]", ".radios", "button.pick"])
    expect(await style(control, "border-top-style"), control).toBe("solid");
  const ticked = page.getByRole("checkbox", { name: "Compare Flask" }).first();
  await expect(ticked).toBeChecked();
  expect(await ticked.evaluate((box) => getComputedStyle(box, "::before").content)).toContain("✓");
  await searchBox(page).focus();
  await page.keyboard.press("Tab");
  expect((await focus(page)).wrong).toEqual([]);
});

test("print: the overview is one page", async ({ page }) => {
  await open(page);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test("print: the controls stay away, addresses are written out", async ({ page }) => {
  await open(page, "?category=web-development&compare=flask,django&pick=flask");
  await page.emulateMedia({ media: "print" });
  for (const control of [
    searchBox(page),
    page.getByRole("group", { name: "My environment" }),
    page.getByRole("button", { name: "Copy as Markdown" }),
  ])
    await expect(control).toBeHidden();
  await expect(region(page, "Comparison").getByRole("table")).toBeVisible();
  const after = await page.evaluate(() => {
    const link = document.querySelector('[data-tool] a[href^="https:"]')!;
    return [getComputedStyle(link, "::after").content, link.getAttribute("href")!];
  });
  expect(after[0]).toContain(after[1]);
});
