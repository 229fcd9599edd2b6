// Badges before a camera: read by the gateway from small grey pictures, by the browser where it can, and not at all where
// the camera may not be used. The camera shows an empty wall for five seconds, then a badge for three, and so on.
import assert from "node:assert/strict";
import { connectedKiosk, reaches, type } from "./lib/kiosk.js";
import { script } from "./lib/script.js";

const counting = () => {
  window.cameras = [];
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (wanted) => {
    window.cameras.push(wanted);
    return window.deny ? Promise.reject(new DOMException("no", "NotAllowedError")) : open(wanted);
  };
};

/** As in a browser in which nobody was asked for the camera yet. */
const unasked = () => {
  navigator.permissions.query = async () => ({ state: "prompt" });
};

await script(async (tools) => {
  await byGateway(tools);
  await byBrowser(tools);
  await denied(tools);
});

/** Counts how often the page asks for the camera, and what it asks for. */
async function kiosk(tools, { before, allowed = false } = {}) {
  const prepared = async (context) => {
    await context.addInitScript(counting);
    if (!allowed) await context.addInitScript(unasked);
    await context.addInitScript(before ?? (() => { delete window.BarcodeDetector; }), tools.given.badge);
  };
  const page = await connectedKiosk(tools, { prepared });
  const frames = [];
  page.on("request", (request) => { if (request.url().endsWith("/kiosk/api/frame")) frames.push(request.postDataBuffer()); });
  return { page, frames };
}

function clockedIn(page, way = "in") {
  return page.getByRole("heading", { name: `Maria Lopez, you are clocked ${way}.` }).waitFor();
}

async function byGateway(tools) {
  // Who has allowed it once is not asked again: it opens by itself.
  const { page, frames } = await kiosk(tools, { allowed: true });
  await clockedIn(page);
  assert.ok(frames.length >= 1 && frames.length <= 4, `${frames.length} pictures for one badge`);
  for (const frame of frames) {
    const [width, height] = [frame.readUInt16BE(0), frame.readUInt16BE(2)];
    assert.ok(width <= 480 && height <= 480 && frame.length === 4 + width * height, `${width} x ${height}, ${frame.length}`);
  }
  // The badge that stays before the camera was shown once, and on an empty wall there is nothing to read.
  const sent = frames.length;
  await page.getByRole("button", { name: "Next person" }).click();
  // The gateway reads one picture while its clock stands still: that is to be one of the next time.
  await page.waitForTimeout(3_500);
  await tools.ask({ ask: "later" });
  assert.equal(await tools.ask({ ask: "entries" }), 1);
  // It is held up again, later: the way out.
  await clockedIn(page, "out");
  assert.ok(frames.length - sent <= 12, `${frames.length - sent} more`);
  assert.deepEqual(await page.evaluate(() => window.cameras.map(({ audio, video }) => [audio, video.facingMode])), [[false, "user"]]);
  await page.context().close();
  await tools.ask({ ask: "later" });
}

async function byBrowser(tools) {
  const { page, frames } = await kiosk(tools, { before: (badge) => {
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ["ean_13", "qr_code"];
      detect = async () => (window.heldUp ? [{ rawValue: "https://example.com/menu" }, { rawValue: badge }].slice(window.heldUp === badge ? 1 : 0) : []);
    };
  } });
  await page.getByRole("button", { name: "Use the camera" }).click();
  await page.evaluate(() => { window.heldUp = "a menu"; });
  await page.waitForTimeout(500);
  assert.equal(await page.locator("#problem").isVisible(), false, "another code is no badge");
  await page.evaluate((badge) => { window.heldUp = badge; }, tools.given.badge);
  await clockedIn(page);
  assert.equal(frames.length, 0, "no picture leaves the tablet");
  await page.context().close();
  await tools.ask({ ask: "later" });
}

async function denied(tools) {
  const { page, frames } = await kiosk(tools, { before: () => { window.deny = true; } });
  await page.getByRole("button", { name: "Use the camera" }).click();
  await page.getByText("This page may not use the camera.").waitFor();
  for (const way of ["out", "in"]) {
    await page.getByRole("button", { name: "Use PIN instead" }).click();
    await page.getByRole("button", { name: "Maria Lopez" }).click();
    await type(page, tools.given.pin);
    await clockedIn(page, way);
    await page.getByRole("button", { name: "Next person" }).click();
    await reaches(page, "start");
    await tools.ask({ ask: "later" });
  }
  assert.equal(await page.evaluate(() => window.cameras.length), 1, "people are asked once");
  assert.equal(frames.length, 0);
  await page.context().close();
}
