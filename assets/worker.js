// The service worker: keeps one complete edition of the app on the device and answers from it. Three rules:
//
// - All or nothing: every file bypasses the HTTP cache and is compared with its hash before any file is kept.
// - Editions never mix: a request for a listed file gets exactly the listed bytes, or an error.
// - Nothing is forced: a new edition waits until someone asks for it in the page.
//
// `cargo xtask seal` fills in the next line. Paths are relative to the scope; "./" is the page.
const BUILD = { edition: "", files: [] };

const scope = new URL(self.registration.scope);
// Several copies may live on one host, each in its own folder: a cache belongs to one scope.
const PREFIX = `python-atlas ${scope.pathname} `;
const CACHE = PREFIX + BUILD.edition;
const page = scope.href;
const listed = new Map(BUILD.files.map(([path, hash, bytes]) => [new URL(path, scope).href, { hash, bytes }]));
const total = BUILD.files.reduce((sum, [, , bytes]) => sum + bytes, 0);
/** How long a download waits for the next byte, in milliseconds. While one waits, no other edition can take over. */
const STALLED = 20_000;

/** True for the page's addresses. Other pages of the host may be below this scope; they are left alone. */
const isPage = ({ pathname }) => pathname === scope.pathname || pathname === `${scope.pathname}index.html`;

/** Why something could not be kept: a key of the page's table of messages. */
class Fault extends Error {
  constructor(why, cause) {
    super(why, { cause });
    this.why = why;
  }
}

