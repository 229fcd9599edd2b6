// Who does not get in: what is refused, what helps, and a screen that has missed what the office has changed.
import assert from "node:assert/strict";
import { PIN } from "./kiosk/states.js";
import { asked, badge, fakeKiosk, reaches, screenOf, type } from "./lib/kiosk.js";
import { scriptOf } from "./lib/script.js";

const WRONG = "111111";
const BADGE = badge("XVUTSRPONLKJIHGFEDCBBCDEFGHIJK");
const STOPPED = "Too many wrong PINs were keyed in here. No code is taken for now.";

await scriptOf([careful, forgotten, notTold, waysOn, nameNeeded, switchedMeanwhile, switchedBehindAName, nobodyIsDisturbed, wordsGoAway, backSaysNothing]);

function by(method, more = {}) {
  return { settings: { state: { method, ...more } } };
}

function press(page, name) {
  return page.getByRole("button", { name, exact: true }).click();
}

function problem(page, words) {
  return page.locator("#problem").filter({ hasText: words }).waitFor();
}

function buttons(page) {
  return page.locator("#actions button").allInnerTexts();
}

/** Too many wrong PINs at a device: numbers and badges go on, the Universal PIN and the codes of managers do not. */
async function careful(tools) {
  const more = { careful: true, universal: true, supervisors: true, sign_in: true };
  for (const [method, heading, actions] of [
    ["name and pin", "Touch your name", ["Manager", "Sign in"]],
    ["number and pin", "Key in your employee number", ["Key in letters", "Manager", "Sign in"]],
    ["pin alone", "Touch your name", ["Manager", "Sign in"]],
    ["badge", "Show your badge", ["Use PIN instead", "Manager", "Sign in"]],
    ["badge and pin", "Show your badge", ["Use PIN instead", "Manager", "Sign in"]],
  ]) {
    const page = await fakeKiosk(tools, by(method, more));
    await page.getByRole("heading", { name: heading }).waitFor();
    assert.deepEqual(await buttons(page), actions, method);
    for (const name of ["Manager", "Sign in"]) {
      await press(page, name);
      await page.getByText(STOPPED).waitFor();
      assert.equal(await page.locator("#keyed").isVisible(), false, "there is nothing to key in");
      await press(page, "Next person");
      await reaches(page, "start");
    }
    if (heading === "Touch your name") {
      await press(page, "Ben Ode");
      assert.deepEqual(await buttons(page), ["Back", "Forgot your PIN?"], `${method}: no colleague is clocked`);
      await type(page, PIN);
      await reaches(page, "done");
    }
    await page.context().close();
  }
}

/** The office is told by whatever is known of somebody. */
async function forgotten(tools) {
  const names = { "Maria Lopez": "00000000-0000-4000-8000-000000000003" };
  for (const [method, enter, sentence, who] of [
    ["name and pin", (page) => press(page, "Maria Lopez"), "that Maria Lopez needs", { employee: names["Maria Lopez"] }],
    ["number and pin", (page) => type(page, [..."1042", "Enter"]), "that employee number 1042 needs", { number: "1042" }],
    ["badge and pin", (page) => type(page, [...BADGE, "Enter"]), "that the holder of this badge needs", { identification: "b" }],
    ["badge", (page) => press(page, "Use PIN instead").then(() => press(page, "Maria Lopez")), "that Maria Lopez needs", { employee: names["Maria Lopez"] }],
  ]) {
    const page = await fakeKiosk(tools, by(method));
    await page.evaluate((scan) => {
      window.fake.badges[scan] = "Maria Lopez";
      window.fake.next = () => ({ kind: "pin", identification: "b", digits: 6 });
      const { identify } = window.fake.acts;
      window.fake.acts.identify = (asked) => (asked.identification ? window.fake.refused() : identify(asked));
    }, BADGE);
    await enter(page);
    await reaches(page, "pin");
    await type(page, WRONG);
    await press(page, "Forgot your PIN?");
    await tell(page, sentence, who);
  }
  // A PIN alone names nobody: whoever has forgotten it says who they are.
  const page = await fakeKiosk(tools, by("pin alone"));
  await type(page, WRONG);
  await press(page, "Forgot your PIN?");
  await press(page, "Maria Lopez");
  await tell(page, "that Maria Lopez needs", { employee: names["Maria Lopez"] });
}

async function tell(page, sentence, who) {
  await page.getByText(sentence).waitFor();
  await press(page, "Tell the office");
  await page.getByRole("heading", { name: "The office will be told" }).waitFor();
  assert.deepEqual((await asked(page, "forgot")).map(({ body }) => body), [who]);
  await page.context().close();
}

/** Nobody is told that the office will hear of it when the gateway has not said so. */
async function notTold(tools) {
  const page = await fakeKiosk(tools);
  await page.evaluate(() => { window.fake.acts.forgot = () => ({ kind: "gone" }); });
  await press(page, "Maria Lopez");
  await type(page, WRONG);
  await press(page, "Forgot your PIN?");
  await press(page, "Tell the office");
  await problem(page, "not possible right now");
  await page.context().close();
}

