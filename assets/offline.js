// The page's side of the offline copy: registers the service worker (assets/worker.js) once the app has started, shows
// the state of the copy in words, and offers a newer edition. Trunk.toml puts this into the head of the page.

const html = document.documentElement;
const parts = {};
const part = (name) => (parts[name] ??= document.querySelector(`[data-offline-${name}]`));
const meta = (name) => document.querySelector(`meta[name="atlas-${name}"]`)?.content;

/** The edition of this page; `cargo xtask seal` writes it. */
const edition = meta("edition");
const HOUR = 3_600_000;
/** How long the page waits for the network or a worker, in milliseconds. */
const LIMIT = 30_000;

const WHY = {
  unsealed: "this build has none",
  off: "switched off in this build",
  insecure: "it needs a secure address (https)",
  unsupported: "this browser has no service workers",
  refused: "the browser or the server does not allow it",
  script: "its script could not be downloaded",
  network: "a part could not be downloaded",
  altered: "a part is damaged or of another edition",
  full: "there is no room for it on this device",
  storage: "this browser allows no storage for it",
  silent: "its worker does not answer",
};

// Text is set only when it changes, because screen readers read out every text that is set. The progress is not read
// out.
const write = (name, words) => {
  if (part(name).textContent !== words) part(name).textContent = words;
};
const say = (state, words, progress = "") => {
  html.dataset.offline = state;
  write("state", words);
  write("progress", progress);
};
const unavailable = (why) => say("unavailable", `Offline copy unavailable: ${WHY[why]}`);
const day = (edition) => edition.slice(0, 10);
const offer = (other, used) => {
  // For two editions of the same day it is unknown which one is newer.
  write("news", day(other) > day(used) ? "A newer edition is ready" : "Another edition is ready");
};
/** Puts the offer where it can be pressed: an open dialog or sheet covers the rest of the page. */
const place = () => {
  const offer = part("offer");
  const cover = !offer.hidden && document.querySelector(":is(dialog:modal, :popover-open)");
  const home = part("install").parentNode;
  if (offer.parentNode === (cover || home)) return;
  if (cover) cover.append(offer);
  else home.insertBefore(offer, part("install"));
};

const address = new URL("worker.js", document.baseURI).href;
// Only this address may become a worker; see the content security policy.
const trusted = window.trustedTypes?.createPolicy("atlas-worker", { createScriptURL: () => address });
const container = (() => {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
})();
const isOurs = (worker) => worker?.scriptURL === address;
const isControlled = () => isOurs(container.controller);

let registration;
let controlled = false;
let fault = "network";
let looked = 0;
/** True once the browser has looked for an update. */
let settled = false;
/** The state of the worker's repair of the copy: none, asked, done. */
let repair = "none";
let reloading = false;

const reload = () => {
  if (!reloading) location.reload();
  reloading = true;
};

/** Runs something when the limit is over. Unlike a timer, it also runs after a crash of the app. */
const later = (work) => {
  const signal = AbortSignal.timeout(LIMIT);
  signal.addEventListener("abort", () => work(signal.reason));
};
/** The same promise, but it fails with a TimeoutError when the limit is over. */
const inTime = (promise) => Promise.race([promise, new Promise((_, fail) => later(fail))]);

/** The state of a worker's copy; undefined if it does not answer. */
const ask = (worker) => {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  worker.postMessage("state", [port2]);
  return inTime(answer).catch(() => {});
};

// The active worker is asked only once: if it gets a message while it is being replaced, Chromium starts it again, and
// delays the next worker by half a minute.
let known;
const state = (active, waiting) => {
  if (known?.active !== active) known = { active, waiting, answer: ask(active) };
  return known.answer;
};

let turns = 0;
/** Updates the state that is shown, from what the browser and the workers report. */
const refresh = async () => {
  // Another tab may already have caused this page to be controlled, before it has a registration.
  if (!registration) return;
  turns += 1;
  const turn = turns;
  const { active, installing, waiting } = registration;
  if (!active) {
    // The first worker waits for a moment between installing and active.
    if (!installing && !waiting) unavailable(fault);
    return;
  }
  const next = waiting && (await ask(waiting));
  // If a later call has started in the meantime, that one shows the state, and another worker may be active by now.
  if (turn !== turns) return;
  // As after the kill switch: the next worker takes over at this moment, and this page does not need the active one.
  if (next?.hurried && !isControlled()) return;
  const copy = await state(active, waiting);
  if (turn !== turns) return;
  if (!copy) {
    known = undefined;
    unavailable("silent");
    return;
  }
  const mine = copy.edition === edition;
  // A page from the network may have another edition than the copy. A copy that is older is about to be updated. If
  // both are of the same day, that is known only after the browser has looked for an update.
  const news = day(copy.edition).localeCompare(day(edition));
  const ahead = !mine && (news > 0 || (news === 0 && settled && !installing && !waiting));
  // The browser replaces a worker that no page has by the one that waits; the question has only delayed that.
  const unused = next && known.waiting === waiting && copy.used === false;
  if (unused) waiting.postMessage("activate");
  // After a rollback the waiting edition may be the one in use.
  const offered = next && next.edition !== copy.edition ? next : ahead ? copy : undefined;
  const other = unused ? undefined : offered;
  if (other && !part("reload").disabled) offer(other.edition, other === next ? copy.edition : edition);
  part("offer").hidden = !other;
  place();
  if (copy.whole) repair = "none";
  if (mine && !copy.whole) {
    // Repair only once: a browser that drops the files each time would be asked for ever.
    if (repair === "done") unavailable("storage");
    if (repair === "none") active.postMessage("repair");
    if (repair === "none") repair = "asked";
  } else if (mine && !isControlled()) active.postMessage("claim");
  else say("ready", `Ready offline · edition ${day(copy.edition)} · ${(copy.bytes / 1e6).toFixed(1)} MB`);
};

