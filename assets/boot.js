// Starts the app, or says in words why it cannot start. Trunk.toml puts this into the page after `const js`, `wasm`.
const fail = (why) => {
  document.documentElement.dataset.app = "failed";
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  const title = document.createElement("h1");
  title.textContent = "Python Atlas could not start";
  const text = document.createElement("p");
  text.textContent = why;
  const retry = document.createElement("button");
  retry.className = "primary";
  retry.textContent = "Retry";
  retry.addEventListener("click", () => location.reload());
  alert.append(title, text, retry);
  document.getElementById("fallback-progress")?.replaceWith(alert);
};
if (typeof WebAssembly === "object") {
  try {
    const app = await import(js);
    await app.default({ module_or_path: wasm });
  } catch {
    fail("A part of the app could not be downloaded or is damaged. Check the connection, then try again.");
  }
} else {
  fail("It needs WebAssembly, which this browser does not have or does not allow. Use a current browser, or allow WebAssembly for this page.");
}
