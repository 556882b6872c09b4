// Python Atlas itself: the built app, with the catalog that is measured in place of its own. It is met as people and
// tests meet it, by role, name and the marks on its timeline.

import { DidNotFinish, inFreshPage, slowDown, within } from "./browser.mjs";
import { typed, watchKeys } from "./keys.mjs";

/** Runs in the page before anything else does: keeps the memory of the WebAssembly module that the app starts. */
function watchMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { exports } = made.instance ?? made;
      if (exports?.memory) globalThis.wasmMemory = exports.memory;
      return made;
    };
  }
}

/** What the page takes now: elements, and memory in bytes after collecting garbage. */
const taken = (page) =>
  page.evaluate(() => {
    gc();
    gc();
    return {
      elements: document.querySelectorAll("*").length,
      js: performance.memory.usedJSHeapSize,
      wasm: globalThis.wasmMemory?.buffer.byteLength ?? null,
    };
  });

async function open(page, plan, corpus, search = "") {
  await page.addInitScript(watchMemory);
  await page.addInitScript(watchKeys);
  await page.goto(`${plan.origin}/app/${corpus.name}/${search}`, { waitUntil: "commit" });
  await page.locator("html[data-app=ready], html[data-app=failed]").waitFor({ timeout: 0 });
  if (await page.locator("html[data-app=failed]").count()) {
    throw new DidNotFinish(`The app failed: ${await page.getByRole("alert").innerText()}`);
  }
}

/**
 * Enters each query as a whole and sums up the app's own measures of searching until the next frame, or says `null` for
 * one that none came for. The answer counts once it is in the page.
 */
function ask([queries, limit]) {
  const box = document.querySelector("input[type=search]");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const one = async (query) => {
    performance.clearMeasures("atlas:search");
    const start = performance.now();
    box.value = query.text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    let measures = [];
    while (measures.length === 0 && performance.now() < start + 5_000) {
      await frame();
      measures = performance.getEntriesByName("atlas:search");
    }
    const milliseconds = measures.length > 0 ? measures.reduce((sum, { duration }) => sum + duration, 0) : null;
    const elements = document.querySelectorAll("*").length;
    return { ...query, milliseconds, elements, answered: document.querySelector("[data-tool]") !== null };
  };
  const all = async () => {
    const end = performance.now() + limit;
    const samples = [];
    for (const query of queries) {
      if (performance.now() > end) break;
      samples.push(await one(query));
    }
    return samples;
  };
  return all();
}

/** Start, index, queries, memory and elements. */
export function searches(plan, corpus) {
  return inFreshPage(plan.chromium, async (page) => {
    await within(plan.limits.ready, "Becoming ready", open(page, plan, corpus));
    const start = await page.evaluate(() => {
      const sum = (name) => {
        const measures = performance.getEntriesByName(name, "measure");
        return measures.length > 0 ? measures.reduce((sum, { duration }) => sum + duration, 0) : null;
      };
      return { index: sum("atlas:index"), ready: performance.getEntriesByName("atlas:ready")[0]?.startTime ?? null };
    });
    const atStart = await within(20_000, "Counting elements", taken(page));
    await within(20_000, "A query", page.evaluate(ask, [corpus.queries.slice(0, plan.warmUp), 3_000]));
    const asked = page.evaluate(ask, [corpus.queries, plan.limits.queries]);
    const queries = await within(plan.limits.queries + 20_000, "A query", asked);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const atEnd = await within(20_000, "Counting elements", taken(page));
    // While people type only the first cards are drawn. What is left of a choice that each category has some of is all
    // drawn at once.
    await within(plan.limits.ready, "Becoming ready", open(page, plan, corpus, "?kind=hardware"));
    const chosen = await within(20_000, "Counting elements", taken(page));
    const counts = [atStart, atEnd, chosen, ...queries].map(({ elements }) => elements);
    const elements = Math.max(...counts);
    const memory = { js: atEnd.js, wasm: atEnd.wasm };
    return { ...start, queries, elements, memory };
  });
}

/** From a key to the next frame. */
export function keys(plan, corpus, slower) {
  return inFreshPage(plan.chromium, async (page) => {
    await within(plan.limits.ready, "Becoming ready", open(page, plan, corpus));
    await slowDown(page, slower);
    const samples = typed(page, corpus.queries, plan.keys.app, plan.limits.keys);
    return { keys: await within(plan.limits.keys + 20_000, "A key", samples) };
  });
}
