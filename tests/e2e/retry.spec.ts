// Retry works any number of times, and each new page works like the first: the listeners and timers of an earlier page
// have ended with it. A page error fails each of these tests.

import { type Page } from "@playwright/test";
import { dialog, EVERYTHING, loading, region, searchBox, status, tool, UNUSED_PRELOAD } from "./atlas";
import { expect, expectFailure, gate, test, type Site } from "./site";

const CATALOG = /catalog\.json$/;
const FACTS = /facts\.json$/;

const state = (page: Page) => page.locator("html");
const alert = (page: Page) => page.getByRole("alert");
const retry = (page: Page) => alert(page).getByRole("button", { name: "Retry" });

/** Presses Retry and waits until the page has loaded again and has reached this state. */
async function pressRetry(page: Page, end: "ready" | "failed"): Promise<void> {
  // The old button is removed with its page.
  const before = await retry(page).elementHandle();
  await retry(page).click();
  await page.waitForFunction((button) => !button!.isConnected, before);
  await expect(state(page)).toHaveAttribute("data-app", end);
}

/** Uses every listener on the window, and what waits for a frame, once. */
async function expectAlive(page: Page): Promise<void> {
  await expect(state(page)).toHaveAttribute("data-app", "ready");
  await page.mouse.wheel(0, 3000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await page.mouse.wheel(0, -3000);
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: size.width - 50, height: size.height - 50 });
  // In the field itself a slash is text.
  await searchBox(page).blur();
  await page.keyboard.press("/");
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type("polars");
  await expect(page).toHaveURL(/\?q=polars$/);
  await tool(page, "Polars").first().getByRole("heading").getByRole("link").click();
  await expect(dialog(page, "Polars")).toBeVisible();
  // One history entry, not one for each earlier page.
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\?q=polars$/);
  await searchBox(page).fill("");
  await expect(status(page)).toHaveText(EVERYTHING);
  await page.setViewportSize(size);
  // Gives late callbacks time to run.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300))));
  await expect(state(page)).toHaveAttribute("data-app", "ready");
  await expect(page.getByRole("main")).toHaveCount(1);
}

const start = async (page: Page, site: Site, file: RegExp, search = ""): Promise<void> => {
  site.fail(file, { status: 404 });
  await page.goto(`./${search}`);
  await expect(retry(page)).toBeVisible();
};

test.use({ serviceWorkers: "block", expectErrors: { each: [/404/], perhaps: [UNUSED_PRELOAD] } });

test("facts fail, and so do three Retries; each page works, and so does the one with facts", async ({ page, site }) => {
  await start(page, site, FACTS);
  for (let times = 0; times < 3; times += 1) {
    await pressRetry(page, "ready");
    await expect(alert(page)).toContainText("the server answered 404");
    await expectAlive(page);
  }
  site.mend();
  await pressRetry(page, "ready");
  await expect(alert(page)).toHaveCount(0);
  await expectAlive(page);
});

test("the catalog fails, and so do three Retries; the page that comes at last works", async ({ page, site }) => {
  await start(page, site, CATALOG);
  for (let times = 0; times < 3; times += 1) {
    await pressRetry(page, "failed");
    await expectFailure(page, "the server answered 404");
  }
  site.mend();
  await retry(page).click();
  await expectAlive(page);
});

test("facts fail, then on Retry the catalog, then nothing: scrolling a page that failed is harmless", async ({
  page,
  site,
}) => {
  await start(page, site, FACTS);
  site.mend();
  site.fail(CATALOG, { status: 404 });
  await pressRetry(page, "failed");
  await page.evaluate(() => ["scroll", "resize", "popstate"].forEach((name) => dispatchEvent(new Event(name))));
  await expectFailure(page, "the server answered 404");
  site.mend();
  await retry(page).click();
  await expectAlive(page);
});

