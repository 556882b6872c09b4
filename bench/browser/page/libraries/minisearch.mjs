// MiniSearch as its documentation sets up search while typing: prefixes, fuzzy by edit distance, names count more.
// The edit distance is the app's: one from four letters, two from eight. All words must match.
import MiniSearch from "/modules/minisearch/dist/es/index.js";

const fuzzy = (term) => (term.length < 4 ? false : term.length < 8 ? 1 : 2);

export function index(entries) {
  const search = new MiniSearch({
    fields: ["name", "summary", "role"],
    searchOptions: { prefix: true, fuzzy, combineWith: "AND", boost: { name: 4 } },
  });
  search.addAll(entries);
  return search;
}

/** The positions of all entries found, best first. */
export const find = (search, text) => search.search(text).map((result) => result.id);
