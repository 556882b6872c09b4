// Makes the pictures of the web manifest and of the README: node pictures.mjs [PAGE]. The icons come from their SVG; the
// screenshots show PAGE, by default the single file of `cargo xtask single-file`. The results are committed.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { png } from "./png.mjs";

const assets = new URL("../../assets/", import.meta.url);
const page = process.argv[2] ?? new URL("../../dist-single/python-atlas.html", import.meta.url).href;
const executablePath = process.env.ATLAS_CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const tab = await browser.newPage({ reducedMotion: "reduce" });

for (const name of ["icon", "maskable"]) {
  const svg = readFileSync(new URL(`icons/${name}.svg`, assets), "utf8");
  const colours = svg.match(/#[0-9a-f]{3,6}\b/g).map((colour) => {
    const full = colour.length === 4 ? colour.replace(/[0-9a-f]/g, "$&$&") : colour;
    return [1, 3, 5].map((at) => Number.parseInt(full.slice(at, at + 2), 16)).join();
  });
  for (const size of [192, 512]) {
    const pixels = await tab.evaluate(
      async ([svg, size]) => {
        const image = new Image(size, size);
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        await image.decode();
        const canvas = new OffscreenCanvas(size, size).getContext("2d");
        canvas.drawImage(image, 0, 0, size, size);
        return [...canvas.getImageData(0, 0, size, size).data];
      },
      [svg, size],
    );
    writeFileSync(new URL(`icons/${name}-${size}.png`, assets), png(size, pixels, colours));
  }
}

const devtools = await tab.context().newCDPSession(tab);
for (const [name, width, height, scale] of [
  ["wide", 1280, 800, 1],
  ["narrow", 390, 844, 2],
]) {
  await tab.setViewportSize({ width, height });
  await tab.goto(`${page}?category=data-science`);
  await tab.locator("html[data-app=ready]").waitFor();
  const clip = { x: 0, y: 0, width, height, scale };
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 50, clip });
  writeFileSync(new URL(`screenshots/${name}.webp`, assets), Buffer.from(data, "base64"));
}
await tab.setViewportSize({ width: 1280, height: 800 });
await tab.goto(page);
await tab.locator("html[data-app=ready]").waitFor();
await tab.screenshot({ path: fileURLToPath(new URL("../docs/screenshot.png", assets)) });
await browser.close();
