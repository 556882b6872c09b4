// The kill switch, in place of the service worker (`cargo xtask build --no-offline`): removes every offline copy of
// this folder, and itself. Browsers with the worker of an earlier build get this one when they look for an update.
//
// It reloads no page, because the scope may hold pages of others. Our pages, of every edition, reload themselves when
// their worker changes. One that has no worker is told why there is no copy any more.

const scope = new URL(self.registration.scope);
const PREFIX = `python-atlas ${scope.pathname} `;
const isPage = ({ pathname }) => pathname === scope.pathname || pathname === `${scope.pathname}index.html`;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const leave = async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    await Promise.all(ours.map((name) => caches.delete(name)));
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    for (const client of pages.filter(({ url }) => isPage(new URL(url)))) {
      client.postMessage({ type: "failed", why: "off" });
    }
  };
  event.waitUntil(
    leave()
      .catch(() => {})
      .finally(() => self.registration.unregister()),
  );
});
