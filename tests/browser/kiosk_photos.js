// Photos after punches, before a camera that is made up: they come after the answer and keep nobody, and a camera that may
// not be used, shows nothing or has gone away is a reason and no more.
import assert from "node:assert/strict";
import { connectedKiosk, reaches, type } from "./lib/kiosk.js";
import { script } from "./lib/script.js";

/** Notes in what order things were asked for, and lets a test deny the camera or keep it dark. */
const watching = () => {
  window.opened = [];
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    if (window.deny) throw new DOMException("no", window.deny);
    const stream = await open(wanted);
    window.opened.push(stream);
    return stream;
  };
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function drawImage(...what) {
    draw.apply(this, what);
    if (window.dark) { this.fillStyle = "#000"; this.fillRect(0, 0, this.canvas.width, this.canvas.height); }
  };
};

const unasked = () => {
  const status = { state: "prompt", onchange: null };
  navigator.permissions.query = async () => status;
  window.allow = () => { status.state = "granted"; status.onchange?.(); };
};

await script(async (tools) => {
  await afterTheAnswer(tools);
  await nextAtOnce(tools);
  await withoutCamera(tools);
  await unaskedFor(tools);
});

async function kiosk(tools, { before = () => {} } = {}) {
  const prepared = async (context) => {
    await context.addInitScript(watching);
    await context.addInitScript(before);
  };
  const page = await connectedKiosk(tools, { prepared });
  const acts = [];
  page.on("request", (request) => {
    const act = request.url().split("/kiosk/api/")[1];
    if (act) acts.push({ act, body: act === "photo" ? JSON.parse(request.postData()) : null });
  });
  return { page, acts, photos: () => acts.filter(({ act }) => act === "photo").map(({ body }) => body) };
}

async function clock(page, name, pin) {
  await page.getByRole("button", { name }).click();
  await type(page, pin);
}

function clockedIn(page, name, way = "in") {
  return page.getByRole("heading", { name: `${name}, you are clocked ${way}.` }).waitFor();
}

async function until(what, holds) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await holds();
    if (found) return found;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`never: ${what}`);
}

/** Whether any camera is still open. */
function isOpen(page) {
  return page.evaluate(() => window.opened.some((stream) => stream.getTracks().some(({ readyState }) => readyState === "live")));
}

async function afterTheAnswer(tools) {
  const { page, acts, photos } = await kiosk(tools);
  const notice = page.locator("#photo-notice");
  assert.match(await notice.innerText(), /A photo is taken with your punch\..*nothing compares faces\./);
  await page.getByRole("button", { name: "Español" }).click();
  assert.match(await notice.innerText(), /Se toma una foto al registrar/);
  await page.getByRole("button", { name: "English" }).click();
  await clock(page, "Maria Lopez", tools.given.pin);
  await clockedIn(page, "Maria Lopez");
  const [sent] = await until("a photo", async () => photos().length > 0 && photos());
  const order = acts.map(({ act }) => act).filter((act) => ["identify", "photo"].includes(act));
  assert.deepEqual(order.slice(0, 2), ["identify", "photo"], "the answer first");
  const jpeg = Buffer.from(sent.jpeg, "base64");
  assert.ok(jpeg.length > 500 && jpeg.length <= 40 * 1024, `${jpeg.length} bytes`);
  assert.deepEqual([jpeg[0], jpeg[1]], [0xff, 0xd8]);
  await until("the photo is stored", async () => (await tools.ask({ ask: "photos" })).includes("stored"));
  // On the way back to rest the camera closes.
  await reaches(page, "start");
  await until("the camera is closed", async () => !(await isOpen(page)));
  // Of whom none is taken is told so.
  await clock(page, "Wei Chen", tools.given.pin);
  await clockedIn(page, "Wei Chen");
  assert.equal(await notice.innerText(), "No photo is taken of you.");
  assert.equal(photos().length, 1);
  await page.context().close();
}

async function nextAtOnce(tools) {
  // A camera that takes its time.
  const { page, photos } = await kiosk(tools, { before: () => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = async (wanted) => {
      await new Promise((resume) => setTimeout(resume, 2_500));
      return open.call(mediaDevices, wanted);
    };
  } });
  await clock(page, "Ana Torres", tools.given.pin);
  await clockedIn(page, "Ana Torres");
  await page.getByRole("button", { name: "Next person" }).click();
  await clock(page, "Omar Khan", tools.given.pin);
  await clockedIn(page, "Omar Khan");
  const sent = await until("both are told of", async () => photos().length === 2 && photos());
  assert.equal(sent[0].missing, "gone", "nobody is taken for the one before");
  assert.ok(sent[1].jpeg || sent[1].missing === "timed out", JSON.stringify(sent[1]).slice(0, 80));
  await page.context().close();
}

async function withoutCamera(tools) {
  const { page, photos } = await kiosk(tools);
  await tools.ask({ ask: "later" });
  for (const [nth, [before, reason]] of [
    [() => { window.deny = "NotAllowedError"; }, "denied"],
    [() => { window.deny = "NotFoundError"; }, "no camera"],
    [() => { window.deny = null; window.dark = true; }, "too dark"],
  ].entries()) {
    // Who has refused is not asked again in the life of a page.
    await page.reload();
    await reaches(page, "start");
    await page.evaluate(before);
    await clock(page, "Maria Lopez", tools.given.pin);
    await clockedIn(page, "Maria Lopez", nth % 2 === 0 ? "out" : "in");
    await until(reason, async () => photos().length === nth + 1);
    assert.deepEqual(photos()[nth].missing, reason);
    await until(`${reason} is kept`, async () => (await tools.ask({ ask: "photos" })).includes(reason));
    await page.getByRole("button", { name: "Next person" }).click().catch(() => {});
    await reaches(page, "start");
    await tools.ask({ ask: "later" });
  }
  await page.context().close();
}

async function unaskedFor(tools) {
  // Nobody who clocks is asked for the camera: whoever sets the kiosk up is, by a button.
  const { page, photos } = await kiosk(tools, { before: unasked });
  await clock(page, "Maria Lopez", tools.given.pin);
  await page.getByRole("heading", { name: /you are clocked/ }).waitFor();
  await until("a reason", async () => photos().length === 1);
  assert.equal(photos()[0].missing, "denied");
  assert.equal(await page.evaluate(() => window.opened.length), 0, "the camera was not asked for");
  await tools.ask({ ask: "later" });
  await reaches(page, "start");
  await page.getByRole("button", { name: "Allow the camera for photos" }).click();
  await until("it was asked for", () => page.evaluate(() => window.opened.length === 1));
  await page.evaluate(() => window.allow());
  await page.getByRole("button", { name: "Allow the camera for photos" }).waitFor({ state: "detached" });
  await clock(page, "Maria Lopez", tools.given.pin);
  await page.getByRole("heading", { name: /you are clocked/ }).waitFor();
  await until("a photo", async () => photos().length === 2);
  assert.ok(photos()[1].jpeg, JSON.stringify(photos()[1]).slice(0, 80));
  await page.context().close();
}
