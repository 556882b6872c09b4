// Deciding: what fits, the comparison, the shortlist, the finder, the matrix, and what people take along.

import { readFile, writeFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { catalog, dialog, expect, facts, inFilters, open, region, shown, status, test, tool, view } from "./atlas";

const { tools } = catalog();
const environment = (page: Page): Locator => page.getByRole("group", { name: "My environment" });
const comparison = (page: Page): Locator => region(page, "Comparison");
const shortlist = (page: Page): Locator => region(page, "Shortlist");
const finder = (page: Page): Locator => page.getByRole("form", { name: "Find a tool" });
/** The row of a criterion. The heading of a group of rows may have the same name. */
const row = (table: Locator, name: string): Locator =>
  table.locator("tr:not(.group)").filter({ has: table.page().getByRole("rowheader", { name, exact: true }) });
const text = async (download: Promise<Download>): Promise<string> => readFile(await (await download).path(), "utf8");

test.describe("my environment", () => {
  test("is set once, judges every card, hides what fails on demand, and is remembered", async ({ page }) => {
    await open(page, "?category=gui-development");
    await inFilters(page, async () => {
      await environment(page).getByRole("combobox", { name: "System" }).selectOption("Windows");
      await environment(page).getByRole("combobox", { name: "Python" }).selectOption("3.14");
      await environment(page).getByRole("combobox", { name: "Licences" }).selectOption("Permissive only");
    });
    await expect(page).toHaveURL(/[?&]env=windows,3\.14,permissive/);
    await expect(tool(page, "Tkinter")).toContainText("Fits");
    await expect(tool(page, "PyQt")).toContainText("Fails: its licence is GPL-3.0-only");
    await expect(tool(page, "PyGObject")).toContainText("Fails: no wheels for Python 3.14 on Windows");
    const all = Number(/^\d+/.exec((await status(page).textContent())!)![0]);
    await inFilters(page, () => environment(page).getByRole("checkbox", { name: "Hide what fails" }).check());
    await expect(tool(page, "PyQt")).toHaveCount(0);
    await expect(status(page)).toHaveText(/^\d+ tools in 1 category, \d+ that fail hidden$/);
    const [left, hidden] = (await status(page).textContent())!
      .match(/\d+/g)!
      .map(Number)
      .filter((_, at) => at !== 1);
    expect(left + hidden).toBe(all);
    await page.getByRole("button", { name: "Remove Environment: only what fits" }).click();
    await expect(tool(page, "PyQt")).toBeVisible();
    await open(page, "?tool=pyqt");
    await expect(dialog(page, "PyQt")).toContainText("Fails: its licence is GPL-3.0-only");
    await expect(page).toHaveURL(/env=windows,3\.14,permissive/);
  });

  test("Back undoes it", async ({ page }) => {
    await open(page, "?category=gui-development");
    await inFilters(page, () =>
      environment(page)
        .getByRole("combobox", { name: "System" })
        .selectOption("Windows")
        .then(() => {}),
    );
    await expect(tool(page, "Tkinter")).toContainText("Fits");
    await page.goBack();
    await expect(tool(page, "Tkinter")).not.toContainText("Fits");
  });
});

test.describe("the comparison", () => {
  test("is made by check boxes, says what differs, and is copied as Markdown", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "?category=web-development");
    await page.getByRole("checkbox", { name: "Compare Flask" }).click();
    await expect(comparison(page)).toContainText("one to three more tools");
    await page.getByRole("checkbox", { name: "Compare Django", exact: true }).click();
    const table = comparison(page).getByRole("table");
    await expect(row(table, "Licence").getByRole("cell")).toHaveText([/^BSD-3-Clause/, /^BSD-3-Clause/]);
    await expect(row(table, "Choose it when").getByRole("cell")).toHaveText(
      ["flask", "django"].map((id) => (tools.find((it) => it.id === id) as { choose_when?: string }).choose_when!),
    );
    await expect(row(table, "Take another of these").getByRole("cell")).toHaveText([/^Django: /, /^Flask: /]);
    await expect(comparison(page)).toContainText("The same task in code");
    await comparison(page).getByRole("checkbox", { name: "Only differences" }).check();
    await expect(row(table, "Licence")).toBeHidden();
    await expect(row(table, "Choose it when")).toBeVisible();
    await comparison(page).getByRole("button", { name: "Copy as Markdown" }).click();
    await expect(comparison(page).getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("|  | Flask | Django |");
    expect(copied).toContain("compare=flask,django");
    await comparison(page).getByRole("button", { name: "End the comparison" }).click();
    await expect(comparison(page)).toHaveCount(0);
    await page.goBack();
    await expect(comparison(page)).toBeVisible();
  });

  test("several names, and a task, offer it", async ({ page }) => {
    await open(page, "?q=django+flask");
    await page.getByRole("main").getByRole("button", { name: "Compare these" }).first().click();
    await expect(comparison(page).getByRole("columnheader")).toHaveText([/Django/, /Flask/]);
    await expect(comparison(page).getByRole("heading", { name: "Comparison" })).toBeFocused();
    await open(page, "?task=face-detection");
    await page.getByRole("main").getByRole("button", { name: "Compare these" }).first().click();
    await expect(comparison(page).getByRole("columnheader").first()).toContainText("MediaPipe");
  });

  test("four tools fit: a fifth is refused in words", async ({ page }) => {
    await open(page, "?category=web-development&compare=flask,django,fastapi,pyramid");
    await expect(comparison(page).getByRole("columnheader")).toHaveCount(4);
    const fifth = page.getByRole("checkbox", { name: "Compare Quart" });
    await fifth.click();
    await expect(page.getByText("Four tools fit into a comparison.")).toBeVisible();
    await expect(fifth).not.toBeChecked();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await comparison(page).getByRole("button", { name: "Take Pyramid out of the comparison" }).click();
    await fifth.click();
    await expect(fifth).toBeChecked();
  });

  test("ticking far down moves nothing that is looked at", async ({ page }) => {
    await open(page, "?category=web-development");
    await page.getByRole("checkbox", { name: "Compare Flask" }).click();
    const box = page.getByRole("checkbox", { name: "Compare Quart" });
    await box.scrollIntoViewIfNeeded();
    const before = (await box.boundingBox())!.y;
    await box.click();
    await expect(comparison(page).getByRole("table")).toBeAttached();
    await expect.poll(async () => Math.abs((await box.boundingBox())!.y - before)).toBeLessThan(2);
  });

  test("what an address names and is not here is said, once", async ({ page }) => {
    await open(page, "?compare=flask,gone,django&pick=lost&task=nothing&env=amiga&tool=nowhere");
    const said = page.getByText("The address names what is not here");
    await expect(said).toContainText("compare “gone”");
    await expect(said).toContainText("pick “lost”");
    await expect(said).toContainText("env “amiga”");
    await expect(said).toContainText("tool “nowhere”");
    await expect(comparison(page).getByRole("columnheader")).toHaveText([/Flask/, /Django/]);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(said).toHaveCount(0);
  });
});

