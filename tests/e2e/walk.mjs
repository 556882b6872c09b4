// A random walk through the page: what a step is, and what must hold after it. Knows no browser: walk.spec.ts walks in
// Chromium, and walk-firefox.mjs in Firefox.

import fc from "fast-check";

/** How often each step is taken, in relation to the others. A step that is not possible at the moment does nothing. */
const STEPS = {
  type: 28,
  fill: 8,
  erase: 6,
  clear: 4,
  toggle: 20,
  choose: 20,
  press: 14,
  open: 16,
  close: 8,
  follow: 10,
  key: 16,
  back: 14,
  forward: 8,
  scroll: 16,
  resize: 6,
  unfold: 3,
  narrow: 3,
  retry: 16,
  reload: 1,
};

/** Phones, a laptop, a wide screen. */
const SIZES = [
  [320, 640],
  [390, 844],
  [844, 390],
  [1280, 800],
  [2560, 1300],
];

/** None of them leads away from the page, whatever has the focus: only links inside the page get it. */
const KEYS = [
  ...["Escape", "Escape", "Escape", "Enter", "/", "?", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"],
  ...["Home", "End", "PageDown"],
];

const CATALOG = /catalog\.json$/;
const FACTS = /facts\.json$/;
/** What is downloaded from now on: mostly everything. */
const LOADS = [[], [], [], [FACTS], [FACTS], [CATALOG], [CATALOG, FACTS]];

/** Large parts of the page may not come at once; this is long enough on a busy machine, in milliseconds. */
const PATIENCE = 10_000;
const MAX_ELEMENTS = 4_000;
/** How far the memory may grow beyond what {@link LARGEST} take, in bytes. */
const MAX_GROWTH = 2 ** 20;
/** The largest views, and the one that a walk starts from. */
const LARGEST = ["?view=table", "?view=cards", "?group=none", "./"];
/** The page is compared with a new one after so many steps. */
const BETWEEN_COMPARISONS = 25;

/** Keeps the memory of the app where {@link act} can measure it. Runs in the page before all else. */
export function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      window.appMemory = (result.instance ?? result).exports.memory;
      return result;
    };
  }
}

