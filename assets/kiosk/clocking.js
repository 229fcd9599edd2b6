// From who somebody is to their punch: the PIN, what there is to choose, the confirmation, and its undoing.
import { stopWatching, watch, watchWords } from "./away.js";
import { now } from "./clock.js";
import { ask, kiosk } from "./gateway.js";
import { forgotPin, leaveNote } from "./help.js";
import { goHome } from "./home.js";
import { chooseJob } from "./jobs.js";
import { forgetNames } from "./names.js";
import { empty, openPad } from "./pad.js";
import { photograph } from "./photo.js";
import { alone, announce, complain, listOf, mayLeave, offer, part, show, shown, tallButton } from "./stage.js";
import { drop as dropUndo, keepUndo } from "./undo.js";
import { lengthOf, momentOf, say, speak, timeOf } from "./words.js";

/** The confirmation stands so long, unless the next one comes. */
const DONE_MILLIS = 4_500;
/** Somebody who has touched the jobs is choosing one. */
const CHOOSING_SECS = 10;

/** When the one who is here began. */
let began = null;
let leaving;

/** The screen was touched, perhaps by another one than before. */
export function touch() {
  began = performance.now();
}

/** Somebody says who they are. What was the last one's is not theirs. */
export function begin() {
  began ??= performance.now();
  dropUndo();
  announce("", "mutters");
}

/** The next one is here, by their own word. */
function letNextOne() {
  if (!mayLeave()) return;
  dropUndo();
  goHome();
}

export function end() {
  began = null;
}

/** How long they have taken so far, in milliseconds. */
const taken = () => Math.round(performance.now() - (began ?? performance.now()));

/**
 * Asks for a PIN: `heading` says whose, `body` makes of it what the gateway is asked, `person` is who was named, `forgot`
 * helps whoever does not know it, and `colleague` offers to clock them by the Universal PIN.
 */
export function askPin({ heading, text, words = "pin", digits, least, body, person = null, forgot = null, colleague = null }) {
  begin();
  const actions = [...(forgot ? [["forgot", forgot]] : []), ...(colleague ? [["colleague", colleague]] : [])];
  const focus = openPad({ words: say(words), digits, least, done: (pin) => identify(body(pin), { person, forgot }) });
  show({ name: "pin", panel: "pad", heading, text, focus, back: goHome, actions });
  watch(goHome);
}

/** Asks the gateway who somebody is. What it answers is the next screen, and is given back. */
export async function identify(body, { person = null, forgot = null } = {}) {
  begin();
  const answer = await alone(() => ask("identify", { ...body, touched: taken() }));
  if (answer) hear(answer, { person, forgot });
  return answer;
}

/** Shows what the gateway answers to `identify`, `punch` and `clock_other`. */
export function hear(answer, { person = null, forgot = null, again = punchOf(answer), by = null } = {}) {
  switch (answer.kind) {
    case "done": return showDone(answer, by);
    case "choose": return showChoices(answer, again, by);
    case "break": return showBreak(answer);
    case "pin": return askBadgePin(answer);
    case "refused": return refuse(answer, person, forgot);
    case "left": return goHome();
    case "gone": return goHome(say("gone-by"));
    default: return goHome(say("not-now"));
  }
}

/** Carries out a choice by a punch. */
function punchOf({ identification }) {
  return (choice, job) => ask("punch", { identification, choice, job });
}

function askBadgePin({ identification, digits }) {
  const body = (pin) => ({ by: "badge", identification, pin });
  const forgot = () => forgotPin({ name: say("forgot-holder"), identification });
  askPin({ heading: say("badge-read"), text: say("pin-text"), digits, body, forgot });
}

/** Whatever was wrong, it is said in the same words. */
function refuse({ ask_manager: askManager, may_note: mayNote, need_name: needName, forgot: isPin }, person, forgot) {
  if (needName) {
    kiosk.state.careful = true;
    forgetNames();
    goHome(say("need-name"));
    return;
  }
  if (shown() !== "pin" && shown() !== "start") goHome();
  empty();
  const help = [];
  if (mayNote) help.push(["leave-note", () => leaveNote(person)]);
  // A PIN that was asked for has it on its screen.
  if (isPin && forgot && shown() === "start") help.push(["forgot", forgot]);
  offer(help);
  complain(say(askManager ? "refused-manager" : "refused"));
  if (shown() === "start") watchWords(goHome);
}

function showDone(answer, by) {
  speak(answer.language);
  keepUndo(answer);
  showPunch(answer, by);
  photograph(answer);
}

