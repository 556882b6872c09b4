// Search as people type: answers, several names, parts of a search, typo tolerance, highlights, query relaxation.

import {
  answer,
  catalog,
  EVERYTHING,
  expect,
  inFilters,
  open,
  option,
  region,
  searchBox,
  shown,
  status,
} from "./atlas";
import { test, tool } from "./atlas";

const data = catalog();
const tasks = data.categories.flatMap(({ tasks }) => tasks ?? []);
const nameOf = (id: string) => data.tools.find((entry) => entry.id === id)!.name;

test("a search that says a task is answered: its tools in order, and what decides between them", async ({ page }) => {
  await open(page);
  for (const [words, id] of [
    ["how to do face detection in Python 3", "face-detection"],
    ["resizing a picture", "resize-photos"],
    ["nightly backups", "nightly-backups"],
  ]) {
    const task = tasks.find((task) => task.id === id)!;
    await searchBox(page).fill(words);
    await expect(answer(page).getByRole("link"), words).toHaveText([task.name, ...task.tools.map(nameOf)]);
    await expect(answer(page), words).toContainText(task.note!);
    // The answer comes before all results, and those begin with its tools.
    await expect(page.getByRole("main").getByRole("region").first()).toHaveAccessibleName(
      "The task that you search for",
    );
    await expect.poll(async () => (await shown(page)).slice(0, task.tools.length), words).toEqual(task.tools);
  }
  // Its tools open, and its name leads to the task.
  const { name, tools } = tasks.find((task) => task.id === "nightly-backups")!;
  await answer(page)
    .getByRole("link", { name: nameOf(tools[1]), exact: true })
    .click();
  await expect(page.getByRole("dialog", { name: nameOf(tools[1]), exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await answer(page).getByRole("link", { name, exact: true }).click();
  await expect(page).toHaveURL(/\?task=nightly-backups$/);
  await expect.poll(() => shown(page)).toEqual(tools);
  await expect(answer(page)).toHaveCount(0);
  await page.goBack();
  await expect(answer(page).getByRole("link").first()).toHaveText(name);
  // A name says no task, and neither does nothing.
  await searchBox(page).fill("numpy");
  await expect(page.locator("[data-tool]").first()).toHaveAttribute("data-tool", "numpy");
  await expect(answer(page)).toHaveCount(0);
  await searchBox(page).fill("");
  await expect(status(page)).toHaveText(EVERYTHING);
  await expect(answer(page)).toHaveCount(0);
});

test("where nothing has all words, the page says which words its results have", async ({ page }) => {
  await open(page);
  const line = page.getByRole("main").getByText("Nothing has all of these words.");
  await searchBox(page).fill("xqzxqz numpy");
  await expect(line).toHaveText("Nothing has all of these words. These have numpy.");
  await expect(page.locator("[data-tool]").first()).toHaveAttribute("data-tool", "numpy");
  await searchBox(page).fill("pandas xqzxqz");
  await expect(line).toHaveText("Nothing has all of these words. These have pandas.");
  await expect(page.locator("[data-tool]").first()).toHaveAttribute("data-tool", "pandas");
  // No part at all, or the whole: there is nothing to say.
  await searchBox(page).fill("xqzxqz");
  await expect(region(page, "Nothing found")).toBeVisible();
  await expect(line).toHaveCount(0);
  await searchBox(page).fill("pandas");
  await expect(page.locator("[data-tool]").first()).toHaveAttribute("data-tool", "pandas");
  await expect(line).toHaveCount(0);
});

test("several names show these tools in this order; alternatives of a name show what to take instead", async ({
  page,
}) => {
  await open(page, "?group=none");
  for (const [words, tools] of [
    ["django flask fastapi", ["django", "flask", "fastapi"]],
    ["fastapi, flask or django", ["fastapi", "flask", "django"]],
    ["scikit learn vs pytorch", ["scikit-learn", "pytorch"]],
    ...["pygame", "numpy"].map((id) => {
      const { alternatives } = data.tools.find((entry) => entry.id === id)!;
      return [`alternative to ${id}`, [...alternatives!.map(({ tool }) => tool), id]] as const;
    }),
  ] as const) {
    await searchBox(page).fill(words);
    await expect.poll(() => shown(page), words).toEqual(tools);
    await expect(status(page)).toContainText(new RegExp(`^${tools.length} tools in`));
  }
  // By category too each has these alone.
  await open(page, "?q=django+flask+fastapi");
  await expect.poll(() => shown(region(page, "Web Development"))).toEqual(["django", "flask", "fastapi"]);
});

test("stop words, numbers and other forms of a word exclude nothing", async ({ page }) => {
  await open(page, "?group=none&q=detect+faces");
  const some = await shown(page);
  expect(some).toContain("opencv");
  for (const words of ["how can I detect the faces with Python", "the best 3 to detect faces in 2026"]) {
    await searchBox(page).fill(words);
    await expect(searchBox(page)).toHaveValue(words);
    await expect(status(page)).toContainText(new RegExp(`^${some.length} tools in`));
    await expect.poll(() => shown(page), words).toEqual(some);
  }
  await open(page, "?q=detecting+a+face");
  const card = tool(region(page, "Image Processing"), "OpenCV");
  await expect(card.locator("mark")).toHaveText(["Detects", "faces"]);
});

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
  await open(page, "?q=xqzxqz&kind=hardware");
  const nothing = region(page, "Nothing found");
  await expect(nothing).toBeVisible();
  await searchBox(page).fill("kivy microcontroller");
  await expect(nothing.getByRole("button", { name: /^Look in .*: \d+ tools$/ })).toBeVisible();
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
