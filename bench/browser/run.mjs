// Measures in Chromium: node run.mjs PLAN RESULT. `cargo xtask bench` writes the plan, and makes tables of the result.
// Each case has a fresh browser, so that none inherits another's memory or compiled code; a time limit, because what is
// over it "did not finish"; and a machine without other work (quiet.mjs).

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, type as system } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { typed, watchKeys } from "./keys.mjs";
import { undisturbed } from "./quiet.mjs";
import { EMPTY, SUBJECTS } from "./subjects.mjs";
import { visited } from "./visit.mjs";

const [planFile, resultFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));
/** Milliseconds to become ready, for the queries and for the keys of a case; and how many keys. */
const LIMITS = plan.quick
  ? { ready: 20_000, queries: 2_000, keys: 3_000, count: 12 }
  : { ready: 45_000, queries: 12_000, keys: 30_000, count: 150 };
// As root Chromium has no sandbox; the other flags keep the browser from calling out.
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
args.push("--disable-background-networking", "--disable-component-update", "--disable-sync");

/** A host that the browser finds here: every request is answered from a file. */
const ORIGIN = "http://localhost";
const here = fileURLToPath(new URL(".", import.meta.url));
// Pages are cross-origin isolated, which makes the browser's clock finer: 5 microseconds instead of 100.
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** The file for a path: `/app/<corpus>/…` is the app with that corpus for its catalog, `/data/<corpus>` the corpus alone. */
function file(path) {
  const [, area, ...rest] = path.split("/");
  if (area === "page") return join(here, "page", ...rest);
  if (area === "modules") return join(here, "node_modules", ...rest);
  const [name, ...inside] = rest;
  const isCatalog = area === "data" || inside.join("/") === "assets/catalog.json";
  if (isCatalog) return plan.corpora.find((corpus) => corpus.name === name).catalog;
  return join(plan.dist, ...inside, inside.at(-1) === "" ? "index.html" : "");
}

function answer(route) {
  const path = file(new URL(route.request().url()).pathname);
  return route.fulfill(existsSync(path) ? { path, headers } : { status: 404, headers });
}

class DidNotFinish extends Error {}

/** `work`, or `DidNotFinish` after so many milliseconds. */
async function within(milliseconds, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    const error = new DidNotFinish(`${what} did not finish in ${milliseconds / 1000} s`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Opens a subject with a catalog in a fresh browser and hands its page to `use`. */
async function inBrowser(subject, corpus, use) {
  const browser = await chromium.launch({ executablePath: plan.chromium, args });
  try {
    // The offline copy would answer for the server, and fetch while others are measured.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
    await context.route("**", answer);
    const page = await context.newPage();
    await page.addInitScript(watchKeys);
    if (subject.watch) await page.addInitScript(subject.watch);
    const open = async (search = "") => {
      await page.goto(ORIGIN + subject.address(corpus.name) + search, { waitUntil: "commit" });
      await page.locator("html[data-app=ready]").waitFor({ timeout: 0 });
    };
    await within(LIMITS.ready, "Starting", open());
    return await use(page, open);
  } finally {
    // A page that computes without end must not hold up the others.
    await within(5_000, "Closing the browser", browser.close()).catch(() => {});
  }
}

/** The nearest ranks, so each is a time that was measured. */
function inShort(times) {
  const sorted = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  const at = (percent) => Math.round(1000 * sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)]) / 1000;
  return sorted.length > 0 ? { count: sorted.length, p50: at(50), p95: at(95), max: at(100) } : undefined;
}

/** Index, queries, and for the app how many elements its page has. */
const search = (subject, corpus) =>
  inBrowser(subject, corpus, async (page, open) => {
    const index = await subject.index(page);
    const count = () => page.evaluate(() => document.querySelectorAll("*").length);
    const first = await count();
    // The first ones are asked twice: once for the browser to compile what it needs.
    await within(20_000, "A query", subject.ask(page, corpus.queries.slice(0, 10), 3_000));
    const asked = subject.ask(page, corpus.queries, LIMITS.queries);
    const samples = await within(LIMITS.queries + 20_000, "A query", asked);
    const typos = samples.filter(({ class: kind }) => kind === "typo");
    const found = {
      index: Math.round(index * 1000) / 1000,
      query: inShort(samples.map(({ milliseconds }) => milliseconds)),
      typos: `${typos.filter(({ answered }) => answered).length} of ${typos.length}`,
    };
    if (subject !== SUBJECTS[0]) return found;
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const counts = [first, await count(), ...samples.map(({ elements }) => elements)];
    // What each category has some of is rendered at once.
    await within(LIMITS.ready, "Starting", open("?kind=hardware"));
    return { ...found, elements: { first, most: Math.max(...counts, await count()) } };
  });

/** From keys to frames. */
const keys = (subject, corpus, slower) =>
  inBrowser(subject, corpus, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const samples = await within(LIMITS.keys + 20_000, "A key", typed(page, corpus.queries, LIMITS.count, LIMITS.keys));
    const of = (what) => inShort(samples.map((sample) => sample[what]));
    return { frame: of("frame"), painted: of("painted") };
  });

/** Measures one case. What does not finish is a result too; what breaks in any other way is a mistake here and ends it all. */
async function measured(name, subject, corpus, about, work) {
  const start = Date.now();
  const attempt = () =>
    work().catch((error) => {
      if (!(error instanceof DidNotFinish) && !/crashed|has been closed/.test(error.message)) throw error;
      return { unfinished: error.message.split("\n")[0] };
    });
  const found = await (plan.quick ? attempt() : undisturbed(attempt));
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`  ${subject.name}, ${corpus.name}, ${name}: ${seconds} s ${found.unfinished ?? ""}`);
  return { subject: subject.name, corpus: corpus.name, entries: corpus.entries, ...about, ...found };
}

const result = { date: new Date().toISOString().slice(0, 10), searches: [], keys: [] };
const [shipped, large] = plan.corpora;
for (const corpus of plan.corpora) corpus.entries = JSON.parse(readFileSync(corpus.catalog, "utf8")).tools.length;
for (const corpus of plan.corpora) {
  for (const subject of SUBJECTS) {
    result.searches.push(await measured("queries", subject, corpus, {}, () => search(subject, corpus)));
  }
}
const [app, ...peers] = SUBJECTS;
const typing = [app, EMPTY, ...peers].map((subject) => [subject, shipped, 4]);
typing.push([app, shipped, 1], [EMPTY, shipped, 1], [app, large, 1], [EMPTY, large, 1]);
for (const [subject, corpus, slower] of typing) {
  const name = `keys, CPU ${slower} × slower`;
  result.keys.push(await measured(name, subject, corpus, { slower }, () => keys(subject, corpus, slower)));
}
if (plan.packed) {
  result.visit = await undisturbed(() => visited(plan.packed, plan.chromium, args));
  console.log(`  visits: ${JSON.stringify(result.visit)}`);
}
const browser = await chromium.launch({ executablePath: plan.chromium, args });
const read = (module) =>
  JSON.parse(readFileSync(new URL(`node_modules/${module}/package.json`, import.meta.url), "utf8"));
const versions = SUBJECTS.filter(({ module }) => module).map(({ name, module }) => `${name} ${read(module).version}`);
const machine = `${cpus()[0].model}, ${cpus().length} cores, ${system()}`;
result.machine = `${machine}, Chromium ${browser.version()}; ${versions.join(", ")}`;
await browser.close();
writeFileSync(resultFile, JSON.stringify(result));
