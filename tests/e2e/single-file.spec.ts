// The whole app as one page (`cargo xtask single-file`), opened from the disk: no server, no other file, no other
// origin, and a policy that forbids all of them.

import { expect, type Page, test as base } from "@playwright/test";
import { dialog, inFilters, option, searchBox, status, tool } from "./atlas";

const FILE = new URL("../../dist-single/python-atlas.html", import.meta.url).href;

/** Fails a test whose page requested anything but itself, violated the policy, or wrote to the console. */
const test = base.extend<{ watched: void }>({
  watched: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on("console", (message) => problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(`thrown: ${error.message}`));
      page.on("request", (request) => {
        const url = request.url();
        if (url.split("?")[0] !== FILE && !url.startsWith("data:")) problems.push(`another file: ${url}`);
      });
      await use();
      expect(problems, "the page is alone").toEqual([]);
    },
    { auto: true },
  ],
});

async function open(page: Page, search = ""): Promise<void> {
  await page.goto(FILE + search);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
}

const search = (page: Page): string => new URL(page.url()).search;

test("search, filters, address and Back work", async ({ page }) => {
  await open(page);
  const all = await status(page).first().textContent();
  await searchBox(page).fill("sklearn");
  await expect(tool(page, "scikit-learn").first()).toBeVisible();
  await expect.poll(() => search(page)).toBe("?q=sklearn");
  await searchBox(page).fill("");
  await expect(status(page).first()).toHaveText(all!);

  await inFilters(page, () => option(page, "Category", "Game Development").check());
  await expect.poll(() => search(page)).toBe("?category=game-development");
  await expect(status(page).first()).toContainText("in 1 category");
  await page.goBack();
  await expect(status(page).first()).toHaveText(all!);
  await expect.poll(() => search(page)).toBe("");
});

test("where a browser does not let a file change its address, the rest works", async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException("not for files", "SecurityError");
    };
    Object.assign(History.prototype, { pushState: refuse, replaceState: refuse });
  });
  await open(page);
  const all = await status(page).first().textContent();
  await searchBox(page).fill("sklearn");
  await tool(page, "scikit-learn").first().getByRole("heading").getByRole("link").click();
  await expect(dialog(page, "scikit-learn")).toBeVisible();
  await page.keyboard.press("Escape");
  await searchBox(page).fill("");
  await expect(status(page).first()).toHaveText(all!);
  await expect.poll(() => search(page)).toBe("");
});

test("a tool opens, its command is copied, and the address leads to it again", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "?tool=numpy");
  await expect(dialog(page, "NumPy")).toBeVisible();
  await dialog(page, "NumPy").getByRole("button", { name: /^Copy/ }).first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("numpy");
  await page.reload();
  await expect(dialog(page, "NumPy")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page, "NumPy")).toBeHidden();
});

test("the theme is kept", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the page allows what is in it and nothing else", async ({ page }) => {
  await open(page);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
  // The same response as for a missing file, and no request.
  expect(await page.evaluate(async () => (await fetch("assets/none.json")).status)).toBe(404);
  expect(await page.locator("[src], link[href]:not([href^='data:'])").count()).toBe(0);
  await expect(page.locator("html[data-single-file]")).toHaveAttribute("data-offline", "ready");
  await expect(page.getByRole("complementary", { name: "Offline copy" })).toContainText("this file");
});

base("a picture from elsewhere is refused before it is asked for", async ({ page }) => {
  await open(page);
  const refused = await page.evaluate(async () => {
    const violation = new Promise<SecurityPolicyViolationEvent>((resolve) => {
      document.addEventListener("securitypolicyviolation", resolve, { once: true });
    });
    new Image().src = "http://127.0.0.1:9/picture.png";
    const { disposition, effectiveDirective, blockedURI } = await violation;
    return [disposition, effectiveDirective, blockedURI];
  });
  expect(refused).toEqual(["enforce", "img-src", "http://127.0.0.1:9/picture.png"]);
});
