// Orama as its documentation sets up typo tolerance: `tolerance` is the edit distance, here the app's (one from four
// letters, two from eight, by the shortest word of the query), prefixes are its default, `threshold: 0` asks for all
// words (in one field), names count more. Sorting by field is off, which saves it time and memory. It returns 100 entries; its default
// is 10.
import { create, insertMultiple, search } from "/modules/@orama/orama/dist/browser/index.js";

export function index(entries) {
  const db = create({ schema: { name: "string", summary: "string", role: "string" }, sort: { enabled: false } });
  // Its ids are strings.
  insertMultiple(db, entries.map((entry) => ({ ...entry, id: String(entry.id) })), 1000);
  return db;
}

/** The positions of up to 100 entries, best first. */
export function find(db, text) {
  const shortest = Math.min(...text.split(/\s+/).map((word) => word.length));
  const tolerance = shortest < 4 ? 0 : shortest < 8 ? 1 : 2;
  const properties = ["name", "summary", "role"];
  const results = search(db, { term: text, properties, tolerance, boost: { name: 4 }, threshold: 0, limit: 100 });
  return results.hits.map((hit) => Number(hit.id));
}
