// What the phone says of itself, in the language of its page. English is the key; what is missing stays English.

const SPANISH = {
  "The call is over.": "La llamada terminó.",
  "No connection to the gateway.": "No hay conexión.",
  "Calling…": "Llamando…",
  "There is no microphone to record from; a built-in voice will speak.": "No hay micrófono; hablará una voz incluida.",
  "There is no microphone to record from; the name will be left out.": "No hay micrófono; no se dirá el nombre.",
  "Nothing is said.": "No se dice nada.",
  "Hanging up…": "Colgando…",
  "On the line.": "En línea.",
  "After the tone: a recording.": "Después del tono: una grabación.",
  "A built-in voice speaks.": "Habla una voz incluida.",
  "Say your name, then press #.": "Diga su nombre y luego oprima #.",
  "Ringing…": "Sonando…",
  "No connection to the gateway; the provider tries again.": "No hay conexión; se intenta otra vez.",
  "Ready.": "Listo.",
  "A recorded prompt plays.": "Suena un mensaje grabado.",
  "The line waits for your keys.": "La línea espera sus teclas.",
  "No key was pressed in time.": "No se oprimió ninguna tecla a tiempo.",
  "The line is dead.": "La línea se cortó.",
  "You hung up.": "Usted colgó.",
  "The gateway hung up.": "El sistema colgó.",
  "Nobody was on the page any more.": "Ya no había nadie en la página.",
  "A call lasts 5 minutes at most.": "Una llamada dura 5 minutos como máximo.",
  "The program stops.": "El programa se detiene.",
};

const inSpanish = document.documentElement.lang === "es";

export const said = (english) => (inSpanish && SPANISH[english]) || english;

export const secondsLeft = (secs) => (inSpanish ? `${secs} s para oprimir una tecla` : `${secs} s to press a key`);

export function keysPressed(keys, last) {
  if (inSpanish) return `${keys} ${keys === 1 ? "tecla oprimida" : "teclas oprimidas"}${last ? `, luego ${last}` : ""}.`;
  return `${keys} ${keys === 1 ? "key" : "keys"} pressed${last ? `, then ${last}` : ""}.`;
}

export const recorded = (secs) => (inSpanish ? `${secs} segundos grabados.` : `${secs} seconds recorded.`);
