// A handset: what the call tells is heard and shown, what the caller does is sent.
import { Sound } from "./phone_sound.js";
import { Microphone } from "./phone_voice.js";
import { showWebhook } from "./phone_wire.js";
import { keysPressed, recorded, said, secondsLeft } from "./phone_words.js";

const part = (id) => document.getElementById(id);
const [phone, from, callButton, hangUpButton, keypad] = ["phone", "from", "call", "hang-up", "keypad"].map(part);
const [status, caption, captions, keyed, clock] = ["status", "caption", "captions", "keyed", "clock"].map(part);
const [countdown, level, voice, aloud] = ["countdown", "level", "voice", "aloud"].map(part);
/** Not every phone chooses its number, shows what goes over the wire, or tells what there was to learn. */
const [wire, learned] = ["wire", "learned"].map(part);

const sound = new Sound(aloud);
let csrf = phone.dataset.csrf;
/** The call that goes on: its address, its stream, what is being heard, the microphone that records. */
let call = null;

const clockFace = (secs) => `${Math.floor(secs / 60)}:${String(secs % 60).padStart(2, "0")}`;

/** Sends a form, or with `wav` a recording. */
async function send(path, fields = {}, wav = null) {
  const form = new URLSearchParams({ ...fields, csrf });
  const headers = wav ? { "Content-Type": "audio/wav", "X-CSRF-Token": csrf } : {};
  return fetch(path, { method: "POST", headers, body: wav ?? form, keepalive: !wav });
}

/** Signing in or out elsewhere changes the token of the visit. */
async function freshToken() {
  const page = await fetch(location.pathname);
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("phone");
  if (fresh) csrf = fresh.dataset.csrf;
}

/** Says something to the call; a call that is over needs no answer. */
async function tell(what, fields, wav) {
  if (!call) return;
  try {
    const response = await send(`${call.path}/${what}`, fields, wav);
    if (response.status === 404 || response.status === 403) over(said("The call is over."));
    else if (!response.ok && response.status !== 409) status.textContent = await response.text();
  } catch {
    status.textContent = said("No connection to the gateway.");
  }
}

function note(text, kind = "done") {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  const atEnd = captions.scrollHeight - captions.scrollTop - captions.clientHeight < 40;
  captions.append(line);
  if (atEnd) captions.scrollTop = captions.scrollHeight;
  return line;
}

async function place() {
  callButton.disabled = true;
  sound.wake();
  const microphone = voice.value === "" ? await openMicrophone() : null;
  const fields = from ? { from: from.value } : {};
  let placed;
  try {
    placed = await send(phone.dataset.calls, fields);
    if (placed.status === 403) {
      await freshToken();
      placed = await send(phone.dataset.calls, fields);
    }
  } catch {
    placed = null;
  }
  callButton.disabled = false;
  if (!placed?.ok) {
    microphone?.close();
    status.textContent = placed ? await placed.text() : said("No connection to the gateway.");
    return;
  }
  const path = placed.headers.get("location").replace(/\/events$/, "");
  call = { path, source: new EventSource(`${path}/events`), microphone, begun: Date.now(), hearing: null };
  call.source.addEventListener("message", (message) => follow(Number(message.lastEventId), JSON.parse(message.data)));
  call.source.addEventListener("error", () => {
    if (!call) return;
    // A refusal ends the stream for good; a lost connection comes back by itself.
    if (call.source.readyState === EventSource.CLOSED) over(said("The call is over."));
  });
  call.ticking = setInterval(tick, 250);
  captions.replaceChildren();
  wire?.replaceChildren();
  learned?.replaceChildren();
  status.textContent = said("Calling…");
  if (from) from.disabled = true;
  callButton.hidden = true;
  hangUpButton.hidden = false;
  keypad.focus({ preventScroll: true });
}

/** Whether the voice that is chosen, or the first there is, says anything. */
const speaks = () => (voice.value || voice.options[1].value) !== "silence";

async function openMicrophone() {
  try {
    return await Microphone.open(sound.context);
  } catch {
    voice.selectedIndex = 1;
    note(said(speaks() ? "There is no microphone to record from; a built-in voice will speak."
      : "There is no microphone to record from; the name will be left out."));
    return null;
  }
}

function hangUp() {
  if (!call) return;
  status.textContent = said("Hanging up…");
  if (call.microphone?.recording) call.microphone.stop("hang-up");
  else tell("hang-up");
}

/** Nothing more is to be expected of the call. */
function over(words) {
  if (!call) return;
  call.source.close();
  call.hearing?.abort();
  call.microphone?.close();
  clearInterval(call.ticking);
  call = null;
  wait(0);
  [keyed.textContent, caption.textContent, status.textContent] = ["", "", words];
  level.hidden = true;
  if (from) from.disabled = false;
  const wasFocused = [hangUpButton, keypad].includes(document.activeElement);
  hangUpButton.hidden = true;
  callButton.hidden = false;
  if (wasFocused) callButton.focus({ preventScroll: true });
}

