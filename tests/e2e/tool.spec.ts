// The open tool, and copying from it.

import { catalog, dialog, expect, open, status, test, tool } from "./atlas";

const { categories, tools } = catalog();

test("a tool opens as a dialog; Escape closes it and focus returns", async ({ page }) => {
  await open(page, "?category=data-science");
  const link = tool(page, "Polars").getByRole("heading").getByRole("link");
  await link.focus();
  await page.keyboard.press("Enter");
  const details = dialog(page, "Polars");
  await expect(details).toBeVisible();
  await expect(page).toHaveURL(/\?category=data-science&tool=polars$/);
  await expect(page).toHaveTitle("Polars · Python Atlas");
  await expect(details).toContainText("Choose it when");
  await expect(details).toContainText("Look elsewhere when");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(link).toBeFocused();
  await expect(page).toHaveURL(/\?category=data-science$/);
  await page.goBack();
  await expect(details).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the close button and a click beside the dialog close it", async ({ page, isMobile }) => {
  await open(page, "?tool=numpy");
  await dialog(page, "NumPy").getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/$/);
  // On a phone the dialog fills the screen.
  if (isMobile) return;
  await open(page, "?tool=numpy");
  await page.mouse.click(5, 400);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("from a tool to its alternative and to its category", async ({ page }) => {
  await open(page, "?q=arrays&tool=numpy");
  // Each alternative with what it is the better choice for.
  const { alternatives } = tools.find(({ id }) => id === "numpy")!;
  const nameOf = (id: string) => tools.find((tool) => tool.id === id)!.name;
  const others = dialog(page, "NumPy").getByRole("heading", { name: "Take another one for" }).locator("..");
  await expect(others.getByRole("listitem")).toHaveText(
    alternatives!.map(({ tool, when }) => `${nameOf(tool)}: ${when} · Compare`),
  );
  await others.getByRole("link", { name: "CuPy", exact: true }).click();
  await expect(dialog(page, "CuPy")).toBeVisible();
  await expect(page).toHaveURL(/\?q=arrays&tool=cupy$/);
  await page.goBack();
  await expect(dialog(page, "NumPy")).toBeVisible();
  await dialog(page, "NumPy").getByRole("link", { name: "Data Science" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(status(page)).toHaveText("12 tools in 1 category");
});

test("a sample of code says what it does and in which language, and can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const exercise = (id: string) => categories.find((category) => category.id === id)!.exercise!.replace(/\.$/, "");
  for (const [id, name, title] of [
    ["pandas", "pandas", exercise("data-science")],
    ["pybind11", "pybind11", `${exercise("embedded-scripting")}, in C++`],
    ["cython", "Cython", "Example"],
    ["borgbackup", "BorgBackup", "Example, in a shell"],
  ]) {
    await open(page, `?tool=${id}`);
    const sample = dialog(page, name).getByRole("heading", { name: title, exact: true }).locator("..");
    const code = await sample.getByRole("code").textContent();
    await sample.getByRole("button", { name: "Copy" }).click();
    await expect(sample.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText()), title).toBe(code);
  }
});

test("a superseded tool points to what took its place", async ({ page }) => {
  await open(page, "?tool=web2py");
  await dialog(page, "web2py").getByText("now points to").getByRole("link", { name: "py4web" }).click();
  await expect(dialog(page, "py4web")).toBeVisible();
});

test("the browser handles a click that opens a new tab", async ({ page, context }) => {
  await open(page, "?category=data-science");
  const opened = context.waitForEvent("page");
  await tool(page, "pandas")
    .getByRole("heading")
    .getByRole("link")
    .click({ modifiers: ["ControlOrMeta"] });
  const other = await opened;
  await expect(other.getByRole("dialog", { name: "pandas" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the install command can be copied, and the button says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "?tool=scikit-learn");
  const copy = dialog(page, "scikit-learn").getByRole("button", { name: "Copy" }).first();
  await copy.click();
  await expect(dialog(page, "scikit-learn").getByRole("button", { name: "Copied" })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("pip install scikit-learn");
});

test("without a clipboard the button says what to do instead", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }));
  await open(page, "?tool=scikit-learn");
  await page.getByRole("button", { name: "Copy" }).first().click();
  await expect(page.getByRole("button", { name: "Not allowed: select and copy" })).toBeVisible();
});
