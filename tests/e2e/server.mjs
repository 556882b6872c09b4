// Serves a folder on loopback for the browser tests: node server.mjs FOLDER PORT. It ends with its parent process.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const [folder, port] = [process.argv[2], Number(process.argv[3])];
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(folder, path.endsWith(sep) ? `${path}index.html` : path);
  const found = statSync(file, { throwIfNoEntry: false })?.isFile();
  response.writeHead(found ? 200 : 404, {
    "Content-Type": found ? (types[extname(file)] ?? "application/octet-stream") : "text/plain",
    "Cache-Control": "no-store",
  });
  if (found) createReadStream(file).pipe(response);
  else response.end("not found");
}).listen(port, "127.0.0.1");
