// Keeping a punch while the network is gone: in or out by the person's own word, and who they are as they say it. Nothing
// of it is checked here, and that is said.
import { watch, watchWords } from "./away.js";
import { kioskZone, now } from "./clock.js";
import { heard, kiosk, phoneLink } from "./gateway.js";
import { tell } from "./help.js";
import { goHome } from "./home.js";
import { reading } from "./kept_clock.js";
import { seal } from "./kept_seal.js";
import { sendKept } from "./kept_sending.js";
import { countEnvelopes, firstEnvelopes, nextNumber, putEnvelope } from "./kept_store.js";
import { openPad, typeLetters } from "./pad.js";
import { alone, complain, listOf, part, show, shown, tallButton } from "./stage.js";
import { say, timeOf } from "./words.js";

/** Over all tabs, one keeps at a time. */
const LOCK = "phoneclock-kiosk-keeping";

/** How long the words stand that it is kept, or could not be. */
const READ_MILLIS = 8_000;
const LONGEST_PIN = 8;

/** Whether this browser can keep anything. */
export const canKeep = () => Boolean(kiosk.state?.keeping && globalThis.crypto?.subtle);

/** How many punches are kept here. */
export const countKept = () => countEnvelopes().catch(() => 0);

/** Begins: in or out, unless there is no room for more. */
export async function keepHere() {
  if (await isFull()) return tellNumber("keep-full", "keep-full-text");
  part("answers").replaceChildren(...listOf(["in", "out"].map((way) => tallButton(say(`keep-${way}`), "", () => askWho(way)))));
  show({ name: "keep", panel: "answers", heading: say("keep"), text: say("keep-way"), back: goHome });
  watch(goHome);
  return undefined;
}

async function isFull() {
  const { most, longest } = kiosk.state.keeping;
  const [oldest] = await firstEnvelopes(1);
  return (await countEnvelopes()) >= most || (oldest && Math.abs(Date.now() - oldest.at) >= longest);
}

/** What cannot be kept is clocked by phone. */
function tellNumber(heading, text) {
  const link = phoneLink();
  tell(say(heading), say(link ? text : "offline-ask"), READ_MILLIS);
  if (!link) return;
  part("text").append(" ", link);
}

function askWho(way) {
  const { method, authentication, digits, fallback_digits: fallback } = kiosk.state;
  if (!authentication) typeWho(way, null);
  else if (method === "pin alone") askPin(say("key-pin"), digits, (pin) => finish(way, { by: "pin", pin }));
  else if (method === "number and pin") keyNumber(way);
  else if (method.startsWith("badge")) showBadge(way, fallback);
  else typeWho(way, digits);
}

function askPin(heading, digits, done) {
  const focus = openPad({ words: say("pin"), digits, least: 4, most: digits ?? LONGEST_PIN, done });
  show({ name: "keep-pin", panel: "pad", heading, text: say("pin-text"), focus, back: goHome });
  watch(goHome);
}

function keyNumber(way) {
  const done = (who) => askPin(say("number-given", { number: who }), kiosk.state.digits, (pin) => finish(way, { by: "person", who, pin }));
  const focus = openPad({ words: say("number"), secret: false, letters: true, most: 40, done });
  show({ name: "keep-number", panel: "pad", heading: say("key-number"), focus, back: goHome, actions: [["letters-too", typeLetters]] });
  watch(goHome);
}

let typed = () => {};

/** A name or a number, as names are not kept here. Without `digits` no PIN is asked for. */
function typeWho(way, digits) {
  typed = (who) => {
    if (kiosk.state.authentication) askPin(who, digits, (pin) => finish(way, { by: "person", who, pin }));
    else finish(way, { by: "person", who });
  };
  part("keep-form").reset();
  show({ name: "keep-who", panel: "keep", heading: say("keep-who"), text: say("keep-who-text"), back: goHome, focus: part("keep-who") });
  watch(goHome);
}

let scanned = () => {};

function showBadge(way, fallback) {
  scanned = (badge) => {
    if (kiosk.state.method === "badge and pin") askPin(say("badge-read"), fallback, (pin) => finish(way, { by: "badge", badge, pin }));
    else finish(way, { by: "badge", badge });
  };
  const actions = [["use-pin", () => typeWho(way, fallback)]];
  show({ name: "keep-badge", panel: "badge", heading: say("show-badge"), focus: part("scanned"), back: goHome, actions });
  watch(goHome);
}

/** A badge that was scanned where one is waited for; whether it was. */
export function keepBadge(badge) {
  if (shown() !== "keep-badge") return false;
  scanned(badge);
  return true;
}

/** The job's code, where there are jobs and somebody comes; then it is kept. */
function finish(way, who) {
  if (way !== "in" || !kiosk.state.jobs) return keep(way, who);
  const focus = openPad({ words: say("keep-job"), secret: false, most: 20, done: (job) => keep(way, { ...who, job }) });
  const actions = [["no-job", () => keep(way, who)]];
  show({ name: "keep-job", panel: "pad", heading: say("keep-job"), text: say("keep-job-text"), focus, back: goHome, actions });
  watch(goHome);
  return undefined;
}

function keep(way, who) {
  return alone(async () => {
    try {
      await exclusively(() => write(way, who));
    } catch (error) {
      // Full, or no storage at all: nothing is kept, and nobody is told that it is.
      console.error(error);
      tellNumber("keep-failed", "keep-failed-text");
      return;
    }
    tell(say(way === "in" ? "kept-in" : "kept-out", { time: timeOf(now(), kioskZone()) }), say("kept-more"), READ_MILLIS);
    sendKept();
  });
}

const exclusively = (work) => (navigator.locks ? navigator.locks.request(LOCK, work) : work());

/** Kept when this is over, and not before. */
async function write(way, who) {
  const { wall, ticks, life } = reading();
  const outside = { number: await nextNumber(), way, at: wall };
  await putEnvelope(await seal(await kiosk.device.keys(), kiosk.state.keeping, outside, { ...who, ticks, life, heard: heard() }));
}

export function wireKeeping() {
  part("keep-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const who = part("keep-who").value.trim();
    if (who) {
      typed(who);
      return;
    }
    complain(say("keep-who-missing"));
    part("keep-who").focus();
    watchWords(goHome);
  });
}
