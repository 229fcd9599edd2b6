// Keys at a kiosk: real keyboards, number pads, and scanners with every layout, wherever the focus is.
import assert from "node:assert/strict";
import { PIN } from "./kiosk/states.js";
import { LAYOUTS, scan } from "./kiosk/layouts.js";
import { asked, badge, fakeKiosk, reaches, screenOf, type } from "./lib/kiosk.js";
import { scriptOf } from "./lib/script.js";

const BADGE = badge("XVUTSRPONLKJIHGFEDCBBCDEFGHIJK");
const OTHER = badge("BCDEFGHIJKLNOPRSTUVXXVUTSRPONL");

await scriptOf([byKeyboardAlone, onANumberPad, digitsOfEveryLayout, scansOfEveryLayout, scansAtAnyTime, badScans, tenTaps, announced, never]);

async function withBadges(tools, more = {}) {
  const page = await fakeKiosk(tools, { settings: { state: { method: "badge" } }, ...more });
  await page.evaluate(([one, other]) => { window.fake.badges = { [one]: "Maria Lopez", [other]: "Ben Ode" }; }, [BADGE, OTHER]);
  return { page, devtools: await page.context().newCDPSession(page) };
}

async function home(page) {
  await page.getByRole("button", { name: "Next person" }).click();
  await reaches(page, "start");
}

