// Serves a folder on loopback for the browser tests, and fails on demand.
//
// By hand: node server.mjs FOLDER PORT. In a test: `const site = await serve(folder)`, then `site.fail(...)`.
import { once } from "node:events";
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".xml": "application/atom+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * How a response can fail. `status`: this instead of 200. `body`: this instead of the file. `cut`: the connection
 * breaks after half of the bytes. `stalled`: nothing comes after half of the bytes. `altered`: one byte differs. `type`: another content type. `held`: the response
 * starts when this promise is resolved. `headers`: additional headers.
 * @typedef {{ status?: number, body?: string, cut?: boolean, stalled?: boolean, altered?: boolean, type?: string, held?: Promise<unknown>, headers?: Record<string, string> }} Fault
 */

class Site {
  /** The requested paths, without query, in order. */
  asked = [];
  /** @type {[RegExp, Fault][]} */
  #faults = [];
  #server;
  #port;

  /** @param {string} folder what is served; @param {string} base the path it is served under, with both slashes */
  constructor(folder, base) {
    this.folder = folder;
    this.base = base;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}${this.base}`;
  }

  /** From now on responses for matching paths fail. @param {RegExp} path @param {Fault} fault */
  fail(path, fault) {
    this.#faults.push([path, fault]);
  }

  /** From now on nothing fails. */
  mend() {
    this.#faults = [];
  }

  /** Brings the network back, at the same address as before. */
  async start(port = this.#port ?? 0) {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = this.#server.address().port;
  }

  /** Takes the network away: connections break, new ones are refused. */
  async stop() {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((done) => this.#server.close(done));
  }

  async #answer(request, response) {
    const path = normalize(decodeURIComponent(new URL(`http://localhost${request.url}`).pathname));
    this.asked.push(path);
    const fault = Object.assign(
      {},
      ...this.#faults.filter(([pattern]) => pattern.test(path)).map(([, fault]) => fault),
    );
    await fault.held;
    const below = path.startsWith(this.base) ? path.slice(this.base.length) : "..";
    const file = join(this.folder, below === "" || below.endsWith(sep) ? `${below}index.html` : below);
    const found = !below.startsWith("..") && statSync(file, { throwIfNoEntry: false })?.isFile();
    const status = fault.status ?? (found ? 200 : 404);
    const body =
      status === 200
        ? fault.body === undefined
          ? readFileSync(file)
          : Buffer.from(fault.body)
        : Buffer.from("not found");
    if (fault.altered) body[body.length >> 1] ^= 1;
    response.writeHead(status, {
      "Content-Type":
        fault.type ?? (status === 200 ? (types[extname(file)] ?? "application/octet-stream") : "text/plain"),
      "Content-Length": body.length,
      "Cache-Control": "no-store",
      ...fault.headers,
    });
    if (fault.cut) response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    else if (fault.stalled) response.write(body.subarray(0, body.length >> 1));
    else response.end(body);
  }
}

/** Serves `folder` on a free or a given port, until it is stopped. */
export async function serve(folder, { port = 0, base = "/" } = {}) {
  const site = new Site(folder, base);
  await site.start(port);
  return site;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv[2], { port: Number(process.argv[3]) });
