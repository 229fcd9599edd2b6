// Badges one after the other: none that is scanned is lost in silence, and a camera that goes away comes back.
import assert from "node:assert/strict";
import { PIN } from "./kiosk/states.js";
import { asked, badge, fakeKiosk, reaches, screenOf, type } from "./lib/kiosk.js";
import { scriptOf } from "./lib/script.js";

const BADGE = badge("XVUTSRPONLKJIHGFEDCBBCDEFGHIJK");
const OTHER = badge("BCDEFGHIJKLNOPRSTUVXXVUTSRPONL");
const JOBS = [{ id: "j1", name: "Bridge deck" }];

await scriptOf([whereNoneAreUsed, scannedMeanwhile, scannedDuringAQuestion, unreadableMeanwhile, afterARefusal, whileChoosingAJob, cameraIsBusy, cameraIsPulledOut, cameraIsRefused]);

async function withBadges(tools, { method = "badge", ...more } = {}) {
  const page = await fakeKiosk(tools, { settings: { state: { method } }, ...more });
  await page.evaluate(([one, other]) => { window.fake.badges = { [one]: "Maria Lopez", [other]: "Ben Ode" }; }, [BADGE, OTHER]);
  return page;
}

/** A badge where none is asked for is answered in words; and where one is by now, it clocks. */
async function whereNoneAreUsed(tools) {
  const page = await withBadges(tools, { method: "pin alone" });
  await reaches(page, "start");
  await scan(page, BADGE);
  await problem(page, "Badges are not used here just now.");
  await page.evaluate(() => { window.fake.state.method = "badge"; });
  await scan(page, BADGE);
  await clockedIn(page, "Maria Lopez");
  await page.context().close();
}

function scan(page, text) {
  return type(page, [...text, "Enter"]);
}

function clockedIn(page, name) {
  return page.getByRole("heading", { name: `${name}, you are clocked in.` }).waitFor();
}

function problem(page, words) {
  return page.locator("#problem").filter({ hasText: words }).waitFor();
}

/** Lets the gateway answer only when it is told to: `window.answer()`. */
function holdAnswers(page) {
  return page.evaluate(() => {
    const { identify } = window.fake.acts;
    window.fake.acts.identify = (asked) => new Promise((resume) => {
      window.answer = () => { window.answer = null; resume(identify(asked)); };
    });
  });
}

function answer(page) {
  return page.waitForFunction(() => window.answer).then(() => page.evaluate(() => window.answer()));
}

async function scannedMeanwhile(tools) {
  const page = await withBadges(tools);
  await holdAnswers(page);
  await scan(page, BADGE);
  await scan(page, OTHER);
  // Whoever scans twice is one person.
  await scan(page, BADGE);
  await answer(page);
  await answer(page);
  await clockedIn(page, "Ben Ode");
  assert.deepEqual((await asked(page, "identify")).map(({ body }) => body.badge), [BADGE, OTHER]);
  await page.context().close();
}

/** Who is asked something is not sent away by a scan that came before the question. */
async function scannedDuringAQuestion(tools) {
  const page = await withBadges(tools, { method: "badge and pin" });
  await page.evaluate(() => {
    window.fake.next = (person, { pin }) => (pin ? window.fake.done(person) : { kind: "pin", identification: "b", digits: 6 });
  });
  await holdAnswers(page);
  await scan(page, BADGE);
  await scan(page, OTHER);
  await answer(page);
  await reaches(page, "pin");
  await problem(page, "Scan it again afterwards.");
  await type(page, PIN);
  await answer(page);
  await clockedIn(page, "Maria Lopez");
  assert.equal((await asked(page, "identify")).length, 2);
  await page.context().close();
}

async function unreadableMeanwhile(tools) {
  const page = await withBadges(tools);
  await holdAnswers(page);
  await scan(page, BADGE);
  await scan(page, OTHER.slice(0, 20));
  await answer(page);
  await problem(page, "That badge could not be read.");
  await page.getByText("Maria Lopez clocked in").waitFor();
  await page.context().close();
}

