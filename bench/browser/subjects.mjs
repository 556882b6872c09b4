// What is measured: the app itself, met as people meet it, and the libraries, each in the plainest page (page/peer.mjs).
// Each has an address for a catalog, a way to tell what starting took, and one to ask queries.

/** The app, with the catalog that is measured in place of its own. */
const app = {
  name: "Python Atlas",
  address: (corpus) => `/app/${corpus}/`,
  index: (page) =>
    page.evaluate(() => performance.getEntriesByName("atlas:index").reduce((sum, { duration }) => sum + duration, 0)),
  /** Enters each query as a whole and sums up the app's own measures of searching until the next frame. */
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
          let measures = [];
          while (measures.length === 0 && performance.now() < end + 5_000) {
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            measures = performance.getEntriesByName("atlas:search");
          }
          const milliseconds = measures.reduce((sum, { duration }) => sum + duration, 0);
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