test("scrolling, resizing, Back and a key while Retry loads are harmless, and the view is the one of the address", async ({
  page,
  site,
}) => {
  await start(page, site, FACTS);
  await region(page, "Data Science").getByRole("link", { name: "pandas", exact: true }).click();
  await expect(dialog(page, "pandas")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const { held, open } = gate();
  site.mend();
  site.fail(CATALOG, { held });
  await retry(page).click();
  await expect(loading(page)).toBeVisible();
  await expect(state(page)).toHaveAttribute("data-app", "loading");
  await page.mouse.wheel(0, 300);
  await page.evaluate(() => dispatchEvent(new Event("scroll")));
  await page.setViewportSize({ width: 700, height: 500 });
  await page.keyboard.press("/");
  await page.goBack();
  await expect(page).toHaveURL(/\?tool=pandas$/);
  open();
  await expect(dialog(page, "pandas")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(alert(page)).toHaveCount(0);
  await expectAlive(page);
});

test("typing and then Retry: what was typed is kept, however soon it is pressed", async ({ page, site }) => {
  await start(page, site, FACTS);
  for (const [text, wait] of [
    ["kivy", 30],
    ["numpy", 0],
  ] as const) {
    await page.evaluate(
      async ([text, wait]) => {
        const field = document.querySelector<HTMLInputElement>("input[type=search]")!;
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        if (wait) await new Promise((done) => setTimeout(done, wait));
        document.querySelector<HTMLButtonElement>("[role=alert] button")!.click();
      },
      [text, wait] as const,
    );
    await expect(searchBox(page)).toHaveValue(text);
    await expect(page).toHaveURL(new RegExp(`\\?q=${text}$`));
    await expect(state(page)).toHaveAttribute("data-app", "ready");
    await expect(retry(page)).toBeVisible();
  }
  await searchBox(page).fill("");
  await expectAlive(page);
});

test("Retry twice at once loads once", async ({ page, site }) => {
  await start(page, site, FACTS);
  site.mend();
  const before = site.asked.length;
  await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>("[role=alert] button")!;
    button.click();
    button.click();
  });
  await expect(alert(page)).toHaveCount(0);
  await expectAlive(page);
  expect(site.asked.slice(before).filter((path) => CATALOG.test(path))).toHaveLength(1);
});

test("a dialog that tells that it has closed when its page is gone is not heard", async ({ page, site }) => {
  await start(page, site, FACTS, "?tool=numpy");
  await expect(dialog(page, "NumPy")).toBeVisible();
  await page.evaluate(() => {
    document.querySelector("dialog")!.close();
    document.querySelector<HTMLButtonElement>("[role=alert] button")!.click();
  });
  await expect(dialog(page, "NumPy")).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAlive(page);
});

test("a theme that could not be stored is still shown as chosen after Retry", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await start(page, site, FACTS);
  await page.getByLabel("Theme").selectOption("Dark");
  await pressRetry(page, "ready");
  await expect(page.getByLabel("Theme")).toHaveValue("dark");
  await expect(state(page)).toHaveAttribute("data-theme", "dark");
});

test.describe("the network", () => {
  test.use({ expectErrors: { each: [/Failed to load resource/], perhaps: [UNUSED_PRELOAD] } });
  test("gone and back: Retry says what is missing until all is there", async ({ page, site }) => {
    const { held, open } = gate();
    site.fail(FACTS, { held });
    const read = page.waitForEvent("requestfinished", (request) => CATALOG.test(request.url()));
    await page.goto("./?q=kivy");
    await read;
    await expect(loading(page)).toBeVisible();
    const stopped = site.stop();
    open();
    await stopped;
    site.mend();
    await expect(alert(page)).toContainText("assets/facts.json could not be downloaded. Check the connection");
    await expect(tool(page, "Kivy").first()).toBeVisible();
    for (let times = 0; times < 2; times += 1) {
      await pressRetry(page, "failed");
      await expectFailure(page, "assets/catalog.json could not be downloaded. Check the connection");
    }
    await site.start();
    await retry(page).click();
    await expect(tool(page, "Kivy").first()).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
    await searchBox(page).fill("");
    await expectAlive(page);
  });
});
