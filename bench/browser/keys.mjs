// From a key to the next frame, and to its results on the screen.
//
// Real key events come in through the browser's own input path. The time starts with the event's time stamp, which the
// browser sets before the page hears of it, and ends with a message sent from an animation frame: that message arrives
// once style, layout and paint of the frame are done. (The "event" entries of PerformanceObserver end at the display, but
// in steps of 8 ms, and leave out whatever is quicker than 16 ms.) `frame` is the first one after the key, which an empty
// page has too; `painted` is the first one after the list of results has changed, and missing where a key changed nothing.

/** Runs in the page before anything else does. */
export function watchKeys() {
  const samples = [];
  let open = 0;
  const atFrameEnd = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = act;
      port2.postMessage(0);
    });
  const begin = (event) => {
    const sample = { start: event.timeStamp };
    samples.push(sample);
    open += 1;
    atFrameEnd(() => {
      sample.frame = performance.now() - sample.start;
      open -= 1;
    });
  };
  const changed = () => {
    const sample = samples.at(-1);
    if (!sample || sample.changed) return;
    sample.changed = true;
    open += 1;
    atFrameEnd(() => {
      sample.painted = performance.now() - sample.start;
      open -= 1;
    });
  };
  addEventListener("keydown", begin, { capture: true });
  const everything = { attributes: true, characterData: true, childList: true, subtree: true };
  const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  globalThis.keys = {
    samples,
    watch: () => new MutationObserver(changed).observe(document.querySelector("#results"), everything),
    /** When the last key has its frames. Results, where there are any, may come later than the first, but not for ever. */
    settled: async () => {
      const late = performance.now() + (samples.some(({ changed }) => changed) ? 200 : 0);
      while (open > 0 || (!samples.at(-1)?.changed && performance.now() < late)) await sleep(2);
    },
  };
}

/**
 * Types the queries letter by letter, each cleared with Escape, until `count` keys are pressed or `limit` milliseconds
 * have passed, and returns the samples. Between keys it pauses like a quick typist, never in step with the frames.
 */
export async function typed(page, queries, count, limit) {
  await page.evaluate(() => globalThis.keys.watch());
  await page.getByRole("searchbox", { name: "Search tools and areas" }).focus();
  // Other letters have no key on the keyboard that the browser is given.
  const typable = queries.map(({ text }) => text).filter((text) => /^[ -~]+$/.test(text));
  const keys = typable.flatMap((text) => [...[...text].map((letter) => (letter === " " ? "Space" : letter)), "Escape"]);
  const end = Date.now() + limit;
  for (const [number, key] of keys.slice(0, count).entries()) {
    if (Date.now() > end) break;
    await page.keyboard.press(key);
    const pause = 15 + ((number * 0.618) % 1) * 34;
    await page.evaluate(async (pause) => {
      await globalThis.keys.settled();
      await new Promise((done) => setTimeout(done, pause));
    }, pause);
  }
  return page.evaluate(() => globalThis.keys.samples);
}
