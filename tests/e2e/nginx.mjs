// Tests deploy/nginx.conf as published, in a real nginx on loopback, with the files of `cargo xtask package`: the
// headers of each kind of file, at the root of a host and below a path, and that a browser reports no error.
// `cargo xtask test` runs it; alone: node --test nginx.mjs

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { chromium } from "@playwright/test";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packed = join(root, "dist-packed");
const files = readdirSync(packed);
const hashed = (ending) => `/${files.find((file) => new RegExp(`^python-atlas-[0-9a-f]{8,16}${ending}$`).test(file))}`;
const folder = mkdtempSync(join(tmpdir(), "python-atlas-nginx-"));
let nginx, port;

before(async () => {
  // The site at the root of the host, and once more below /atlas/.
  const www = join(folder, "www");
  mkdirSync(www);
  for (const file of files) symlinkSync(join(packed, file), join(www, file));
  symlinkSync(packed, join(www, "atlas"));

  const free = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => free.once("listening", resolve));
  port = free.address().port;
  await new Promise((resolve) => free.close(resolve));

  const replaced = (text, from, to) => {
    assert.ok(text.includes(from), `deploy/nginx.conf has ${from}`);
    return text.replace(from, to);
  };
  let site = readFileSync(join(root, "deploy/nginx.conf"), "utf8");
  site = replaced(site, "listen 80;", `listen 127.0.0.1:${port};`);
  site = replaced(site, "root /srv/python-atlas;", `root ${www};`);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const paths = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`);
  // The worker processes run as a user who may not read a checkout in someone's home.
  const user = process.getuid() === 0 ? "user root;" : "";
  writeFileSync(join(folder, "site.conf"), site);
  writeFileSync(
    join(folder, "nginx.conf"),
    `${user} daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;
     include /etc/nginx/modules-enabled/*.conf;
     events { worker_connections 64; }
     http {
       log_format visit "$bytes_sent $uri";
       access_log ${folder}/visits visit;
       ${paths.join(" ")}
       include ${folder}/site.conf;
     }`,
  );
  let said = "";
  nginx = spawn(process.env.ATLAS_NGINX ?? "/usr/sbin/nginx", ["-c", join(folder, "nginx.conf"), "-e", "stderr"]);
  nginx.stderr.on("data", (data) => (said += data));
  const ended = new Promise((_, reject) => nginx.once("close", () => reject(new Error(`nginx ended:\n${said}`))));
  ended.catch(() => {});
  const answers = async () => {
    while (!(await get("/").catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await Promise.race([answers(), ended]);
});

after(async () => {
  const ended = new Promise((resolve) => nginx.once("close", resolve));
  nginx.kill("SIGTERM");
  await ended;
  rmSync(folder, { recursive: true });
});

function get(path, extra = {}) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers: extra }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      const { statusCode: status, headers } = response;
      response.on("end", () => resolve({ status, headers, body: Buffer.concat(chunks) }));
      response.on("error", reject);
    });
    asked.on("error", reject).end();
  });
}

/** The rules of a `_headers` file: path → lower-case name → value. */
function published() {
  const rules = {};
  let rule;
  for (const line of readFileSync(join(packed, "_headers"), "utf8").split("\n")) {
    const [, name, value] = line.match(/^ {2}([\w-]+): (.+)$/) ?? [];
    if (name) rule[name.toLowerCase()] = value;
    else if (line.startsWith("/")) rule = rules[line] = {};
  }
  return rules;
}

const ALWAYS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const IMMUTABLE = "public, max-age=31536000, immutable";
const FRAMES = "frame-ancestors 'none'";

const ROWS = [
  ["/", 200, "text/html; charset=utf-8", "no-cache"],
  ["/?category=data-science", 200, "text/html; charset=utf-8", "no-cache"],
  ["/index.html", 200, "text/html; charset=utf-8", "no-cache"],
  ["/worker.js", 200, "text/javascript; charset=utf-8", "no-cache"],
  [hashed("\\.js"), 200, "text/javascript; charset=utf-8", IMMUTABLE],
  [hashed("_bg\\.wasm"), 200, "application/wasm", IMMUTABLE],
  ["/assets/catalog.json", 200, "application/json", "no-cache"],
  ["/manifest.webmanifest", 200, "application/manifest+json", "no-cache"],
  ["/assets/icons/icon.svg", 200, "image/svg+xml", "no-cache"],
  ["/assets/icons/icon-192.png", 200, "image/png", "no-cache"],
  ["/assets/screenshots/wide.webp", 200, "image/webp", "no-cache"],
  ["/nothing", 404, "text/plain; charset=utf-8", "no-cache"],
  ["/assets/", 404, "text/plain; charset=utf-8", "no-cache"],
  ["/python-atlas-0123456789abcdef.js", 404, "text/plain; charset=utf-8", "no-cache"],
];

for (const prefix of ["", "/atlas"]) {
  for (const [path, status, type, cache] of ROWS) {
    test(`${prefix}${path} has its headers`, async () => {
      const { headers, ...answer } = await get(prefix + path);
      assert.deepEqual([answer.status, headers["content-type"], headers["cache-control"]], [status, type, cache]);
      for (const [name, value] of Object.entries(ALWAYS)) assert.equal(headers[name], value, name);
      const worker = path === "/worker.js" ? "default-src 'none'; connect-src 'self'; " : "";
      assert.equal(headers["content-security-policy"], worker + FRAMES);
      assert.match(headers["permissions-policy"], /camera=\(\).*clipboard-write=\(self\)/);
      assert.equal(headers["strict-transport-security"], undefined, "over http it means nothing");
      assert.equal(headers.server, "nginx", "without its version");
    });
  }
}

test("a path without its slash is redirected, with the headers", async () => {
  const { status, headers } = await get("/atlas");
  assert.deepEqual([status, headers.location], [301, "/atlas/"]);
  assert.equal(headers["x-content-type-options"], "nosniff");
});

test("over https, browsers are told to stay there", async () => {
  const { headers } = await get("/", { "X-Forwarded-Proto": "https" });
  assert.equal(headers["strict-transport-security"], "max-age=31536000");
});

for (const [coding, unpack] of [
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
]) {
  test(`texts are sent in ${coding}, and only to those who take it`, async () => {
    for (const path of ["/", hashed("\\.js"), hashed("_bg\\.wasm"), "/assets/catalog.json", "/manifest.webmanifest"]) {
      const plain = await get(path);
      const { headers, body } = await get(path, { "Accept-Encoding": coding });
      assert.equal(plain.headers["content-encoding"], undefined);
      assert.equal(headers["content-encoding"], coding, path);
      assert.equal(headers["content-type"], plain.headers["content-type"]);
      assert.match(headers.vary, /Accept-Encoding/);
      assert.deepEqual(unpack(body), plain.body);
      assert.ok(body.length < plain.body.length / 1.5, `${path} is smaller`);
    }
  });
}

test("what did not change is not sent again", async () => {
  for (const headers of [{}, { "Accept-Encoding": "br" }, { "Accept-Encoding": "gzip" }]) {
    for (const path of ["/", "/worker.js", "/assets/catalog.json"]) {
      const first = await get(path, headers);
      const second = await get(path, { ...headers, "If-None-Match": first.headers.etag });
      assert.deepEqual([second.status, second.body.length], [304, 0], path);
      assert.equal(second.headers["cache-control"], "no-cache");
    }
  }
});

test("_headers says the same", async () => {
  const rules = published();
  const secure = { "X-Forwarded-Proto": "https" };
  const { headers } = await get("/", secure);
  for (const [name, value] of Object.entries(rules["/*"])) assert.equal(headers[name], value, name);
  for (const name of [...Object.keys(ALWAYS), "permissions-policy", "strict-transport-security"]) {
    assert.ok(rules["/*"][name], name);
  }
  const worker = await get("/worker.js");
  const both = `${rules["/worker.js"]["content-security-policy"]}; ${rules["/*"]["content-security-policy"]}`;
  assert.equal(worker.headers["content-security-policy"], both);
  assert.equal(worker.headers["cache-control"], rules["/worker.js"]["cache-control"]);
  assert.equal(rules["/python-atlas-*"]["cache-control"], IMMUTABLE);
  for (const [rule, path] of [["/"], ["/index.html"], ["/manifest.webmanifest"], ["/assets/*", "/assets/facts.json"]]) {
    const { headers } = await get(path ?? rule);
    assert.equal(headers["cache-control"], rules[rule]["cache-control"], rule);
  }
});

/** Runs `act` in a page of a browser, and fails if the page reports an error. */
async function inBrowser(act) {
  const executablePath = process.env.ATLAS_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await act(page, said);
  } finally {
    await browser.close();
  }
}

