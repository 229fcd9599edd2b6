// What a manager does at a kiosk: unlocks people and clocks others, by a code of their own; and signing in by PIN.
import { watch } from "./away.js";
import { hear } from "./clocking.js";
import { ask, kiosk } from "./gateway.js";
import { tell } from "./help.js";
import { goHome } from "./home.js";
import { empty, openPad } from "./pad.js";
import { alone, button, complain, listOf, mutter, part, show } from "./stage.js";
import { drawLetters, namesForManager } from "./names.js";
import { say } from "./words.js";

/** Nothing else is so powerful: it is left sooner. */
const QUIET_SECS = 40;
/** Why no code is taken takes longer to read than what was done. */
const READ_MILLIS = 10_000;

/**
 * Asks for a code of at least five digits, which Enter sends: how many it has is told to nobody. After too many wrong PINs
 * the gateway takes none.
 */
function askCode(heading, text, act) {
  if (kiosk.state.careful) {
    tell(say(heading), say("codes-stopped"), READ_MILLIS);
    return;
  }
  const send = async (pin) => {
    const answer = await alone(() => ask(act, { pin }));
    if (!answer) return;
    if (answer.kind === "refused") {
      empty();
      complain(say(answer.ask_manager ? "refused-manager" : "refused"));
    } else if (answer.kind === "supervisor") {
      showManager(answer);
    } else if (answer.kind === "signed_in") {
      location.assign(new URL(answer.to, location.origin).pathname);
    } else {
      empty();
      complain(say("not-now"));
    }
  };
  const focus = openPad({ words: say("code"), least: 5, most: 8, done: send });
  show({ name: "pin", panel: "pad", heading: say(heading), text: say(text), focus, back: goHome });
  watch(goHome);
}

export const managerCode = () => askCode("manager", "manager-text", "supervisor");
export const signInCode = () => askCode("sign-in", "sign-in-text", "sign_in");

/** Who is locked, and the way to clock somebody, under the name of the manager. */
function showManager(manager) {
  const { identification, name, locked } = manager;
  const unlock = async (person) => {
    const answer = await alone(() => ask("unlock", { identification, employee: person.id }));
    if (!answer) return;
    if (answer.kind !== "unlocked") return goHome(say("gone-by"));
    mutter(say("unlocked", { name: person.name }));
    showManager({ ...manager, locked: locked.filter((one) => one.id !== person.id), said: say("unlocked", { name: person.name }) });
  };
  const buttons = locked.map((person) => button(say("unlock", { name: person.name }), () => unlock(person), "second"));
  part("answers").replaceChildren(...listOf([button(say("clock-other"), () => chooseOther(manager)), ...buttons]));
  const text = manager.said ?? say(locked.length ? "locked-people" : "nobody-locked");
  show({ name: "manager", panel: "answers", heading: say("manager-is", { name }), text, back: goHome });
  watch(goHome, QUIET_SECS);
}

async function chooseOther(manager) {
  await alone(() => namesForManager(manager.identification));
  drawLetters((person) => clockOther(manager, person));
  show({ name: "who", panel: "letters", heading: say("clock-whom"), back: () => showManager(manager) });
  watch(goHome, QUIET_SECS);
}

async function clockOther({ identification, name }, person) {
  const again = (choice, job) => ask("clock_other", { identification, employee: person.id, choice, job });
  const answer = await alone(() => again());
  if (answer) hear(answer, { person, again, by: name });
}