const refreshAnew = () => {
  known = undefined;
  return refresh();
};

const watch = (worker) => worker?.addEventListener("statechange", refresh);

const heard = ({ data, source }) => {
  if (!isOurs(source)) return;
  const mine = data.edition === edition;
  if (data.type === "failed") fault = data.why;
  if (data.why === "off") {
    // The kill switch has removed the copy and unregisters itself.
    registration = undefined;
    turns += 1;
    part("offer").hidden = true;
    place();
    unavailable("off");
  }
  if (data.type === "failed" && mine) repair = "none";
  if (data.type === "progress" && mine) say("preparing", "Saving for offline…", `${data.percent} %`);
  // If the download of another edition fails, the existing copy stays as it was.
  if ((data.type === "failed" || data.type === "lost") && mine) unavailable(data.why);
  if (data.type === "saved" && mine) {
    if (repair === "asked") repair = "done";
    // The copy of the active worker is another one only if that worker itself has saved it. One that is being installed
    // may take over at this moment, as after the kill switch: then the active one must not be asked again.
    if (source === registration?.active) known = undefined;
    refresh();
  }
};

/** Another worker has taken over: on this page after the first download, or in all tabs after someone pressed Reload. */
const changed = () => {
  if (!isControlled()) return;
  if (controlled) reload();
  else refresh();
  controlled = true;
};

/** Makes the copy if there is none, else looks for a newer edition. */
const look = async () => {
  looked = performance.now();
  // The browser may have removed a part in the meantime.
  known = undefined;
  repair = "none";
  const registered = container.register(trusted ? trusted.createScriptURL("") : address, { updateViaCache: "none" });
  let found;
  try {
    found = await inTime(registered);
  } catch (error) {
    if (error.name === "TimeoutError") registered.then(look, () => {});
    // If there is a copy, this only means that there is no connection.
    if (!registration?.active) unavailable(error.name === "SecurityError" ? "refused" : "script");
    return;
  }
  if (!found) {
    unavailable("unsupported");
    return;
  }
  if (found !== registration) {
    registration = found;
    found.addEventListener("updatefound", () => watch(found.installing));
    for (const worker of [found.installing, found.waiting, found.active]) watch(worker);
  }
  const old = found.active;
  // A kill switch that has not gone yet does not answer, and must not delay the look for its successor.
  refresh();
  // A worker that was just registered is the newest. Without a connection the existing copy stays in use.
  if (old) await inTime(found.update()).catch(() => {});
  settled = true;
  await refresh();
};

/** Lets the waiting edition take over, because someone pressed Reload. */
const takeOver = () => {
  const { waiting } = registration;
  if (!waiting) return location.reload();
  const button = part("reload");
  // A page without a controller gets no `controllerchange` event.
  waiting.onstatechange = () => {
    if (waiting.state === "activated") reload();
    // A still newer edition has replaced this one.
    if (waiting.state === "redundant") button.disabled = false;
  };
  // Chromium waits until the old worker is idle, and for half a minute if it has just had a request.
  later(() => {
    button.disabled = false;
    write("news", "The other edition could not take over yet: the one in use is busy. Reload tries again.");
  });
  button.disabled = true;
  write("news", "The other edition takes over…");
  return waiting.postMessage("activate");
};

const start = () => {
  if ("singleFile" in html.dataset) return say("ready", "Ready offline · this file holds everything");
  if (!edition) return unavailable("unsealed");
  if (meta("offline") === "off") return unavailable("off");
  if (!window.isSecureContext) return unavailable("insecure");
  if (!container) return unavailable("unsupported");
  container.addEventListener("message", heard);
  container.startMessages();
  part("reload").addEventListener("click", takeOver);
  document.addEventListener("toggle", place, { capture: true });
  const lookIfDue = () => {
    if (document.visibilityState === "visible" && performance.now() - looked >= HOUR) look();
  };
  document.addEventListener("visibilitychange", lookIfDue);
  setInterval(lookIfDue, HOUR);
  addEventListener("online", () => html.dataset.offline === "unavailable" && look());
  addEventListener("pageshow", ({ persisted }) => persisted && refreshAnew());
  return look();
};

// A page whose worker changes while it loads would go on with files of two editions.
if (container) {
  controlled = isControlled();
  container.addEventListener("controllerchange", changed);
}

// The app starts first. A page that could not start looks for a newer edition as well, because that one may work.
let started = false;
const begin = () => {
  if (!started && html.dataset.app !== "loading") {
    started = true;
    start();
  }
  // A Retry removes the dialog that may hold the offer.
  if (started) place();
};
new MutationObserver(begin).observe(html, { attributeFilter: ["data-app"] });

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const button = part("install");
  button.hidden = false;
  button.onclick = () => {
    button.hidden = true;
    event.prompt();
  };
});
addEventListener("appinstalled", () => (part("install").hidden = true));
