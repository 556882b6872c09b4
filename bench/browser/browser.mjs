// A browser for each case, so that none inherits another's memory or compiled code, and a deadline for what may hang.

import { chromium } from "playwright-core";

// As root Chromium has no sandbox; garbage is collected on demand and memory told to the byte, so that figures of memory
// are of what is kept; the other flags keep the browser from calling out.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--js-flags=--expose-gc",
  "--enable-precise-memory-info",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class DidNotFinish extends Error {}

/** `work`, or `DidNotFinish` after so many milliseconds. */
export async function within(milliseconds, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    const after = `${what} did not finish in ${milliseconds / 1000} s`;
    timer = setTimeout(() => reject(new DidNotFinish(after)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Opens a page in a fresh browser, hands it to `use`, and closes the browser however that ends. */
export async function inFreshPage(executablePath, use) {
  const browser = await chromium.launch({ executablePath, args });
  try {
    // The offline copy would answer for the server, and fetch while others are measured.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
    return await use(await context.newPage(), browser);
  } finally {
    // A page that computes without end must not hold up the others.
    await within(5_000, "Closing the browser", browser.close()).catch(() => {});
  }
}

/** Slows the page's CPU down by this factor. */
export async function slowDown(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}
