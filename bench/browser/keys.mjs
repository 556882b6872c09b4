// From a key to the next frame.
//
// Real key events come in through the browser's own input path. The time starts with the event's time stamp, which the
// browser sets before the page hears of it, and ends with a message sent from the next animation frame: that message
// arrives once style, layout and paint of the frame are done. (The "event" entries of PerformanceObserver end at the
// display, but in steps of 8 ms, and leave out whatever is quicker than 16 ms.)
//
// Frames come 60 times a second, so a key waits up to 16.7 ms for its frame even where nothing is to be done; what that
// takes in an empty page is measured too. `work` is the time without that wait: of handling the key, with all microtasks
// that follow from it, and of making the frame.

/** Runs in the page before anything else does. */
export function watchKeys() {
  const samples = [];
  const waiting = [];
  let open = 0;
  let handled = 0;
  globalThis.keys = {
    samples,
    /** When every key so far has its frame. */
    drawn: () => (open === 0 ? Promise.resolve() : new Promise((done) => waiting.push(done))),
  };
  // A message would come too late: after input the browser prefers the frame. Microtasks take turns, so after this many
  // turns there are hardly others left.
  const noteHandled = () => {
    let turns = 100;
    const turn = () => (turns-- > 0 ? queueMicrotask(turn) : (handled = performance.now()));
    turn();
  };
  const start = (event) => {
    open += 1;
    requestAnimationFrame(() => {
      const frame = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const end = performance.now();
        const work = handled - event.timeStamp + (end - frame);
        samples.push({ key: event.key, milliseconds: end - event.timeStamp, work });
        open -= 1;
        if (open === 0) waiting.splice(0).forEach((done) => done());
      };
      port2.postMessage(0);
    });
  };
  addEventListener("keydown", start, { capture: true });
  addEventListener("keydown", noteHandled);
  addEventListener("input", noteHandled);
}

/**
 * Types the queries letter by letter, each cleared with Escape, until `count` keys are pressed or `limit` milliseconds
 * have passed, and returns the samples. Between keys it pauses like a quick typist, never in step with the frames.
 */
export async function typed(page, queries, count, limit) {
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
      await globalThis.keys.drawn();
      await new Promise((done) => setTimeout(done, pause));
    }, pause);
  }
  return page.evaluate(() => globalThis.keys.samples);
}
