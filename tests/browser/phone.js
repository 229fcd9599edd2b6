// Calls on the page: by keyboard and keypad, typed ahead, into the words, with a microphone, and hung up.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, PHONE, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const page = await visitor(tools, { ...DESK, permissions: ["microphone"] });
  await visit(page, "/phone");
  await clockIn(tools, page);
  await tools.ask({ ask: "recording" });
  await lookAt(tools, page, "the phone after a call");
  await hangUp(tools, page);
  await onATouchScreen(tools);
  await withoutScripts(tools);
});

function captions(page) {
  return page.getByRole("log", { name: "What you hear" });
}

/** Waits until something has been said. */
async function heard(page, words) {
  await captions(page).getByText(words).last().waitFor();
}

function call(page) {
  return page.getByRole("button", { name: "Call", exact: true });
}

/** Presses keys on the keyboard, one after another. */
async function type(page, keys) {
  for (const key of keys) await page.keyboard.press(key);
}

async function clockIn({ given }, page) {
  // The keyboard alone from here on.
  await call(page).focus();
  await page.keyboard.press("Enter");
  await heard(page, "Hello, this is the phone clock.");
  await type(page, [...given.id, "Enter", ...given.pin, "#"]);
  await captions(page).locator(".cut").filter({ hasText: "Hello" }).waitFor();
  await heard(page, "Clocked in at seven A M.");
  await heard(page, "Enter the job code");
  await page.getByRole("timer").filter({ hasText: /^[1-9]+ s to press a key$/ }).waitFor();

  for (const key of given.job) await page.getByRole("group", { name: "Keypad" }).getByRole("button", { name: key }).click();
  await page.keyboard.press("Enter");
  await heard(page, "Job: Bridge deck.");

  const meter = page.getByRole("meter");
  await meter.waitFor();
  // About a second of a voice, counted in frames.
  await meter.evaluate((level) => new Promise((done) => {
    let loud = 0;
    const look = () => {
      if (level.value > 0.05) loud += 1;
      if (loud < 60) requestAnimationFrame(look);
      else done();
    };
    look();
  }));
  await page.keyboard.press("#");
  await heard(page, "Goodbye.");
  await heard(page, "The gateway hung up.");
  await call(page).waitFor();
  assert.ok(await call(page).evaluate((button) => button === document.activeElement), "the focus is where one goes on");

  const wire = page.getByRole("region", { name: "On the wire" });
  assert.equal(await wire.getByText("signature accepted").count(), 7);
  for (const details of await wire.locator("details").all()) await details.locator("summary").click();
  await wire.getByText("••••").first().waitFor();
  await wire.getByText("<Hangup/>").waitFor();
  const shown = await page.locator("body").innerText();
  assert.ok(!shown.includes(given.pin), "the PIN is shown nowhere");
}

async function hangUp({ ask }, page) {
  await call(page).click();
  await heard(page, "Hello, this is the phone clock.");
  await page.getByRole("button", { name: "Hang up" }).click();
  await heard(page, "You hung up.");
  await call(page).waitFor();
  assert.equal(await ask({ ask: "calls" }), 1, "nobody was clocked");
}

/** Somebody without a microphone, whose page goes away in the middle of the call. */
async function onATouchScreen(tools) {
  const page = await visitor(tools, { ...PHONE, reducedMotion: "reduce" });
  await visit(page, "/phone");
  await page.getByLabel("Call from").selectOption({ label: "A stranger’s phone" });
  await page.getByLabel("Who says the name after the tone").selectOption({ index: 1 });
  await call(page).tap();
  await heard(page, "Hello, this is the phone clock.");
  await page.getByRole("button", { name: "5" }).tap();
  await page.getByText("The line waits for your keys.").waitFor();
  const hungUp = page.waitForRequest((request) => request.url().endsWith("/hang-up"));
  await page.goto("/sign-in");
  await hungUp;
}

async function withoutScripts(tools) {
  const page = await visitor(tools, { ...PHONE, javaScriptEnabled: false });
  await visit(page, "/phone");
  await page.getByText("This phone needs JavaScript.").waitFor();
  assert.ok(await call(page).isHidden(), "what cannot be used is not shown");
}
