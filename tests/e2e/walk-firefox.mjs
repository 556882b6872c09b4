// The random walk in Firefox, by hand: node walk-firefox.mjs [FOLDER]. It needs `npm install --no-save puppeteer-core`,
// because Playwright drives a Firefox of its own only, and a Firefox where ATLAS_FIREFOX says.
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "./server.mjs";
import { given, keepMemory, walk } from "./walk.mjs";

const firefox = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.ATLAS_FIREFOX ?? "/usr/bin/firefox-esr",
  extraPrefsFirefox: {
    // A worker would answer before the server that fails on demand.
    "dom.serviceWorkers.enabled": false,
    // A walk is faster than people: without this Firefox refuses more than 200 history writes in ten seconds.
    "dom.navigation.navigationRateLimit.count": 0,
  },
});
const site = await serve(process.argv[2] ?? fileURLToPath(new URL("../../dist", import.meta.url)));
const problems = [];
const browser = {
  problems,
  async open() {
    const page = await firefox.newPage();
    await page.evaluateOnNewDocument(keepMemory);
    await page.setViewport({ width: 1280, height: 800 });
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !/404/.test(message.text())) problems.push(message.text());
    });
    return page;
  },
  resize: (page, width, height) => page.setViewport({ width, height }),
};
try {
  console.log(`${await walk(browser, site, given)} steps in ${await firefox.version()}`);
} finally {
  await firefox.close();
  await site.stop();
}