const SITE = () => `http://127.0.0.1:${port}/atlas/`;

test("the app runs and is saved; a second visit asks for the worker alone", { timeout: 60_000 }, async (t) => {
  const log = () => readFileSync(join(folder, "visits"), "utf8").trim().split("\n");
  const since = (lines) =>
    log()
      .slice(lines)
      .map((line) => line.split(" "));
  const bytes = (visit) => visit.reduce((sum, [bytes]) => sum + Number(bytes), 0);
  const cost = (visit) => `${visit.length} requests, ${bytes(visit)} bytes sent`;
  await inBrowser(async (page, said) => {
    let before = log().length;
    await page.goto(SITE());
    await page.locator("html[data-app=ready]").waitFor();
    await page.locator("html[data-offline=ready]").waitFor();
    const visit = since(before);
    // The worker is requested after the app has started.
    const app = visit.slice(
      0,
      visit.findIndex(([, uri]) => uri === "/atlas/worker.js"),
    );
    t.diagnostic(`first visit, the app: ${cost(app)}`);
    t.diagnostic(`first visit, with the offline copy: ${cost(visit)}`);
    assert.equal(new Set(app.map(([, uri]) => uri)).size, app.length, "nothing is asked for twice");

    before = log().length;
    await page.goto(`${SITE()}?category=data-science`);
    await page.locator("html[data-app=ready][data-offline=ready]").waitFor();
    while (since(before).length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
    t.diagnostic(`repeat visit: ${cost(since(before))}`);
    assert.deepEqual([...new Set(since(before).map(([, uri]) => uri))], ["/atlas/worker.js"]);
    assert.deepEqual(said, []);
  });
});

test("nobody can frame it", async () => {
  await inBrowser(async (page, said) => {
    await page.goto(`http://127.0.0.1:${port}/nothing`);
    said.length = 0;
    await page.setContent(`<iframe src="${SITE()}"></iframe>`);
    assert.match(said.join(), /frame-ancestors/);
  });
});
