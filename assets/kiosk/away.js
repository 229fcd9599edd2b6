// Somebody who has gone away in the middle: the next one finds the start. Whoever is still there has time to say so.
import { part } from "./stage.js";
import { say } from "./words.js";

/** Nothing was touched for this long: ask. */
const QUIET_SECS = 25;
/** How long the question stands (WCAG 2.2, 2.2.1: at least 20 seconds). */
const WARNED_SECS = 20;
/** What is said on the start stands so long. */
const WORDS_SECS = 30;

const [strip, text] = ["still", "still-text"].map(part);
let whenAway = null;
let [patience, warned] = [0, 0];
let touched = 0;
/** What is done at the first touch. */
let whenTouched = null;

/**
 * Watches until `stopWatching`: `away` is called when nobody has touched anything for a while, and nothing was answered to
 * the question. `warnedSecs` is 0 where nothing is lost, so that nobody is asked; `atTouch` may watch in another way.
 */
export function watch(away, quietSecs = QUIET_SECS, warnedSecs = WARNED_SECS, atTouch = null) {
  [whenAway, whenTouched] = [away, atTouch];
  [patience, warned] = [quietSecs, warnedSecs];
  renew();
}

/** The same for words on the start, by whose end nobody loses anything. */
export const watchWords = (away) => watch(away, WORDS_SECS, 0);

export function stopWatching() {
  [whenAway, whenTouched] = [null, null];
  strip.hidden = true;
}

function renew() {
  touched = performance.now();
  strip.hidden = true;
}

function touch() {
  renew();
  whenTouched?.();
}

function look() {
  if (!whenAway) return;
  const quiet = (performance.now() - touched) / 1000;
  if (quiet >= patience + warned) {
    const away = whenAway;
    stopWatching();
    away();
  } else if (quiet >= patience && strip.hidden) {
    text.textContent = say("still-there", { secs: warned });
    strip.hidden = false;
  }
}

export function wireAway() {
  for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, touch, true);
  part("more-time").addEventListener("click", touch);
  setInterval(look, 500);
}