/** Does one step in the page, if it is possible. Returns it in words, and what can be seen at once. */
async function act({ name, pick }) {
  const WORDS = [
    ...["pandas", "numpy", "web framework", "face detection", "pandsa", "kivy microcontroller", "plot", "zzz"],
    ...["django flask", "alternative to pygame"],
  ];
  const ODD = [" ", "%", "a&b=c", "é", "x".repeat(250)];
  const field = document.querySelector("input[type=search]");
  // Nothing outside a modal dialog can be used, and a press outside an open sheet only closes it.
  const scope = document.querySelector("dialog:modal") ?? document.querySelector(":popover-open") ?? document;
  const usable = (selector) =>
    [...scope.querySelectorAll(`#app ${selector}`)].filter((one) => one.checkVisibility() && !one.disabled);
  const label = (one) => (one.ariaLabel ?? (one.closest("label")?.querySelector("span") ?? one).textContent).trim();
  const one = (selector, filter = () => true) => {
    const all = usable(selector).filter(filter);
    return all[pick % all.length];
  };
  const click = (control) => {
    control?.click();
    return control && `${name} "${label(control)}"`;
  };
  const enter = (control, value, event) => {
    control.value = value;
    control.dispatchEvent(new Event(event, { bubbles: true }));
    return `${name} "${label(control)}": "${value.slice(0, 30)}"`;
  };
  // A script may exceed a limit that people may not.
  const search = (next) =>
    scope === document && field ? enter(field, next(field.value).slice(0, field.maxLength), "input") : "";
  const travel = async (can, go) => {
    if (!can) return "";
    const { committed, finished } = go();
    // A traversal that a later one overtakes is rejected, both parts of it.
    const parts = [committed, finished].map((part) => part.catch(() => {}));
    // In Firefox some never end, where a page was loaded anew in between.
    await Promise.race([parts[pick % 2], new Promise((done) => setTimeout(done, 2_000))]);
    return name;
  };
  const isRetry = (button) => button.textContent === "Retry";
  const ACTS = {
    type: () =>
      search((text) => {
        const fitting = WORDS.filter((word) => word.startsWith(text) && word !== text);
        return text + (fitting.length ? fitting[pick % fitting.length][text.length] : "etaoin "[pick % 7]);
      }),
    fill: () => search(() => [...WORDS, ...ODD][pick % (WORDS.length + ODD.length)]),
    erase: () => search((text) => text.slice(0, -1)),
    clear: () => search(() => ""),
    toggle: () => click(one("fieldset input[type=checkbox]")),
    choose: () => {
      const control = one("select, #app input[type=radio]");
      if (!control || control.type === "radio") return click(control);
      return enter(control, control.options[(pick >> 5) % control.options.length].value, "change");
    },
    // What is saved or copied leaves the page as it is.
    press: () =>
      click(one("button", (button) => !isRetry(button) && !button.closest(".export, .own, .copy, .copyable"))),
    open: () => click(one(":is([data-tool], .area, .answer) a[href^='?tool=']")),
    close: () => click(one("dialog button[aria-label=Close]")),
    follow: () => click(one("a:is([href^='?'], [href='#results'])")),
    unfold: () => click(one("summary")),
    narrow: () => {
      const control = one("fieldset input[type=text]");
      return control ? enter(control, ["", "", "web", "zzz"][(pick >> 3) % 4], "input") : "";
    },
    scroll: () => {
      const part = scope === document ? document.scrollingElement : scope;
      part.scrollTop = (pick / 10_000) * (part.scrollHeight - part.clientHeight);
      return `scroll to ${Math.round(part.scrollTop)}`;
    },
    back: () => travel(navigation.canGoBack, () => navigation.back()),
    forward: () => travel(navigation.canGoForward, () => navigation.forward()),
    retry: () => click(one("button", isRetry)),
  };
  // The browser itself does the others.
  const did = (await ACTS[name]?.()) ?? "";
  // Whatever follows at once has happened after this turn. A walk does not wait for frames.
  await new Promise((done) => setTimeout(done));
  return {
    did,
    canRetry: usable("button").some(isRetry),
    state: document.documentElement.dataset.app,
    crash: document.getElementById("crash")?.textContent,
    elements: document.querySelectorAll("*").length,
    memory: window.appMemory?.buffer.byteLength,
  };
}

/** Reads what the page shows. */
function look() {
  const text = (element) => element?.textContent.trim();
  const all = (selector, parent = document) => [...parent.querySelectorAll(selector)];
  const name = (element) =>
    (element.ariaLabel ?? document.getElementById(element.getAttribute("aria-labelledby"))?.textContent)?.trim();
  // A page that failed still shows what it has without the app.
  const main = document.querySelector("#app #results");
  const groups = all("#app #results section:is(.category, .area)");
  // Going down the page at the left edge of the groups: is there anything at all?
  const isBare = (y) => {
    const hit = document.elementFromPoint((groups[0]?.getBoundingClientRect().left ?? 0) + 40, y);
    return hit?.closest("#results section") && hit.matches("section:not(.area), section > div, table, tbody");
  };
  const spots = Array.from({ length: 9 }, (_, at) => ((at + 0.5) * innerHeight) / 9);
  return {
    search: location.search,
    state: document.documentElement.dataset.app,
    mains: all("#app main").length,
    alerts: all("[role=alert]").map(text),
    status: text(document.querySelector("[role=status]")),
    title: document.title,
    words: document.querySelector("input[type=search]")?.value,
    dialogs: all("dialog[open]").map(name),
    chips:
      main &&
      all("button", main)
        .map(name)
        .filter((name) => name?.startsWith("Remove ")),
    choices: Object.fromEntries(
      all("select").map((select) => [text(select.labels[0].querySelector("span")), select.value]),
    ),
    radios: Object.fromEntries(
      all("[role=radiogroup]").map((group) => [name(group), group.querySelector(":checked")?.value]),
    ),
    filters: text(all("button").find((button) => button.textContent.startsWith("Filters"))),
    show: text(all("button").find((button) => /^Show \d/.test(button.textContent))),
    options: all("fieldset:not(.environment, .export)").map((fieldset) => [
      text(fieldset.querySelector("legend")),
      // A text filter may hide options.
      fieldset.querySelector("input[type=text]")?.value
        ? []
        : all("input[type=checkbox]", fieldset).map((option) => [text(option.labels[0]), option.checked]),
    ]),
    nothing: Boolean(document.querySelector('[aria-label="Nothing found"]')),
    answer: text(document.querySelector(".answer")),
    suggestions: all(".suggestion").map(text),
    parts: all(".part").map(text),
    groups: groups.map((group) => ({
      name: name(group),
      isCategory: group.hasAttribute("data-category"),
      isCard: group.matches(".area"),
      leading: all(".leading a", group).map(text),
      count: parseInt(text(group.querySelector(".count"))),
      tools: all("[data-tool]", group).map((tool) => tool.dataset.tool),
      about: text(group.querySelector(".about")),
      marks: all("mark", group).map(text),
    })),
    // Spacers stand for what is not drawn.
    isPart: all("#results .spacer").some((spacer) => spacer.offsetHeight > 0),
    isBlank: !document.querySelector("dialog:modal, :popover-open") && spots.every(isBare),
  };
}