test.describe("the shortlist", () => {
  test("is filled anywhere, remembers why, and leads to the lines that install it", async ({ page }) => {
    await open(page, "?category=web-development");
    await page.getByRole("button", { name: "Shortlist Flask" }).click();
    await expect(page.getByRole("button", { name: "Shortlist Flask" })).toHaveAttribute("aria-pressed", "true");
    await open(page, "?tool=numpy");
    await dialog(page, "NumPy").getByRole("button", { name: "Shortlist NumPy" }).click();
    await dialog(page, "NumPy").getByRole("button", { name: "Close", exact: true }).click();
    await shortlist(page).getByText("Shortlist: 2 tools").click();
    await shortlist(page).getByRole("textbox", { name: "Why Flask" }).fill("small, *and* | known");
    await expect(page).toHaveURL(/why=flask%3Asmall/);
    const lines = (title: string) => shortlist(page).getByLabel(title, { exact: true });
    await expect(lines("pip")).toHaveText("pip install flask numpy");
    await expect(lines("uv")).toHaveText("uv add flask numpy");
    await shortlist(page).getByRole("checkbox", { name: "Pin the versions" }).check();
    const { version } = facts().packages.flask;
    await expect(lines("requirements.txt")).toContainText(`flask==${version}`);
    await expect(lines("pyproject.toml")).toContainText(`"flask==${version}"`);
    const saved = text(page.waitForEvent("download"));
    await shortlist(page).getByRole("button", { name: "Save decision.md" }).click();
    const record = await saved;
    for (const part of ["# Decision", "[Flask]", "small, \\*and\\* \\| known", "pip install", "pick=flask,numpy"]) {
      expect(record).toContain(part);
    }
    // It is there after a reload, and in a new view without it in the address.
    await open(page, "?category=data-science");
    await expect(shortlist(page)).toContainText("Shortlist: 2 tools");
    await shortlist(page).getByText("Shortlist: 2 tools").click();
    await expect(shortlist(page).getByRole("textbox", { name: "Why Flask" })).toHaveValue("small, *and* | known");
    await shortlist(page).getByRole("button", { name: "Take Flask off the shortlist" }).click();
    await shortlist(page).getByRole("button", { name: "Empty the shortlist" }).click();
    await expect(shortlist(page)).toHaveCount(0);
    await open(page);
    await expect(shortlist(page)).toHaveCount(0);
  });

  test("what is taken along tells of the view as it is now", async ({ page }) => {
    await open(page, "?pick=flask");
    await shortlist(page).getByText("Shortlist: 1 tool").click();
    const record = shortlist(page).getByLabel("Decision record", { exact: true });
    await expect(record).not.toContainText("q=web");
    await page.getByRole("searchbox").fill("web");
    await expect(record).toContainText("q=web");
  });

  test("a stack fills it by a click", async ({ page }) => {
    await open(page, "?category=data-science");
    await page.getByText("How to start and how to choose").first().click();
    await page.getByRole("link", { name: "Shortlist these" }).first().click();
    await expect(shortlist(page)).toContainText(/Shortlist: \d+ tools/);
  });

  test("without a clipboard the text is selected", async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await open(page, "?pick=flask");
    await shortlist(page).getByText("Shortlist: 1 tool").click();
    const pip = shortlist(page).getByRole("heading", { name: "pip" }).locator("..");
    await pip.getByRole("button").click();
    expect(await page.evaluate(() => String(getSelection()))).toBe("pip install flask");
  });

  for (const state of ["forbidden", "full"]) {
    test(`with a storage that is ${state} everything works, and it is said once`, async ({ page }) => {
      await page.addInitScript((state) => {
        const refuse = (): never => {
          throw new DOMException(state, state === "full" ? "QuotaExceededError" : "SecurityError");
        };
        if (state === "full") Storage.prototype.setItem = refuse;
        else Object.defineProperty(window, "localStorage", { get: refuse });
      }, state);
      await open(page, "?category=web-development");
      await page.getByRole("button", { name: "Shortlist Flask" }).click();
      await expect(page.getByText("This browser remembers nothing")).toBeVisible();
      await page.getByRole("button", { name: "Dismiss" }).click();
      await page.getByRole("button", { name: "Shortlist Django", exact: true }).click();
      await expect(shortlist(page)).toContainText("Shortlist: 2 tools");
      await expect(page.getByText("This browser remembers nothing")).toHaveCount(0);
    });
  }

  test("rubbish in the storage is no trouble", async ({ page }) => {
    await page.addInitScript(() => {
      for (const key of ["remembered", "visited", "folded"]) localStorage.setItem(key, "%%%=\u0000,,?pick=");
      localStorage.setItem("own-catalog", "name\n{");
    });
    await open(page, "?category=web-development");
    await expect(tool(page, "Flask")).toBeVisible();
    await expect(shortlist(page)).toHaveCount(0);
  });
});