/** The same badge is scanned again at once: after a punch it is the same scan, after a refusal it is not. */
async function afterARefusal(tools) {
  const page = await withBadges(tools);
  await page.evaluate(() => { window.right = window.fake.badges; window.fake.badges = {}; });
  await scan(page, BADGE);
  await problem(page, "That did not work.");
  await page.evaluate(() => { window.fake.badges = window.right; });
  await scan(page, BADGE);
  await clockedIn(page, "Maria Lopez");
  await scan(page, BADGE);
  // It counts from the scan that was taken, and a scanner is no camera: whoever goes on scanning is heard.
  await page.waitForTimeout(2_200);
  await scan(page, BADGE);
  assert.equal((await asked(page, "identify")).length, 2);
  await page.waitForTimeout(2_200);
  await scan(page, BADGE);
  await page.waitForFunction(() => window.fake.calls.filter(({ act }) => act === "identify").length === 3);
  await page.context().close();
}

/** Whoever chooses a job is clocked already: the next badge leads on. */
async function whileChoosingAJob(tools) {
  const page = await withBadges(tools);
  await page.evaluate((jobs) => { window.fake.next = (person) => window.fake.done(person, { jobs }); }, JOBS);
  await scan(page, BADGE);
  await reaches(page, "clocked");
  await scan(page, OTHER);
  await clockedIn(page, "Ben Ode");
  assert.equal((await asked(page, "identify")).length, 2);
  await page.context().close();
}

/** A camera that is painted, and a reader that sees the badge which is held up. */
function camera() {
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ["qr_code"];
    detect = async () => (window.heldUp ? [{ rawValue: window.heldUp }] : []);
  };
  window.opened = 0;
  window.tracks = [];
  navigator.permissions.query = async () => ({ state: "prompt" });
  navigator.mediaDevices.getUserMedia = async () => {
    window.opened += 1;
    if (window.wrong) throw new DOMException("no", window.wrong);
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 10, 10);
    const stream = canvas.captureStream(10);
    window.tracks = stream.getTracks();
    return stream;
  };
}

function withCamera(tools) {
  return withBadges(tools, { before: camera });
}

/** Holds a badge up, and takes it away again. */
async function holdUp(page, badge, name) {
  await page.evaluate((badge) => { window.heldUp = badge; }, badge);
  await clockedIn(page, name);
  await page.evaluate(() => { window.heldUp = null; });
}

async function cameraIsBusy(tools) {
  const page = await withCamera(tools);
  await page.evaluate(() => { window.wrong = "NotReadableError"; });
  await page.getByRole("button", { name: "Use the camera" }).click();
  await page.getByText("There is no camera to use.").waitFor();
  await page.evaluate(() => { window.wrong = null; });
  await page.getByText("Hold your badge up").waitFor();
  await holdUp(page, BADGE, "Maria Lopez");
  // The badge that stays before the camera was shown once; on a screen for choosing a job the next is read.
  await page.evaluate((jobs) => { window.fake.next = (person) => window.fake.done(person, { jobs }); }, JOBS);
  await holdUp(page, OTHER, "Ben Ode");
  assert.equal(await screenOf(page), "clocked");
  await page.evaluate(() => { window.fake.next = null; });
  await page.waitForTimeout(4_200);
  await holdUp(page, BADGE, "Maria Lopez");
  assert.equal((await asked(page, "identify")).length, 3);
  assert.equal(await page.evaluate(() => window.opened), 2);
  await page.context().close();
}

async function cameraIsPulledOut(tools) {
  const page = await withCamera(tools);
  await page.getByRole("button", { name: "Use the camera" }).click();
  await holdUp(page, BADGE, "Maria Lopez");
  await page.getByRole("button", { name: "Next person" }).click();
  // What a browser does when a camera is gone; a page that stops a track itself is told nothing.
  await page.evaluate(() => {
    window.wrong = "NotReadableError";
    for (const track of window.tracks) { track.stop(); track.dispatchEvent(new Event("ended")); }
  });
  await page.getByText("There is no camera to use.").waitFor();
  await page.evaluate(() => { window.wrong = null; });
  await page.getByText("Hold your badge up").waitFor();
  await holdUp(page, OTHER, "Ben Ode");
  await page.context().close();
}

/** Who has said no is asked once, and never again. */
async function cameraIsRefused(tools) {
  const page = await withCamera(tools);
  await page.evaluate(() => { window.wrong = "NotAllowedError"; });
  await page.getByRole("button", { name: "Use the camera" }).click();
  await page.getByText("This page may not use the camera.").waitFor();
  await page.waitForTimeout(5_500);
  await scan(page, BADGE);
  await clockedIn(page, "Maria Lopez");
  await page.getByRole("button", { name: "Next person" }).click();
  await reaches(page, "start");
  assert.equal(await page.evaluate(() => window.opened), 1);
  await page.context().close();
}
