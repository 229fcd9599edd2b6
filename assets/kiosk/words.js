// What the screen says, in the language that it speaks just now. The words are in prompts/<language>/kiosk.ftl, and the
// page brings those of every language.

const EVERY = JSON.parse(document.getElementById("kiosk").dataset.words);
let language = document.documentElement.lang;

export const spoken = () => language;

/** Every language that there are words in. */
export const everyLanguage = Object.keys(EVERY);

/** What a language calls itself. */
export const ownName = (code) => EVERY[code]?.own ?? code;

/** A message with its values. */
export function say(name, values = {}) {
  const message = EVERY[language].words[name] ?? EVERY.en.words[name] ?? name;
  return message.replace(/\{(\w+)\}/g, (hole, value) => values[value] ?? hole);
}

/** Changes the language, and with it whatever is on the page already. A language without words stays unspoken. */
export function speak(code) {
  if (EVERY[code]) language = code;
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
}

const formats = new Map();

/** Makes a format of times once. */
function format(zone, options) {
  const key = JSON.stringify([language, zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(EVERY[language].tag, { timeZone: zone, ...options }));
  return formats.get(key);
}

export const timeOf = (ms, zone) => format(zone, { hour: "numeric", minute: "2-digit" }).format(ms);
export const dayOf = (ms, zone) => format(zone, { weekday: "long", month: "long", day: "numeric" }).format(ms);

/** A moment as people say it: the time alone when it is today. */
export function momentOf(ms, zone, now) {
  return dayOf(ms, zone) === dayOf(now, zone) ? timeOf(ms, zone) : `${dayOf(ms, zone)}, ${timeOf(ms, zone)}`;
}

/** HH:MM, as fields of forms want it. */
export function fieldTime(ms, zone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** Hours and minutes. Seconds are paid by the minute that they are in. */
export function lengthOf(secs) {
  const minutes = Math.floor(secs / 60);
  return say("length", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A text as it is compared: without marks, in lower case. */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);

/** Sorts texts as the language does. */
export const inOrder = (one, other) => one.localeCompare(other, language);