test.describe("the finder", () => {
  test("leads from a task in people's words to tools with reasons, and every answer can be changed", async ({
    page,
  }) => {
    await open(page);
    await page.getByRole("link", { name: "find a tool by a few questions" }).click();
    await finder(page).getByRole("textbox", { name: "What do you want to do?" }).fill("detect faces");
    await finder(page)
      .getByRole("button", { name: /face detection/ })
      .click();
    await expect(page).toHaveURL(/find=face-detection/);
    const suggestions = finder(page).getByRole("region", { name: "Suggestions" });
    const names = () => suggestions.locator("ol > li > p:first-child > a").allTextContents();
    const [first] = await names();
    expect(first).toBe("MediaPipe");
    expect((await names()).length).toBeLessThanOrEqual(5);
    await expect(suggestions).toContainText("For it:");
    await expect(suggestions).toContainText("Against it:");
    const wishes = finder(page).getByRole("group", { name: "What matters to you" }).getByRole("checkbox");
    await wishes.first().check();
    await expect(page).toHaveURL(/wish=/);
    await page.goBack();
    await expect(page).not.toHaveURL(/wish=/);
    await finder(page).getByRole("button", { name: "Change" }).click();
    await expect(finder(page).getByRole("textbox", { name: "What do you want to do?" })).toBeVisible();
    await finder(page).getByRole("button", { name: "Close" }).click();
    await expect(finder(page)).toHaveCount(0);
  });

  test("what fails in the environment is left out, with its reason", async ({ page }) => {
    await open(page, "?find=face-detection&env=windows,3.15");
    await expect(finder(page)).toContainText("Windows, Python 3.15");
    for (const item of await finder(page).getByRole("listitem").filter({ hasText: " fails: " }).allTextContents()) {
      expect(item).toMatch(/ fails: ./);
    }
  });
});

