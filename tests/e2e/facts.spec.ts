// Measured facts: they are shown with source and day, they filter, and the page works without them.

import {
  arrange,
  catalog,
  dialog,
  expect,
  facts as shipped,
  inFilters,
  loading,
  open,
  option,
  region,
  status,
} from "./atlas";
import { test } from "./atlas";

const FILE = "**/assets/facts.json";
const facts = shipped();

test("the open tool shows each fact, with its source and day", async ({ page }) => {
  await open(page, "?tool=numpy");
  const numpy = facts.packages.numpy;
  const shown = dialog(page, "NumPy");
  for (const text of [
    `${numpy.version}, released ${numpy.released}`,
    numpy.requires_python,
    `${numpy.licence} (permissive)`,
    "Linux, macOS, Windows",
    "Pure or compiled",
    numpy.pyodide,
    `in Pyodide ${facts.pyodide}`,
    "Active: a stable release within 12 months before the check",
    numpy.source,
    `in the Python package index, checked ${numpy.checked}`,
  ]) {
    await expect(shown).toContainText(text);
  }
  await open(page, "?tool=raspberry-pi");
  await expect(dialog(page, "Raspberry Pi")).toContainText("Not tracked: no package to measure");
});

test("facets from facts filter, and unknown is a choice like any other", async ({ page }) => {
  await open(page);
  await inFilters(page, () => option(page, "Runs on", "iOS").check());
  // A claim counts before a measurement. The standard library runs where CPython does.
  const all = catalog().tools;
  const claimed = (id: string) => all.find((tool) => tool.id === id)?.claims?.runs?.is;
  const tools = all.filter((tool) => {
    const measured = facts.packages[tool.package ?? ""]?.runs;
    const inherited = tool.kind === "stdlib" ? claimed("cpython") : undefined;
    return (claimed(tool.id) ?? inherited ?? measured)?.includes("ios");
  });
  await expect(status(page)).toContainText(`${tools.length} tools`);
  await expect(page).toHaveURL(/\?runs=ios$/);
  await page.goBack();
  await inFilters(page, () => option(page, "Licence", "Unknown").check());
  await expect(page).toHaveURL(/\?licence=unknown$/);
  await expect(status(page)).toContainText(/\d+ tools in/);
});

test("the open tool says first what it works with, then where, and what it needs", async ({ page }) => {
  await open(page, "?tool=kivy");
  const kivy = dialog(page, "Kivy");
  await expect(kivy).toContainText("Works with Python 3.12 ✓ · 3.13 ✓ · 3.14 no wheels of kivy");
  await expect(kivy).toContainText("take Python 3.13");
  const cell = (row: string, column: string) =>
    kivy.getByRole("row", { name: row }).getByRole("cell").nth(["3.12", "3.13", "3.14", "3.15"].indexOf(column));
  await expect(cell("Linux", "3.13")).toHaveText(/^✓ \d+ packages, \d+ MB$/);
  await expect(cell("Windows", "3.14")).toHaveText("no wheels of kivy");
  await expect(kivy).toContainText(`Measured on ${facts.packages.kivy.checked}`);
  await expect(kivy.getByText('pip install "kivy[base]"')).toBeVisible();

  await open(page, "?tool=celery");
  const celery = dialog(page, "Celery");
  await expect(celery.getByRole("row", { name: "Windows" }).getByRole("cell").first()).toHaveText(
    "not for this system",
  );
  const needs = celery.getByRole("listitem").filter({ hasText: "a message broker" });
  await expect(needs.getByRole("link", { name: "its project says so" })).toHaveAttribute("href", /celeryq\.dev/);
  // Both are told where the project and the wheels say different things.
  await expect(celery).toContainText("Linux, macOS · its project says so");
  await expect(celery).toContainText("Wheels are forLinux, macOS, Windows");
});

test("what tools make apps for and where they install are facets", async ({ page }) => {
  await open(page);
  await inFilters(page, () => option(page, "Makes apps for", "Android").check());
  await expect(page).toHaveURL(/\?makes=android$/);
  await expect(page.locator('[data-tool="buildozer"]').first()).toBeVisible();
  await open(page, "?runs=windows");
  await expect(page.locator('[data-tool="celery"]')).toHaveCount(0);
  await expect(page.locator('[data-tool="sqlite3"]').first()).toBeAttached();
  await open(page, "?runs=android");
  await expect(page.locator('[data-tool="kivy"]').first()).toBeAttached();
  await open(page, "?installs=more&group=none");
  await expect(page.locator('[data-tool="kivy"]')).toBeAttached();
  await expect(page.locator('[data-tool="numpy"]')).toHaveCount(0);
  await open(page, "?typed=yes&group=none");
  await expect(page.locator('[data-tool="flask"]')).toBeAttached();
});

test("sorting by release and grouping by maintenance", async ({ page }) => {
  await open(page, "?sort=released&group=none&view=table");
  const days = await page.getByRole("row").locator("td:nth-child(5)").allTextContents();
  expect(days.length).toBe(catalog().tools.length);
  expect(days).toEqual([...days].sort().reverse());
  await arrange(page, "Group by", "Maintenance");
  await expect(region(page, "Maintenance: Active")).toBeVisible();
});

const whole = JSON.stringify(facts);
for (const [what, answer, words] of [
  ["missing", { status: 404, body: "gone" }, "assets/facts.json could not be downloaded: the server answered 404"],
  ["cut short", { status: 200, body: whole.slice(0, 9000) }, "facts.json is not complete JSON"],
  [
    "of another version",
    { status: 200, body: whole.replace('"version":1', '"version":7') },
    "facts.json has format version 7",
  ],
] as const) {
  test.describe(`facts ${what}`, () => {
    test.use({ expectErrors: { each: answer.status === 404 ? [/404/] : [] } });
    test("are told of, count as unknown, and come with Retry", async ({ page }) => {
      await page.route(FILE, (route) => route.fulfill(answer));
      await open(page);
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(words);
      await expect(alert).toContainText("count as unknown");
      await expect(status(page)).toContainText(`${catalog().tools.length} tools`);
      await inFilters(page, () => expect(option(page, "Licence", "Unknown")).toBeVisible());
      await page.unroute(FILE);
      await alert.getByRole("button", { name: "Retry" }).click();
      await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
      await expect(alert).toHaveCount(0);
      await inFilters(page, () => expect(option(page, "Licence", "Permissive")).toBeVisible());
    });
  });
}

test("facts of another day than the catalog serve as far as they go, and the foot says what is missing", async ({
  page,
}) => {
  const { numpy: _dropped, ...packages } = facts.packages;
  await page.route(FILE, (route) => route.fulfill({ json: { ...facts, packages } }));
  await open(page, "?maintenance=unknown");
  await expect(status(page)).toHaveText("1 tool in 2 categories");
  await expect(page.getByRole("contentinfo")).toContainText("missing for numpy");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("facts that are slow: the page says that it loads, then shows everything", async ({ page }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(FILE, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/?q=numpy");
  await expect(loading(page)).toBeVisible();
  release();
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await inFilters(page, () => expect(option(page, "Licence", "Permissive")).toBeVisible());
});

test("facts sent as another type are read all the same", async ({ page }) => {
  await page.route(FILE, (route) => route.fulfill({ contentType: "text/plain", body: whole }));
  await open(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
