// Who works here: the first letters, the names under one of them, and a search.
import { watch } from "./away.js";
import { askQuietly, ask } from "./gateway.js";
import { goHome } from "./home.js";
import { button, listOf, part, show } from "./stage.js";
import { inOrder, plain, say } from "./words.js";

/** Names are asked for anew after so long. */
const FRESH_MILLIS = 120_000;
/** While somebody types. */
const TYPING_MILLIS = 250;

const [letters, list, search] = ["letters", "names", "search"].map(part);
let people = [];
/** What is asked along: a manager is shown names whatever the method. */
let along = {};
/** Whether there are people whom `people` lacks. */
let more = false;
let asOf = -Infinity;
let choose = () => {};
let typing;
/** Counts what was shown: an answer to what was shown before comes too late. */
let turn = 0;

/** Gets the names, unless there are some that were asked for just now. Whether they are others than before. */
export async function freshenNames(anyway = false) {
  if (along.identification) forgetNames();
  if (!anyway && people.length > 0 && performance.now() - asOf < FRESH_MILLIS) return false;
  const before = JSON.stringify(people);
  const answer = await askQuietly("people", { search: "" });
  if (answer?.kind !== "people") return false;
  [people, more, asOf] = [answer.people, answer.more, performance.now()];
  return JSON.stringify(people) !== before;
}

/** Nobody of another kiosk, or of a time before this one, is left on the screen. */
export function forgetNames() {
  [people, more, asOf, along] = [[], false, -Infinity, {}];
}

/** Gets the names for a manager. */
export async function namesForManager(identification) {
  forgetNames();
  along = { identification };
  const answer = await ask("people", { search: "", ...along });
  if (answer?.kind === "people") [people, more] = [answer.people, answer.more];
}

const words = (name) => plain(name).split(/[\s-]+/).filter(Boolean);

/** The letters by which somebody may look for themselves: of the first name and of the last. */
function initials({ name }) {
  const all = words(name);
  return [all[0], all.at(-1)].filter(Boolean).map((word) => [...word][0].toLocaleUpperCase());
}

/** Whether all names fit on the screen that shows them. What is said below for a moment is no matter. */
export function fitAtOnce() {
  if (more) return false;
  const strips = [...document.querySelectorAll(".bottom > .strip")];
  const hidden = strips.map((strip) => strip.hidden);
  for (const strip of strips) strip.hidden = true;
  const fits = list.scrollHeight <= list.clientHeight + 1;
  for (const [nth, strip] of strips.entries()) strip.hidden = hidden[nth];
  return fits;
}

/** Fills the panel of letters. Names are few enough, or one letter is between. */
export function drawLetters(chosen) {
  choose = chosen;
  const known = new Set(people.flatMap(initials));
  if (more) for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") known.add(letter);
  const keys = [...known].sort(inOrder).map((letter) => button(letter, () => showNames(letter), "key"));
  const searching = button(say("search"), () => showNames("", search), "key wide quiet");
  letters.replaceChildren(...keys, searching);
  letters.classList.toggle("none", people.length === 0);
}

/** Fills the panel of names with all of them. */
export function drawAllNames(chosen) {
  choose = chosen;
  search.value = "";
  turn += 1;
  draw(people);
}

/** Shows the names under a letter, or those that are searched for. */
export async function showNames(letter, focus = null) {
  search.value = "";
  turn += 1;
  const under = people.filter((person) => initials(person).includes(letter));
  draw(under);
  show({
    name: "names",
    panel: "names",
    heading: letter ? say("names-under", { letter }) : say("search-name"),
    back: goHome,
    focus: focus ?? undefined,
  });
  watch(goHome);
  if (more && letter) await find(letter);
}

/** Shows whom the gateway finds by how their names begin, unless something else is shown by then. */
async function find(text) {
  const mine = turn;
  const answer = await ask("people", { search: text, ...along });
  if (mine === turn && answer?.kind === "people") draw(answer.people);
}

function draw(found) {
  list.replaceChildren(...listOf(found.map((person) => button(person.name, () => choose(person), "name"))));
  list.dataset.none = found.length === 0 ? say(search.value ? "nobody-found" : "type-name") : "";
}

/** What somebody types narrows the names down. */
function look() {
  const parts = words(search.value);
  turn += 1;
  clearTimeout(typing);
  if (parts.length === 0) {
    draw([]);
    return;
  }
  draw(people.filter(({ name }) => parts.every((part) => words(name).some((word) => word.startsWith(part)))));
  if (more) typing = setTimeout(() => find(search.value.trim()), TYPING_MILLIS);
}

/** A letter on a real keyboard begins a search, where names are what is asked for. Whether it did. */
export function typeName(letter) {
  if (letters.closest("[data-panel]").hidden && list.closest("[data-panel]").hidden) return false;
  showNames("", search);
  search.value = letter;
  look();
  return true;
}

export function wireNames() {
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    // The one who is left is meant.
    if (event.key === "Enter" && list.children.length === 1) list.querySelector("button").click();
  });
}
