// What a scanner types, and what a tablet makes of it: the scanner is set to a US keyboard and presses keys by their
// place, the tablet reads them by its own layout.

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const US = Object.fromEntries(LETTERS.map((letter) => [`Key${letter}`, letter.toLowerCase()]));
const AZERTY = { ...US, KeyA: "q", KeyQ: "a", KeyW: "z", KeyZ: "w", KeyM: ",", Semicolon: "m" };
const numbers = (signs) => Object.fromEntries([..."1234567890"].map((digit, nth) => [`Digit${digit}`, [...signs][nth]]));

/** By the name of the layout what each key gives without Shift. */
export const LAYOUTS = {
  US: { ...US, ...numbers("1234567890") },
  UK: { ...US, ...numbers("1234567890") },
  French: { ...AZERTY, ...numbers("&é\"'(-è_çà") },
  Belgian: { ...AZERTY, ...numbers("&é\"'(§è!çà") },
  German: { ...US, KeyY: "z", KeyZ: "y", ...numbers("1234567890") },
  Spanish: { ...US, ...numbers("1234567890") },
  Greek: { ...Object.fromEntries(LETTERS.map((letter, nth) => [`Key${letter}`, [..."αβψδεφγηιξκλμνοπ;ρστθωςχυζ"][nth]])), ...numbers("1234567890") },
};

const code = (sign) => (/[0-9]/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`);

/** Presses keys as a scanner does: capitals with Shift, and the end of the scan. */
export async function scan(devtools, text, { layout = "US", capsLock = false, end = "Enter", pause = 0, between = () => {} } = {}) {
  const press = async (key, place, modifiers = 0) => {
    const letter = key.length === 1 ? { text: key } : key === "Enter" ? { text: "\r" } : {};
    await devtools.send("Input.dispatchKeyEvent", { type: letter.text ? "keyDown" : "rawKeyDown", key, code: place, modifiers, windowsVirtualKeyCode: key === "Enter" ? 13 : key === "Tab" ? 9 : 0, ...letter });
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key, code: place, modifiers });
  };
  for (const [nth, sign] of [...text].entries()) {
    const plain = LAYOUTS[layout][code(sign)];
    const shifted = /[A-Z]/.test(sign);
    const capital = shifted !== capsLock && /\p{L}/u.test(plain);
    if (shifted) await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Shift", code: "ShiftLeft", modifiers: 8 });
    await press(capital ? plain.toUpperCase() : plain, code(sign), shifted ? 8 : 0);
    if (shifted) await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Shift", code: "ShiftLeft" });
    await between(nth);
    if (pause) await new Promise((resume) => setTimeout(resume, pause));
  }
  if (end) await press(end, end);
}
