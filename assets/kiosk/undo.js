// Not right? A punch can be undone for some seconds, also when the screen is the next one's already.
import { now } from "./clock.js";
import { ask } from "./gateway.js";
import { tell } from "./help.js";
import { alone, part } from "./stage.js";
import { say, timeOf } from "./words.js";

const [strip, text, undo] = ["last", "last-text", "undo"].map(part);
let punch = null;
let ticking;

/** Offers to undo a punch for as long as the gateway says, from when it was made, however late that was heard. */
export function keepUndo({ identification, name, way, at, zone, undo_secs: secs }) {
  const left = Math.min(at + secs * 1000 - now(), secs * 1000);
  punch = { identification, name, until: performance.now() + left };
  const time = timeOf(at, zone);
  text.textContent = say(way === "in" ? "last-in" : "last-out", { name, time });
  undo.textContent = say("undo");
  strip.hidden = false;
  clearInterval(ticking);
  ticking = setInterval(tick, 250);
  tick();
}

function tick() {
  const left = punch ? Math.ceil((punch.until - performance.now()) / 1000) : 0;
  if (left <= 0) drop();
  else strip.style.setProperty("--left", left);
}

/** Offers nothing any more. */
export function drop() {
  clearInterval(ticking);
  punch = null;
  strip.hidden = true;
}

async function takeBack() {
  if (!punch) return;
  const { identification, name } = punch;
  const answer = await alone(() => ask("undo", { identification }));
  if (!answer) return;
  drop();
  const undone = answer.kind === "undone";
  tell(say(undone ? "undone" : "not-undone", { name }), say(undone ? "undone-more" : "not-undone-more"));
}

export function wireUndo() {
  undo.addEventListener("click", takeBack);
}