let told = Promise.resolve();
/** Sends a message to all our pages, in order. */
const tell = (message) => {
  told = told.then(async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    for (const client of pages.filter(({ url }) => isPage(new URL(url)))) {
      client.postMessage({ edition: BUILD.edition, ...message });
    }
  });
  // A message that fails must stop neither the download nor later messages.
  told = told.catch(() => {});
  return told;
};

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Fetches a listed file from the network; throws a Fault unless it is complete and has the listed hash. */
const downloadOne = async (url, signal, arrived) => {
  let response;
  const chunks = [];
  try {
    // A redirect within the host is harmless, because the bytes are compared; the mode forbids any other.
    response = await fetch(url, { cache: "no-store", mode: "same-origin", signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      chunks.push(read.value);
      arrived(read.value.length);
    }
  } catch (error) {
    throw new Fault("network", error);
  }
  const bytes = await new Blob(chunks).arrayBuffer();
  if (hex(await crypto.subtle.digest("SHA-256", bytes)) !== listed.get(url).hash) throw new Fault("altered");
  // A redirected response cannot answer for a page, and one that varies by everything cannot be stored; this one can.
  const headers = new Headers(response.headers);
  for (const name of ["Vary", "Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(bytes, { headers });
};

/**
 * Fetches listed files from the network. Ends when one fails, and when no byte of any has arrived for a while: on a
 * slow connection each of them may have to wait for the others.
 */
const download = async (urls, arrived = () => {}) => {
  const end = new AbortController();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => end.abort(), STALLED);
  };
  const more = (bytes) => {
    if (end.signal.aborted) return;
    wait();
    arrived(bytes);
  };
  wait();
  try {
    return await Promise.all(urls.map((url) => downloadOne(url, end.signal, more)));
  } finally {
    clearTimeout(timer);
    end.abort();
  }
};

/** Stores files that were downloaded and compared. */
const keep = async (files) => {
  try {
    const cache = await caches.open(CACHE);
    for (const [url, response] of files) await cache.put(url, response);
  } catch (error) {
    throw new Fault(error?.name === "QuotaExceededError" ? "full" : "storage", error);
  }
};

/** Downloads and stores the whole edition. */
const save = async () => {
  const before = await caches.has(CACHE).catch(() => true);
  let done = 0;
  let shown = -1;
  const arrived = (bytes) => {
    done += bytes;
    const percent = Math.min(100, Math.floor((100 * done) / total));
    if (percent !== shown) tell({ type: "progress", percent });
    shown = percent;
  };
  try {
    const urls = [...listed.keys()];
    const responses = await download(urls, arrived);
    await keep(urls.map((url, index) => [url, responses[index]]));
    await tell({ type: "saved" });
  } catch (error) {
    // A worker with an older script may use the same edition; then the cache existed before and must not be deleted.
    if (!before) await caches.delete(CACHE).catch(() => {});
    await tell({ type: "failed", why: error.why ?? "storage" });
    throw error;
  }
};

let saving;
/** Like `save`, but only one download at a time, because every tab asks for a repair. */
const saveOnce = () => (saving ??= save().finally(() => (saving = undefined)));

/** The stored response of a listed file; undefined if the browser removed it or forbids access. */
const kept = async (url) => {
  try {
    // `caches.open` would create the cache again that another worker has just deleted.
    return await caches.match(url, { cacheName: CACHE, ignoreVary: true });
  } catch {
    return undefined;
  }
};

const isWhole = async () => {
  const found = await Promise.all([...listed.keys()].map(kept));
  return found.every(Boolean);
};

/** Fetches a listed file that is gone from the cache, if the server still has the same one. */
const fetchAgain = async (url) => {
  const [response] = await download([url]);
  await keep([[url, response.clone()]]).catch(() => {});
  return response;
};

const answerFile = async (url) => {
  try {
    return (await kept(url)) ?? (await fetchAgain(url));
  } catch (error) {
    tell({ type: "lost", why: error.why });
    return error.why === "altered"
      ? new Response("The server has another edition of this file.", { status: 409, statusText: "Another edition" })
      : Response.error();
  }
};

const GONE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Python Atlas</title><h1>Python Atlas is not on this device any more</h1>
<p>The browser has removed the offline copy, and there is no connection. Connect, then load this page again.</p></html>`;

const answerPage = async (request) => {
  try {
    return (await kept(page)) ?? (await fetchAgain(page));
  } catch (error) {
    if (error.why !== "altered") {
      return new Response(GONE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
    // The copy is gone and the server has a newer edition, so this worker has nothing to serve. It unregisters, and the
    // browser loads the whole new edition from the server.
    await self.registration.unregister();
    return Response.redirect(request.url);
  }
};

let hurried = false;
/** Takes over as soon as the worker in use is idle. */
const hurry = () => {
  hurried = true;
  return self.skipWaiting();
};

/** True if a page, of ours or of others, has this worker. */
const isUsed = async () => (await self.clients.matchAll({ type: "all" })).length > 0;

self.addEventListener("install", (event) => {
  const install = async () => {
    const names = await caches.keys().catch(() => []);
    await saveOnce();
    // Without an older copy there is nothing to wait for. After the kill switch, a page of others would block it.
    if (!names.some((name) => name.startsWith(PREFIX))) hurry();
  };
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    // The cache of a still newer edition must stay; that worker's own activation cleans up.
    if (self.registration.installing || self.registration.waiting) return;
    const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  // An old cache that cannot be deleted is no reason to refuse the new edition.
  event.waitUntil(clean().catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.hash = "";
  if (request.method !== "GET" || url.origin !== scope.origin) return;
  if (request.mode === "navigate" && isPage(url)) {
    event.respondWith(answerPage(request));
  } else if (listed.has(url.href)) {
    event.respondWith(answerFile(url.href));
  }
});

// The messages that pages send. They must never change, because pages of older editions send them too.
const wishes = {
  /** Answers with the edition, its size, and whether the copy is complete, the worker takes over, and pages have it. */
  state: async (port) => {
    const [whole, used] = await Promise.all([isWhole(), isUsed()]);
    port.postMessage({ edition: BUILD.edition, bytes: total, whole, hurried, used });
  },
  /** Takes control of a page that was loaded before there was a worker. */
  claim: () => self.clients.claim(),
  /** Takes over, because someone pressed Reload. */
  activate: () => hurry(),
  /** Downloads the edition again, because the browser removed a part. */
  repair: () => saveOnce().catch(() => {}),
};

self.addEventListener("message", (event) => {
  if (Object.hasOwn(wishes, event.data)) event.waitUntil(wishes[event.data](event.ports[0]));
});
