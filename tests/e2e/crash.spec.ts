// After a crash of the app: the page stays readable, no code of the crashed instance runs, and there is a Reload
// button.

import { type Page } from "@playwright/test";
import { dialog, expect, loading, open, searchBox, status, test, tool, UNUSED_PRELOAD } from "./atlas";

/** Makes the browser fail to create elements of this kind, so that the app panics: a real trap. */
const refuse = (page: Page, tag: string) =>
  page.evaluate((tag) => {
    const make = Document.prototype.createElement;
    Document.prototype.createElement = function (this: Document, name: string) {
      if (name === tag) throw new TypeError("refused");
      return make.call(this, name);
    } as typeof make;
  }, tag);

/** Opens a tool whose details cannot be rendered. */
async function crash(page: Page): Promise<void> {
  await refuse(page, "form");
  await tool(page, "Polars").getByRole("heading").getByRole("link").click();
}

const alert = (page: Page) => page.getByRole("alert");

test.use({ expectErrors: { each: [/unreachable/] } });

test("a crash: the page stays readable, says so, and Reload starts it again where it was", async ({ page }) => {
  await open(page, "?category=data-science");
  await crash(page);
  await expect(alert(page)).toContainText("Python Atlas has stopped");
  await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
  await expect(tool(page, "Polars")).toContainText("Library");
  await expect(status(page)).toHaveText("12 tools in 1 category");
  await alert(page).getByRole("button", { name: "Reload" }).click();
  await expect(dialog(page, "Polars")).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});

test("after a crash no event reaches the app, and links still lead on", async ({ page }) => {
  await open(page, "?category=data-science");
  await crash(page);
  await expect(alert(page)).toBeVisible();
  const before = page.url();
  await searchBox(page).fill("kivy");
  await page.keyboard.press("Escape");
  // In a running app this key focuses the search box.
  const reload = alert(page).getByRole("button", { name: "Reload" });
  await reload.focus();
  await page.keyboard.press("/");
  await expect(reload).toBeFocused();
  await page.getByLabel("Theme").selectOption("Dark");
  await page.getByRole("checkbox", { name: /^Library/ }).click();
  await expect(alert(page)).toHaveCount(1);
  await expect(status(page)).toHaveText("12 tools in 1 category");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  expect(page.url()).toBe(before);
  await tool(page, "NumPy").getByRole("heading").getByRole("link").click();
  await expect(dialog(page, "NumPy")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
});

test("after a crash Back loads the view it leads to", async ({ page }) => {
  await open(page);
  await page.getByRole("checkbox", { name: /^Data Science/ }).click();
  await expect(page).toHaveURL(/category=data-science/);
  await crash(page);
  await expect(alert(page)).toBeVisible();
  await page.goBack();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(alert(page)).toHaveCount(0);
});

test("a crash while a dialog is open: the alert can be read and pressed", async ({ page }) => {
  await open(page, "?tool=numpy");
  await refuse(page, "form");
  await dialog(page, "NumPy").getByRole("link", { name: "CuPy" }).click();
  await alert(page).getByRole("button", { name: "Reload" }).click();
  await expect(dialog(page, "CuPy")).toBeVisible();
});

test.describe("while something loads", () => {
  test.use({ expectErrors: { each: [/stopped on purpose/], perhaps: [UNUSED_PRELOAD] } });
  for (const file of ["catalog", "facts"]) {
    test(`a crash while the ${file} is on its way: nothing is rendered when it comes`, async ({ page }) => {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route(`**/assets/${file}.json`, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto("/?q=kivy");
      await expect(loading(page)).toBeVisible();
      const answered = page.waitForResponse((response) => response.url().endsWith(`${file}.json`));
      await page.evaluate(() =>
        setTimeout(() => {
          throw new WebAssembly.RuntimeError("stopped on purpose");
        }),
      );
      await expect(alert(page)).toContainText("Python Atlas has stopped");
      release();
      await answered;
      // Whatever would run on has had its turn once the page has been idle several times.
      await page.evaluate(async () => {
        for (let turn = 0; turn < 10; turn++) await new Promise((done) => requestIdleCallback(done));
      });
      await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
      await expect(page.getByRole("article")).toHaveCount(0);
      await expect(alert(page)).toHaveCount(1);
    });
  }
});

test.describe("at the start", () => {
  // The page may handle this error itself.
  test.use({ expectErrors: { each: [], perhaps: [/unreachable/] } });
  test("a crash at the start: never a blank page", async ({ page }) => {
    await page.addInitScript(() => {
      const make = Document.prototype.createElement;
      Document.prototype.createElement = function (this: Document, name: string) {
        if (name === "main") throw new TypeError("refused");
        return make.call(this, name);
      } as typeof make;
    });
    await page.goto("/");
    await expect(alert(page)).toContainText("Python Atlas has stopped");
    await expect(alert(page).getByRole("button", { name: "Reload" })).toBeVisible();
  });
});