test.describe("the matrix", () => {
  test("has a sign with words for each tool, which arrows reach and focus explains", async ({ page }) => {
    await open(page, "?category=gui-development");
    await view(page, "Matrix").check();
    await expect(page).toHaveURL(/view=matrix/);
    const table = page.getByRole("table");
    const heads = await table.getByRole("columnheader").allTextContents();
    for (const head of ["Linux", "Windows", "3.14", "Phones", "Maintained", "Type hints"])
      expect(heads).toContain(head);
    const tkinter = table.locator("[data-tool=tkinter]");
    const cell = tkinter.getByRole("cell").nth(heads.indexOf("Part of Python") - 1);
    await expect(cell).toHaveText("comes with Python");
    await tkinter.getByRole("link").focus();
    // It is the first sign.
    await page.keyboard.press("ArrowRight");
    await expect(cell).toBeFocused();
    const words = () => cell.evaluate((it) => getComputedStyle(it, "::after").content);
    expect(await words()).toContain("comes with Python");
    // What covers its neighbours can be hidden.
    await page.keyboard.press("Escape");
    expect(await words()).toBe("none");
    await page.keyboard.press("Escape");
    expect(await words()).toContain("comes with Python");
    await page.keyboard.press("ArrowDown");
    await expect(table.locator("[data-tool]").nth(1).locator("td:focus")).toHaveCount(1);
    await expect(shown(page)).resolves.toHaveLength(12);
  });
});

