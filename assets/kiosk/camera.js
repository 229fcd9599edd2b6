// Badges before the camera. The browser reads them where it can; otherwise the gateway does, from small grey pictures,
// and only while something like a code is in sight.
import { kiosk } from "./gateway.js";
import { seesCode } from "./finder.js";
import { part } from "./stage.js";

/** Between two looks, in milliseconds. */
const LOOK_MILLIS = 120;
/** Between two pictures that go to the gateway. */
const SEND_MILLIS = 300;
/** The larger side of such a picture. */
const LARGEST = 480;
/** After so many codes in sight that the browser's reader did not read, the gateway is asked as well. */
const BLIND = 8;
/** A camera that another program has, or that was pulled out, is asked for again after so long. */
const AGAIN_MILLIS = 5_000;

const video = part("sight");
/** Asked for once while it lasts: systems ask people again each time. Who has refused is not asked again. */
let opening = null;
let again;
let looking = 0;
let active = false;

/** Why there is no camera. */
let reason = null;

/** Why there is no camera: "denied", or "none". Null while there is one, or nobody has asked yet. */
export const without = () => reason;

export const isLooking = () => active;

/** Whether badges are looked for at this kiosk: then the camera stays open. */
let forBadges = false;

/** The camera for whoever needs a picture of it: the same as for badges, and asked for once while it lasts. */
export async function borrowStream() {
  opening ??= open();
  const mine = opening;
  try {
    const stream = await mine;
    if (stream.getVideoTracks()[0]?.readyState !== "ended") return stream;
  } catch (error) {
    if (error.name !== "NotAllowedError" && opening === mine) opening = null;
    throw error;
  }
  if (opening === mine) opening = null;
  return borrowStream();
}

/** Closes a camera that was borrowed, and that nobody looks for badges through. */
export async function giveBack() {
  if (forBadges || !opening) return;
  const mine = opening;
  opening = null;
  const stream = await mine.catch(() => null);
  for (const track of stream?.getTracks() ?? []) track.stop();
}

async function open() {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) throw new DOMException("no camera", "NotFoundError");
  const video = { facingMode: "user", width: { ideal: 640 }, height: { ideal: 480 } };
  return devices.getUserMedia({ audio: false, video });
}

/**
 * Looks for badges until `stopLooking`, and tells each: `found(badge)`. `changed` is told when there is a camera to look
 * through, and when there is none.
 */
export async function startLooking(found, changed) {
  const turn = (looking += 1);
  [active, forBadges] = [true, true];
  clearTimeout(again);
  let stream;
  const lose = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    opening = null;
    video.srcObject = null;
    if (turn !== looking) return;
    looking += 1;
    reason = "none";
    again = setTimeout(() => startLooking(found, changed), AGAIN_MILLIS);
    changed();
  };
  try {
    opening ??= open();
    stream = await opening;
  } catch (error) {
    if (error.name !== "NotAllowedError") return lose();
    reason = "denied";
    return changed();
  }
  if (turn !== looking) return;
  const [track] = stream.getVideoTracks();
  if (track.readyState === "ended") return lose();
  track.onended = lose;
  video.srcObject = stream;
  try {
    await video.play();
  } catch (error) {
    // Leaving the panel while it opens is no fault of the camera.
    if (error.name !== "AbortError") return lose();
  }
  if (turn !== looking) return;
  reason = null;
  changed();
  look(found, turn);
}

/** The stream stays open, so that nobody is asked again; nothing is looked at. */
export function stopLooking() {
  looking += 1;
  clearTimeout(again);
  active = false;
  video.pause();
}

async function look(found, turn) {
  const reader = await browserReader();
  let [sent, blind] = [-Infinity, 0];
  while (turn === looking) {
    let badge = (await reader?.(video)) ?? null;
    const picture = badge ? null : takePicture();
    if (picture && seesCode(picture.grey, picture.width, picture.height)) {
      blind += 1;
      const due = performance.now() - sent > SEND_MILLIS;
      if (due && (!reader || blind > BLIND)) {
        sent = performance.now();
        badge = await readByGateway(picture);
      }
    }
    if (turn !== looking) return;
    if (badge) found(badge);
    if (badge) blind = 0;
    await new Promise((resume) => setTimeout(resume, LOOK_MILLIS));
  }
}

/** The browser's own reader; null where there is none, as on Windows, in Firefox and in Safari. */
async function browserReader() {
  if (!("BarcodeDetector" in globalThis)) return null;
  try {
    const formats = await BarcodeDetector.getSupportedFormats();
    if (!formats.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => {
      try {
        return (await detector.detect(video))[0]?.rawValue ?? null;
      } catch {
        return null;
      }
    };
  } catch {
    return null;
  }
}

const canvas = document.createElement("canvas");
const drawing = canvas.getContext("2d", { willReadFrequently: true });

/** What the camera sees, small and grey; null while it sees nothing. */
function takePicture() {
  const { videoWidth, videoHeight } = video;
  if (!videoWidth || video.readyState < 2) return null;
  const scale = Math.min(1, LARGEST / Math.max(videoWidth, videoHeight));
  const [width, height] = [Math.floor(videoWidth * scale), Math.floor(videoHeight * scale)];
  [canvas.width, canvas.height] = [width, height];
  drawing.drawImage(video, 0, 0, width, height);
  const { data } = drawing.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  // Luma of ITU-R BT.601, in whole numbers.
  for (let at = 0; at < grey.length; at += 1) grey[at] = (data[4 * at] * 77 + data[4 * at + 1] * 150 + data[4 * at + 2] * 29) >> 8;
  return { grey, width, height };
}

async function readByGateway({ grey, width, height }) {
  const body = new Uint8Array(4 + grey.length);
  new DataView(body.buffer).setUint16(0, width);
  new DataView(body.buffer).setUint16(2, height);
  body.set(grey, 4);
  try {
    const answer = await kiosk.device.glance("frame", body);
    return answer.kind === "badge" ? answer.badge : null;
  } catch (error) {
    if (!error.problem) throw error;
    // Acts say what is wrong.
    return null;
  }
}
