// What is measured: the app itself, met as people meet it, and the libraries, each in the plainest page (page/peer.mjs).
// Each has an address for a catalog, a way to tell what starting took, and one to ask queries.

/** The app, with the catalog that is measured in place of its own. */
const app = {
  name: "Python Atlas",
  address: (corpus) => `/app/${corpus}/`,
  /** Runs in the page before the app, which indexes in steps and leaves only the newest measure on the timeline. */
  watch: () => {
    let sum = 0;
    const add = (measures) => measures.forEach(({ name, duration }) => (sum += name === "atlas:index" ? duration : 0));
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: "measure" });
    globalThis.indexing = () => {
      add(observer.takeRecords());
      return sum;
    };
  },
  index: (page) => page.evaluate(() => globalThis.indexing()),
  /** Enters each query as a whole and reads the app's own measure of searching. */
  ask: (page, queries, limit) =>
    page.evaluate(
      async ([queries, limit]) => {
        const box = document.querySelector("input[type=search]");
        const end = performance.now() + limit;
        const samples = [];
        for (const query of queries) {
          if (performance.now() > end) break;
          performance.clearMeasures("atlas:search");
          box.value = query.text;
          box.dispatchEvent(new InputEvent("input", { bubbles: true }));
          let measure;
          while (!measure && performance.now() < end + 5_000) {
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            [measure] = performance.getEntriesByName("atlas:search");
          }
          const milliseconds = measure?.duration ?? 0;
          const elements = document.querySelectorAll("*").length;
          samples.push({ ...query, milliseconds, elements, answered: document.querySelector("[data-tool]") !== null });
        }
        return samples;
      },
      [queries, limit],
    ),
};

/** A library by its name in page/libraries.mjs. */
const library = (id, name, module) => ({
  name,
  module,
  address: (corpus) => `/page/peer.html?library=${id}&corpus=${corpus}`,
  index: (page) => page.evaluate(() => globalThis.peer.index),
  ask: (page, queries, limit) =>
    page.evaluate(([queries, limit]) => globalThis.peer.ask(queries, limit), [queries, limit]),
});

const PEERS = [
  library("minisearch", "MiniSearch", "minisearch"),
  library("ufuzzy", "uFuzzy", "@leeoniya/ufuzzy"),
  library("flexsearch", "FlexSearch", "flexsearch"),
];

/** All that search, ours first; and the page without any search. */
export const SUBJECTS = [app, ...PEERS];
export const EMPTY = library("empty", "an empty page");
