// The pad for a PIN, a number or a code: one field that keys on the screen, keyboards and number pads fill alike.
import { clearProblem, isBusy, mutter, part } from "./stage.js";
import { say } from "./words.js";

const [input, label, count, eraser, enterKey] = ["keyed", "keyed-label", "keyed-count", "erase", "enter"].map(part);
const panel = document.querySelector("[data-panel=pad]");

/**
 * What is asked for: how many digits it has if that is known, at most and at least, whether others may read it and
 * whether it may have letters, who gets it, and who is told of the first of them.
 */
let asked = null;
let text = "";

/** Asks for digits. The field is where the focus goes. */
export function openPad({ words, digits = null, least = 1, most = 8, secret = true, letters = false, done, begun = () => {} }) {
  asked = { digits, least, most: digits ?? most, secret, letters, done, begun };
  input.inputMode = "none";
  label.textContent = words;
  // The heading says whose PIN it is.
  input.setAttribute("aria-labelledby", "heading keyed-label");
  empty();
  return input;
}

export const padIsOpen = () => asked !== null && !panel.hidden;

/** Whether nobody is in the middle of a number. */
export const isEmpty = () => !padIsOpen() || text === "";

/** Empties the field, for the next try. */
export function empty() {
  if (!asked) return;
  text = "";
  draw();
}

/** One more digit. The last one that is expected also sends it. */
export function press(digit) {
  if (!padIsOpen() || isBusy()) return;
  clearProblem();
  if (text.length >= asked.most) return;
  take(text + digit);
  if (text.length === asked.digits) send();
}

function take(keyed) {
  if (text === "") asked.begun();
  text = keyed;
  draw();
}

/** A letter or a sign of a real keyboard, for numbers that have some. Whether it was taken. */
export function pressSign(sign) {
  if (!padIsOpen() || !asked.letters) return false;
  press(sign);
  return true;
}

/** Opens the keyboard of the tablet, for numbers with letters. */
export function typeLetters() {
  input.inputMode = "text";
  input.blur();
  input.focus();
}

export function erase() {
  if (!padIsOpen() || isBusy()) return;
  clearProblem();
  text = text.slice(0, -1);
  draw();
}

/** Sends what was keyed. Whether there was anything to send. */
export function enter() {
  if (!padIsOpen() || isBusy() || text === "") return false;
  if (text.length < asked.least) mutter(count.textContent);
  else send();
  return true;
}

function send() {
  asked.done(text);
}

function draw() {
  const { digits, secret } = asked;
  const grouped = digits === 8 && !secret ? text.replace(/^(\d{4})(?=\d)/, "$1 ") : text;
  input.value = secret ? "•".repeat(text.length) : grouped;
  input.dataset.shows = input.value;
  // Never the digits themselves: others stand beside.
  count.textContent = digits ? say("count", { count: text.length, all: digits }) : say("count-open", { count: text.length });
}

export function wirePad() {
  input.addEventListener("input", () => {
    if (input.inputMode === "none") return;
    take(input.value.slice(0, asked.most));
  });
  const keys = [...panel.querySelectorAll("[data-key]")].map((key) => [key, () => press(key.dataset.key)]);
  for (const [key, act] of [...keys, [eraser, erase], [enterKey, enter]]) {
    // A finger leaves the focus where it is, so that Enter on a keyboard sends.
    key.addEventListener("pointerdown", (event) => event.preventDefault());
    key.addEventListener("click", act);
  }
}
