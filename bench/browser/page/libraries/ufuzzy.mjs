// uFuzzy needs no index, only the texts. As its documentation advises for typing mistakes: one error a term
// (`intraMode: 1`; it has no two), words in any order, and ranking only of up to a thousand matches, its default; more
// than that come unranked.
import uFuzzy from "/modules/@leeoniya/ufuzzy/dist/uFuzzy.mjs";

export function index(entries) {
  const texts = entries.map(({ name, summary, role }) => `${name} | ${summary} | ${role}`);
  return { search: new uFuzzy({ intraMode: 1 }), texts };
}

/** The positions of all entries found, best first where it ranks them. */
export function find({ search, texts }, text) {
  const [found, info, order] = search.search(texts, text, 1, 1000);
  return order ? order.map((at) => info.idx[at]) : (found ?? []);
}
