// Answers the app's requests from what stands in the page: it has no server, and asks no other.
const parts = [...document.querySelectorAll("script[data-file]")];
const embedded = new Map(parts.map((part) => [new URL(part.dataset.file, document.baseURI).href, part]));
window.fetch = async (asked) => {
  const part = embedded.get(new URL(asked.url ?? asked, document.baseURI).href);
  if (!part) return new Response("", { status: 404 });
  const text = part.textContent;
  const body = part.dataset.base64 === undefined ? text : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(body, { headers: { "Content-Type": part.type } });
};
