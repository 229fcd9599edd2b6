// The screen of a kiosk in a browser: over a gateway that is made up in the page, or over the real one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fakeGateway } from "../kiosk/fake_gateway.js";
import { visitor } from "./visitor.js";

const FAKE_DEVICE = readFileSync(new URL("../kiosk/fake_device.js", import.meta.url), "utf8");

/** A tablet that stands, one that lies, and a phone. */
export const SIZES = [{ width: 768, height: 1024 }, { width: 1024, height: 768 }, { width: 360, height: 640 }];

/**
 * A page with the screen over a made-up gateway. `settings` are those of tests/browser/kiosk/fake_gateway.js; `before`
 * runs in the page ahead of its own scripts, with `window.fake` there; `options` are those of the browser's profile. With `clock` the time of the page
 * is moved by hand.
 */
export async function fakeKiosk(tools, { settings = {}, before = () => {}, options = {}, clock = false } = {}) {
  const page = await visitor(tools, { viewport: SIZES[0], hasTouch: true, reducedMotion: "reduce", ...options });
  await page.route("**/assets/kiosk/*/device.js", (route) => route.fulfill({ contentType: "text/javascript", body: FAKE_DEVICE }));
  // What a worker has kept would come past the route.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }));
  await page.addInitScript(fakeGateway, settings);
  await page.addInitScript(before);
  if (clock) await page.clock.install();
  await page.goto("/kiosk");
  await reaches(page, "");
  return page;
}

/** Waits for a screen by its name; any screen without one. */
export async function reaches(page, name) {
  await page.waitForFunction((name) => {
    const { screen } = document.getElementById("kiosk").dataset;
    return name ? screen === name : Boolean(screen);
  }, name);
}

export const screenOf = (page) => page.evaluate(() => document.getElementById("kiosk").dataset.screen);

/** Presses keys on a real keyboard. */
export async function type(page, keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** What was asked of the made-up gateway by these acts. */
export function asked(page, ...acts) {
  return page.evaluate((acts) => window.fake.calls.filter(({ act }) => acts.includes(act)), acts);
}

/**
 * What does not fit on the screen as it stands; `least` is the side that letters, names and answers have to have. The keys of
 * the pad have 72 pixels, 12 apart, on every screen.
 */
export async function unfitting(page, least) {
  return page.evaluate((least) => {
    const found = [];
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    if (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1) found.push(`the page is ${scrollWidth} x ${scrollHeight}`);
    const shown = (one) => one.offsetParent !== null && !one.closest(".unseen");
    const named = (one) => `${one.tagName.toLowerCase()} ${one.id || one.textContent.trim().slice(0, 30)}`;
    for (const one of document.querySelectorAll("button, input:not([type=radio]), textarea, video, h1, p, label")) {
      const { right, bottom, width, height } = one.getBoundingClientRect();
      if (!shown(one) || !width) continue;
      if (right > innerWidth + 1 || bottom > innerHeight + 1) found.push(`${named(one)} ends at ${Math.round(right)} x ${Math.round(bottom)}`);
      const side = one.matches(".keys .key") ? 72 : one.matches(".key, .name, #jobs button, #answers button") ? least : 44;
      if (one.matches("button") && Math.min(width, height) < side - 0.5) found.push(`${named(one)} is ${Math.round(width)} x ${Math.round(height)}`);
    }
    for (const list of document.querySelectorAll(".letter-keys, .name-keys, .job-keys, .note")) {
      if (shown(list) && list.scrollHeight > list.clientHeight + 1) found.push(`${list.className} scrolls`);
    }
    const keys = [...document.querySelectorAll(".keys .key")].filter(shown).map((key) => key.getBoundingClientRect());
    const gap = 12;
    for (const [nth, key] of keys.entries()) {
      const [right, below] = [nth % 3 < 2 ? keys[nth + 1] : null, keys[nth + 3]];
      if (right && right.left - key.right < gap - 0.5) found.push(`keys are ${right.left - key.right} apart`);
      if (below && below.top - key.bottom < gap - 0.5) found.push(`keys are ${below.top - key.bottom} apart`);
    }
    return found;
  }, least);
}

/** The badge that begins with these thirty letters. */
export function badge(letters) {
  const values = [...letters].map((letter) => "BCDEFGHIJKLNOPRSTUVX".indexOf(letter));
  const sum = values.reduce((sum, value, place) => sum + value * [1, 3, 7, 9][place % 4], 0);
  return letters + "BCDEFGHIJKLNOPRSTUVX"[(20 - (sum % 20)) % 20];
}

/**
 * From the next load of the page on, its time runs ten times slower: where the machine is busy, no screen goes back by
 * itself before a script has pressed what a person would have pressed.
 */
export function runSlowly(page) {
  return page.addInitScript(() => {
    const [wait, now] = [window.setTimeout.bind(window), performance.now.bind(performance)];
    window.setTimeout = (act, millis, ...more) => wait(act, millis * 10, ...more);
    performance.now = () => now() / 10;
  });
}

/** Connects a tablet to the real gateway; the test behind it shows the code, and approves. */
export async function connectedKiosk(tools, { prepared = () => {}, ...options } = {}) {
  const page = await visitor(tools, { viewport: SIZES[0], hasTouch: true, reducedMotion: "reduce", ...options });
  await prepared(page.context());
  await page.goto("/kiosk");
  await reaches(page, "connect");
  const { code } = await tools.ask({ ask: "offer" });
  await type(page, code);
  await reaches(page, "waiting");
  const shown = await page.locator("#big-number").innerText();
  const { number } = await tools.ask({ ask: "approve" });
  assert.equal(shown, String(number), "both pages show the same number");
  await reaches(page, "start");
  return page;
}