/** After a refusal whatever else the screen offers is still there. */
async function waysOn(tools) {
  const more = { universal: true, supervisors: true, sign_in: true };
  for (const [method, start, help] of [
    ["pin alone", ["Clock a colleague", "Manager", "Sign in"], ["Leave a note for your manager", "Forgot your PIN?"]],
    ["badge", ["Use PIN instead", "Manager", "Sign in"], ["Leave a note for your manager"]],
  ]) {
    const page = await fakeKiosk(tools, by(method, more));
    const forgot = method === "pin alone";
    await page.evaluate((refusal) => { window.fake.refusal = refusal; }, { ask_manager: true, may_note: true, forgot });
    assert.deepEqual(await buttons(page), start);
    await type(page, forgot ? WRONG : [...BADGE, "Enter"]);
    await problem(page, "Please ask your manager.");
    assert.deepEqual(await buttons(page), [...help, ...start], method);
    await press(page, "Manager");
    await type(page, [..."52903", "Enter"]);
    await page.getByRole("heading", { name: "Manager: Ana Ruiz" }).waitFor();
    await page.context().close();
  }
  const page = await fakeKiosk(tools, by("badge", { ...more, authentication: false }));
  await page.evaluate(() => { window.fake.acts.identify = () => window.fake.refused({ may_note: true, forgot: false }); });
  await press(page, "Ben Ode");
  await problem(page, "That did not work.");
  assert.deepEqual(await buttons(page), ["Leave a note for your manager", "Manager", "Sign in"]);
  await page.context().close();
}

/** A PIN alone is not enough any more: the names come, which the screen had none of, and so does the reason. */
async function nameNeeded(tools) {
  const page = await fakeKiosk(tools, { ...by("pin alone"), before: () => {
    const { people } = window.fake.acts;
    window.fake.acts.people = (asked) => (window.fake.state.careful ? people(asked) : { kind: "people", people: [], more: false });
  } });
  await page.evaluate(() => {
    window.fake.state.careful = true;
    window.fake.refusal = { need_name: true };
  });
  await type(page, WRONG);
  await page.getByRole("button", { name: "Ben Ode" }).waitFor();
  await problem(page, "Choose your name first");
  await press(page, "Ben Ode");
  await type(page, PIN);
  await reaches(page, "done");
  await page.context().close();
}

/** The office has chosen another method a moment ago: the first who is refused finds the way that there is now. */
async function switchedMeanwhile(tools) {
  for (const [before, after, key, heading] of [
    ["pin alone", "name and pin", WRONG, "Touch your name"],
    ["badge", "pin alone", [...BADGE, "Enter"], "Key in your PIN"],
  ]) {
    const page = await fakeKiosk(tools, by(before));
    await page.evaluate((method) => { window.fake.state.method = method; }, after);
    await type(page, key);
    await page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await problem(page, "That did not work. Please try again.");
    if (after === "name and pin") await press(page, "Maria Lopez");
    await type(page, PIN);
    await reaches(page, "done");
    await page.context().close();
  }
}

async function switchedBehindAName(tools) {
  for (const answer of ["refused", "gone"]) {
    const page = await fakeKiosk(tools);
    await press(page, "Maria Lopez");
    await page.evaluate((answer) => {
      window.fake.state.method = "number and pin";
      const { identify } = window.fake.acts;
      window.fake.acts.identify = (asked) => (asked.by === "name" ? { ...window.fake.refused(), kind: answer } : identify(asked));
    }, answer);
    await type(page, PIN);
    await page.getByRole("heading", { name: "Key in your employee number" }).waitFor();
    await problem(page, answer === "gone" ? "That took too long." : "That did not work.");
    await type(page, [..."1042", "Enter", ...PIN]);
    await reaches(page, "done");
    await page.context().close();
  }
}

/** Whoever keys the next try at once keeps it, and finds what has changed after it. */
async function nobodyIsDisturbed(tools) {
  const page = await fakeKiosk(tools, by("pin alone"));
  await page.evaluate(() => {
    const { state } = window.fake.acts;
    window.fake.acts.state = () => new Promise((resume) => { window.hear = () => resume(state()); });
    window.fake.state.kiosk = { ...window.fake.state.kiosk, name: "Back door" };
  });
  await type(page, WRONG);
  await problem(page, "That did not work.");
  await page.waitForFunction(() => window.hear);
  await type(page, "835");
  await page.evaluate(() => window.hear());
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#keyed").inputValue(), "•••");
  assert.equal(await page.locator("#place").innerText(), "Elm Street gate");
  await type(page, "291");
  await reaches(page, "done");
  await press(page, "Next person");
  await page.getByText("Back door").waitFor();
  assert.equal(await screenOf(page), "start");
  await page.context().close();
}

/** What one was told, and what was offered to them, does not stand there for the next. */
async function wordsGoAway(tools) {
  const page = await fakeKiosk(tools, { ...by("pin alone"), clock: true });
  await page.evaluate(() => { window.fake.refusal = { ask_manager: true, may_note: true }; });
  await type(page, WRONG);
  await problem(page, "Please ask your manager.");
  await page.clock.runFor(20_000);
  await problem(page, "Please ask your manager.");
  await page.clock.runFor(11_000);
  assert.equal(await page.locator("#problem").isVisible(), false);
  assert.deepEqual(await buttons(page), ["Manager"]);
  await page.context().close();

  const scanned = await fakeKiosk(tools, { ...by("badge"), clock: true });
  await type(scanned, [...BADGE.slice(0, 20), "Enter"]);
  await problem(scanned, "That badge could not be read.");
  await scanned.clock.runFor(31_000);
  assert.equal(await scanned.locator("#problem").isVisible(), false);
  await scanned.context().close();
}

/** Whoever only goes back has done nothing wrong. */
async function backSaysNothing(tools) {
  const page = await fakeKiosk(tools);
  await press(page, "Maria Lopez");
  await page.locator("#actions .back").click();
  await reaches(page, "start");
  assert.equal(await page.locator("#problem").isVisible(), false);
  assert.equal(await page.locator("#problem").textContent(), "");
  await page.context().close();
}