/** Says where what the page shows contradicts itself or its address. */
function contradictions(view) {
  const wrong = [];
  const expect = (holds, words) => holds || wrong.push(words);
  expect(view.mains === 1, `${view.mains} pages at once`);
  if (view.state === "failed") {
    const is = view.alerts.length === 1 && /catalog cannot be shown.*catalog\.json.*404.*Retry/.test(view.alerts[0]);
    expect(is && view.groups.length === 0, "a page that failed does not say so");
    return wrong;
  }
  // While a Retry loads there is nothing to compare yet.
  if (view.state !== "ready" || !view.chips) return [...wrong, `the state is ${view.state}`];
  const isTold = view.alerts.every((alert) => /facts\.json.*404.*Retry/.test(alert));
  expect(isTold && view.alerts.length <= 1, `it tells ${JSON.stringify(view.alerts)}`);

  const status = view.status.replace(/, \d+ that fail hidden$/, "");
  const [, tools, categories] = /^(\d+) tools? in (\d+) categor(?:y|ies)$/.exec(status)?.map(Number) ?? [0, 0, 0];
  expect(tools > 0 || status === "No tools match", `the status is "${view.status}"`);
  expect(view.nothing === (tools === 0), "the status and what is found differ");
  // What is drawn of long results may begin below the heading of its first group, which tells the number.
  const counted = view.groups.filter(({ count }, at) => at > 0 || !Number.isNaN(count) || !view.isPart);
  expect(counted.every(({ count }) => count > 0) || tools === 0, "a group is empty");
  for (const { name, count, tools } of counted) {
    expect(
      new Set(tools).size === tools.length && tools.length <= count,
      `${name} has ${tools.length} of ${count} tools`,
    );
  }
  const isOverview = view.radios.View === "overview";
  const isRight = ({ isCard, isCategory, count, leading }) =>
    isCard === isOverview && (!isCard || (isCategory && leading.length === Math.min(3, count)));
  expect(view.groups.every(isRight), `the view is ${view.radios.View}, but groups are of another or have other tools`);
  expect("Sort by" in view.choices !== isOverview, `the view is ${view.radios.View}, which has another toolbar`);
  if (isOverview) {
    expect(view.groups.length === categories, `the status is "${view.status}" at ${view.groups.length} categories`);
    expect(view.parts.length > 0 === categories > 0, `the overview has the parts ${view.parts}`);
  } else if (isWhole(view)) {
    const shown = new Set(view.groups.flatMap(({ tools }) => tools)).size;
    expect(shown === tools, `the status is "${view.status}", but ${shown} tools are shown`);
    const groups = view.groups.filter(({ isCategory, count }) => isCategory && count > 0).length;
    expect(groups === 0 || groups === categories, `the status is "${view.status}", but ${groups} categories are shown`);
  }
  if (isOverview || (!isWhole(view) && !view.isPart)) {
    expect(view.groups.reduce((sum, { count }) => sum + count, 0) >= tools, "the groups count less than the status");
  }
  expect(!view.isBlank, "nothing is to be seen where the page was scrolled to");
  expect(parseInt(view.show?.slice(5)) === tools, `the button says "${view.show}"`);
  // A task is chosen in its category, and what fits in the environment, not among the filters.
  const chosen = view.chips.filter((name) => !/^Remove (Task|Environment): /.test(name)).length;
  expect(view.filters === (chosen ? `Filters (${chosen})` : "Filters"), `the button says "${view.filters}"`);
  const checked = view.options.flatMap(([, options]) => options).filter(([, isChecked]) => isChecked).length;
  const areAllListed = view.options.every(([, options]) => options.length > 0);
  expect(areAllListed ? checked === chosen : checked <= chosen, `${checked} options are checked, ${chosen} are chosen`);

  const address = new URLSearchParams(view.search);
  // Whoever asks for nothing gets the overview.
  const asked = [...address.keys()].some(
    (key) => !["view", "tool", "match", "env", "pick", "why", "find", "wish"].includes(key),
  );
  const View = asked ? "cards" : "overview";
  const given = { Theme: view.choices.Theme, "Sort by": "relevance", "Group by": "category", View };
  const keys = { "Sort by": "sort", "Group by": "group", View: "view" };
  const choices = Object.entries({ ...view.choices, View: view.radios.View }).filter(([name]) => name in given);
  for (const [name, value] of choices) {
    expect((address.get(keys[name]) ?? given[name]) === value, `${name} is ${value}, the address is ${view.search}`);
  }
  expect((address.get("q") ?? "") === (view.words.trim() && view.words), `"${view.words}" at ${view.search}`);
  expect(view.dialogs.length === (address.has("tool") ? 1 : 0), `open: ${view.dialogs}, the address is ${view.search}`);
  const title = [...view.dialogs, "Python Atlas"].join(" · ");
  expect(view.title === title, `the title is "${view.title}"`);
  return wrong;
}