/** What was done, and the job to be chosen. */
function showPunch(answer, by) {
  if (answer.jobs.length === 0) {
    const worked = answer.worked === null ? "" : say("worked", { length: lengthOf(answer.worked) });
    confirm(answer, by, worked || (answer.job ? say("job", { name: answer.job }) : ""));
    return;
  }
  const { identification, jobs, skippable, job_required: required } = answer;
  const chosen = async (job) => {
    const named = await alone(() => ask("job", { identification, job }), { on: "clocked" });
    // The screen is the next one's by now, if somebody has said so.
    if (!named || shown() !== "clocked") return;
    confirm(answer, by, named.name ? say("job", { name: named.name }) : "");
    if (named.kind !== "job") complain(say(required ? "job-lost-required" : "job-lost"));
  };
  part("kiosk").dataset.way = answer.way;
  chooseJob({
    name: "clocked",
    heading: `${clocked(answer)} ${timeOf(answer.at, answer.zone)}`,
    text: say(required ? "which-job-required" : "which-job"),
    jobs,
    chosen,
    actions: [...(skippable ? [["no-job", () => chosen(null)]] : []), ["next", letNextOne]],
  });
  // It is clocked already: who goes away now loses nothing, and the next one does not wait for it.
  watch(goHome, DONE_MILLIS / 1_000, 0, () => watch(goHome, CHOOSING_SECS));
}

const clocked = ({ name, way }) => say(way === "in" ? "clocked-in" : "clocked-out", { name });

/** The confirmation, as large as the screen. */
function confirm(answer, by, more) {
  stopWatching();
  part("kiosk").dataset.way = answer.way;
  part("done-time").textContent = timeOf(answer.at, answer.zone);
  part("done-more").textContent = [more, by ? say("clocked-by", { name: by }) : ""].filter(Boolean).join(" ");
  const heading = clocked(answer);
  const left = () => clearTimeout(leaving);
  show({ name: "done", panel: "done", heading, left, actions: [["next", letNextOne]] });
  announce(`${heading} ${part("done-time").textContent} ${part("done-more").textContent}`, "mutters");
  leaving = setTimeout(() => goHome(), DONE_MILLIS);
}

/** That somebody is on a break, or no longer. */
function showBreak({ name, language, break: kind, at, zone, secs }) {
  speak(language);
  stopWatching();
  part("kiosk").dataset.way = secs === null ? "out" : "in";
  part("done-time").textContent = timeOf(at, zone);
  part("done-more").textContent = "";
  const heading = secs === null ? say("break-started", { name, break: kind }) : say("break-ended", { name, length: lengthOf(secs) });
  const left = () => clearTimeout(leaving);
  show({ name: "done", panel: "done", heading, left, actions: [["next", letNextOne]] });
  announce(`${heading} ${part("done-time").textContent}`, "mutters");
  leaving = setTimeout(() => goHome(), DONE_MILLIS);
}

/** What a choice is called on its button. */
function nameOfChoice(choice, breaks) {
  const [named, kind] = choice.split(":");
  const name = breaks.find(({ id }) => id === kind)?.name ?? "";
  return say(`choice-${named.replace("_", "-")}`, { name });
}

/** What there is to choose, in large buttons under the name. */
function showChoices(answer, again, by) {
  const { identification, name, language, question: asked, since, zone, choices, jobs, breaks = [] } = answer;
  speak(language);
  const carryOut = async (choice, job = null) => {
    const next = await alone(() => again(choice, job));
    if (next) hear(next, { again, by });
  };
  const leave = () => {
    ask("leave", { identification });
    goHome();
  };
  const back = () => showChoices(answer, again, by);
  // Who presses without reading changes nothing that was done a moment ago.
  const safe = asked === "just_clocked" ? "keep" : null;
  const ordered = [...choices].sort((one, other) => (other === safe) - (one === safe));
  const buttons = ordered.map((choice) => {
    const act = choice === "switch_job" ? () => switchJob(jobs, carryOut, back) : () => carryOut(choice);
    return tallButton(nameOfChoice(choice, breaks), "", act, safe && choice !== safe ? "second" : "");
  });
  part("answers").replaceChildren(...listOf(buttons));
  const question = { forgotten: "forgotten", just_clocked: choices.includes("out") ? "just-clocked-in" : "just-clocked-out" }[asked];
  const text = question ? say(question, { when: momentOf(since, zone, now()) }) : say("what-to-do");
  show({ name: "choose", panel: "answers", heading: name, text, back: leave });
  watch(leave, 15);
}

function switchJob(jobs, carryOut, back) {
  const heading = say("which-job");
  chooseJob({ heading, jobs, back, chosen: (job) => carryOut("switch_job", job), actions: [] });
}
