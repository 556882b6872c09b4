// Search as people type: typo tolerance, highlights, query relaxation.

import { expect, inFilters, open, option, region, searchBox, status, test, tool } from "./atlas";

test("a typo is tolerated, told, highlighted, and corrected by one press that Back undoes", async ({ page }) => {
  await open(page);
  await searchBox(page).fill("pandsa");
  const card = tool(region(page, "Data Science"), "pandas");
  await expect(card.locator("mark")).toHaveText("pandas");
  await expect(page.getByText("These are close. Did you mean")).toBeVisible();
  await page.getByRole("button", { name: "pandas", exact: true }).click();
  await expect(searchBox(page)).toHaveValue("pandas");
  await expect(page.getByText("Did you mean")).toHaveCount(0);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue("pandsa");
});

test("a suggestion keeps what was chosen after it came", async ({ page }) => {
  await open(page, "?q=pandsa");
  const suggested = page.getByRole("button", { name: "pandas", exact: true });
  await expect(suggested).toBeVisible();
  await inFilters(page, () => option(page, "Kind", "Library").check());
  await suggested.click();
  await expect(page).toHaveURL(/\?q=pandas&kind=library$/);
});

test("matches are highlighted as text, and the highlights go with the search", async ({ page }) => {
  await open(page, "?q=detect+faces");
  const card = tool(region(page, "Image Processing"), "OpenCV");
  await expect(card.locator("mark")).toHaveText(["Detects", "faces"]);
  await searchBox(page).fill("opencv");
  await expect(card.locator("mark")).toHaveText(["OpenCV"]);
  await searchBox(page).fill("");
  await expect(page.locator("mark")).toHaveCount(0);
});

test("no results: the page offers to drop a word, and the nearest category", async ({ page }) => {
  await open(page, "?q=numpy+kivy+thumbnails");
  const nothing = page.getByRole("region", { name: "Nothing found" });
  await expect(nothing.getByRole("button", { name: /^Look in .*: \d+ tools$/ })).toBeVisible();
  await searchBox(page).fill("kivy microcontroller");
  await nothing.getByRole("button", { name: /^Without the word "kivy": \d+ tools?$/ }).click();
  await expect(searchBox(page)).toHaveValue("microcontroller");
  await expect(status(page)).toContainText("tools in");
  await page.goBack();
  await expect(searchBox(page)).toHaveValue("kivy microcontroller");
});

test("a long facet has a filter of its own", async ({ page }) => {
  await open(page);
  await inFilters(page, async () => {
    const group = page.getByRole("group", { name: "Category", exact: true });
    await group.getByRole("textbox", { name: "Filter the options of Category" }).fill("web dev");
    await expect(group.getByRole("checkbox")).toHaveCount(2);
    await group.getByRole("checkbox", { name: /^Web Development tools/ }).check();
  });
  await expect(page).toHaveURL(/category=web-development-tools$/);
});

for (const text of [" ", "a", "\u0000", "🐍", "e\u0301\u0301", "עברית", "(.*)+$[", "x".repeat(5000), "%00%ff", "+#"]) {
  test(`odd text ${JSON.stringify(text.slice(0, 9))} has a defined result`, async ({ page }) => {
    await open(page);
    await searchBox(page).fill(text);
    await expect(status(page)).toContainText(/tools? in \d+ categor|No tools match/);
    await page.reload();
    await expect(status(page)).toContainText(/tools? in \d+ categor|No tools match/);
  });
}
