// The time at the gateway, which is the one that counts, and the clock that shows it.
import { dayOf, timeOf } from "./words.js";

const [face, heroTime, heroDay] = ["#clock", ".hero-time", ".hero-day"].map((one) => document.querySelector(one));
let ahead = 0;
let zone;

/** By how much this browser's clock is ahead of the gateway's, in milliseconds. */
export function setAhead(millis) {
  ahead = millis;
}

export function setZone(name) {
  zone = name;
  show();
}

export const now = () => Date.now() - ahead;
export const kioskZone = () => zone;

export function show() {
  const at = now();
  face.textContent = timeOf(at, zone);
  face.dateTime = new Date(at).toISOString().slice(0, 16);
  heroTime.textContent = timeOf(at, zone);
  heroDay.textContent = dayOf(at, zone);
}

export function runClock() {
  show();
  setInterval(show, 1000);
}
