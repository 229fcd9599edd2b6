// Help for somebody who does not get in: the manager is told of a forgotten PIN, or is left a note.
import { stopWatching, watch } from "./away.js";
import { kioskZone, now } from "./clock.js";
import { ask } from "./gateway.js";
import { goHome } from "./home.js";
import { alone, button, complain, listOf, part, show } from "./stage.js";
import { fieldTime, say } from "./words.js";

/** How long an answer stands. */
const READ_MILLIS = 5_000;
/** Whoever writes a note may think about it. */
const NOTE_SECS = 60;

let leaving;

/** Says something, and goes back to the start by itself. */
export function tell(heading, text, millis = READ_MILLIS) {
  stopWatching();
  show({ name: "said", panel: "", heading, text, left: () => clearTimeout(leaving), actions: [["next", () => goHome()]] });
  leaving = setTimeout(() => goHome(), millis);
}

/**
 * Asks whether the office is to be told that somebody needs a new PIN: `name` is what they are called, `who` what the
 * gateway finds them by, an `employee`, a `number` or an `identification`.
 */
export function forgotPin({ name, ...who }) {
  const send = async () => {
    const answer = await alone(() => ask("forgot", who));
    if (answer?.kind === "told") tell(say("forgot-told"), say("forgot-told-more"));
    else if (answer) complain(say("not-now"));
  };
  part("answers").replaceChildren(...listOf([button(say("forgot-tell"), send)]));
  show({ name: "forgot", panel: "answers", heading: say("forgot"), text: say("forgot-confirm", { name }), back: goHome });
  watch(goHome);
}

let named = null;

/** Lets somebody leave a note; who it is about is known, or is typed. */
export function leaveNote(person) {
  named = person;
  const form = part("note");
  form.reset();
  part("note-name-field").hidden = person !== null;
  part("note-at").value = fieldTime(now(), kioskZone());
  const heading = person ? say("note-for", { name: person.name }) : say("leave-note");
  show({ name: "note", panel: "note", heading, text: say("note-what"), back: goHome, focus: person ? part("note-in") : part("note-name") });
  watch(goHome, NOTE_SECS);
}

async function sendNote(event) {
  event.preventDefault();
  const [name, at, note] = ["note-name", "note-at", "note-text"].map((id) => part(id).value.trim());
  const way = part("note-in").checked ? "in" : "out";
  const missing = !named && !name ? "note-name" : !at ? "note-at" : null;
  if (missing) {
    complain(say(`${missing}-missing`));
    part(missing).focus();
    return;
  }
  const who = named ? { employee: named.id } : { name };
  const answer = await alone(() => ask("note", { ...who, way, at, note }));
  if (answer?.kind === "noted") tell(say("noted"), say("noted-more"));
  else if (answer) complain(say("not-now"));
}

export function wireHelp() {
  part("note").addEventListener("submit", sendNote);
}
