// A hundred and fifty people at one kiosk: more than it is told of at once.
import assert from "node:assert/strict";
import { FIRST, LAST } from "./kiosk/states.js";
import { fakeKiosk, type } from "./lib/kiosk.js";
import { scriptOf } from "./lib/script.js";

/** Three of each first name: "Maria Lopez", "Maria Torres", "Maria Garcia", "Ana Torres" and so on. */
const MANY = FIRST.flatMap((first, nth) => [0, 1, 2].map((more) => `${first} ${LAST[(nth + more) % LAST.length]}`));

await scriptOf([lettersOneAfterTheOther, lateBesideASearch, searches]);

/** A kiosk whose gateway answers a search only when it is told to: `window.answers[search]()`. */
async function crowded(tools) {
  const page = await fakeKiosk(tools, { settings: { names: MANY } });
  await page.evaluate(() => {
    const { people } = window.fake.acts;
    window.answers = {};
    window.fake.acts.people = (asked) => (asked.search ? new Promise((resume) => { window.answers[asked.search] = () => resume(people(asked)); }) : people(asked));
  });
  return page;
}

async function answer(page, search) {
  await page.waitForFunction((search) => window.answers[search], search);
  await page.evaluate((search) => window.answers[search](), search);
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
}

function letter(page, letter) {
  return page.locator("#letters button").filter({ hasText: new RegExp(`^${letter}$`) }).click();
}

function names(page) {
  return page.locator("#names button").allInnerTexts();
}

/** Whom a letter leads to, in the order of the gateway. */
function under(letter) {
  return MANY.filter((name) => name.split(" ").some((word) => word.startsWith(letter)));
}

async function lettersOneAfterTheOther(tools) {
  const page = await crowded(tools);
  await letter(page, "W");
  await page.keyboard.press("Escape");
  await letter(page, "T");
  await answer(page, "T");
  assert.deepEqual(await names(page), under("T"));
  await answer(page, "W");
  assert.deepEqual(await names(page), under("T"), "an answer that is late is nobody's");
  await page.getByRole("button", { name: under("T")[0] }).click();
  await page.getByRole("heading", { name: under("T")[0] }).waitFor();
  await page.context().close();
}

/** Nor does it come among the names that somebody types. */
async function lateBesideASearch(tools) {
  const page = await crowded(tools);
  await letter(page, "W");
  await page.keyboard.press("Escape");
  await page.locator("#letters .wide").click();
  await type(page, "zo");
  await answer(page, "W");
  assert.deepEqual(await names(page), [], "sixty are known, and the gateway has not found the others yet");
  await answer(page, "zo");
  assert.deepEqual(await names(page), under("Zo"));
  await page.context().close();
}

/** Of two names that are begun both have to fit. */
async function searches(tools) {
  const page = await crowded(tools);
  await page.locator("#letters .wide").click();
  await page.getByRole("searchbox").fill("zoe l");
  await answer(page, "zoe l");
  assert.deepEqual(await names(page), ["Zoë Lopez"]);
  await page.getByRole("searchbox").fill("qq");
  await answer(page, "qq");
  assert.deepEqual(await names(page), []);
  await page.getByRole("searchbox").fill("Ång");
  await answer(page, "Ång");
  assert.deepEqual(await names(page), under("Ång"));
  await page.context().close();
}