function tick() {
  if (!call) return;
  clock.textContent = clockFace(Math.floor((Date.now() - call.begun) / 1000));
  const left = Math.ceil(((call.waitsUntil ?? 0) - Date.now()) / 1000);
  countdown.textContent = left > 0 ? secondsLeft(left) : "";
}

/** Shows how long the line waits for a key. */
function wait(secs) {
  if (call) call.waitsUntil = secs ? Date.now() + secs * 1000 : 0;
  if (secs) tick();
  else countdown.textContent = "";
}

/** Lets something be heard, and says when it was. */
function hear(number, text, play) {
  call.hearing?.abort();
  const hearing = new AbortController();
  call.hearing = hearing;
  status.textContent = said("On the line.");
  caption.textContent = text;
  call.line = note(text, "said");
  play(hearing.signal).then(() => {
    if (hearing.signal.aborted) return;
    if (call?.hearing === hearing) call.hearing = null;
    tell("heard", { event: number });
  });
}

function cut() {
  if (!call.hearing) return;
  call.line.classList.add("cut");
  call.hearing.abort();
  call.hearing = null;
}

async function record({ max_secs: maxSecs, silence_secs: silenceSecs, stop_keys: stopKeys, beep }) {
  const here = call;
  caption.textContent = "";
  note(said("After the tone: a recording."));
  if (beep) await sound.beep();
  if (call !== here) return;
  if (!here.microphone || voice.value !== "") {
    status.textContent = said(speaks() ? "A built-in voice speaks." : "Nothing is said.");
    await tell("recording", { sample: voice.value || voice.options[1].value });
    return;
  }
  status.textContent = said("Say your name, then press #.");
  level.hidden = false;
  here.stopKeys = stopKeys;
  const show = (loudness) => { level.value = loudness; };
  const { wav, stopped } = await here.microphone.record({ maxSecs, silenceSecs, show });
  level.hidden = true;
  if (call === here && wav) await tell(`recording?stopped=${stopped}`, {}, wav);
  if (call === here && stopped === "hang-up") await tell("hang-up");
}

/** How long it took, and what there was to learn. */
function showLearned({ took, lessons }) {
  const time = document.createElement("p");
  const words = document.createElement("strong");
  words.textContent = took;
  time.append(words);
  const list = document.createElement("ul");
  for (const lesson of lessons) list.appendChild(document.createElement("li")).textContent = lesson;
  learned?.replaceChildren(time, list);
}

/** One thing that the call tells. */
function follow(number, event) {
  if (!call) return;
  switch (event.kind) {
    case "dialed": status.textContent = said("Ringing…"); return;
    case "webhook": if (wire) showWebhook(wire, event); return;
    case "learned": showLearned(event); return;
    case "complaint": note(`Wrong: ${event.words}`); return;
    case "retrying": note(said("No connection to the gateway; the provider tries again.")); return;
    case "notice": note(said(event.words)); return;
    case "over":
      if (!learned) note(`${Math.round(event.secs)} seconds, ${event.webhooks} webhooks.`);
      over(said("Ready."));
      return;
    default:
  }
  wait(0);
  switch (event.kind) {
    case "say": hear(number, event.text, (signal) => sound.say(event.text, event.language, signal)); break;
    case "play": hear(number, said("A recorded prompt plays."), (signal) => sound.play(event.url, signal)); break;
    case "cut": cut(); break;
    case "await_key": status.textContent = said("The line waits for your keys."); wait(event.within_secs); break;
    case "silence": keyed.textContent = ""; note(said("No key was pressed in time.")); break;
    case "keyed":
      keyed.textContent = "";
      note(keysPressed(event.keys, event.finished_on));
      break;
    case "record": record(event); break;
    case "recorded": call.microphone?.stop("over"); note(recorded(event.secs.toFixed(1))); status.textContent = said("On the line."); break;
    case "ended": cut(); note(said(event.words)); status.textContent = said("The line is dead."); break;
    default:
  }
}

function press(key) {
  sound.tone(key);
  const button = keypad.querySelector(`[data-key="${key}"]`);
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), 150);
  if (!call) return;
  if (call.microphone?.recording) {
    if (call.stopKeys.includes(key)) call.microphone.stop("pound");
    return;
  }
  keyed.textContent = (keyed.textContent + (key === "#" ? "#" : "•")).slice(-16);
  // One after another, as they were pressed.
  const here = call;
  here.pressing = (here.pressing ?? Promise.resolve()).then(() => { if (call === here) return tell("keys", { keys: key }); });
}

callButton.addEventListener("click", place);
hangUpButton.addEventListener("click", hangUp);
for (const button of keypad.querySelectorAll("[data-key]")) {
  // A mouse leaves the focus where it is, so that Enter stays #.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => press(button.dataset.key));
}
document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const inField = event.target.closest("input, select, textarea");
  const onControl = event.target.closest("button, a, summary, input, select, textarea");
  if (/^[0-9*#]$/.test(event.key) && !inField) {
    event.preventDefault();
    press(event.key);
  } else if (event.key === "Enter" && call && !onControl) {
    event.preventDefault();
    press("#");
  }
});
addEventListener("pagehide", () => { if (call) tell("hang-up"); });
part("without-scripts").hidden = true;
phone.hidden = false;
