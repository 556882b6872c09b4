// Faults of what the page itself loads. The message says what a person can do, the page is never blank, nothing is
// half-loaded, and Retry helps. offline-fault.spec.ts has the faults of the offline copy.

import { catalog, loading, region, status, tool, UNUSED_PRELOAD } from "./atlas";
import {
  copy,
  expect,
  expectFailure,
  expectNothingKept,
  expectReady,
  expectUnavailable,
  gate,
  hasten,
  test,
  visit,
} from "./site";

const CATALOG = /catalog\.json$/;
const FACTS = /facts\.json$/;
const noise = { each: [/Failed to load resource|Fetch API cannot load|integrity|was preloaded/] };

test.setTimeout(90_000);

test.describe("a part of the app", () => {
  test.use({ expectErrors: noise });
  for (const [what, fault] of Object.entries({
    missing: { status: 404 },
    altered: { altered: true },
    cut: { cut: true },
  })) {
    for (const part of ["wasm", "js"]) {
      test(`${part} ${what}: the page says so, keeps nothing, and Retry helps`, async ({ page, site }) => {
        site.fail(new RegExp(`python-atlas-.*\\.${part}$`), fault);
        await page.goto("./?q=kivy");
        await expectFailure(page, "could not be downloaded or is damaged");
        await expectUnavailable(page, what === "altered" ? "a part is damaged" : "a part could not be downloaded");
        await expectNothingKept(page);
        site.mend();
        await page.getByRole("button", { name: "Retry" }).click();
        await expect(tool(page, "Kivy").first()).toBeVisible();
        await expectReady(page);
      });
    }
  }
});

test.describe("the catalog", () => {
  for (const [what, fault, words, expectErrors] of [
    ["missing", { status: 404 }, "could not be downloaded: the server answered 404", noise],
    [
      "cut",
      { cut: true },
      "could not be downloaded. Check the connection",
      { each: [/ERR_CONTENT_LENGTH_MISMATCH|Failed to load/] },
    ],
    ["altered", { altered: true }, "", { each: [] }],
  ] as const) {
    test.describe(what, () => {
      test.use({ expectErrors });
      test(`catalog ${what}: the page says so, keeps nothing, and Retry helps`, async ({ page, site }) => {
        site.fail(CATALOG, fault);
        await page.goto("./?q=kivy");
        // With an altered byte the catalog may still be readable, but it is never kept in the copy.
        if (words) await expectFailure(page, words);
        await expect(copy(page)).toContainText("Offline copy unavailable");
        await expectNothingKept(page);
        site.mend();
        if (words) await page.getByRole("button", { name: "Retry" }).click();
        else await page.reload();
        await expect(tool(page, "Kivy").first()).toBeVisible();
      });
    });
  }

  test("catalog slow: the page says that it loads, then shows it and keeps a copy", async ({ page, site }) => {
    const { held, open } = gate();
    site.fail(CATALOG, { held });
    await page.goto("./?q=kivy");
    await expect(loading(page)).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-offline", "preparing");
    expect(site.asked, "the worker waits for the app").not.toContain("/worker.js");
    open();
    await expect(tool(page, "Kivy").first()).toBeVisible();
    await expect(loading(page)).toHaveCount(0);
    await expectReady(page);
  });

  test("catalog of a wrong type: it is read all the same, because its content is right", async ({ page, site }) => {
    site.fail(CATALOG, { type: "text/html" });
    await visit(page);
    await expectReady(page);
  });
});

const broken: [string, string, string][] = [
  ["cut short", JSON.stringify(catalog()).slice(0, 5000), "not complete JSON"],
  ["not JSON", "<!doctype html><title>Sign in</title>", "not complete JSON: expected value (line 1, column 1)"],
  ["empty", "", "not complete JSON"],
  ["of an unknown version", edited((data) => (data.version = 9)), "format version 9, but this app reads version 1"],
  [
    "with a duplicate id",
    edited((data) => (data.tools[1].id = data.tools[0].id)),
    'tool "numpy", field "id": the id is used twice',
  ],
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
  [
    "with a missing field",
    edited((data) => delete data.tools[2].summary),
    'tool "matplotlib", field "summary": expected a text, found nothing',
  ],
];

// biome-ignore lint: the catalog is broken on purpose
function edited(change: (data: any) => void): string {
  const data = catalog();
  change(data);
  return JSON.stringify(data);
}

for (const [what, body, words] of broken) {
  test(`a catalog ${what} is refused as a whole, and Retry loads a good one`, async ({ page, site }) => {
    site.fail(CATALOG, { body });
    await page.goto("./");
    await expectFailure(page, words);
    site.mend();
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
    await expect(status(page)).toContainText("tools in");
  });
}

