// Draws the pictures that the web manifest names: node pictures.mjs [PAGE]. The icons come from their SVG; the
// screenshots show PAGE, by default the single file of `cargo xtask single-file`. The results are committed.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const assets = new URL("../../assets/", import.meta.url);
const page = process.argv[2] ?? new URL("../../dist-single/python-atlas.html", import.meta.url).href;
const browser = await chromium.launch({ executablePath: process.env.ATLAS_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/** What a page of this size shows, written as PNG or WebP by the file's ending. */
async function draw(file, { width, height, scale = 1 }, prepare) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  const tab = await context.newPage();
  await prepare(tab);
  const devtools = await context.newCDPSession(tab);
  await devtools.send("Emulation.setDefaultBackgroundColorOverride", { color: { r: 0, g: 0, b: 0, a: 0 } });
  const options = file.endsWith("png") ? { format: "png" } : { format: "webp", quality: 60 };
  const { data } = await devtools.send("Page.captureScreenshot", options);
  writeFileSync(fileURLToPath(new URL(file, assets)), Buffer.from(data, "base64"));
  await context.close();
}

for (const name of ["icon", "maskable"]) {
  const svg = readFileSync(new URL(`icons/${name}.svg`, assets), "utf8");
  for (const size of [192, 512]) {
    await draw(`icons/${name}-${size}.png`, { width: size, height: size }, (tab) =>
      tab.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`),
    );
  }
}
const show = async (tab) => {
  await tab.goto(`${page}?category=data-science`);
  await tab.locator("html[data-app=ready]").waitFor();
};
await draw("screenshots/wide.webp", { width: 1280, height: 800 }, show);
await draw("screenshots/narrow.webp", { width: 390, height: 844, scale: 2 }, show);
await browser.close();
