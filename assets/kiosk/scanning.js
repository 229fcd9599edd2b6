// Badges: from a scanner at any time, and from the camera while somebody may come.
import * as camera from "./camera.js";
import { begin, end, identify } from "./clocking.js";
import { kiosk, refresh } from "./gateway.js";
import { goHome } from "./home.js";
import { keepBadge } from "./keeping.js";
import { entry } from "./start.js";
import { alone, complain, isBusy, keepForLater, part, shown, whenShown } from "./stage.js";
import { badgeIn } from "./badge.js";
import { say } from "./words.js";

/** The camera rests when nobody has come for so long. */
const REST_MILLIS = 90_000;
/** The same badge again within this long is still the same scan. */
const SAME_MILLIS = 4_000;
/** Screens on which the next one may hold up a badge. */
const OPEN = ["start", "done", "said", "clocked"];
/** Answers to a badge that was right. */
const RIGHT = ["done", "choose", "pin"];
/** Screens without anybody to whom a badge could matter. */
const SHUT = ["offline", "off", "connect", "waiting", "keep-badge"];

const [text, look] = ["sight-text", "look"].map(part);
let last = { badge: "", at: -Infinity, refused: false };
let resting;
let awake = false;

const isAsked = () => kiosk.state?.authentication && kiosk.state.method.startsWith("badge");

/** Somebody has scanned a badge. */
export function onBadge(badge) {
  if (handOver(badge)) return;
  if (!isAsked()) {
    askWhetherNow(badge);
    return;
  }
  // Who scans again after a refusal means it.
  if (isLast(badge) && !last.refused) return;
  if (isBusy()) keepForLater(() => afterwards(() => onBadge(badge)));
  else take(badge);
}

/** Somebody believes that badges are asked for: perhaps they are by now. */
async function askWhetherNow(badge) {
  if (!OPEN.includes(shown()) || isBusy()) return;
  await alone(() => refresh(true));
  if (isAsked()) take(badge);
  else if (OPEN.includes(shown())) complain(say("no-badges"));
}

/** What the camera reads may be any code. A badge that stays before it was shown once, and is read again soon. */
function onCode(code) {
  const badge = badgeIn(code);
  if (!badge || !isAsked() || handOver(badge)) return;
  if (isLast(badge)) last.at = performance.now();
  else if (!isBusy()) take(badge);
}

/** A badge for a punch that is kept; whether one was waited for. It is still before the camera a moment later. */
function handOver(badge) {
  if (!keepBadge(badge)) return false;
  last = { badge, at: performance.now(), refused: false };
  return true;
}

const isLast = (badge) => badge === last.badge && performance.now() - last.at < SAME_MILLIS;

async function take(badge) {
  last = { badge, at: performance.now(), refused: false };
  const mine = last;
  stayAwake();
  end();
  begin();
  if (shown() !== "start") goHome();
  const answer = await identify({ by: "badge", badge });
  mine.refused = !RIGHT.includes(answer?.kind);
}

/** A scan that was cut in two, or of something else. */
export function onUnreadable() {
  if (!isAsked()) return;
  if (isBusy()) {
    keepForLater(() => afterwards(onUnreadable));
    return;
  }
  goHome(say("unreadable"));
}

/** What was scanned while the one before was being looked for. Where they are asked something, they are not sent away. */
function afterwards(act) {
  if (OPEN.includes(shown())) act();
  else if (!SHUT.includes(shown())) complain(say("scan-later"));
}

/** Opens the camera; nothing else asks for it. */
async function open() {
  awake = true;
  stayAwake();
  draw();
  await camera.startLooking(onCode, draw);
}

function stayAwake() {
  clearTimeout(resting);
  resting = setTimeout(() => {
    awake = false;
    camera.stopLooking();
    draw();
  }, REST_MILLIS);
}

function draw() {
  const reason = camera.without();
  part("sight-box").classList.toggle("on", awake && !reason);
  text.textContent = say(reason ? `camera-${reason}` : awake ? "hold-up" : "scan-or-look");
  look.hidden = awake || reason === "denied";
}

/** Where somebody may come the camera looks, once it is open; elsewhere it does not. */
function follow(screen) {
  if (!isAsked()) return;
  if (!OPEN.includes(screen) && screen !== "keep-badge") camera.stopLooking();
  else if (awake && !camera.isLooking()) camera.startLooking(onCode, draw);
  draw();
}

/** Where people were asked before, and have allowed it, the camera opens by itself. */
async function openIfAllowed() {
  const allowed = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  if (allowed?.state === "granted" && isAsked() && entry() === "badge") await open();
}

export function wireScanning() {
  look.addEventListener("click", open);
  whenShown(follow);
  document.addEventListener("pointerdown", () => { if (awake) stayAwake(); });
  return { openIfAllowed };
}
