// The libraries people would pick instead, each set up as its documentation sets up search while typing over the fields
// name, summary and role, names first: prefixes, and mistakes by the app's rule where it can: one edit from four letters,
// two from eight. `index` returns what `find` searches; that returns the positions of the entries found, best first.

const FIELDS = ["name", "summary", "role"];
const edits = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

/** All words must match. */
async function minisearch() {
  const { default: MiniSearch } = await import("/modules/minisearch/dist/es/index.js");
  const fuzzy = (term) => edits(term.length) || false;
  const searchOptions = { prefix: true, fuzzy, combineWith: "AND", boost: { name: 4 } };
  return {
    index(entries) {
      const search = new MiniSearch({ fields: FIELDS, searchOptions });
      search.addAll(entries);
      return search;
    },
    find: (search, text) => search.search(text).map((result) => result.id),
  };
}

/** Needs no index, only the texts. One error a term (it has no two), words in any order, ranking of up to 1,000 matches. */
async function ufuzzy() {
  const { default: uFuzzy } = await import("/modules/@leeoniya/ufuzzy/dist/uFuzzy.mjs");
  return {
    index(entries) {
      const texts = entries.map((entry) => FIELDS.map((field) => entry[field]).join(" | "));
      return { search: new uFuzzy({ intraMode: 1 }), texts };
    },
    find({ search, texts }, text) {
      const [found, info, order] = search.search(texts, text, 1, 1000);
      return order ? order.map((at) => info.idx[at]) : (found ?? []);
    },
  };
}

/** Has no edit distance; `LatinBalance` folds letters that sound alike. All words in one field; stops at 100, its default. */
async function flexsearch() {
  const { Charset, Document } = await import("/modules/flexsearch/dist/flexsearch.bundle.module.min.mjs");
  return {
    index(entries) {
      const field = (name) => ({ field: name, tokenize: "forward", encoder: Charset.LatinBalance });
      const search = new Document({ document: { id: "id", index: FIELDS.map(field) } });
      for (const entry of entries) search.add(entry);
      return search;
    },
    find: (search, text) => [...new Set(search.search(text, { limit: 100 }).flatMap((field) => field.result))],
  };
}

/** No library: its page shows what a browser takes for a key by itself. */
const empty = () => ({ index: () => [], find: () => [] });

export const libraries = { empty, minisearch, ufuzzy, flexsearch };
