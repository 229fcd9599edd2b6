// Waits with whoever has shown a code: as soon as a device has entered it, the page asks about that device.
const POLL_MILLIS = 2_000;

const shown = document.getElementById("connect");

async function look() {
  try {
    const response = await fetch(location.pathname, { redirect: "error", cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const step = page.getElementById("connect")?.dataset.step;
    if (step && step !== shown.dataset.step) {
      location.reload();
      return;
    }
  } catch {
    // The gateway cannot be reached for the moment, or the session is over: "Check now" says which.
  }
  setTimeout(look, POLL_MILLIS);
}

if (shown && "waits" in shown.dataset) setTimeout(look, POLL_MILLIS);
