// Keeps the board up to date; without this, the Refresh link does.
"use strict";

{
  const fetchedAtMost = 1000; // milliseconds between two fetches
  let lastFetch = 0;
  let waiting = false;

  const replace = async () => {
    waiting = false;
    lastFetch = Date.now();
    const response = await fetch(location.href);
    // The session is over: the page itself leads to the sign-in.
    if (response.redirected) { location.reload(); return; }
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("board");
    const board = document.getElementById("board");
    if (!fresh || !board) return;
    const focused = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    board.replaceWith(fresh);
    if (focused) for (const link of fresh.querySelectorAll("a")) if (link.getAttribute("href") === focused) link.focus();
  };

  const refresh = () => {
    if (waiting) return;
    waiting = true;
    // A page that nobody looks at waits until somebody does, and so does not hold the session open.
    if (document.hidden) {
      document.addEventListener("visibilitychange", () => { waiting = false; refresh(); }, { once: true });
      return;
    }
    const wait = Math.max(0, lastFetch + fetchedAtMost - Date.now());
    setTimeout(() => replace().catch(() => {}), wait);
  };

  const board = document.getElementById("board");
  if (board && "EventSource" in window) {
    const [live, still] = ["[data-live]", "[data-still]"].map((part) => document.querySelector(part));
    const updates = (itself) => { live.hidden = !itself; still.hidden = itself; };
    const triesAgainAfter = 30000; // milliseconds
    let source = null;
    const watch = () => {
      source = new EventSource(board.dataset.events);
      // What changed between the page and the stream, or while the line was down, is fetched as well.
      source.addEventListener("open", () => { updates(true); refresh(); });
      source.addEventListener("changed", refresh);
      source.addEventListener("error", () => {
        updates(false);
        // Turned away, because there are too many of these pages; a broken line the browser mends itself.
        if (source.readyState === EventSource.CLOSED) setTimeout(watch, triesAgainAfter);
      });
    };
    watch();
    addEventListener("pagehide", () => source.close());
  }
}
