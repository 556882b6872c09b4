// Starts the app, or says why it cannot start, and shuts it down after a crash. Trunk.toml puts this into the head of
// the page, in a block, after `const js, wasm`.

const root = document.documentElement;
// Says that this script is understood: see the end of index.html.
root.dataset.boots = "";
const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

const notice = (title, words, label) => {
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  const heading = document.createElement("h1");
  heading.textContent = title;
  const text = document.createElement("p");
  text.textContent = words;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "primary";
  again.textContent = label;
  again.addEventListener("click", () => location.reload());
  alert.append(heading, text, again);
  return alert;
};

const fail = async (why) => {
  // The line about the offline copy, which follows this attribute, must be there.
  await parsed;
  root.dataset.app = "failed";
  // What the page shows without the app stays readable.
  delete root.dataset.pending;
  const progress = document.getElementById("fallback-progress");
  if (!progress) return;
  progress.replaceChildren(notice("Python Atlas could not start", why, "Retry"));
  progress.parentElement.prepend(progress);
};

// A trap or a stack overflow leaves the memory of the app in an undefined state: none of its code may run again.
const isCrash = (error) =>
  error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /wasm-function/.test(error.stack));

// A link inside the page leads to the beginning of another view. Back returns to where the page was left, but the browser
// scrolls before that view is there again: so the place is kept in the history entry.
const keepPlace = ({ target }) => {
  if (!target.closest?.("#app a[href^='?']")) return;
  try {
    history.replaceState(scrollY, "");
  } catch {
    // Some browsers let no page that is a file change its history.
  }
};
addEventListener("click", keepPlace, { capture: true });
addEventListener("popstate", ({ state }) => {
  if (typeof state === "number") setTimeout(() => scrollTo(0, state));
});

let crashed = false;
const crash = () => {
  if (crashed) return;
  crashed = true;
  root.dataset.app = "failed";
  // The window gets every event first. Links still work, because the browser follows them. Back changes only the
  // address, so the page is reloaded for it.
  const shield = (event) => {
    if (event.type === "popstate") location.reload();
    if (!event.target.closest?.("#crash, #offline, [data-offline-offer]")) event.stopImmediatePropagation();
  };
  const events = [];
  for (const name in window) if (name.startsWith("on")) events.push(name.slice(2));
  for (const name of events) addEventListener(name, shield, { capture: true, passive: true });
  // Timers and frames that the app has scheduled must not run either.
  for (let id = setTimeout(() => {}); id > 0; id -= 1) clearTimeout(id);
  for (let id = requestAnimationFrame(() => {}); id > 0; id -= 1) cancelAnimationFrame(id);
  const words =
    "An error has stopped it. What is on the page can still be read and links work; the rest needs a reload.";
  const alert = notice("Python Atlas has stopped", words, "Reload");
  alert.id = "crash";
  // First let the browser finish what the app has just started; a dialog may still open.
  setTimeout(() => {
    // Nothing outside a modal dialog can be pressed, so the alert goes into it. An empty dialog only hides the page.
    const modal = document.querySelector("dialog:modal");
    if (modal && !modal.textContent) modal.close();
    (modal?.open ? modal : document.body).prepend(alert);
    // Events stop here, before they reach the app's listeners on the window.
    for (const place of [alert, ...document.querySelectorAll("#offline, [data-offline-offer]")]) {
      for (const name of events) place.addEventListener(name, (event) => event.stopPropagation());
    }
  });
};

if (typeof WebAssembly === "object") {
  // After a crash every export does nothing: otherwise a download that completes would run code of the app. An empty
  // list is returned, because some callers look for an error in a list.
  const { get } = Object.getOwnPropertyDescriptor(WebAssembly.Instance.prototype, "exports");
  const shut = (entry) => (typeof entry === "function" ? (...values) => (crashed ? [] : entry(...values)) : entry);
  Object.defineProperty(WebAssembly.Instance.prototype, "exports", {
    get() {
      return Object.fromEntries(Object.entries(get.call(this)).map(([name, entry]) => [name, shut(entry)]));
    },
  });
  addEventListener("error", ({ error }) => isCrash(error) && crash());
  addEventListener("unhandledrejection", ({ reason }) => isCrash(reason) && crash());
  // A sealed build has the hash of each part in its import map, which browsers use for modules but not for wasm.
  const map = document.querySelector('script[type="importmap"]')?.textContent ?? '{ "integrity": {} }';
  const { integrity } = JSON.parse(map);
  const hash = Object.entries(integrity).find(([path]) => new URL(path, document.baseURI).href === wasm)?.[1];
  // If a part arrives after this message, the app starts all the same.
  const late = setTimeout(
    fail,
    30_000,
    "A part of the app did not arrive within 30 seconds. Check the connection, then try again.",
  );
  // What can be read comes first: the app is downloaded once it is painted. Where the address asks for another view, or
  // nobody looks, there is nothing to wait for.
  const waits = "pending" in root.dataset || document.hidden;
  const painted =
    waits || parsed.then(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const download = async () => {
    await painted;
    // A single file has them inside.
    for (const data of "singleFile" in root.dataset ? [] : ["assets/catalog.json", "assets/facts.json"]) {
      const preload = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", href: data });
      preload.crossOrigin = "anonymous";
      document.head.append(preload);
    }
    return Promise.all([import(js), fetch(wasm, { integrity: hash ?? "" }), parsed]);
  };
  download()
    .then(([app, response]) => app.default({ module_or_path: response }))
    .finally(() => clearTimeout(late))
    .catch((error) => {
      if (isCrash(error)) return crash();
      return fail("A part of the app could not be downloaded or is damaged. Check the connection, then try again.");
    });
} else {
  const why = "It needs WebAssembly, which this browser does not have or does not allow.";
  fail(`${why} Use a current browser, or allow WebAssembly for this page.`);
}
