// A search library in the plainest page there is: a search box, and a list of the first fifty entries found. What the
// bench calls stands in `globalThis.peer`.

const wanted = new URLSearchParams(location.search);
const library = wanted.get("library");
/** The library `none` finds nothing: its page shows what a browser takes for a key by itself. */
const { index, find } =
  library === "none" ? { index: () => [], find: () => [] } : await import(`./libraries/${library}.mjs`);
const SHOWN = 50;
let entries = [];
let search;

const collected = () => {
  gc();
  gc();
  return performance.memory.usedJSHeapSize;
};

globalThis.peer = {
  /** Loads the catalog and keeps the three fields; in bytes, what they take. */
  async load() {
    const before = collected();
    const catalog = await (await fetch(`/data/${wanted.get("corpus")}/catalog.json`)).json();
    entries = catalog.tools.map(({ name, summary, places }, id) => {
      return { id, name, summary, role: places.map((place) => place.role).join(" ") };
    });
    return collected() - before;
  },

  /** Builds the index: in milliseconds how long it took, in bytes what it takes. */
  index() {
    const before = collected();
    const start = performance.now();
    search = index(entries);
    const milliseconds = performance.now() - start;
    return { milliseconds, bytes: collected() - before };
  },

  /**
   * Asks each query once, until `limit` milliseconds have passed. This page is cross-origin isolated, so the clock has
   * steps of 5 microseconds and a query needs no batch of its like.
   */
  async ask(queries, limit) {
    const end = performance.now() + limit;
    const samples = [];
    for (const query of queries) {
      const start = performance.now();
      if (start > end) break;
      const found = find(search, query.text);
      const milliseconds = performance.now() - start;
      samples.push({ ...query, milliseconds, answered: found.length > 0 });
      // A task of its own for each, as when people type.
      await new Promise((done) => setTimeout(done));
    }
    return samples;
  },
};

const list = document.querySelector("ul");
document.querySelector("input").addEventListener("input", (event) => {
  const text = event.target.value.trim();
  const found = text ? find(search, text) : [];
  document.querySelector("[role=status]").textContent = `${found.length} entries`;
  list.replaceChildren(
    ...found.slice(0, SHOWN).map((at) => {
      const item = document.createElement("li");
      item.textContent = `${entries[at].name}: ${entries[at].summary}`;
      return item;
    }),
  );
});
document.querySelector("input").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.target.value = "";
  event.target.dispatchEvent(new Event("input"));
});
document.documentElement.dataset.app = "ready";
