// The start: the clock, the place, the languages, and what one does first, by the method of the workspace.
import { stopWatching, watch, watchWords } from "./away.js";
import { setZone } from "./clock.js";
import { askPin, begin, end, identify } from "./clocking.js";
import { isReachable, kiosk, phoneLink, refresh, showGone } from "./gateway.js";
import { forgotPin } from "./help.js";
import { goHome, setHome } from "./home.js";
import { canKeep, countKept, keepHere } from "./keeping.js";
import { offerLanguages } from "./languages.js";
import { managerCode, signInCode } from "./manager.js";
import { drawAllNames, drawLetters, fitAtOnce, freshenNames } from "./names.js";
import { openPad, typeLetters } from "./pad.js";
import { askLeave, needsLeave } from "./photo.js";
import { alone, complain, keepingWords, part, retitle, show, shown } from "./stage.js";
import { say, speak } from "./words.js";

/** A language that somebody has chosen and left is the next one's no more after so long. */
const LANGUAGE_SECS = 20;

/** What one does first: `letters`, `number`, `pin` or `badge`. */
export function entry() {
  const { method, authentication, careful } = kiosk.state;
  if (!authentication || method === "name and pin") return "letters";
  if (method === "number and pin") return "number";
  // After too many wrong ones a PIN alone is not enough.
  if (method === "pin alone") return careful ? "letters" : "pin";
  return "badge";
}

/** Whether colleagues can be clocked: too many wrong PINs stop the Universal PIN. */
const hasUniversal = () => kiosk.state.universal && !kiosk.state.careful;

/** What the gateway had said when the start was drawn. */
let drawn = "";

/** Whether the gateway has said something else since. */
export const isOutdated = () => JSON.stringify(kiosk.state) !== drawn;

/** Shows the start in the kiosk's own language, with what there is to be said on it. */
function home(said) {
  end();
  stopWatching();
  speak(kiosk.state.language);
  showStart();
  if (said) {
    complain(said);
    watchWords(goHome);
  }
  freshen();
}

/** Names that have changed are put on the screen while nobody uses it. */
async function freshen() {
  if (entry() === "letters" && (await freshenNames()) && shown() === "start") redrawStart();
}

/** Draws the start anew under whoever may be reading what is said on it. */
export const redrawStart = () => keepingWords(showStart);

export function showStart() {
  const { kiosk: place, workspace } = kiosk.state;
  drawn = JSON.stringify(kiosk.state);
  part("place").textContent = place.name;
  part("workspace").textContent = workspace;
  setZone(place.zone);
  offerLanguages(kiosk.state.languages, () => {
    showStart();
    watch(goHome, LANGUAGE_SECS);
  });
  if (!isReachable()) {
    showOffline(false);
    return;
  }
  showGone(false);
  const first = entry();
  const start = { name: "start", actions: startActions(first) };
  if (first === "letters") showPeople(start, toName);
  else if (first === "number") showNumberPad(start);
  else if (first === "pin") showPinPad(start);
  else show({ ...start, panel: "badge", heading: say("show-badge"), focus: part("scanned") });
}

function startActions(first) {
  const { supervisors, sign_in: users, authentication } = kiosk.state;
  const actions = [];
  if (first === "badge") actions.push(["use-pin", () => chooseName(toName)]);
  else if (hasUniversal() && authentication && first !== "letters") actions.push(["colleague", () => chooseName(askUniversal)]);
  if (supervisors) actions.push(["manager", managerCode]);
  if (users) actions.push(["sign-in", signInCode]);
  if (needsLeave()) actions.push(["photo-allow", allowCamera]);
  return actions;
}

/** Whoever sets the kiosk up allows the camera: nobody who clocks is asked. */
async function allowCamera() {
  await askLeave().catch(() => {});
  if (shown() === "start") redrawStart();
}

/** Names to touch; where they do not fit, the letters that they begin with come first. */
function showPeople(screen, chosen) {
  drawAllNames(chosen);
  show({ ...screen, panel: "names", heading: say("touch-name") });
  if (fitAtOnce()) return;
  drawLetters(chosen);
  show({ ...screen, panel: "letters", heading: say("touch-letter") });
}

function toName(person) {
  const { authentication, method, digits, fallback_digits: fallback } = kiosk.state;
  const employee = person.id;
  if (!authentication) {
    identify({ by: "name", employee }, { person });
    return;
  }
  askPin({
    heading: person.name,
    text: say("pin-text"),
    digits: method.startsWith("badge") ? fallback : digits,
    body: (pin) => ({ by: "name", employee, pin }),
    person,
    forgot: () => forgotBy(person),
    colleague: hasUniversal() ? () => askUniversal(person) : null,
  });
}

const forgotBy = ({ id, name }) => forgotPin({ name, employee: id });

function askUniversal(person) {
  const body = (pin) => ({ by: "universal", employee: person.id, pin });
  askPin({ heading: person.name, text: say("colleague-text"), words: "universal", least: 6, body, person });
}

function showNumberPad(start) {
  const done = (number) => {
    const body = (pin) => ({ by: "number", number, pin });
    const forgot = () => forgotPin({ name: say("forgot-number", { number }), number });
    askPin({ heading: say("number-given", { number }), text: say("pin-text"), digits: kiosk.state.digits, body, forgot });
  };
  const focus = openPad({ words: say("number"), secret: false, letters: true, most: 40, done, begun: awaitMore });
  show({ ...start, panel: "pad", heading: say("key-number"), focus, actions: [["letters-too", typeLetters], ...start.actions] });
}

function showPinPad(start) {
  // A PIN that is not known names nobody.
  const done = (pin) => identify({ by: "pin", pin }, { forgot: () => chooseName(forgotBy) });
  const focus = openPad({ words: say("pin"), digits: kiosk.state.digits, least: 4, done, begun: awaitMore });
  show({ ...start, panel: "pad", heading: say("key-pin"), focus });
}

/** Whoever goes away from half a number leaves an empty pad to the next one. */
const awaitMore = () => watch(goHome);

/** Lets somebody choose a name where that is not what one does first: without a badge, and for a colleague. */
async function chooseName(chosen) {
  begin();
  await alone(() => freshenNames());
  showPeople({ name: "who", back: goHome }, chosen);
  watch(goHome);
}

/** The way by phone, while there is none by the network. `unsure`: something was sent, and nobody knows what became of it. */
export function showOffline(unsure) {
  stopWatching();
  const link = phoneLink();
  part("big-number").replaceChildren(...(link ? [link] : []));
  const [first, call] = [say(unsure ? "offline-unsure" : "offline-text"), say(link ? "offline-call" : "offline-ask")];
  const actions = [...(canKeep() ? [["keep-here", keepHere]] : []), ["try-again", () => alone(() => refresh(false))]];
  show({ name: "offline", panel: "number", heading: say("offline"), text: `${first} ${call}`, actions });
  sayHowMany(first, call);
}

/** How many punches wait here for the network. */
async function sayHowMany(first, call) {
  const count = await countKept();
  if (count > 0 && shown() === "offline") retitle(say("offline"), `${first} ${say("kept-count", { count })} ${call}`);
}

export function wireStart() {
  setHome(home);
}
