// Serves on loopback what is measured: the built app with any of the catalogs in place of its own, and the page of the
// libraries. Everything is cross-origin isolated, which makes the browser's clock finer: 5 microseconds instead of 100.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const headers = {
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** The file for an address; `/app/<corpus>/…` is the app with that corpus. */
function file(address, dist, corpora) {
  const path = normalize(decodeURIComponent(new URL(address, "http://localhost").pathname));
  const [, area, name, ...rest] = path.split("/");
  const corpus = corpora.find((corpus) => corpus.name === name);
  if (area === "app" && corpus) {
    const inside = rest.join("/") || "index.html";
    return /^assets\/catalog[^/]*\.json$/.test(inside) ? corpus.catalog : join(dist, inside);
  }
  if (area === "data" && corpus) return corpus.catalog;
  if (area === "page") return join(here, "page", name, ...rest);
  if (area === "modules") return join(here, "node_modules", name, ...rest);
  return undefined;
}

/** Starts the server on a free port and returns it with its address. It is closed by `server.close()`. */
export async function serve(dist, corpora) {
  const server = createServer((request, response) => {
    const found = file(request.url, dist, corpora);
    if (!found || !statSync(found, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("not found");
      return;
    }
    response.writeHead(200, { ...headers, "Content-Type": types[extname(found)] ?? "application/octet-stream" });
    createReadStream(found).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}