/** Returns true if each group shows all of its tools, or all that an overview has of them: none is a window. */
const isWhole = (view) =>
  !view.isPart && view.groups.every(({ isCard, count, tools }) => isCard || count === tools.length);

/** What must be the same on a new page at the same address, apart from the options that a text filter hides here. */
function essence(view, here = view) {
  if (view.state === "failed") return { search: view.search, alerts: view.alerts, title: view.title };
  const { search, state, alerts, status, title, words, dialogs, chips, choices, radios, options, groups } = view;
  const { nothing, answer, suggestions, parts } = view;
  const shown = isWhole(view)
    ? groups
    : groups.slice(0, 1).map((group) => ({ ...group, tools: group.tools.slice(0, 3), marks: [] }));
  return {
    search,
    state,
    alerts,
    status,
    title,
    words: words?.trim() && words,
    dialogs,
    chips,
    choices,
    radios,
    options: options.filter((_, at) => here.options[at]?.[1].length !== 0),
    nothing,
    answer,
    suggestions,
    parts,
    shown,
  };
}

/** The names of the parts that differ, with what each is here and there. */
function differences(here, there) {
  const parts = Object.keys(here).filter((part) => JSON.stringify(here[part]) !== JSON.stringify(there[part]));
  const brief = (value) => JSON.stringify(value)?.slice(0, 600);
  return parts.map((part) => `${part}: here ${brief(here[part])}, on a new page ${brief(there[part])}`);
}

