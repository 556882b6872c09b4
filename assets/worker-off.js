// The kill switch, in place of the service worker (`cargo xtask build --no-offline`): removes every offline copy of
// this folder, and itself. Browsers with the worker of an earlier build get this one when they look for an update.

const scope = new URL(self.registration.scope);
const PREFIX = `python-atlas ${scope.pathname} `;
const pages = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });
const inScope = (client) => client.url.startsWith(scope.href);

const before = pages().then((clients) => clients.filter(inScope).map((client) => client.id));

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const leave = async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    await Promise.all(ours.map((name) => caches.delete(name)));
    await self.registration.unregister();
    // A page of this project reloads itself when its worker changes, and is another client then. Only the others are
    // reloaded here.
    const stale = await before;
    const left = (await pages()).filter((client) => stale.includes(client.id));
    await Promise.all(left.map((client) => client.navigate(client.url).catch(() => {})));
  };
  event.waitUntil(leave().catch(() => self.registration.unregister()));
});
