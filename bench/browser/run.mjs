// Measures everything in Chromium: node run.mjs PLAN RESULT. The plan is written by `cargo xtask bench`; the result holds
// every sample, which it summarises.

import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem, type as system } from "node:os";
import * as app from "./app.mjs";
import { DidNotFinish, inFreshPage } from "./browser.mjs";
import * as peers from "./peers.mjs";
import { serve } from "./server.mjs";

const [planFile, resultFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));
for (const corpus of plan.corpora) corpus.queries = JSON.parse(readFileSync(corpus.queries, "utf8"));
const { server, origin } = await serve(plan.dist, plan.corpora);
plan.origin = origin;
const end = Date.now() + plan.limits.all;
// Before the first case, so that it is of other programs.
const [load] = loadavg();

const searches = [];
const keys = [];

/** Why a case has no figures at all; the tables tell it apart from one that took too long. */
const LEFT_OUT = "left out";

/** Runs one case. What does not finish is a result too; what breaks in any other way is a mistake here and ends it all. */
async function measured(name, subject, corpus, slower, work) {
  const start = Date.now();
  // What could not be searched in time cannot be typed into either.
  const late = searches.find((other) => other.subject === subject && other.corpus === corpus.name && other.unfinished);
  const about = { subject, corpus: corpus.name, entries: corpus.entries, slower };
  let found;
  if (start > end) {
    found = { unfinished: LEFT_OUT };
  } else if (late) {
    found = { unfinished: late.unfinished };
  } else {
    try {
      found = await work();
    } catch (error) {
      const expected = error instanceof DidNotFinish || /crashed|has been closed/.test(error.message);
      if (!expected) throw error;
      found = { unfinished: error.message.split("\n")[0] };
    }
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`  ${subject}, ${corpus.name}, ${name}: ${seconds} s ${found.unfinished ?? ""}`);
  return { ...about, ...found };
}

const [shipped] = plan.corpora;
const largest = plan.corpora.at(-1);
for (const corpus of plan.corpora) {
  searches.push(await measured("searches", "Python Atlas", corpus, 1, () => app.searches(plan, corpus)));
  for (const [file, name] of peers.PEERS) {
    searches.push(await measured("searches", name, corpus, 1, () => peers.searches(plan, file, corpus)));
  }
}
const typing = [
  [shipped, 1],
  [shipped, 4],
  [largest, 1],
];
const label = (slower) => (slower > 1 ? `keys, CPU ×${slower} slower` : "keys");
// What the budgets are of comes first: should the time run out, the libraries' figures are missing.
for (const [corpus, slower] of typing) {
  keys.push(await measured(label(slower), "Python Atlas", corpus, slower, () => app.keys(plan, corpus, slower)));
}
for (const [file, name] of [["none", "an empty page"], ...peers.PEERS]) {
  for (const [corpus, slower] of typing) {
    keys.push(await measured(label(slower), name, corpus, slower, () => peers.keys(plan, file, corpus, slower)));
  }
}
server.close();

const chromium = await inFreshPage(plan.chromium, async (_, browser) => browser.version());
const machine = {
  cpu: cpus()[0].model,
  cores: cpus().length,
  memory: totalmem(),
  load,
  system: system(),
  chromium,
  node: process.versions.node,
};
const versions = Object.fromEntries(peers.PEERS.map(([, name, module]) => [name, peers.version(module)]));
writeFileSync(resultFile, JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine, versions, searches, keys }));
