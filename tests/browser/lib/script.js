// The frame of every script: what it was given, questions to the test that runs it, one browser, and what is wrong.
import { createInterface } from "node:readline";
import { chromium } from "./packages.js";

/**
 * Runs `steps` with `{ given, ask, browser, troubles }`. Whatever it throws, and whatever is in `troubles` at its
 * end, goes to standard error and fails the test. With a WAV as `given.sound` the browser has a microphone, which
 * hears that again and again.
 */
export async function script(steps) {
  const given = JSON.parse(process.argv[2]);
  const troubles = [];
  const args = ["--no-sandbox", ...microphone(given.sound)];
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  try {
    await steps({ given, ask: asking(), browser, troubles });
  } catch (error) {
    troubles.push(error.stack, ...(await openPages(browser)));
  }
  await browser.close();
  for (const trouble of troubles) console.error(`${trouble}\n`);
  process.exit(troubles.length === 0 ? 0 : 1);
}

function microphone(sound) {
  if (!sound) return [];
  const device = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
  return [...device, `--use-file-for-fake-audio-capture=${sound}`];
}

/** One line of JSON out, one line of JSON back. */
function asking() {
  const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  return async (question) => {
    process.stdout.write(`${JSON.stringify(question)}\n`);
    const answer = await answers.next();
    if (answer.done) throw new Error(`nobody answers ${JSON.stringify(question)}`);
    return JSON.parse(answer.value);
  };
}

/** What could be read when it went wrong. */
async function openPages(browser) {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const texts = pages.map(async (page) => `${page.url()} showed:\n${await page.locator("body").innerText()}`);
  return (await Promise.allSettled(texts)).map((text) => text.value ?? text.reason.message);
}
