// The worker that keeps the screen for days without a network; and the next release of the screen, taken over while
// nobody uses it.

const CHECK_MILLIS = 30 * 60_000;
const IDLE_MILLIS = 5_000;

/** Registers the worker. `idle` says whether the page may be loaded anew. */
export async function wireWorker(idle) {
  keepAwake();
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const had = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    // The first worker takes over the page as it is.
    if (had) reloadWhen(idle);
  });
  try {
    const registration = await workers.register("/kiosk/worker.js", { scope: "/kiosk" });
    setInterval(() => registration.update().catch(() => {}), CHECK_MILLIS);
  } catch {
    // Then there is no screen without a network; everything else works.
  }
}

function reloadWhen(idle) {
  const timer = setInterval(() => {
    if (!idle()) return;
    clearInterval(timer);
    location.reload();
  }, IDLE_MILLIS);
}

/** Keeps the screen lit, where browsers can. */
function keepAwake() {
  const request = () => { if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
  request();
  document.addEventListener("visibilitychange", request);
}
