// The address is true to the view, however fast people are and however often the browser refuses a change of it.

import { type Page } from "@playwright/test";
import { arrange, dialog, inFilters, option, searchBox, status, tool, UNUSED_PRELOAD } from "./atlas";
import config from "./playwright.config";
import { expect, test, visit } from "./site";

// Playwright switches off Chromium's limit of 200 changes in ten seconds.
const launchOptions = { ...config.use!.launchOptions, ignoreDefaultArgs: ["--disable-ipc-flooding-protection"] };
// Chromium says once that it refuses changes.
const expectErrors = { each: [], perhaps: [/Throttling navigation/] };
test.use({ launchOptions, serviceWorkers: "block", expectErrors });

const search = (page: Page) => page.evaluate(() => location.search);
const frame = (page: Page) => page.evaluate(() => new Promise(requestAnimationFrame));

/** Uses up most of what Chromium allows in the ten seconds from now on, as a key held for six seconds does. */
const spend = (page: Page) =>
  page.evaluate(() => {
    for (let times = 0; times < 190; times += 1) history.replaceState(null, "", location.href);
  });

/** Holds a key until it has acted this many times, each in a frame of its own. */
async function hold(page: Page, key: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    await page.keyboard.down(key);
    await frame(page);
  }
  await page.keyboard.up(key);
}

/** Enters a text and does something else in the same task, before any timer. */
const typeAnd = (page: Page, text: string, then: string) =>
  page.evaluate(
    ([text, then]) => {
      const field = document.querySelector<HTMLInputElement>("input[type=search]")!;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      // The policy of the page forbids to make code from text.
      if (then === "back") history.back();
      else if (then === "hide") dispatchEvent(new PageTransitionEvent("pagehide"));
      else if (then === "shortcut")
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "r", ctrlKey: true, bubbles: true }));
      else document.querySelector<HTMLElement>(then)!.click();
      return location.search;
    },
    [text, then] as const,
  );

test("a key held, Backspace held, a word typed: the address is true, and a reload shows the same", async ({ page }) => {
  await visit(page);
  await searchBox(page).focus();
  await spend(page);
  await hold(page, "a", 30);
  await hold(page, "Backspace", 30);
  await page.keyboard.type("django");
  await expect.poll(() => search(page), { timeout: 15_000 }).toBe("?q=django");
  const words = await status(page).textContent();
  await page.reload();
  await expect(searchBox(page)).toHaveValue("django");
  await expect(status(page)).toHaveText(words!);
});

test.describe("more entries than the browser allows", () => {
  test.use({ expectErrors: { each: [], perhaps: [/Throttling navigation/] } });

  test("an arrow held on View: the address is true at last, a reload shows the same, Back goes on", async ({
    page,
  }) => {
    await visit(page, "?q=django");
    const view = page.getByRole("radiogroup", { name: "View" });
    await view.getByRole("radio", { name: "Cards" }).focus();
    await spend(page);
    await hold(page, "ArrowRight", 5);
    await expect(view.getByRole("radio", { name: "Table" })).toBeChecked();
    await expect.poll(() => search(page), { timeout: 20_000 }).toBe("?q=django&view=table");
    await page.reload();
    await expect(view.getByRole("radio", { name: "Table" })).toBeChecked();
    await page.goBack();
    await expect(view.getByRole("radio", { name: "Cards" })).toBeChecked();
    expect(await search(page)).toBe("?q=django");
  });
});

test("the address is written before a new entry, a press, a shortcut, and leaving", async ({ page }) => {
  await visit(page);
  expect(await typeAnd(page, "numpy", "shortcut")).toBe("?q=numpy");
  expect(await typeAnd(page, "kivy", "hide")).toBe("?q=kivy");
  // A press anywhere: what it does may be to leave.
  expect(await typeAnd(page, "pygame", "h1")).toBe("?q=pygame");
  expect(await typeAnd(page, "django", '[data-tool] h3 a, a[href^="?tool="]')).toMatch(/^\?q=django&tool=/);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await search(page)).toBe("?q=django");
  await expect(searchBox(page)).toHaveValue("django");
});

test("Back while a change waits: the view and the address are those of the earlier entry", async ({ page }) => {
  await visit(page, "?q=kivy");
  await tool(page, "Kivy").first().getByRole("heading").getByRole("link").click();
  await expect(dialog(page, "Kivy")).toBeVisible();
  await page.keyboard.press("Escape");
  // The browser closes the dialog first and tells the app of it later.
  await expect(page).toHaveURL(/\?q=kivy$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await typeAnd(page, "numpy", "back");
  await expect(dialog(page, "Kivy")).toBeVisible();
  // Longer than any change waits.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  expect(await search(page)).toBe("?q=kivy&tool=kivy");
  await expect(searchBox(page)).toHaveValue("kivy");
});

test.describe("Retry", () => {
  test.use({ expectErrors: { each: [/404/], perhaps: [UNUSED_PRELOAD] } });

  test("while the browser refuses: the view stays, and the address follows once it may", async ({ page, site }) => {
    await page.addInitScript(() => {
      const { pushState, replaceState } = History.prototype;
      const refuse = (): never => {
        throw new DOMException("too many", "SecurityError");
      };
      Object.assign(window, {
        refuse: () => Object.assign(History.prototype, { pushState: refuse, replaceState: refuse }),
        allow: () => Object.assign(History.prototype, { pushState, replaceState }),
      });
    });
    site.fail(/facts\.json$/, { status: 404 });
    await visit(page, "?q=numpy");
    const told = page.getByRole("alert");
    await expect(told).toBeVisible();
    await page.evaluate(() => (window as unknown as { refuse: () => void }).refuse());
    await searchBox(page).fill("kivy");
    await inFilters(page, () => option(page, "Kind", "Framework").check());
    const before = await told.elementHandle();
    await told.getByRole("button", { name: "Retry" }).click();
    await page.waitForFunction((alert) => !alert!.isConnected, before);
    await expect(told).toBeVisible();
    await expect(searchBox(page)).toHaveValue("kivy");
    await expect(page.getByRole("button", { name: "Remove Kind: Framework" })).toBeVisible();
    expect(await search(page)).toBe("?q=numpy");
    await page.evaluate(() => (window as unknown as { allow: () => void }).allow());
    await expect.poll(() => search(page)).toBe("?q=kivy&kind=framework");
    await page.goBack();
    await expect(searchBox(page)).toHaveValue("numpy");
    await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  });
});

test("a path of two slashes: the address is written all the same", async ({ page, site }) => {
  await page.goto(`${site.url}/`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await searchBox(page).fill("numpy");
  await expect(page).toHaveURL(`${site.url}/?q=numpy`);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(`${site.url}/`);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue("numpy");
});

test("a line break in an address: what is shown is what is searched", async ({ page }) => {
  await visit(page, "?q=web%20framework");
  const words = await status(page).textContent();
  for (const between of ["%0A", "%09", "%00", "%0D", "%E2%80%A8"]) {
    await visit(page, `?q=web${between}framework`);
    await expect(searchBox(page), between).toHaveValue("web framework");
    await expect(status(page), between).toHaveText(words!);
  }
  await visit(page, "?q=web%0Aframe%C2%ADwork");
  await expect(searchBox(page)).toHaveValue("web framework");
  await arrange(page, "Sort by", "Name");
  await expect(page).toHaveURL(/\?q=web%20framework&sort=name$/);
});
