// The promises of the page in three engines: Chromium, Firefox and WebKit. The other tests look deeper, in Chromium alone.
//
// `cargo xtask test` runs it; alone: node --test engines.mjs. ATLAS_ENGINES="firefox webkit" chooses among them.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { makeEdition } from "./editions.mjs";
import { Key, names, start, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const dist = process.env.ATLAS_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const single = fileURLToPath(new URL("../../dist-single/python-atlas.html", import.meta.url));
const catalog = JSON.parse(readFileSync(join(dist, "assets/catalog.json"), "utf8"));
const EVERYTHING = `${catalog.tools.length} tools in ${catalog.categories.length} categories`;
const [OLD, NEW] = ["2020-01-01", "2030-01-01"];

const home = mkdtempSync(join(tmpdir(), "atlas-engines-"));
after(() => rmSync(home, { recursive: true }));
const made = new Map();
/** The folder of a build of another day. */
function edition(day) {
  const folder = made.get(day) ?? join(home, day);
  if (!made.has(day)) makeEdition(dist, folder, day);
  made.set(day, folder);
  return folder;
}

const SEARCH = "Search tools and areas";
const offline = (person, expected) => person.says("#offline [data-offline-state]", expected);

/** The promises: what each says, and how a person finds out. Every one has a site of its own, which remembers nothing. */
const PROMISES = {
  "every category is a region with its heading, and the page says what it shows": async (person, site) => {
    await person.visit(site);
    await person.status(EVERYTHING);
    for (const { name } of [catalog.categories[0], catalog.categories.at(-1)]) {
      const region = await person.find("region", name);
      await person.find("link", name, region);
    }
    const marks = () => performance.getEntriesByName("atlas:ready").length;
    assert.equal(await person.run(marks), 1);
  },

  "a search is reached, led and left by keys": async (person, site) => {
    await person.visit(site);
    await person.press("/");
    await person.focusIs(SEARCH);
    await person.press("sklearn");
    await until("scikit-learn is first", async () => (await person.shown())[0] === "scikit-learn");
    await person.address("?q=sklearn");
    assert.ok(await person.run(() => performance.getEntriesByName("atlas:search").length > 0));
    await person.press(Key.ARROW_DOWN);
    await person.focusIs("scikit-learn");
    await person.press(Key.ENTER);
    await person.find("dialog", "scikit-learn");
    await person.address("?q=sklearn&tool=scikit-learn");
    await person.press(Key.ESCAPE);
    await person.gone("dialog", "scikit-learn");
    await person.focusIs("scikit-learn");
    await person.press(Key.ESCAPE);
    await person.focusIs(SEARCH);
    await person.press(Key.ESCAPE);
    await person.status(EVERYTHING);
    await person.address("");
  },

  "a task is answered first, with its tools in their order": async (person, site) => {
    await person.visit(site, "?q=face+detection");
    const answer = await person.find("region", "The task that you search for");
    const { tools } = catalog.categories.flatMap(({ tasks }) => tasks).find(({ id }) => id === "face-detection");
    const links = await person.run(
      (answer) => [...answer.querySelectorAll('a[href^="?tool="]')].map((link) => link.getAttribute("href")),
      answer,
    );
    assert.deepEqual(
      links,
      tools.map((id) => `?tool=${id}`),
    );
  },

  "facets narrow, say so, and are undone by Back, by their button and by Clear all": async (person, site) => {
    await person.visit(site);
    const facet = await person.find("group", "Category");
    await person.click("checkbox", /^Game Development/, facet);
    await person.status(/^\d+ tools in 1 category$/);
    await person.address("?category=game-development");
    await person.click("button", "Remove Category: Game Development");
    await person.status(EVERYTHING);
    await person.back();
    await person.status(/in 1 category$/);
    await person.click("button", "Clear all");
    await person.status(EVERYTHING);
    await person.address("");
  },

  "order, grouping, view and theme are chosen": async (person, site) => {
    await person.visit(site, "?view=cards");
    await person.select("Sort by", "Name");
    await person.select("Group by", "No grouping");
    await person.address(/sort=name/);
    await person.click("radio", "Table");
    await person.find("table", "");
    const rows = await person.shown();
    assert.equal(rows.length, catalog.tools.length);
    await person.click("radio", "Matrix");
    await person.address(/view=matrix/);
    await until("there is a matrix", () => person.run(() => !!document.querySelector("table.matrix")));
    await person.select("Theme", "Dark");
    const scheme = () => getComputedStyle(document.body).colorScheme;
    await until("the page is dark", async () => (await person.run(scheme)) === "dark");
  },

  "a tool opens from a link, closes, and opens again by Back": async (person, site) => {
    await person.visit(site, "?category=data-science&tool=polars");
    const dialog = await person.find("dialog", "Polars");
    await person.find("button", "Close", dialog);
    await person.click("button", "Close", dialog);
    await person.gone("dialog", "Polars");
    await person.address("?category=data-science");
    await person.back();
    await person.find("dialog", "Polars");
  },

  "an environment judges, a comparison compares, a shortlist keeps": async (person, site) => {
    await person.visit(site, "?category=gui-development&env=windows,3.14,permissive");
    await until("PyQt fails", () =>
      person.run(() => /Fails: its licence/.test(document.querySelector('[data-tool="pyqt"]')?.textContent ?? "")),
    );
    await person.click("checkbox", "Compare Tkinter");
    await person.click("checkbox", "Compare Toga");
    const comparison = await person.find("region", "Comparison");
    await person.address(/compare=tkinter,toga/);
    assert.match(await comparison.getText(), /Licence/);
    await person.click("button", "Shortlist Toga", comparison);
    await person.find("region", "Shortlist");
    await person.address(/pick=toga/);
    // The device remembers it.
    await person.visit(site);
    await person.find("region", "Shortlist");
  },

  "a decision is made by keys alone": async (person, site) => {
    await person.visit(site);
    await person.press("/");
    await person.press("django flask");
    await until("both are found", async () => (await person.shown()).slice(0, 2).join() === "django,flask");
    await person.press(Key.ENTER);
    await person.focusIs("Django");
    await person.tabTo(/^Compare Django$/);
    await person.press(Key.SPACE);
    await person.tabTo(/^Shortlist Django$/);
    await person.press(Key.ENTER);
    await person.tabTo(/^Compare Flask$/);
    await person.press(Key.SPACE);
    const comparison = await person.find("region", "Comparison");
    await until("both are compared", async () => /Flask/.test(await comparison.getText()));
    await person.tabTo(/^Shortlist: 1 tool$/);
    await person.press(Key.ENTER);
    await until("the lines are there", () =>
      person.run(() => /pip install/.test(document.querySelector(".tray")?.textContent)),
    );
    await person.tabTo(/^Take Django off the shortlist$/);
    await person.press(Key.ENTER);
    await person.gone("region", "Shortlist");
  },

  "the finder suggests with reasons": async (person, site) => {
    await person.visit(site, "?find=face-detection");
    await person.find("form", "Find a tool");
    const suggestions = await person.find("region", "Suggestions");
    assert.match(await suggestions.getText(), /MediaPipe|OpenCV/);
  },

  "where the catalog fails, the page says so, what stood there stays, and Retry works at last": async (
    person,
    site,
  ) => {
    site.fail(/catalog\.json$/, { status: 503 });
    await person.driver.get(site.url);
    const failed = () => person.run(() => document.documentElement.dataset.app === "failed");
    await until("the page failed", failed);
    for (let attempt = 0; attempt < 2; attempt++) {
      assert.match(await (await person.find("alert", "")).getText(), /503/);
      const before = site.asked.length;
      await person.click("button", "Retry");
      await until("it was tried again", () => site.asked.length > before);
      await until("and failed", failed);
    }
    await person.find("region", catalog.categories[0].name);
    site.mend();
    await person.click("button", "Retry");
    await person.status(EVERYTHING);
  },

  "where WebAssembly cannot be loaded, the page is words and not blank": async (person, site) => {
    site.fail(/\.wasm$/, { status: 404 });
    await person.driver.get(site.url);
    const alert = await person.find("alert", "");
    assert.match(await alert.getText(), /could not be downloaded or is damaged/);
    await person.find("region", catalog.categories[0].name);
    site.mend();
    await person.click("button", "Retry");
    await person.ready();
  },

  "once loaded, all of it works without a network": async (person, site) => {
    await person.visit(site);
    await offline(person, /^Ready offline/);
    await site.stop();
    await person.reload();
    await person.status(EVERYTHING);
    await person.visit(site, "?q=kivy");
    await until("Kivy is found", async () => (await person.shown()).includes("kivy"));
    await person.visit(site, "?category=data-science&tool=polars");
    await person.find("dialog", "Polars");
    await person.driver.get(`${site.url}all.html`);
    assert.match(await person.driver.getTitle(), /Python Atlas/);
  },

  "a new edition is offered, taken by a press, and works without a network": async (person, site) => {
    site.folder = edition(OLD);
    await person.visit(site);
    await offline(person, new RegExp(`edition ${OLD}`));
    await person.run(async () => (await navigator.serviceWorker.getRegistration()).update());
    site.folder = edition(NEW);
    await person.reload();
    await person.says("[data-offline-news]", /edition is ready/);
    await person.says("footer time", OLD);
    await person.click("button", "Reload");
    await person.says("footer time", NEW);
    await offline(person, new RegExp(`edition ${NEW}`));
    await site.stop();
    await person.reload();
    await person.says("footer time", NEW);
  },

  "the single file works from the disk": async (person) => {
    await person.driver.get(pathToFileURL(single).href);
    await person.ready();
    await person.status(EVERYTHING);
    await person.press("/");
    await person.press("sklearn");
    await until("scikit-learn is first", async () => (await person.shown())[0] === "scikit-learn");
    await person.press(Key.ENTER);
    await person.find("dialog", "scikit-learn");
    await person.press(Key.ESCAPE);
    await person.gone("dialog", "scikit-learn");
  },
};

async function checkAll(t, name) {
  const { person, version, quit } = await start(name);
  try {
    for (const [what, check] of Object.entries(PROMISES)) {
      await t.test(`${what} (${name} ${version})`, { timeout: 120_000 }, async () => {
        const site = await serve(dist);
        try {
          await check(person, site);
        } finally {
          await person.driver.get("about:blank");
          await site.stop();
        }
      });
    }
  } finally {
    await quit();
  }
}

// Browsers mostly wait, so they do it at the same time.
test("what the page promises", { concurrency: names.length }, async (t) => {
  // Made before they need them at the same time.
  for (const day of [OLD, NEW]) edition(day);
  await Promise.all(names.map((name) => t.test(name, (t) => checkAll(t, name))));
});
