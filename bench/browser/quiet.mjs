// Tells whether other work keeps the machine busy, and waits until it does not: figures taken beside it are of nothing.
// By hand: node quiet.mjs

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

/** The most that others may take, as a share of all cores' time; and how long all waiting may take together. */
const MOST = 0.05;
const SAMPLE = 3_000;
const PAUSE = 20_000;
let patience = 600_000;

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Times since the machine started: of all cores, of what they worked, and of what the host of a virtual machine took. */
function times() {
  try {
    const fields = readFileSync("/proc/stat", "utf8").split("\n")[0].split(/\s+/).slice(1, 9).map(Number);
    const all = fields.reduce((sum, time) => sum + time);
    // The fourth and fifth are idle and waiting, the eighth is stolen.
    return { all, busy: all - fields[3] - fields[4], stolen: fields[7] };
  } catch {
    // No Linux: nobody tells what is stolen.
    const sum = (pick) => cpus().reduce((total, { times }) => total + pick(times), 0);
    const [idle, busy] = [sum((times) => times.idle), sum(({ user, nice, sys }) => user + nice + sys)];
    return { all: idle + busy, busy, stolen: 0 };
  }
}

/** Runs `work` and returns what it returns, with the share of the cores' time that was `what` meanwhile. */
async function during(what, work) {
  const from = times();
  const found = await work();
  const to = times();
  return [found, (to[what] - from[what]) / Math.max(1, to.all - from.all)];
}

/** Says why it waits, and waits; or ends with that once it has waited for long enough. */
function wait(share, why) {
  const reason = `${why} (${(100 * share).toFixed(0)} % of its time)`;
  if (patience <= 0) throw new Error(`${reason}. Nothing is recorded; end that, or try again later.`);
  console.log(`  ${reason}; waiting, for ${patience / 1000} s at most …`);
  patience -= PAUSE;
  return sleep(PAUSE);
}

/** Waits for a quiet machine. */
export async function quiet() {
  for (;;) {
    const [, busy] = await during("busy", () => sleep(SAMPLE));
    if (busy <= MOST) return;
    await wait(busy, "Other work keeps the machine busy");
  }
}

/** Runs `work` on a quiet machine; again if meanwhile the host of a virtual machine took its time away. */
export async function undisturbed(work) {
  for (;;) {
    await quiet();
    const [found, stolen] = await during("stolen", work);
    if (stolen <= MOST) return found;
    await wait(stolen, "The host took this machine's time, so that does not count");
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await quiet().catch(({ message }) => {
    console.error(message);
    process.exitCode = 1;
  });
}
