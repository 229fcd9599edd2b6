// A photo after the punch, where the kiosk takes them: once the answer is on the screen, and in nobody's way. Whatever
// goes wrong is said to the gateway as the reason why there is none. Nothing here looks at faces.
import { borrowStream, giveBack } from "./camera.js";
import { kiosk } from "./gateway.js";
import { bare } from "./jpeg.js";
import { part, shown, whenShown } from "./stage.js";
import { say } from "./words.js";

/** The larger side of a photo, and of one that is too large otherwise. */
const SIDES = [400, 280];
const MOST_BYTES = 40 * 1024;
/** How a photo is written: the first that is small enough. */
const QUALITIES = [0.8, 0.65, 0.5, 0.35];
/** A picture with less light than this, of 255, shows nobody. */
const DARK = 10;
/** So long the camera may take to show something. */
const PATIENCE_MILLIS = 3_000;
/** Between two looks at a camera that is still dark. */
const AGAIN_MILLIS = 150;
/** So long a photo is sent again; the gateway takes it for five minutes. */
const SEND_MILLIS = 3 * 60_000;
/** The camera is given back so long after the start is shown, and after a touch that came to nothing. */
const REST_MILLIS = 1_500;
const IDLE_MILLIS = 15_000;

/** The screens on which whoever was clocked still stands there. */
const OWN = ["done", "clocked"];
/** The screens on which somebody may be about to clock, and those on which somebody is. */
const BEFORE = ["start", "who", "pin", "choose"];
const BUSY = ["who", "pin", "choose", ...OWN];

const [lens, notice] = ["lens", "photo-notice"].map(part);
const canvas = document.createElement("canvas");
const drawing = canvas.getContext("2d", { willReadFrequently: true });
/** Whose turn it is: another one's as soon as their own screens are left. */
let turn = 0;
/** Whether a photo is taken of whoever is shown what was done; null where that is nobody's question. */
let taken = null;
let resting;
/** What the browser says of the camera: "granted", "prompt", "denied"; "unknown" where it does not say. */
let permission = "unknown";
let whenChanged = () => {};

const isOn = () => kiosk.state?.photos === true;

class Missing extends Error {
  constructor(reason) {
    super(`no photo: ${reason}`);
    this.reason = reason;
  }
}

/** Whether somebody has to allow the camera first, which is asked for at the start and not of whoever clocks. */
export const needsLeave = () => isOn() && permission === "prompt";

/** Asks for the camera, by a button of the start. */
export async function askLeave() {
  await warm();
  await readPermission();
}

/** Takes a photo of whoever was clocked, and sends it; or the reason why there is none. */
export async function photograph({ identification, photo }) {
  taken = photo ?? null;
  tell();
  if (!photo) return;
  const mine = (turn += 1);
  let sent;
  try {
    sent = { jpeg: await take(() => mine !== turn) };
  } catch (error) {
    sent = { missing: error.reason ?? reasonOf(error) };
  }
  try {
    await kiosk.device.glance("photo", { identification, ...sent }, SEND_MILLIS);
  } catch (error) {
    // The gateway notices that nothing came; the next one is not to be bothered.
    if (!error.problem) console.error(error);
  }
}

function reasonOf({ name }) {
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (["NotFoundError", "NotReadableError", "OverconstrainedError", "AbortError"].includes(name)) return "no camera";
  return "failed";
}

/** A JPEG in Base64. */
async function take(isGone) {
  const end = performance.now() + PATIENCE_MILLIS;
  if (permission === "prompt") throw new Missing("denied");
  await within(warm(), end);
  for (;;) {
    if (isGone()) throw new Missing("gone");
    const light = lens.readyState >= 2 && lens.videoWidth ? draw(SIDES[0]) : null;
    if (light !== null && light >= DARK) break;
    if (performance.now() >= end) throw new Missing(light === null ? "timed out" : "too dark");
    await new Promise((resume) => setTimeout(resume, AGAIN_MILLIS));
  }
  // What is on the canvas by now is theirs, whoever stands there next.
  for (const side of SIDES) {
    if (side !== SIDES[0]) shrink(side);
    for (const quality of QUALITIES) {
      const blob = await new Promise((resume) => canvas.toBlob(resume, "image/jpeg", quality));
      const bytes = blob && bare(new Uint8Array(await blob.arrayBuffer()));
      if (!bytes) throw new Missing("failed");
      if (bytes.length <= MOST_BYTES) return base64(bytes);
    }
  }
  throw new Missing("too large");
}

/** What the camera sees, on the canvas; how light it is. */
function draw(largest) {
  const { videoWidth, videoHeight } = lens;
  const scale = Math.min(1, largest / Math.max(videoWidth, videoHeight));
  [canvas.width, canvas.height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  drawing.drawImage(lens, 0, 0, canvas.width, canvas.height);
  const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
  let light = 0;
  // Luma of ITU-R BT.601, of every fourth pixel.
  for (let at = 0; at < data.length; at += 16) light += data[at] * 0.3 + data[at + 1] * 0.59 + data[at + 2] * 0.11;
  return (light * 16) / data.length;
}

/** What is on the canvas already, smaller. */
function shrink(largest) {
  const scale = Math.min(1, largest / Math.max(canvas.width, canvas.height));
  const [width, height] = [Math.round(canvas.width * scale), Math.round(canvas.height * scale)];
  const small = document.createElement("canvas");
  [small.width, small.height] = [width, height];
  small.getContext("2d").drawImage(canvas, 0, 0, width, height);
  [canvas.width, canvas.height] = [width, height];
  drawing.drawImage(small, 0, 0);
}

function base64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

async function within(work, end) {
  let timer;
  const late = new Promise((resume, refuse) => {
    timer = setTimeout(() => refuse(new Missing("timed out")), Math.max(0, end - performance.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Opens the camera, so that it is used to the light when the punch is answered. */
async function warm() {
  const stream = await borrowStream();
  if (lens.srcObject !== stream) lens.srcObject = stream;
  if (lens.paused) await lens.play();
}

/** Somebody is there: the camera opens, where it may without a question. */
function wake() {
  if (!isOn() || !BEFORE.includes(shown())) return;
  rest(IDLE_MILLIS);
  if (permission === "granted" || permission === "unknown") warm().catch(() => {});
}

/** Gives the camera back once nobody is there any more. */
function rest(millis) {
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (BUSY.includes(shown()) && isOn()) return rest(millis);
    lens.pause();
    lens.srcObject = null;
    giveBack();
    return undefined;
  }, millis);
}

/** Whoever is about to clock is told that a photo is taken; whoever is clocked, whether one was. */
function tell() {
  const screen = shown();
  // Of whoever is known by name it is said once it is known whether one is taken.
  const before = isOn() && BEFORE.includes(screen) && screen !== "choose";
  const after = OWN.includes(screen) && taken !== null;
  notice.hidden = !before && !after;
  notice.textContent = notice.hidden ? "" : say(after && !taken ? "photo-none" : "photo-notice");
}

function follow(screen) {
  if (!OWN.includes(screen)) [turn, taken] = [turn + 1, null];
  tell();
  if (!BUSY.includes(screen) && lens.srcObject) rest(REST_MILLIS);
}

async function readPermission() {
  try {
    const status = await navigator.permissions.query({ name: "camera" });
    permission = status.state;
    status.onchange = () => { permission = status.state; whenChanged(); };
  } catch {
    permission = "unknown";
  }
}

/** `changed` is told when the camera was allowed, or refused. */
export async function wirePhotos(changed) {
  whenShown(follow);
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, wake, true);
  whenChanged = changed;
  await readPermission();
}
