// The one screen: what stands on it, where the focus is, and what a screen reader is told.
import { say } from "./words.js";

export const part = (id) => document.getElementById(id);

const [root, heading, text, problem, actions] = ["kiosk", "heading", "text", "problem", "actions"].map(part);
const panels = [...document.querySelectorAll("[data-panel]")];
let leave = null;
let back = null;
let current = "";
/** The screen's own actions, and what is offered beside them for a moment. */
let [own, beside] = [[], []];
const listeners = [];

/** Tells the name of each screen that is shown from now on. */
export function whenShown(listener) {
  listeners.push(listener);
}

/** The name of the screen that is shown. */
export const shown = () => current;

/**
 * Shows a screen: `name`, the `panel` to work in, `heading` and `text` above it, the `actions` below it as
 * `[word, what to do]`, what Escape does (`back`), where the `focus` goes, and what to tidy up when the screen is left.
 */
export function show(screen) {
  leave?.();
  leave = screen.left ?? null;
  back = screen.back ?? null;
  current = screen.name;
  if (underWay?.on && underWay.on !== current) release();
  root.dataset.screen = screen.name;
  for (const panel of panels) panel.hidden = panel.dataset.panel !== screen.panel;
  heading.textContent = screen.heading;
  text.textContent = screen.text ?? "";
  clearProblem();
  [own, beside] = [screen.actions ?? [], []];
  showActions();
  (screen.focus ?? heading).focus({ preventScroll: true });
  document.title = `${screen.heading} · phoneclock`;
  for (const listener of listeners) listener(current);
}

/** The buttons below; the first of them leads back wherever there is a way back. */
function showActions() {
  const all = [...(back ? [["back", back]] : []), ...beside, ...own];
  actions.replaceChildren(...all.map(([word, act]) => button(say(word), act, word === "back" ? "back" : "")));
}

/** Offers something ahead of the screen's own actions, in the place of what was offered before. */
export function offer(list) {
  beside = list;
  showActions();
}

/** What is said to be wrong just now. */
export const complaint = () => problem.textContent;

/** Draws a screen anew by `draw`, and leaves on it what is said and offered. */
export function keepingWords(draw) {
  const [said, offered] = [problem.textContent, beside];
  draw();
  if (offered.length > 0) offer(offered);
  if (said) complain(said);
}

/** Changes what stands above the panel. */
export function retitle(words, more) {
  heading.textContent = words;
  text.textContent = more ?? "";
  text.hidden = !more;
}

export function goBack() {
  back?.();
}

/** Says what is wrong, each time it is wrong. */
export function complain(words) {
  problem.textContent = words;
  problem.hidden = false;
  // In its place, so that no key moves under a finger.
  text.hidden = true;
  announce(words);
}

export function clearProblem() {
  problem.textContent = "";
  problem.hidden = true;
  text.hidden = !text.textContent;
  announce("");
}

const pending = {};

/** Tells a screen reader, also the same for a second time: only a change is read, so it is cleared first. */
export function announce(words, where = "says") {
  clearTimeout(pending[where]);
  part(where).textContent = "";
  if (words) pending[where] = setTimeout(() => { part(where).textContent = words; }, 60);
}

/** The same without interrupting. */
export const mutter = (words) => announce(words, "mutters");

/** A button that does its work once, however often it is pressed. */
export function button(label, act, kind = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = label;
  // What is done takes no event: some of it takes words.
  made.addEventListener("click", () => act());
  return made;
}

/** The same with a second, smaller line. */
export function tallButton(label, more, act, kind = "") {
  const made = button(label, act, kind);
  if (more) {
    const line = document.createElement("small");
    line.textContent = more;
    made.append(line);
  }
  return made;
}

/** Puts buttons into a list. */
export function listOf(buttons) {
  return buttons.map((one) => {
    const item = document.createElement("li");
    item.append(one);
    return item;
  });
}

/** What is asked for just now; `on` is the screen that alone waits for it. */
let underWay = null;
/** What has come meanwhile, and is to be done afterwards: the last thing alone. */
let kept = null;

/**
 * While something is asked for, nothing else is: what is pressed meanwhile is not kept for later, what is scanned is.
 * With `on`, nobody waits for it any more once that screen is left.
 */
export async function alone(work, { on = null } = {}) {
  if (underWay) return undefined;
  const slow = setTimeout(() => { root.classList.add("slow"); mutter(say("one-moment")); }, 400);
  const mine = { on, slow };
  underWay = mine;
  root.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    if (underWay === mine) release();
  }
}

function release() {
  clearTimeout(underWay.slow);
  underWay = null;
  root.classList.remove("slow");
  root.removeAttribute("aria-busy");
  // Whoever has asked shows the answer first.
  setTimeout(doKept, 0);
}

/** Keeps one thing that came while something is asked for, to be done after it. */
export function keepForLater(work) {
  kept = work;
}

function doKept() {
  if (underWay) return;
  const work = kept;
  kept = null;
  work?.();
}

export const isBusy = () => underWay !== null;

/** Whether the next one may begin: nothing is asked for of which this screen will say what became of it. */
export const mayLeave = () => !underWay || underWay.on === current;
