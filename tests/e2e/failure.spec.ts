// What goes wrong, in words a person can act on: never a blank page, nothing half-loaded.

import { type Page, type Route } from "@playwright/test";
import { catalog, expect, open, region, status, test, tool } from "./atlas";

const FILE = "**/assets/catalog.json";
const answer = (body: string) => (route: Route) => route.fulfill({ status: 200, contentType: "application/json", body });

/** A failed page: an alert with these words and Retry, and nothing of the catalog. */
async function expectFailure(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(words);
  await expect(alert.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(page.getByRole("region")).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(0);
}

const broken: [string, string, string][] = [
  ["cut short", JSON.stringify(catalog()).slice(0, 5000), "not complete JSON"],
  ["not JSON", "<!doctype html><title>Sign in</title>", "not complete JSON: expected value (line 1, column 1)"],
  ["empty", "", "not complete JSON"],
  ["of an unknown version", edited((data) => (data.version = 9)), "format version 9, but this app reads version 1"],
  ["with a duplicate id", edited((data) => (data.tools[1].id = data.tools[0].id)), 'tool "numpy", field "id": the id is used twice'],
  [
    "with a dangling place",
    edited((data) => (data.tools[0].places[0].category = "cooking")),
    'tool "numpy", field "places[0].category": there is no category "cooking"',
  ],
  [
    "with a link that is not http(s)",
    edited((data) => (data.tools[0].links.home = "javascript:alert(1)")),
    'tool "numpy", field "links.home": "javascript:alert(1)" is not an http(s) link',
  ],
  ["with a missing field", edited((data) => delete data.tools[2].summary), 'tool "matplotlib", field "summary": expected a text, found nothing'],
];

// biome-ignore lint: the catalog is broken on purpose
function edited(change: (data: any) => void): string {
  const data = catalog();
  change(data);
  return JSON.stringify(data);
}

for (const [what, body, words] of broken) {
  test(`a catalog ${what} is refused as a whole, and Retry loads a good one`, async ({ page }) => {
    await page.route(FILE, answer(body));
    await page.goto("/");
    await expectFailure(page, words);
    await page.unroute(FILE);
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
    await expect(status(page)).toContainText("tools in");
  });
}

test.describe("a catalog that cannot be had", () => {
  test.use({ expectErrors: { each: [/404/] } });
  test("404 is told with the file, and Retry helps", async ({ page }) => {
    await page.route(FILE, (route) => route.fulfill({ status: 404, body: "gone" }));
    await page.goto("/");
    await expectFailure(page, "assets/catalog.json could not be downloaded: the server answered 404");
    await page.unroute(FILE);
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  });
});

test.describe("no network", () => {
  test.use({ expectErrors: { each: [/Failed to load resource/] } });
  test("is told in words", async ({ page }) => {
    await page.route(FILE, (route) => route.abort("connectionfailed"));
    await page.goto("/");
    await expectFailure(page, "Check the connection and try again");
  });
});

test("while the catalog is on its way the page says so", async ({ page }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(FILE, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/");
  await expect(page.getByRole("progressbar", { name: "Loading the catalog" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-app", "loading");
  release();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
});

test.describe("a part of the app", () => {
  // What a part that is there is compared with, one that is missing does not match either.
  test.use({ expectErrors: { each: [/404|integrity/] } });
  for (const part of ["**/*_bg.wasm", "**/python-atlas-*.js"]) {
    test(`${part} missing: the page says so`, async ({ page }) => {
      await page.route(part, (route) => route.fulfill({ status: 404, body: "gone" }));
      await page.goto("/");
      await expectFailure(page, "could not be downloaded or is damaged");
    });
  }
});

test("without WebAssembly the page says what it needs", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("/");
  await expectFailure(page, "It needs WebAssembly");
});

test.describe("without JavaScript", () => {
  // What is loaded ahead for the app goes unused.
  test.use({ javaScriptEnabled: false, expectErrors: { each: [/was preloaded using link preload but not used/] } });
  test("the page says what it needs", async ({ page }) => {
    const unused = page.waitForEvent("console", (message) => message.text().includes("was preloaded"));
    await page.goto("/");
    const alert = page.getByRole("alert");
    await expect(alert.getByRole("heading", { name: "This page needs JavaScript" })).toBeVisible();
    await expect(alert).toContainText("with JavaScript and WebAssembly");
    await expect(page.getByRole("progressbar")).toBeHidden();
    await unused;
  });
});

test("hostile text stays text", async ({ page }) => {
  const evil = `<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">`;
  const long = "very".repeat(2000);
  const body = edited((data) => {
    Object.assign(data.tools[0], { name: evil, summary: `${evil} \u202e right to left 🐍 עברית`, aliases: [long] });
    data.tools[1].summary = long;
    data.categories[0].name = evil;
  });
  await page.route(FILE, answer(body));
  await open(page);
  await expect(region(page, evil).getByRole("heading", { level: 2 })).toHaveText(evil);
  await expect(tool(page, evil).first()).toContainText("🐍 עברית");
  await tool(page, evil).first().getByRole("heading").getByRole("link").click();
  await expect(page.getByRole("dialog", { name: evil })).toBeVisible();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
});
