// The frame of every script: what it was given, questions to the test that runs it, one browser, and what is wrong.
import { createInterface } from "node:readline";
import { chromium } from "./packages.js";

/**
 * Runs `steps` with `{ given, ask, browser, troubles }`. Whatever it throws, and whatever is in `troubles` at its
 * end, goes to standard error and fails the test. With a WAV as `given.sound` the browser has a microphone, which
 * hears that again and again; with a Y4M as `given.video` a camera, which sees that.
 */
export async function script(steps) {
  const given = JSON.parse(process.argv[2]);
  const troubles = [];
  const args = ["--no-sandbox", ...devices(given)];
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  try {
    await steps({ given, ask: asking(), browser, troubles });
  } catch (error) {
    troubles.push(...(await openPages(browser)), error.stack);
  }
  await browser.close();
  for (const trouble of troubles) console.error(`${trouble}\n`);
  process.exit(troubles.length === 0 ? 0 : 1);
}

/** Runs tests one after the other, each with what `script` gives. What one throws is told under its name; the others go on. */
export async function scriptOf(tests) {
  await script(async (tools) => {
    for (const test of tests) {
      try {
        await test(tools);
      } catch (error) {
        tools.troubles.push(`${test.name}: ${error.stack}`);
      }
    }
  });
}

function devices({ sound, video }) {
  if (!sound && !video) return [];
  const made = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
  if (sound) made.push(`--use-file-for-fake-audio-capture=${sound}`);
  if (video) made.push(`--use-file-for-fake-video-capture=${video}`);
  return made;
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
