// What a visit takes: Lighthouse on its phone, and how soon a repeat visit shows the page from the offline copy.
//
// The site is served on loopback, its files as `cargo xtask package` has compressed them. Each figure is the median of
// five, and each run of Lighthouse has a browser of its own.

import { createServer } from "node:http";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

const RUNS = 5;
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Serves a folder, with the files ending in .br for browsers that take brotli. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    const isPacked = existsSync(`${file}.br`);
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Cache-Control": /-[0-9a-f]{8,16}(_bg)?\.(js|wasm)$/.test(file) ? "max-age=31536000, immutable" : "no-cache",
      ...(isPacked && { "Content-Encoding": "br" }),
    });
    response.end(readFileSync(isPacked ? `${file}.br` : file));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** Lighthouse's four scores and the times of its phone, in milliseconds. */
async function audited(url, executable, args) {
  const results = [];
  for (let run = 0; run < RUNS; run++) {
    const chrome = await chromeLauncher.launch({ chromePath: executable, chromeFlags: ["--headless=new", ...args] });
    try {
      const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error" });
      results.push(lhr);
    } finally {
      chrome.kill();
    }
  }
  const score = (name) => Math.round(100 * median(results.map(({ categories }) => categories[name].score)));
  const time = (name) => median(results.map(({ audits }) => audits[name].numericValue));
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    practices: score("best-practices"),
    seo: score("seo"),
    fcp: Math.round(time("first-contentful-paint")),
    lcp: Math.round(time("largest-contentful-paint")),
    tbt: Math.round(time("total-blocking-time")),
    cls: Math.round(1000 * time("cumulative-layout-shift")) / 1000,
  };
}

/** The largest contentful paint of visits with an offline copy, not slowed, in milliseconds. */
async function repeated(url, executablePath, args) {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const offline = page.locator("html[data-app=ready][data-offline=ready]");
    await page.goto(url);
    await offline.waitFor();
    const times = [];
    for (let run = 0; run < RUNS; run++) {
      await page.goto("about:blank");
      await page.goto(url);
      await offline.waitFor();
      const paint = () =>
        new Promise((resolve) => {
          const observer = new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime));
          observer.observe({ type: "largest-contentful-paint", buffered: true });
        });
      times.push(await page.evaluate(paint));
    }
    return Math.round(median(times));
  } finally {
    await browser.close();
  }
}

/** Both, for the packed site in a folder. */
export async function visited(folder, executable, args) {
  const site = await serve(folder);
  try {
    return { ...(await audited(site.url, executable, args)), repeat: await repeated(site.url, executable, args) };
  } finally {
    site.stop();
  }
}