test.describe("taking along", () => {
  test("the page names its feed, which is there", async ({ page }) => {
    await open(page);
    const href = await page.locator('link[rel=alternate][type="application/atom+xml"]').getAttribute("href");
    const link = page.getByRole("contentinfo").getByRole("link", { name: "News feed" });
    await expect(link).toHaveAttribute("href", href!);
    const feed = await page.request.get(`/${href}`);
    expect(await feed.text()).toMatch(/^<\?xml[^>]*>\s*<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
  });

  for (const [name, file] of [
    ["CSV", "python-atlas.csv"],
    ["JSON", "python-atlas.json"],
    ["Markdown", "python-atlas.md"],
  ]) {
    test(`what is shown is saved as ${name}`, async ({ page }) => {
      await open(page, "?category=data-science&env=windows,3.14");
      const ids = await shown(page);
      const download = page.waitForEvent("download");
      await inFilters(page, () => page.getByRole("button", { name, exact: true }).click());
      expect((await download).suggestedFilename()).toBe(file);
      const saved = await text(download);
      expect(saved).toContain("category=data-science");
      for (const id of ids) expect(saved).toContain(tools.find((it) => it.id === id)!.name.replace("_", "\\_"));
      if (name === "JSON") expect(JSON.parse(saved).rows).toHaveLength(ids.length);
    });
  }

  test("what is new since the last visit is said until it is dismissed", async ({ page }) => {
    await open(page);
    await expect(region(page, "What is new")).toHaveCount(0);
    await page.evaluate(() =>
      localStorage.setItem("visited", localStorage.getItem("visited")!.replace(" numpy ", " ")),
    );
    await open(page);
    await expect(region(page, "What is new").getByRole("link", { name: "NumPy" })).toBeVisible();
    await region(page, "What is new").getByRole("button", { name: "Dismiss" }).click();
    await open(page);
    await expect(region(page, "What is new")).toHaveCount(0);
  });
});

test.describe("the dialog", () => {
  test("leads on: to the next tool, its tasks, a comparison, a report", async ({ page }) => {
    await open(page, "?category=web-development&sort=name&tool=django");
    const ids = await shown(page);
    const next = tools.find((it) => it.id === ids[ids.indexOf("django") + 1])!;
    await dialog(page, "Django")
      .getByRole("link", { name: `Next: ${next.name}` })
      .click();
    await dialog(page, next.name).getByRole("link", { name: "Previous: Django" }).click();
    const django = dialog(page, "Django");
    await expect(django.getByLabel("Install with uv", { exact: true })).toHaveText("uv add django");
    await expect(django.getByLabel("Correct this entry")).toContainText("Entry: Django (django)");
    await expect(django.getByRole("heading", { name: "Tasks it is named for" })).toBeVisible();
    await django.getByRole("button", { name: "Compare with Flask" }).click();
    await expect(comparison(page).getByRole("columnheader")).toHaveText([/Django/, /Flask/]);
  });

  test("its title and close button stay in view", async ({ page }) => {
    await open(page, "?tool=django");
    const details = dialog(page, "Django");
    await details.evaluate((it) => it.scrollTo(0, it.scrollHeight));
    await expect(details.getByRole("heading", { name: "Django", level: 2 })).toBeInViewport();
    await expect(details.getByRole("button", { name: "Close", exact: true })).toBeInViewport();
  });
});

test.describe("a catalog of one's own", () => {
  const chooser = async (page: Page) => {
    await page.getByText("Use a catalog of your own").click();
    return page.getByLabel("Choose a file or drop it here");
  };
  const file = (name: string, content: string | Buffer) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(content),
  });

  test("is shown, marked, kept if asked to, and left again", async ({ page }) => {
    await open(page);
    const field = await chooser(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save a template" }).click();
    const template = await text(download);
    const own = JSON.parse(template);
    own.tools[0].name = "<b>Ours</b>";
    await page.getByRole("checkbox", { name: "Keep it on this device" }).check();
    await field.setInputFiles(file("team.json", JSON.stringify(own)));
    await expect(page.getByText("You see team.json, a catalog of your own.")).toBeVisible();
    await expect(status(page)).toHaveText(/^\d tools in 1 category$/);
    await view(page, "Cards").check();
    await expect(tool(page, "<b>Ours</b>")).toBeVisible();
    await open(page);
    await expect(page.getByText("You see team.json")).toBeVisible();
    await page.getByRole("button", { name: "Back to Python Atlas" }).click();
    await expect(status(page)).toContainText(`${tools.length} tools`);
    await open(page);
    await expect(page.getByText("You see team.json")).toHaveCount(0);
  });

  test("one with mistakes is refused with all of them, and the view stays", async ({ page }, info) => {
    test.setTimeout(90_000);
    const large = info.outputPath("large.json");
    await writeFile(large, Buffer.alloc(51_000_000, " "));
    await open(page, "?category=data-science");
    const field = await chooser(page);
    const broken = catalog();
    for (const it of broken.tools) it.kind = "gadget";
    await field.setInputFiles(file("team.json", JSON.stringify(broken)));
    const errors = page.getByRole("alert").getByRole("listitem");
    await expect(errors).toHaveCount(201);
    await expect(errors.first()).toContainText('team.json has a mistake in tool "');
    await expect(errors.last()).toContainText(`And ${tools.length - 200} more.`);
    await expect(tool(page, "NumPy")).toBeVisible();
    for (const [content, words] of [
      [Buffer.from("PK\x03\x04rest"), "is a zip archive, not JSON"],
      [Buffer.from([0xff, 0xfe, 0xfd]), "is not text in UTF-8"],
      ["[".repeat(100_000), "nested"],
      ["", "is not complete JSON"],
    ] as const) {
      await field.setInputFiles(file("bad.json", content));
      await expect(page.getByRole("alert")).toContainText(words);
      await expect(tool(page, "NumPy")).toBeVisible();
    }
    await field.setInputFiles(large);
    await expect(page.getByRole("alert")).toContainText("large.json is larger than 50 MB");
    await expect(tool(page, "NumPy")).toBeVisible();
  });
});
