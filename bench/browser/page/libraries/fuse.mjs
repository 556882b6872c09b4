// Fuse.js as its documentation sets up a search bar over documents: token search (each word by itself, fuzzy, ranked),
// all words must match, anywhere in a field, names count more. Its tolerance is a share of the word, not a number of
// edits: 0.3 is about one edit in four letters. It has no limit here, which is its default.
import Fuse from "/modules/fuse.js/dist/fuse.min.mjs";

export function index(entries) {
  return new Fuse(entries, {
    keys: [
      { name: "name", weight: 4 },
      { name: "summary", weight: 1 },
      { name: "role", weight: 1 },
    ],
    useTokenSearch: true,
    tokenMatch: "all",
    threshold: 0.3,
    ignoreLocation: true,
  });
}

/** The positions of all entries found, best first. */
export const find = (search, text) => search.search(text).map((result) => result.refIndex);
