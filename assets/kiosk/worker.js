// Keeps the screen of the kiosk for when the network is gone: the page and its scripts, and nothing of any person. What
// is asked of the gateway is never kept, and never answered from here. Before this stand `RELEASE` and `FILES`.

const CACHE = `kiosk ${RELEASE}`;
const PAGE = "/kiosk";
/** How long the network is waited for before the page is shown as it was kept. */
const WAIT_MILLIS = 4_000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...FILES]);
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("kiosk ") && name !== CACHE).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === PAGE && request.mode === "navigate") event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(file(request));
});

/** The page from the network, if it is ours: a hotspot's page of its own is not. */
async function page(request) {
  const kept = (await caches.open(CACHE)).match(PAGE);
  try {
    const response = await within(fetch(request), WAIT_MILLIS);
    if (response.ok && response.headers.has("x-kiosk-release")) return response;
    return (await kept) ?? response;
  } catch {
    return (await kept) ?? Response.error();
  }
}

/** Files of this release never change. */
async function file(request) {
  return (await (await caches.open(CACHE)).match(request.url)) ?? fetch(request);
}

function within(promise, millis) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), millis); });
  return Promise.race([promise, late]);
}
