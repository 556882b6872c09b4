// What people do with the list of tools: search, facets, sort order, grouping, layout; and all of that in the address.

import {
  answer,
  arrange,
  catalog,
  EVERYTHING,
  expect,
  inFilters,
  open,
  option,
  region,
  searchBox,
  serveCatalog,
  shown,
  status,
  test,
  tool,
  view,
} from "./atlas";

const data = catalog();
const placed = (id: string) => data.tools.filter((entry) => entry.places.some((place) => place.category === id));

test("a card names the tool, its kind and its role, and links to it and its project", async ({ page }) => {
  await open(page, "?category=data-science");
  const card = tool(region(page, "Data Science"), "pandas");
  await expect(card).toHaveAttribute("data-tool", "pandas");
  await expect(card.getByRole("heading", { name: "pandas" }).getByRole("link")).toHaveAttribute("href", "?tool=pandas");
  await expect(card).toContainText("Library · BSD-3-Clause");
  await expect(card).toContainText(data.tools.find((entry) => entry.id === "pandas")!.places[0].role);
  await expect(card.getByRole("link", { name: "Docs of pandas" })).toHaveAttribute(
    "href",
    /^https:\/\/pandas\.pydata\.org\//,
  );
});

test("slash focuses the search, Escape clears it, and typing is one step in the history", async ({ page }) => {
  await open(page, "?view=table");
  await page.keyboard.press("/");
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type("numpy");
  await expect(page).toHaveURL(/\?q=numpy&view=table$/);
  await expect(status(page)).not.toContainText(`${data.tools.length} tools`);
  await page.keyboard.press("Escape");
  await expect(searchBox(page)).toHaveValue("");
  await expect(page).toHaveURL(/\?view=table$/);
  // A slash in the field is a slash.
  await page.keyboard.type("a/b");
  await expect(searchBox(page)).toHaveValue("a/b");
  await page.goBack();
  await expect(page).toHaveURL("about:blank");
});

test("facets: several of one are OR, facets are AND, and the count tells what choosing leaves", async ({ page }) => {
  await open(page);
  for (const facet of ["Category", "Kind", "Origin"]) {
    await inFilters(page, async () => expect(page.getByRole("group", { name: facet, exact: true })).toBeVisible());
  }
  const games = placed("game-development").length;
  await inFilters(page, async () => {
    await expect(option(page, "Category", "Game Development")).toHaveAccessibleName(new RegExp(`${games}$`));
    await option(page, "Category", "Game Development").check();
  });
  await expect(status(page)).toHaveText(`${games} tools in 1 category`);
  await expect(page.getByRole("region", { name: "Data Science" })).toHaveCount(0);

  await inFilters(page, () => option(page, "Category", "Android Apps").check());
  const both = new Set([...placed("game-development"), ...placed("android-apps")].map((entry) => entry.id)).size;
  await expect(status(page)).toHaveText(`${both} tools in 2 categories`);

  await inFilters(page, () => page.getByRole("radio", { name: "All", exact: true }).check());
  await expect(status(page)).toHaveText("1 tool in 2 categories");
  await expect(page).toHaveURL(/\?category=android-apps,game-development&match=all$/);

  await inFilters(page, () => option(page, "Kind", "Hardware").check());
  await expect(status(page)).toHaveText("No tools match");
});

test("any or all is chosen in each facet, and the facets agree", async ({ page }) => {
  await open(page, "?category=data-science,machine-learning&runs=linux,browser");
  await inFilters(page, async () => {
    const matching = (facet: string) => page.getByRole("radiogroup", { name: `Match in ${facet}` });
    for (const facet of ["Category", "Runs on"])
      await expect(matching(facet).getByRole("radio", { name: "Any" })).toBeChecked();
    await matching("Runs on").getByRole("radio", { name: "All" }).check();
    for (const facet of ["Category", "Runs on"])
      await expect(matching(facet).getByRole("radio", { name: "All" })).toBeChecked();
  });
  await expect(page).toHaveURL(/match=all$/);
});

test("an option that would leave nothing is there all the same, and the keyboard reaches it", async ({ page }) => {
  await open(page, "?kind=hardware");
  await inFilters(page, async () => {
    const none = page
      .getByRole("group", { name: "Category", exact: true })
      .getByRole("checkbox", { name: /\D0$/ })
      .first();
    await expect(none).toBeEnabled();
    await none.focus();
    await page.keyboard.press("Space");
    await expect(none).toBeChecked();
  });
  await expect(status(page)).toHaveText("No tools match");
});

