// The languages in their own names, each a press away.
import { button, part } from "./stage.js";
import { ownName, speak, spoken } from "./words.js";

/** Offers languages; `redraw` shows the screen again in the one that was chosen. */
export function offerLanguages(codes, redraw) {
  const buttons = codes.map((code) => {
    const one = button(ownName(code), () => {
      speak(code);
      redraw();
      part("languages").querySelector(`[lang=${code}]`)?.focus({ preventScroll: true });
    });
    one.lang = code;
    one.setAttribute("aria-pressed", String(code === spoken()));
    return one;
  });
  part("languages").replaceChildren(...(codes.length > 1 ? buttons : []));
}
