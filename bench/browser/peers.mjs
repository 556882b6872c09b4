// The libraries people would pick instead, each in the plainest page there is (page/peer.mjs), on the same entries and
// with the same queries. How each is set up stands in its file in page/libraries.

import { readFileSync } from "node:fs";
import { inFreshPage, slowDown, within } from "./browser.mjs";
import { typed, watchKeys } from "./keys.mjs";

/** File in page/libraries, name, npm package. */
export const PEERS = [
  ["minisearch", "MiniSearch", "minisearch"],
  ["ufuzzy", "uFuzzy", "@leeoniya/ufuzzy"],
  ["flexsearch", "FlexSearch", "flexsearch"],
  ["fuse", "Fuse.js", "fuse.js"],
  ["orama", "Orama", "@orama/orama"],
];

/** The version in node_modules. */
export function version(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
}

async function open(page, plan, library, corpus) {
  await page.addInitScript(watchKeys);
  await page.goto(`${plan.origin}/page/peer.html?library=${library}&corpus=${corpus.name}`);
  await page.locator("html[data-app=ready]").waitFor();
  const entries = await page.evaluate(() => globalThis.peer.load());
  const index = await page.evaluate(() => globalThis.peer.index());
  return { entries, index };
}

/** Index, queries and memory of a library. */
export function searches(plan, library, corpus) {
  return inFreshPage(plan.chromium, async (page) => {
    const opened = open(page, plan, library, corpus);
    const { entries, index } = await within(plan.limits.ready, "Loading and indexing", opened);
    // The first ones are asked twice: once for the browser to compile what it needs.
    await page.evaluate((queries) => globalThis.peer.ask(queries, 3_000), corpus.queries.slice(0, plan.warmUp));
    const asked = page.evaluate(([queries, limit]) => globalThis.peer.ask(queries, limit), [corpus.queries, plan.limits.queries]);
    const queries = await within(plan.limits.queries + 20_000, "A query", asked);
    return { index: index.milliseconds, queries, memory: { js: entries + index.bytes, entries } };
  });
}

/** From a key to the next frame in the library's page. */
export function keys(plan, library, corpus, slower) {
  return inFreshPage(plan.chromium, async (page) => {
    await within(plan.limits.ready, "Loading and indexing", open(page, plan, library, corpus));
    await slowDown(page, slower);
    const samples = typed(page, corpus.queries, plan.keys.peers, plan.limits.keys);
    return { keys: await within(plan.limits.keys + 20_000, "A key", samples) };
  });
}
