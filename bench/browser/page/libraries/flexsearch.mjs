// FlexSearch as its documentation sets up several fields: a Document index, `tokenize: "forward"` for prefixes and an
// encoder for fuzziness. It has no edit distance; `LatinBalance` folds letters that sound alike, which forgives some
// mistakes. All words must be in one field. It stops at a limit, here 100, its default.
import { Charset, Document } from "/modules/flexsearch/dist/flexsearch.bundle.module.min.mjs";

export function index(entries) {
  const field = (name) => ({ field: name, tokenize: "forward", encoder: Charset.LatinBalance });
  const search = new Document({ document: { id: "id", index: ["name", "summary", "role"].map(field) } });
  for (const entry of entries) search.add(entry);
  return search;
}

/** The positions of up to 100 entries a field, names first. */
export function find(search, text) {
  const fields = search.search(text, { limit: 100 });
  return [...new Set(fields.flatMap((field) => field.result))];
}