/** From the name to the confirmation and back without touching anything, with what a screen reader is told. */
async function byKeyboardAlone(tools) {
  const page = await fakeKiosk(tools);
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  for (let nth = 0; nth < 20 && (await focused()) !== "Maria Lopez"; nth += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await reaches(page, "pin");
  assert.equal(await focused(), "keyed", "the field has the focus");
  const field = page.getByRole("textbox", { name: "Maria Lopez PIN" });
  await type(page, "83520");
  assert.equal(await field.inputValue(), "•••••", "0 is a digit like the others");
  await page.keyboard.press("Backspace");
  assert.equal(await field.inputValue(), "••••");
  assert.equal(await field.evaluate((one) => document.getElementById(one.getAttribute("aria-describedby")).textContent), "4 of 6");
  assert.ok(!(await page.content()).includes("8352"), "the digits are nowhere on the page");
  await page.keyboard.press("Escape");
  assert.equal(await screenOf(page), "start");

  // A letter begins a search, and the only name that is left is chosen by Enter.
  await type(page, "mar");
  await page.getByRole("searchbox").waitFor();
  assert.equal(await page.locator("#names button").count(), 1);
  await page.keyboard.press("Enter");
  await type(page, PIN);
  await reaches(page, "done");
  await page.getByRole("heading", { name: "Maria Lopez, you are clocked in." }).waitFor();
  await page.locator("#mutters").filter({ hasText: /Maria Lopez, you are clocked in\. 6:59.AM/ }).waitFor({ state: "attached" });
  await home(page);
  // A PIN that is shorter than most, and sent by Enter; keys on the screen are keys, too.
  await page.getByRole("button", { name: "Ben Ode" }).click();
  await page.getByRole("button", { name: "8", exact: true }).click();
  await page.getByRole("button", { name: "0", exact: true }).click();
  await type(page, "35");
  await page.getByRole("button", { name: "Enter" }).click();
  const [, second] = await asked(page, "identify");
  assert.equal(second.body.pin, "8035");
  await page.context().close();
}

async function onANumberPad(tools) {
  const page = await fakeKiosk(tools, { settings: { state: { method: "number and pin" } } });
  const devtools = await page.context().newCDPSession(page);
  const press = async (key, code) => {
    for (const kind of ["rawKeyDown", "keyUp"]) await devtools.send("Input.dispatchKeyEvent", { type: kind, key, code, location: 3 });
  };
  for (const [key, code] of [["1", "Numpad1"], ["Insert", "Numpad0"], ["ArrowLeft", "Numpad4"], ["2", "Numpad2"], ["Enter", "NumpadEnter"]]) await press(key, code);
  await reaches(page, "pin");
  await page.getByRole("heading", { name: "Employee number 1042" }).waitFor();
  for (const digit of PIN) await press(digit, `Numpad${digit}`);
  await reaches(page, "done");
  // Whoever comes next keys straight on.
  for (const digit of "77") await press(digit, `Numpad${digit}`);
  assert.equal(await page.locator("#keyed").inputValue(), "77");
  await page.context().close();
}

/** Unshifted keys of a French keyboard have other signs, and mean digits all the same; letters are taken where numbers have some. */
async function digitsOfEveryLayout(tools) {
  for (const layout of Object.keys(LAYOUTS)) {
    const page = await fakeKiosk(tools, { settings: { state: { method: "pin alone" } } });
    await scan(await page.context().newCDPSession(page), "013748", { layout, end: null });
    await page.waitForFunction(() => window.fake.calls.some(({ act }) => act === "identify"));
    const [{ body }] = await asked(page, "identify");
    assert.deepEqual([body.by, body.pin], ["pin", "013748"], layout);
    await page.context().close();
  }
  const page = await fakeKiosk(tools, { settings: { state: { method: "number and pin" } } });
  await type(page, [..."A-17", "Enter"]);
  await page.getByRole("heading", { name: "Employee number A-17" }).waitFor();
  await page.context().close();
}

async function scansOfEveryLayout(tools) {
  const { page, devtools } = await withBadges(tools);
  for (const layout of Object.keys(LAYOUTS)) {
    for (const capsLock of [false, true]) {
      for (const end of ["Enter", "Tab", null]) {
        await scan(devtools, BADGE, { layout, capsLock, end });
        await page.getByRole("heading", { name: "Maria Lopez, you are clocked in." }).waitFor();
        const last = (await asked(page, "identify")).at(-1);
        assert.deepEqual([last.body.by, last.body.badge], ["badge", BADGE], `${layout}, Caps Lock ${capsLock}, ${end}`);
        assert.equal(await screenOf(page), "done", "the key at the end of the scan presses nothing");
        // Another one, since the same badge at once is the same scan.
        await scan(devtools, OTHER, { layout, end });
        await page.getByRole("heading", { name: "Ben Ode, you are clocked in." }).waitFor();
      }
    }
  }
  assert.equal((await asked(page, "identify")).length, Object.keys(LAYOUTS).length * 12);
  await page.context().close();
}

/** With the focus anywhere, in the middle of somebody else's PIN, and while the focus moves. */
async function scansAtAnyTime(tools) {
  const { page, devtools } = await withBadges(tools);
  const lands = async (name) => {
    await page.getByRole("heading", { name: `${name}, you are clocked in.` }).waitFor();
    await home(page);
  };
  await page.getByRole("button", { name: "Español" }).focus();
  await scan(devtools, BADGE);
  await lands("Maria Lopez");

  await page.getByRole("button", { name: "Use PIN instead" }).click();
  await page.getByRole("button", { name: "Eva Lindqvist" }).click();
  await type(page, "12");
  await scan(devtools, OTHER);
  await lands("Ben Ode");

  // Slowly, over a line that is weak, with the focus going to and fro: the on-screen keyboard opens and closes.
  const fields = ["#look", "#scanned", "#languages button"];
  await scan(devtools, BADGE, { pause: 30, between: (nth) => page.locator(fields[nth % 3]).first().focus() });
  await lands("Maria Lopez");

  // Into a search, from which it is taken out again.
  await page.evaluate(() => { window.fake.refusal = { ask_manager: true, may_note: true, forgot: false }; });
  await page.getByRole("button", { name: "Use PIN instead" }).click();
  await page.getByRole("button", { name: "Eva Lindqvist" }).click();
  await type(page, "111111");
  await page.getByRole("button", { name: "Leave a note" }).click();
  await page.locator("#note-text").fill("I came at 7");
  await scan(devtools, OTHER);
  await page.getByRole("heading", { name: "Ben Ode, you are clocked in." }).waitFor();
  assert.equal(await page.locator("#note-text").inputValue(), "I came at 7");
  await home(page);

  // A keyboard app, and a clipboard.
  await page.locator("#scanned").focus();
  await page.keyboard.insertText(BADGE);
  await lands("Maria Lopez");

  // Three scans at once are one punch, and the next person is not kept out.
  const before = (await asked(page, "identify")).length;
  await page.evaluate(() => { window.fake.slow = 150; });
  await page.waitForTimeout(4_100);
  for (let nth = 0; nth < 3; nth += 1) await scan(devtools, BADGE);
  await lands("Maria Lopez");
  assert.equal((await asked(page, "identify")).length, before + 1);
  await scan(devtools, OTHER);
  await lands("Ben Ode");
  await page.context().close();
}

async function badScans(tools) {
  const { page, devtools } = await withBadges(tools);
  const wrong = (await asked(page, "identify")).length;
  const garbled = BADGE.replace("X", "B");
  for (const text of [BADGE.slice(0, 20), garbled, BADGE.slice(0, 25) + "QQQQQQ"]) {
    await scan(devtools, text);
    await page.locator("#problem").filter({ hasText: "could not be read" }).waitFor();
    assert.equal(await screenOf(page), "start");
  }
  assert.equal((await asked(page, "identify")).length, wrong, "nobody is looked for");
  // One that nobody has is refused, and the next is taken.
  await scan(devtools, badge("B".repeat(30)));
  await page.locator("#problem").filter({ hasText: "That did not work" }).waitFor();
  await scan(devtools, BADGE);
  await page.getByRole("heading", { name: "Maria Lopez, you are clocked in." }).waitFor();
  await page.context().close();

  // Where badges are not in use, they do nothing, and the pad does not fill with anything.
  const pad = await fakeKiosk(tools, { settings: { state: { method: "pin alone" } } });
  await scan(await pad.context().newCDPSession(pad), BADGE);
  assert.equal(await pad.locator("#keyed").inputValue(), "");
  assert.deepEqual(await asked(pad, "identify"), []);
  await pad.context().close();
}

async function tenTaps(tools) {
  const page = await fakeKiosk(tools);
  await page.evaluate(() => {
    window.fake.slow = 200;
    window.fake.next = ({ name }) => ({ kind: "choose", identification: "c", name, language: "en", question: null, since: null, zone: "America/Chicago", choices: ["out"], jobs: [] });
  });
  const tap = (name) => page.getByRole("button", { name, exact: true }).evaluate((button) => {
    for (let nth = 0; nth < 10; nth += 1) button.click();
  });
  await tap("Maria Lopez");
  await type(page, PIN.slice(0, 5));
  await tap("1");
  await reaches(page, "choose");
  assert.equal((await asked(page, "identify")).length, 1);
  await tap("Clock out");
  await reaches(page, "done");
  assert.equal((await asked(page, "punch")).length, 1);
  await tap("Not right? Undo");
  await reaches(page, "said");
  assert.equal((await asked(page, "undo")).length, 1);
  await page.context().close();
}

/** The same error a second time is told a second time. */
async function announced(tools) {
  const page = await fakeKiosk(tools);
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => {
      const text = document.getElementById("says").textContent;
      if (text) window.said.push(text);
    }).observe(document.getElementById("says"), { childList: true, characterData: true, subtree: true });
  });
  await page.getByRole("button", { name: "Maria Lopez" }).click();
  for (let nth = 1; nth <= 2; nth += 1) {
    await type(page, "111111");
    await page.waitForFunction((nth) => window.said.length === nth, nth);
    assert.equal(await page.locator("#keyed").inputValue(), "", "the next try begins at once");
  }
  assert.deepEqual(await page.evaluate(() => window.said), Array(2).fill("That did not work. Please try again."));
  await page.context().close();
}

/** No answer of the gateway leaves the screen without a way on. */
async function never(tools) {
  for (const answer of [{ kind: "gone" }, { kind: "left" }, { kind: "something new" }, { kind: "malformed" }]) {
    const page = await fakeKiosk(tools);
    await page.evaluate((answer) => { window.fake.next = () => answer; }, answer);
    await page.getByRole("button", { name: "Maria Lopez" }).click();
    await type(page, PIN);
    await reaches(page, "start");
    await page.evaluate(() => { window.fake.next = null; });
    await page.getByRole("button", { name: "Ben Ode" }).click();
    await type(page, PIN);
    await reaches(page, "done");
    await page.context().close();
  }
}
