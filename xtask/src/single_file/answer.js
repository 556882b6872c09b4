// Answers the app's requests from data blocks in the page, because there is no server.
const whole = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});
/** The app's module, which a later script passes to startAtlas. */
const app = new Promise((resolve) => (window.startAtlas = resolve));
window.fetch = async (request) => {
  await whole;
  const address = (file) => new URL(file, document.baseURI).href;
  const wanted = address(request.url ?? request);
  const part = [...document.querySelectorAll("script[data-file]")].find(({ dataset }) => address(dataset.file) === wanted);
  if (!part) return new Response("", { status: 404 });
  const text = part.textContent;
  const body = part.dataset.base64 === undefined ? text : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(body, { headers: { "Content-Type": part.type } });
};
