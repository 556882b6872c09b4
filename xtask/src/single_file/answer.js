// Answers the app's requests from what stands in the page: it has no server, and asks no other.
const whole = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});
/** The app's module; it follows as a script of its own. */
const app = new Promise((resolve) => (window.startAtlas = resolve));
window.fetch = async (asked) => {
  await whole;
  const address = (file) => new URL(file, document.baseURI).href;
  const wanted = address(asked.url ?? asked);
  const part = [...document.querySelectorAll("script[data-file]")].find(({ dataset }) => address(dataset.file) === wanted);
  if (!part) return new Response("", { status: 404 });
  const text = part.textContent;
  const body = part.dataset.base64 === undefined ? text : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(body, { headers: { "Content-Type": part.type } });
};
