// A browser that is no kiosk: not yet, not any more, or not just now; in words, and with what to do.
import { stopWatching } from "./away.js";
import { kiosk, phoneLink } from "./gateway.js";
import { offerLanguages } from "./languages.js";
import { empty, openPad } from "./pad.js";
import { alone, complain, part, show } from "./stage.js";
import { everyLanguage, say } from "./words.js";

/** Where somebody of the office signs in on this device, and approves it. */
const APPROVE = "/sign-in?next=/time-tracking/kiosks/approve-this-device";
/** How long a code on the page of the office has. */
const CODE_DIGITS = 8;
/** What may be over by itself is looked at again after so long. */
const AGAIN_MILLIS = 20_000;
/** For these a new code is the way back. */
const CONNECT_AGAIN = ["unknown", "cleared", "revoked", "signature"];

let again;
let waiting = null;
let start = () => {};

/** What begins from the beginning: when this browser has become a kiosk, or may have. */
export function wireJoining(begin) {
  start = begin;
}

/** Why the gateway does not answer this browser, and what to do about it. */
export function showProblem(problem) {
  if (CONNECT_AGAIN.includes(problem)) {
    askForCode(problem);
    return;
  }
  settle();
  const known = ["suspended", "deactivated", "disabled", "insecure"].includes(problem) ? problem : "broken";
  const link = phoneLink();
  part("big-number").replaceChildren(...(link ? [link] : []));
  const text = [say(`off-${known}-text`), link ? say("offline-call") : ""].filter(Boolean).join(" ");
  const actions = [["try-again", start], ...(problem === "suspended" ? [["connect-again", () => askForCode("revoked")]] : [])];
  show({ name: "off", panel: "number", heading: say(`off-${known}`), text, actions });
  offerLanguages(everyLanguage, () => showProblem(problem));
  again = setTimeout(start, AGAIN_MILLIS);
}

/** Asks for the code of the office. `why` is what has brought the browser here. */
export function askForCode(why = "none") {
  settle();
  const focus = openPad({ words: say("connect-code"), digits: CODE_DIGITS, secret: false, done: connect });
  const actions = [["connect-here", () => location.assign(APPROVE)]];
  show({ name: "connect", panel: "pad", heading: say(`connect-${why}`), text: say("connect-text"), focus, actions });
  offerLanguages(everyLanguage, () => askForCode(why));
}

async function connect(code) {
  const answer = await alone(() => attempt(() => kiosk.device.connect(code)));
  if (!answer) return;
  if (answer.kind === "waiting") {
    showWaiting(answer);
    return;
  }
  empty();
  complain(say(answer.kind === "wait" ? "connect-wait" : "connect-wrong"));
}

/** What the office sees beside this browser, until it has decided. */
export async function showWaiting({ number }) {
  settle();
  part("big-number").textContent = number;
  const actions = [["start-over", () => askForCode()]];
  show({ name: "waiting", panel: "number", heading: say("waiting"), text: say("waiting-text"), actions });
  offerLanguages([], () => {});
  waiting = new AbortController();
  const { signal } = waiting;
  const answer = await attempt(() => kiosk.device.waitForApproval({ signal }));
  if (!answer) return;
  if (answer.kind === "approved") {
    await start();
    return;
  }
  askForCode();
  complain(say(answer.kind === "refused" ? "connect-refused" : "connect-expired"));
}

/** What is asked for while this browser is no kiosk; null when there was no answer. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name === "AbortError") return null;
    if (!error.problem) throw error;
    if (error.problem === "offline") complain(say("offline"));
    else showProblem(error.problem);
    return null;
  }
}

/** Ends whatever went on. */
function settle() {
  stopWatching();
  clearTimeout(again);
  waiting?.abort();
  waiting = null;
}