test("each active filter can be removed, Clear all removes all of them, Back brings them back", async ({ page }) => {
  await open(page, "?q=game&category=game-development&kind=library,stdlib");
  await page.getByRole("button", { name: "Remove Kind: Standard library" }).click();
  await expect(page).toHaveURL(/\?q=game&category=game-development&kind=library$/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(status(page)).toContainText(`${data.tools.length} tools`);
  await expect(searchBox(page)).toHaveValue("");
  await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("button", { name: "Remove Kind: Library" })).toBeVisible();
  await expect(searchBox(page)).toHaveValue("game");
  await page.goBack();
  await expect(page.getByRole("button", { name: "Remove Kind: Standard library" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("button", { name: "Remove Kind: Standard library" })).toHaveCount(0);
});

test("tools that stay change places with others and stand in the right order", async ({ page }) => {
  // From this order to that of the search, Leptos's own lists left the third tool before the first.
  const category = { id: "all", name: "All", kind: "area", summary: "An area." };
  const tools = ["Bo", "Zo", "Yo", "Do", "Co", "Ao"].map((name) => ({
    id: name.toLowerCase(),
    name,
    kind: "library",
    summary: "ABCD".includes(name[0]) ? "Makes widgets." : "Makes nothing.",
    links: { home: "https://example.org/" },
    places: [{ category: category.id, role: "Does." }],
  }));
  await serveCatalog(page, tools, [category]);
  await open(page, "?group=none");
  const names = () => page.locator("[data-tool] h3").allTextContents();
  expect(await names()).toEqual(["Bo", "Zo", "Yo", "Do", "Co", "Ao"]);
  await searchBox(page).fill("widgets");
  await expect.poll(names).toEqual(["Ao", "Bo", "Co", "Do"]);
});

test("no results: the page says what to drop and what that gives", async ({ page }) => {
  await open(page, "?q=opencv&kind=hardware");
  const nothing = region(page, "Nothing found");
  await expect(nothing).toBeVisible();
  await nothing.getByRole("button", { name: /^Without Kind: Hardware: \d+ tools?$/ }).click();
  await expect(tool(page, "OpenCV")).toBeVisible();
  await expect(page).toHaveURL(/\?q=opencv$/);
  await searchBox(page).fill("xqzxqz");
  await region(page, "Nothing found").getByRole("button", { name: "Show everything" }).click();
  await expect(status(page)).toHaveText(EVERYTHING);
});

test("sort, group and view", async ({ page }) => {
  await open(page, "?view=cards");
  await arrange(page, "Group by", "No grouping");
  await arrange(page, "Sort by", "Name");
  await expect(page).toHaveURL(/\?sort=name&group=none$/);
  const names = await page
    .getByRole("article")
    .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label")!));
  const key = (name: string) => name.toLowerCase().replace(/[^a-z0-9+#]/g, "");
  expect(names).toEqual([...names].sort((a, b) => (key(a) < key(b) ? -1 : 1)));
  expect(names).toHaveLength(data.tools.length);

  const elements = await page.locator("*").count();
  expect(elements, "elements on the page").toBeLessThanOrEqual(3000);

  await open(page, "?category=embedded-iot&sort=name&group=none");
  await arrange(page, "Group by", "Kind");
  const hardware = region(page, "Hardware");
  await expect(hardware.getByRole("article")).toHaveCount(3);
  await view(page, "Table").check();
  await expect(page).toHaveURL(/view=table/);
  await expect(hardware.getByRole("table").getByRole("rowheader")).toHaveText(["Arduino", "PyBoard", "Raspberry Pi"]);
});

test("the layout is that of all groups, of those that were there before too", async ({ page }) => {
  await open(page, "?category=data-science");
  await inFilters(page, () => option(page, "Category", "Machine Learning").check());
  const both = [region(page, "Data Science"), region(page, "Machine Learning")];
  for (const section of both) await expect(section.getByRole("article").first()).toBeVisible();
  await view(page, "Table").check();
  for (const section of both) {
    await expect(section.getByRole("rowheader").first()).toBeVisible();
    await expect(section.getByRole("article")).toHaveCount(0);
  }
  await searchBox(page).fill("pandas polars");
  await expect(both[0].getByRole("rowheader").locator("mark")).toHaveText(["pandas", "Polars"]);
  await expect(both[0].getByText(/^\d+ tools?$/)).toHaveText("2 tools");
});

test("a pasted link opens the same view", async ({ page }) => {
  await open(page, "?q=web&category=web-development&kind=framework&sort=name&group=kind&view=table");
  await expect(searchBox(page)).toHaveValue("web");
  await expect(page.getByRole("button", { name: "Remove Category: Web Development", exact: true })).toBeVisible();
  await expect(page.getByLabel("Sort by")).toHaveValue("name");
  await expect(page.getByLabel("Group by")).toHaveValue("kind");
  await expect(page.getByRole("radio", { name: "Table" })).toBeChecked();
  await expect(region(page, "Frameworks").getByRole("table")).toBeVisible();
});

test("mangled addresses give what they can", async ({ page }) => {
  for (const search of [
    "?unknown=1&kind=hardware&sort=size",
    "?kind=hardware,gadget&category=nowhere&%FF%FE=%",
    `?kind=hardware&x=${"a".repeat(10_000)}`,
  ]) {
    await open(page, search);
    await expect(status(page), search.slice(0, 40)).toHaveText("3 tools in 1 category");
  }
  await open(page, `?q=${"a".repeat(10_000)}`);
  await expect(searchBox(page)).toHaveValue("a".repeat(200));
});

test("a task shows its tools in its order, with what decides, and the way to the rest", async ({ page }) => {
  await open(page, "?category=image-processing");
  const images = region(page, "Image Processing");
  await images.getByRole("link", { name: "face detection" }).click();
  await expect(page).toHaveURL(/\?task=face-detection$/);
  const { tasks } = data.categories.find(({ id }) => id === "image-processing")!;
  const task = tasks!.find(({ id }) => id === "face-detection")!;
  await expect(status(page)).toHaveText(`${task.tools.length} tools in 1 category`);
  await expect.poll(() => shown(page)).toEqual(task.tools);
  await expect(images).toContainText(task.note!);
  // In a table too; and the choice is a filter like any other.
  await view(page, "Table").check();
  await expect(images).toContainText(task.note!);
  await view(page, "Cards").check();
  await expect(page.getByRole("button", { name: "Remove Task: face detection" })).toBeVisible();
  await images.getByRole("link", { name: "More in Image Processing" }).click();
  await expect(page).toHaveURL(/\?category=image-processing$/);
  await expect(images.getByRole("link", { name: /^All \d+ tasks$/ })).toHaveCount(0);
  await page.goBack();
  await expect(images).toContainText(task.note!);
});

test("beside others a category shows the tasks that most want, and leads to all", async ({ page }) => {
  await open(page, "?category=data-science,web-development");
  const web = region(page, "Web Development");
  await web.getByRole("link", { name: /^All \d+ tasks$/ }).click();
  await expect(page).toHaveURL(/\?category=web-development$/);
  const { tasks } = data.categories.find(({ id }) => id === "web-development")!;
  for (const { name } of tasks!) await expect(web.getByRole("link", { name, exact: true })).toBeVisible();
});

test("a task is found by other words, and its first tool stands first", async ({ page }) => {
  await open(page);
  for (const [words, id] of Object.entries({
    "photo resizing": "resize-photos",
    "recognise who is in a picture": "face-detection",
    "parsing html": "scrape-a-web-page",
  })) {
    const task = data.categories.flatMap(({ tasks }) => tasks ?? []).find((task) => task.id === id)!;
    await searchBox(page).fill(words);
    await expect(page.locator("[data-tool]").first(), words).toHaveAttribute("data-tool", task.tools[0]);
    await expect(answer(page).getByRole("link").first(), words).toHaveText(task.name);
  }
});

test("a link to a close category shows that, and Back returns", async ({ page }) => {
  await open(page, "?category=image-processing");
  await region(page, "Image Processing").getByText("How to start and how to choose").click();
  await region(page, "Image Processing").getByRole("link", { name: "Machine Learning" }).click();
  await expect(page).toHaveURL(/\?category=machine-learning$/);
  await expect(region(page, "Machine Learning")).toBeVisible();
  await expect(region(page, "Image Processing")).toHaveCount(0);
  await page.goBack();
  await expect(region(page, "Image Processing")).toBeVisible();
  await expect(region(page, "Machine Learning")).toHaveCount(0);
});
