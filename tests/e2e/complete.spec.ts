// Completeness: whatever the catalog has is shown in its place and found by its name.

import { catalog, EVERYTHING, expect, open, region, searchBox, shown, status, test, tool } from "./atlas";

const data = catalog();
const placed = (id: string) => data.tools.filter((entry) => entry.places.some((place) => place.category === id));

test("everything is there: the overview has each category, and each category has its tools", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await expect(status(page)).toHaveText(EVERYTHING);
  const regions = page.getByRole("main").getByRole("region");
  await expect(regions).toHaveCount(data.categories.length);
  for (const { id, name } of data.categories) {
    const section = region(page, name);
    await expect(section).toHaveAttribute("data-category", id);
    const heading = section.getByRole("heading", { level: 2, name, exact: true });
    await heading.getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`\\?category=${id}$`));
    const ids = placed(id).map((entry) => entry.id);
    await expect(status(page)).toHaveText(`${ids.length} tools in 1 category`);
    await expect(regions).toHaveCount(1);
    await expect(section).toHaveAttribute("data-category", id);
    await expect(heading).toHaveCount(1);
    await expect.poll(() => shown(section), name).toEqual(ids);
    await page.goBack();
    await expect(regions).toHaveCount(data.categories.length);
  }
  // All at once, in the order of the catalog, of which the page holds a part.
  await open(page, "?view=cards");
  await expect(status(page)).toHaveText(EVERYTHING);
  const first = data.categories[0];
  await expect.poll(() => shown(region(page, first.name))).toEqual(placed(first.id).map((entry) => entry.id));
  expect(await page.locator("*").count(), "elements on the page").toBeLessThanOrEqual(3000);
});

test("everything the guide names is found by its name", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  for (const entry of data.tools.filter((entry) => entry.in_guide)) {
    await searchBox(page).fill(entry.name);
    await expect(tool(page, entry.name).first(), entry.name).toBeVisible();
    // Names come first.
    await expect(page.locator("[data-tool]").first(), entry.name).toHaveAttribute("data-tool", entry.id);
  }
  for (const category of data.categories) {
    for (const mention of category.mentions ?? []) {
      await searchBox(page).fill(mention.name);
      const link = region(page, category.name).getByRole("link", { name: mention.name, exact: true });
      await expect(link, `${mention.name} in ${category.name}`).toBeVisible();
    }
  }
});

test("tasks in words find their area and its tools", async ({ page }) => {
  await open(page);
  const tasks = {
    "data cleansing": "Data Science",
    "business insight": "Data Science",
    visualisation: "Data Science",
    "customer satisfaction": "Machine Learning",
    "stock prices": "Machine Learning",
    "medical diagnosis": "Machine Learning",
    "statistical arbitrage": "Machine Learning",
    "basket analysis": "Machine Learning",
    "sales prediction": "Machine Learning",
    "face detection": "Image Processing",
    "gesture recognition": "Image Processing",
    "desktop games": "Game Development",
    "mobile games": "Game Development",
    automation: "Embedded Systems & IoT",
    robotics: "Embedded Systems & IoT",
    kiosks: "Embedded Systems & IoT",
    backups: "Automated Jobs",
    "scheduled scripts": "Automated Jobs",
    macros: "Embedded Scripting",
    prototyping: "Rapid Development & Alternative Implementations",
  };
  for (const [task, area] of Object.entries(tasks)) {
    await searchBox(page).fill(task);
    await expect(region(page, area).getByRole("article").first(), task).toBeVisible();
  }
});
