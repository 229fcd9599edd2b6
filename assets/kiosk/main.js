// The screen of a kiosk, put together: what happens first, and what happens by itself.
import { watchWords, wireAway } from "./away.js";
import { runClock, setZone } from "./clock.js";
import { begin, touch } from "./clocking.js";
import { isReachable, kiosk, openDevice, refresh, tellGateway } from "./gateway.js";
import { wireHelp } from "./help.js";
import { goHome } from "./home.js";
import { wireJobs } from "./jobs.js";
import { askForCode, showProblem, showWaiting, wireJoining } from "./joining.js";
import { wireKeeping } from "./keeping.js";
import { sendKept, wireSending } from "./kept_sending.js";
import { listen } from "./keys.js";
import { forgetNames, freshenNames, typeName, wireNames } from "./names.js";
import * as pad from "./pad.js";
import { wirePhotos } from "./photo.js";
import { onBadge, onUnreadable, wireScanning } from "./scanning.js";
import { complaint, goBack, isBusy, keepingWords, mayLeave, part, shown } from "./stage.js";
import { entry, isOutdated, redrawStart, showOffline, wireStart } from "./start.js";
import { wireUndo } from "./undo.js";
import { say, speak } from "./words.js";
import { wireWorker } from "./worker_client.js";

/** How often a kiosk that nobody uses asks how things are. */
const BEAT_MILLIS = 60_000;
/** How often one without a network tries again. */
const RETRY_MILLIS = 5_000;
/** Screens on which nobody is in the middle of anything, unless a number is half keyed. */
const IDLE = ["start", "offline", "off"];
/** Screens that the next one need not wait for: whoever is shown them is clocked, or was told. */
const OVER = ["done", "said", "clocked"];

const { openIfAllowed } = wireScanning();
let beating;

const isIdle = () => IDLE.includes(shown()) && pad.isEmpty();

/** What is to be done when the page is opened, or a browser has become a kiosk. */
async function start() {
  clearTimeout(beating);
  const { device } = kiosk;
  if (device.standing !== "approved") {
    const known = await device.look();
    if (known.kind === "waiting") return showWaiting(known);
    if (known.kind !== "approved") return askForCode(known.kind === "cleared" ? "cleared" : "none");
  }
  const state = await refresh(true);
  if (!state && isReachable()) return undefined;
  if (!kiosk.state) return showOffline(false);
  await freshenNames(true);
  goHome();
  await openIfAllowed();
  beat();
  return undefined;
}

/** Asks again and again how things are, while nobody stands before the screen. */
function beat() {
  clearTimeout(beating);
  beating = setTimeout(async () => {
    if (isIdle() && !isBusy()) await look();
    beat();
  }, isReachable() ? BEAT_MILLIS : RETRY_MILLIS);
}

/** Asks how things are. What has changed is shown where it is in nobody's way: on one of `screens`, and an empty pad. */
async function look(screens = ["start"]) {
  const mayShow = () => screens.includes(shown()) && pad.isEmpty() && !isBusy() && isOutdated();
  if (!(await refresh(true)) || !mayShow()) return;
  forgetNames();
  await freshenNames(true);
  if (!mayShow()) return;
  const words = complaint();
  if (shown() !== "start") return goHome(words);
  keepingWords(goHome);
  if (words) watchWords(goHome);
}

/** Keys go where they are wanted: to the pad, or past a confirmation to the start of the next one. */
function onDigit(digit) {
  if (OVER.includes(shown()) && mayLeave()) goHome();
  if (shown() === "start") begin();
  pad.press(digit);
}

function onLetter(letter) {
  // The letters of a badge send nobody away who is reading.
  if (OVER.includes(shown()) && mayLeave() && entry() !== "badge") goHome();
  return pad.pressSign(letter) || typeName(letter);
}

async function run() {
  for (const wire of [wireAway, wireHelp, wireJobs, wireKeeping, wireNames, pad.wirePad, wireStart, wireUndo]) wire();
  wirePhotos(() => { if (shown() === "start" && pad.isEmpty()) redrawStart(); });
  wireJoining(() => guarded(start));
  tellGateway({
    refused: (problem) => { forgetNames(); showProblem(problem); },
    offline: (waited) => { if (waited || isIdle() || shown() === "") showOffline(waited); beat(); },
    // Whoever was refused at a pad that has changed meanwhile is shown the one that there is now.
    doubtful: () => look(["start", "pin"]),
    online: () => { if (shown() === "offline") goHome(); beat(); sendKept(); },
  });
  listen({
    digit: onDigit,
    letter: onLetter,
    erase: pad.erase,
    enter: pad.enter,
    escape: goBack,
    badge: onBadge,
    unreadable: onUnreadable,
  });
  // Whatever goes wrong for one person, the next one finds the start.
  for (const kind of ["error", "unhandledrejection"]) addEventListener(kind, () => { if (kiosk.state && isReachable()) goHome(say("not-now")); });
  // The first touch of the one who comes is when their time begins.
  document.addEventListener("pointerdown", () => { if (shown() === "start") touch(); }, true);
  // A tablet that was turned may have room for all names, or not any more.
  addEventListener("resize", () => { if (shown() === "start" && entry() === "letters") redrawStart(); });
  addEventListener("online", () => { if (isIdle()) look(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && isIdle()) look(); });
  speak(kiosk.state?.language ?? document.documentElement.lang);
  if (kiosk.state) setZone(kiosk.state.kiosk.zone);
  runClock();
  part("kiosk").hidden = false;
  await guarded(async () => {
    await openDevice();
    wireSending();
    await start();
  });
  wireWorker(isIdle);
}

/** Whatever goes wrong is said, and tried again later. */
async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (!error.problem) console.error(error);
    if (error.problem === "offline") { showOffline(false); setTimeout(() => guarded(work), RETRY_MILLIS); }
    else showProblem(error.problem ?? "broken");
  }
}

run();