/** Waits until `find` finds nothing wrong, and fails with what it last found. */
async function until(find) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const wrong = await find();
    if (wrong.length === 0) return;
    if (Date.now() > end) throw new Error(wrong.join("\n"));
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A page on its walk, and a second one to compare it with. */
class Walker {
  /** What was done, in words. */
  did = [];
  /** The number of steps that were tried. */
  taken = 0;
  /** What the page has shown after the last step. */
  #seen = {};
  #size = SIZES[3];
  /** The files that fail, and what lets a held one come after some more steps. */
  #failing = [];
  #release = () => {};
  #heldFor = 0;
  /** The bytes that the largest views take. Retry keeps an earlier atlas, so then they are no measure. */
  #memory = 0;
  #isRetried = false;

  constructor(browser, site) {
    this.browser = browser;
    this.site = site;
  }

  async start() {
    this.other = await this.browser.open();
    this.page = await this.browser.open();
    this.site.mend();
    await this.page.goto(this.site.url);
    await loaded(this.page);
    for (const view of LARGEST) {
      await this.page.evaluate((view) => {
        history.replaceState(null, "", view);
        dispatchEvent(new PopStateEvent("popstate"));
      }, view);
      await until(async () => contradictions(await this.page.evaluate(look)));
    }
    ({ memory: this.#memory } = await this.page.evaluate(act, { name: "look", pick: 0 }));
  }

  async end() {
    this.#release();
    await this.page?.close();
    await this.other?.close();
  }

  /** Decides what the next load gets, and whether it has to wait. */
  #prepare(pick) {
    this.#release();
    this.site.mend();
    this.#failing = LOADS[pick % LOADS.length];
    for (const file of this.#failing) this.site.fail(file, { status: 404 });
    this.#heldFor = (pick >> 5) % 6;
    if (this.#heldFor > 0) {
      const held = new Promise((release) => (this.#release = release));
      this.site.fail(pick % 2 ? CATALOG : FACTS, { held });
    }
  }

  async step(name, pick) {
    this.taken += 1;
    let did = "";
    if (name === "key") {
      did = KEYS[pick % KEYS.length];
      await this.page.keyboard.press(did);
    } else if (name === "resize") {
      this.#size = SIZES[pick % SIZES.length];
      await this.browser.resize(this.page, ...this.#size);
      did = `resize to ${this.#size.join("×")}`;
    } else if (name === "reload") {
      this.#prepare(pick);
      this.#isRetried = false;
      await this.page.reload({ waitUntil: "domcontentloaded" });
      if (this.#heldFor === 0) await loaded(this.page);
      did = this.#load("reload");
    } else if (name === "retry" && this.#seen.canRetry) {
      this.#prepare(pick);
      this.#isRetried = true;
      did = this.#load("Retry");
    }
    this.#seen = await this.page.evaluate(act, { name, pick }).catch((error) => {
      // Back may load the page anew, where the last load has not ended.
      if (!/context was destroyed/.test(error.message)) throw error;
      return this.page.evaluate(act, { name: "look", pick: 0 });
    });
    did ||= this.#seen.did;
    if (did) this.did.push(did);
    this.#expectSound(this.#seen);
    if (this.#heldFor > 0 && --this.#heldFor === 0) this.#release();
    return did !== "";
  }

  #load(how) {
    const failing = this.#failing.map((file) => ` without ${file.source.slice(0, -7)}`).join("");
    return `${how}${failing}${this.#heldFor > 0 ? `, which takes ${this.#heldFor} steps` : ""}`;
  }

  /** What must hold at every moment. */
  #expectSound({ state, crash, elements, memory }) {
    const problems = this.browser.problems.splice(0);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    if (crash) throw new Error(crash);
    if (state === "failed" && !this.#failing.includes(CATALOG)) throw new Error("the page says that it failed");
    if (elements > MAX_ELEMENTS) throw new Error(`${elements} elements`);
    if (!this.#isRetried && memory > this.#memory + MAX_GROWTH) {
      throw new Error(`memory grew from ${this.#memory} to ${memory} bytes`);
    }
  }

  /** What must hold once the page has come to rest. */
  async compare() {
    const { page, other } = this;
    this.#heldFor = 0;
    this.#release();
    await until(async () => contradictions(await page.evaluate(look)));
    // A new page lacks what this one lacks: facts that were preloaded serve even if they could not be had any more.
    const { state, alerts } = await page.evaluate(look);
    this.site.mend();
    if (state === "failed") this.site.fail(CATALOG, { status: 404 });
    else if (alerts.length > 0) this.site.fail(FACTS, { status: 404 });
    // Of long lists a new page shows the beginning.
    if (!isWhole(await page.evaluate(look))) await page.evaluate(() => scrollTo(0, 0));
    await this.browser.resize(other, ...this.#size);
    let at;
    await until(async () => {
      const here = await page.evaluate(look);
      if (at !== here.search) {
        at = here.search;
        await other.bringToFront();
        await other.goto(this.site.url + at);
        await loaded(other);
        // A page in the background gets no frames, in which it would render the rest of its results.
        await page.bringToFront();
      }
      const there = await other.evaluate(look);
      return [
        ...contradictions(there).map((wrong) => `on a new page ${wrong}`),
        ...differences(essence(here), essence(there, here)),
      ];
    });
    await page.bringToFront();
    this.#expectSound(await page.evaluate(act, { name: "look", pick: 0 }));
  }
}

const loaded = (page) => page.waitForFunction(() => ["ready", "failed"].includes(document.documentElement.dataset.app));

const number = (name) => (process.env[name] ? Number(process.env[name]) : undefined);

/** How to walk by hand: so many steps, this seed, exactly these steps. Empty in the tests. */
export const given = {
  steps: number("ATLAS_STEPS"),
  seed: number("ATLAS_SEED"),
  only: process.env.ATLAS_WALK && JSON.parse(process.env.ATLAS_WALK),
};

const steps = Object.entries(STEPS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) }));
const step = fc.tuple(fc.oneof(...steps), fc.nat(9_999));

/**
 * Walks until so many steps are done or so many seconds are over, in walks of up to 500 steps, each on a new page.
 * @param browser `open()` a page, `resize(page, width, height)`, and `problems`, a list of what went wrong in the pages
 * @param site what server.mjs serves
 * @param {{ steps?: number, seconds?: number, seed?: number, only?: [string, number][], tell?: (words: string) => void }} options
 *   a `seed` repeats a walk, `only` walks exactly these steps; either way a failure is reduced to fewer steps, which
 *   takes its time
 */
export async function walk(browser, site, { steps = Infinity, seconds = Infinity, seed, only, tell = console.log }) {
  const isRepeated = seed !== undefined || only !== undefined;
  seed ??= Date.now() % 2 ** 31;
  tell(`seed ${seed}`);
  const end = Date.now() + seconds * 1000;
  let walked = 0;
  let hasFailed = false;
  const property = fc.asyncProperty(fc.array(step, { maxLength: 500, size: "max" }), async (walk) => {
    if (!hasFailed && (walked >= steps || Date.now() > end)) return;
    const walker = new Walker(browser, site);
    try {
      await walker.start();
      for (const [at, [name, pick]] of walk.entries()) {
        if (!hasFailed && (walked >= steps || Date.now() > end)) break;
        if (await walker.step(name, pick)) walked += 1;
        if (at % BETWEEN_COMPARISONS === BETWEEN_COMPARISONS - 1) await walker.compare();
      }
      await walker.compare();
    } catch (error) {
      hasFailed = true;
      error.message += `\nSeed ${seed}, after ${walker.did.length} steps; the last of them: ${walker.did.slice(-20).join(", ")}`;
      error.message += `\nATLAS_WALK='${JSON.stringify(walk.slice(0, walker.taken))}'`;
      if (isRepeated) tell(error.message);
      throw error;
    } finally {
      await walker.end();
    }
  });
  const examples = only ? [[only]] : [];
  await fc.assert(property, {
    seed,
    numRuns: only ? 1 : 1_000,
    unbiased: true,
    examples,
    endOnFailure: !isRepeated,
    // Steps after the failure mean nothing, so the error tells of those before it.
    reporter: ({ errorInstance }) => {
      if (errorInstance) throw errorInstance;
    },
  });
  return walked;
}
