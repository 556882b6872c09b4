// A search library in the plainest page there is: a search box, and a list of the first fifty entries found. What the
// benchmark calls stands in `globalThis.peer`.

import { libraries } from "./libraries.mjs";

const wanted = new URLSearchParams(location.search);
const { index, find } = await libraries[wanted.get("library")]();
const catalog = await (await fetch(`/data/${wanted.get("corpus")}`)).json();
const entries = catalog.tools.map(({ name, summary, places }, id) => {
  return { id, name, summary, role: places.map((place) => place.role).join(" ") };
});
const start = performance.now();
const search = index(entries);

globalThis.peer = {
  /** How long the index took, in milliseconds. */
  index: performance.now() - start,

  /** Asks each query once, in a task of its own as when people type, until `limit` milliseconds have passed. */
  async ask(queries, limit) {
    const end = performance.now() + limit;
    const samples = [];
    for (const query of queries) {
      const start = performance.now();
      if (start > end) break;
      const found = find(search, query.text);
      samples.push({ ...query, milliseconds: performance.now() - start, answered: found.length > 0 });
      await new Promise((done) => setTimeout(done));
    }
    return samples;
  },
};

const [box, status, list] = ["input", "[role=status]", "#results"].map((what) => document.querySelector(what));
box.addEventListener("input", () => {
  const text = box.value.trim();
  const found = text ? find(search, text) : [];
  status.textContent = `${found.length} entries`;
  const items = found.slice(0, 50).map((at) => {
    const item = document.createElement("li");
    item.textContent = `${entries[at].name}: ${entries[at].summary}`;
    return item;
  });
  list.replaceChildren(...items);
});
box.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  box.value = "";
  box.dispatchEvent(new Event("input"));
});
document.documentElement.dataset.app = "ready";
