// What the phone says of itself, in the language of its page. English is the key; prompts/<language>/pages.ftl has the
// others, and the page brings those of its language. What is missing stays English.

const words = JSON.parse(document.getElementById("phone").dataset.words ?? "{}");

export const said = (english) => words[english] ?? english;

export const secondsLeft = (secs) => said("{n} s to press a key").replace("{n}", secs);

export function keysPressed(keys, last) {
  const one = last ? said("{n} key pressed, then {last}.") : said("{n} key pressed.");
  const many = last ? said("{n} keys pressed, then {last}.") : said("{n} keys pressed.");
  return (keys === 1 ? one : many).replace("{n}", keys).replace("{last}", last);
}

export const recorded = (secs) => said("{n} seconds recorded.").replace("{n}", secs);