test.describe("an answer that never comes", () => {
  test.use({ expectErrors: { each: [], perhaps: [UNUSED_PRELOAD] } });
  test.beforeEach(({ page }) => page.addInitScript(hasten));

  test("catalog stalled: the page says so after half a minute, and Retry helps", async ({ page, site }) => {
    const { held, open } = gate();
    site.fail(CATALOG, { held });
    await page.goto("./?q=kivy");
    await expectFailure(page, "assets/catalog.json did not arrive within 30 seconds");
    site.mend();
    open();
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(tool(page, "Kivy").first()).toBeVisible();
  });

  test("facts stalled: the page works without them after ten seconds, says so, and Retry helps", async ({
    page,
    site,
  }) => {
    const { held, open } = gate();
    site.fail(FACTS, { held });
    await visit(page, "?q=kivy");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("assets/facts.json did not arrive within 10 seconds");
    await expect(tool(page, "Kivy").first()).toBeVisible();
    site.mend();
    open();
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(tool(page, "Kivy").first()).toBeVisible();
    await expect(alert).toHaveCount(0);
  });

  for (const part of ["wasm", "js"]) {
    test(`${part} stalled: the page says so after half a minute, and starts when it comes after all`, async ({
      page,
      site,
    }) => {
      const { held, open } = gate();
      site.fail(new RegExp(`python-atlas-.*\\.${part}$`), { held });
      await page.goto("./?q=kivy");
      await expectFailure(page, "did not arrive within 30 seconds");
      open();
      await expect(tool(page, "Kivy").first()).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
      await expect(page.getByRole("alert")).toHaveCount(0);
    });
  }
});

test("without WebAssembly the page says what it needs, and still makes the copy", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("./");
  await expectFailure(page, "It needs WebAssembly");
  await expectReady(page);
});

test.describe("a browser that does not understand the script", () => {
  test.use({ expectErrors: { each: [/Executing inline script violates|policy broken/], perhaps: [UNUSED_PRELOAD] } });
  test("is told so, and what can be read is there, also behind a link with filters", async ({ page, site }) => {
    await page.route(`${site.url}**`, async (route) => {
      if (route.request().resourceType() !== "document") return route.fallback();
      const response = await route.fetch();
      const body = (await response.text()).replace("root.dataset.boots", "root.dataset.?boots");
      return route.fulfill({ response, body });
    });
    for (const search of ["", "?category=data-science"]) {
      await page.goto(`./${search}`);
      await expect(page.locator("html")).toHaveAttribute("data-app", "failed");
      await expect(page.getByRole("alert")).toContainText("This browser is too old");
      await expect(page.getByRole("progressbar")).toHaveCount(0);
      await expect(region(page, catalog().categories[0].name)).toBeVisible();
    }
    await page.getByRole("alert").getByRole("link", { name: "one page" }).click();
    await expect(page).toHaveURL(/all\.html$/);
  });
});

test.describe("without JavaScript", () => {
  // Files that are preloaded for the app stay unused.
  test.use({ javaScriptEnabled: false, expectErrors: { each: [], perhaps: [UNUSED_PRELOAD] } });
  test("the page says what needs them, and shows what it can without", async ({ page }) => {
    await page.goto("./");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("Searching and filtering need JavaScript");
    await expect(page.getByRole("progressbar")).toBeHidden();
    for (const { id, name } of catalog().categories)
      await expect(region(page, name).getByRole("heading", { level: 2 }).getByRole("link")).toHaveAttribute(
        "href",
        `?category=${id}`,
      );
    await alert.getByRole("link", { name: "one page" }).click();
    const last = catalog().tools.at(-1)!;
    await expect(page.getByRole("heading", { name: last.name, exact: true }).first()).toBeAttached();
  });
});

test("hostile text stays text", async ({ page, site }) => {
  const evil = `<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">`;
  const long = "very".repeat(2000);
  const body = edited((data) => {
    Object.assign(data.tools[0], { name: evil, summary: `${evil} \u202e right to left 🐍 עברית`, aliases: [long] });
    data.tools[1].summary = long;
    data.categories[0].name = evil;
  });
  site.fail(CATALOG, { body });
  await visit(page);
  await expect(region(page, evil).getByRole("heading", { level: 2 })).toHaveText(evil);
  await expect(region(page, evil).getByRole("link", { name: evil, exact: true })).toHaveCount(1);
  await visit(page, "?view=cards");
  await expect(region(page, evil).getByRole("heading", { level: 2 })).toHaveText(evil);
  await expect(tool(page, evil).first()).toContainText("🐍 עברית");
  await tool(page, evil).first().getByRole("heading").getByRole("link").click();
  await expect(page.getByRole("dialog", { name: evil })).toBeVisible();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
