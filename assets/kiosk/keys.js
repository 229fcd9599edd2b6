// Real keyboards, number pads and scanners, wherever the focus is. A scanner types like a keyboard, whatever layout the
// tablet has: badges hold only letters that stand on the same key everywhere, PINs only digits, so one is never taken for
// the other, however fast they come.
import { LETTERS, badgeIn } from "./badge.js";

/** A scan that does not end with Enter or Tab ends when nothing has followed for so long. */
const PAUSE_MILLIS = 250;
/** Letters that are further apart do not belong to one scan. A tablet that is busy brings its keys late. */
const FORGET_MILLIS = 2_000;
/** The Enter of a slow scanner may come when its badge was taken already. */
const LATE_MILLIS = 600;
/** So many letters in one go are a scan that went wrong, and not somebody at a keyboard. */
const SURELY_SCANNED = 16;

let letters = "";
let last = -Infinity;
let taken = -Infinity;
let pausing;
/** The field that a scan is being typed into, as it was before. */
let field = null;
let to;

/** A digit, on the number pad also without Num Lock, and on a French keyboard also without Shift. */
function digitOf({ key, code, shiftKey }) {
  if (/^[0-9]$/.test(key)) return key;
  const [, place, digit] = /^(Numpad|Digit)([0-9])$/.exec(code ?? "") ?? [];
  return place === "Numpad" || (place === "Digit" && !shiftKey) ? digit : null;
}

/** A Latin letter; by the place of the key where the layout has others. */
function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const place = /^Key([A-Z])$/.exec(code ?? "");
  return place && [...key].length === 1 ? place[1] : null;
}

/** Whether keys are for a field that takes them by itself. */
const isText = (one) => (one.matches?.("textarea, input:not([type=radio])") ?? false) && one.inputMode !== "none";

function note(letter, target) {
  const now = performance.now();
  if (now - last > FORGET_MILLIS) forget();
  last = now;
  if (letters === "" && isText(target)) field = { target, value: target.value };
  letters = (letters + letter).slice(-4 * LETTERS);
  clearTimeout(pausing);
  pausing = setTimeout(() => {
    if (badgeIn(letters)) take();
    else pausing = setTimeout(() => take(), FORGET_MILLIS - PAUSE_MILLIS);
  }, PAUSE_MILLIS);
}

function forget() {
  clearTimeout(pausing);
  letters = "";
  field = null;
}

/** Takes what was scanned. Whether it was a scan at all. */
function take() {
  const badge = badgeIn(letters);
  const wrong = !badge && letters.length >= SURELY_SCANNED && !field;
  if (!badge && !wrong) return false;
  // What a scanner has typed into a field was never meant for it.
  if (field && badge) field.target.value = field.value;
  if (field && badge) field.target.dispatchEvent(new Event("input", { bubbles: true }));
  forget();
  taken = performance.now();
  if (badge) to.badge(badge);
  else to.unreadable();
  return true;
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

function onKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || (event.altKey && !event.getModifierState("AltGraph"))) return;
  if (["Shift", "CapsLock", "AltGraph", "NumLock"].includes(key)) return;
  const inText = isText(target);
  const letter = letterOf(event);
  if (letter) {
    if (!event.repeat) note(letter, target);
    if (inText) return;
    if (to.letter(key.length === 1 ? key : letter)) stop(event);
    return;
  }
  if (key === "Enter" || key === "Tab") {
    if (take() || performance.now() - taken < LATE_MILLIS) {
      taken = -Infinity;
      stop(event);
      return;
    }
  }
  forget();
  if (key === "Escape") return void to.escape();
  if (inText) {
    if (key === "Enter" && target.id === "keyed") to.enter();
    return;
  }
  const digit = digitOf(event);
  const onControl = target.closest?.("button, a, input[type=radio]");
  if (digit !== null) {
    stop(event);
    if (!event.repeat) to.digit(digit);
  } else if (key === "Backspace" || key === "Delete") {
    stop(event);
    to.erase();
  } else if (key === "Enter" && !onControl && !event.repeat) {
    if (to.enter()) stop(event);
  } else if ([...key].length === 1 && key !== " " && to.letter(key)) {
    stop(event);
  }
}

/** What a keyboard app or a clipboard brings as a whole. */
function onText(text) {
  const badge = badgeIn(text.replace(/\s/g, ""));
  if (badge) to.badge(badge);
  else for (const one of text.normalize("NFKC")) if (/^[0-9]$/.test(one)) to.digit(one);
}

/** The fields that show what was keyed take nothing in by themselves. */
function guard(input) {
  const whole = () => input.dataset.shows ?? "";
  input.addEventListener("beforeinput", (event) => {
    if (isText(input)) return;
    if (event.inputType.startsWith("delete")) to.erase();
    else if (!event.isComposing) onText(event.data ?? event.dataTransfer?.getData("text") ?? "");
    event.preventDefault();
  });
  input.addEventListener("compositionend", (event) => { if (!isText(input)) onText(event.data ?? ""); });
  // What could not be prevented is taken back.
  input.addEventListener("input", () => { if (!isText(input)) input.value = whole(); });
}

/** Tells keys from now on: `digit`, `letter`, `erase`, `enter`, `escape`, `badge` and `unreadable`. */
export function listen(told) {
  to = told;
  document.addEventListener("keydown", onKey, true);
  for (const input of document.querySelectorAll("input[inputmode=none]")) guard(input);
  document.addEventListener("paste", (event) => {
    if (isText(event.target)) return;
    event.preventDefault();
    onText(event.clipboardData?.getData("text") ?? "");
  });
}
