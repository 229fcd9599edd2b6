// Sends what was kept while the network was gone: in order, by one tab at a time, and each is removed only when an answer
// of the gateway names it.
import { kiosk } from "./gateway.js";
import { reading } from "./kept_clock.js";
import { countEnvelopes, firstEnvelopes, removeEnvelopes } from "./kept_store.js";

/** Over all tabs, one sends. */
const LOCK = "phoneclock-kiosk-sending";
/** So many are sent at once: the gateway takes its time with each. */
const AT_ONCE = 5;
/** How often it is tried by itself. */
const AGAIN_MILLIS = 20_000;

let sending = false;

/** Sends what there is, unless that is being done. */
export async function sendKept() {
  if (sending || !kiosk.device) return;
  sending = true;
  try {
    if (navigator.locks) await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? sendAll() : undefined));
    else await sendAll();
  } catch (error) {
    // It is tried again; nothing is lost by that.
    if (!error.problem) console.error(error);
  } finally {
    sending = false;
  }
}

async function sendAll() {
  for (;;) {
    const envelopes = await firstEnvelopes(AT_ONCE);
    if (envelopes.length === 0) return;
    const unsent = await countEnvelopes();
    const answer = await kiosk.device.deliver(() => ({ envelopes, unsent, ...reading() }));
    const removed = answer.kind === "kept" && Array.isArray(answer.taken) ? await removeEnvelopes(envelopes, answer.taken) : 0;
    if (removed < envelopes.length) return;
  }
}

/** Sends whenever the network may be back: what the browser says of it proves nothing, an answer does. */
export function wireSending() {
  for (const event of ["online", "pageshow"]) addEventListener(event, sendKept);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendKept(); });
  setInterval(sendKept, AGAIN_MILLIS);
  sendKept();
}
