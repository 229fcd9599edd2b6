// Punches that a tablet keeps while its network is gone: nothing that was said to be kept is lost, nothing is sent twice in
// vain, and nothing of it can be read on the tablet.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SIZES, fakeKiosk, reaches, type } from "./lib/kiosk.js";
import { chromium } from "./lib/packages.js";
import { script } from "./lib/script.js";

const PIN = "835261";
const KEPT = "/kiosk/api/kept";

/**
 * What stands between the tablet and the gateway: `open`, `closed`, a `hotspot` that answers itself, `deaf` where what was
 * kept arrives and the answer is lost, or `half`, where the answer names the first of it alone.
 */
async function door(behind) {
  const state = { mode: "open", behind: new URL(behind), release: null, deliveries: 0, heard: 0 };
  const server = createServer((asked, answer) => {
    const isKept = asked.url === KEPT;
    if (isKept) state.deliveries += 1;
    if (state.mode === "closed") return void asked.socket.destroy();
    if (state.mode === "hotspot") return void answer.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
    const { hostname, port } = state.behind;
    const headers = { ...asked.headers, "accept-encoding": "identity" };
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers }, (answered) => {
      const parts = [];
      answered.on("data", (part) => parts.push(part));
      answered.on("end", () => {
        let body = Buffer.concat(parts);
        if (isKept && state.mode === "deaf") return void asked.socket.destroy();
        if (isKept && state.mode === "half") {
          const said = JSON.parse(body);
          said.answer.taken = said.answer.taken.slice(0, 1);
          body = Buffer.from(JSON.stringify(said));
        }
        if (state.release && asked.url === "/kiosk/worker.js") {
          body = Buffer.from(body.toString().replace(/RELEASE = "[^"]+"/, `RELEASE = "${state.release}"`));
        }
        if (asked.url === "/kiosk/api/state") state.heard += 1;
        answer.writeHead(answered.statusCode, { ...answered.headers, "content-length": body.length }).end(body);
      });
    });
    onward.on("error", () => asked.socket.destroy());
    asked.pipe(onward);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { state, at: `http://127.0.0.1:${server.address().port}` };
}

await script(async (tools) => {
  const folder = await mkdtemp(join(tmpdir(), "kiosk-"));
  try {
    await withoutRoom(tools);
    await atARealKiosk({ ...tools, folder, ...(await door(tools.given.at)) });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function open({ folder, at }) {
  const options = { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], baseURL: at, viewport: SIZES[0], reducedMotion: "reduce" };
  const context = await chromium.launchPersistentContext(join(folder, "tablet"), options);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto("/kiosk");
  return { context, page };
}

async function atARealKiosk(tools) {
  const { state } = tools;
  let { context, page } = await open(tools);
  await reaches(page, "connect");
  const { code } = await tools.ask({ ask: "offer" });
  await type(page, code);
  await reaches(page, "waiting");
  await tools.ask({ ask: "approve" });
  await reaches(page, "start");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // Chromium writes a new cookie half a minute later, or when it is closed.
  await context.close();
  ({ context, page } = await open(tools));
  await reaches(page, "start");

  // The power goes in the moment in which the tablet says that it is kept.
  await goOffline(page, tools);
  assert.equal(await page.locator("#big-number a").getAttribute("href"), "tel:+15555550111", "the number comes first");
  await keep(page, "in");
  const devtools = await context.newCDPSession(page);
  const gone = new Promise((done) => { context.on("close", done); });
  devtools.send("Browser.crash").catch(() => {});
  await gone;
  ({ context, page } = await open(tools));
  await reaches(page, "offline");
  await counts(page, 1);

  // A second tab keeps beside the first, and a reload loses neither.
  const second = await context.newPage();
  await second.goto("/kiosk");
  await reaches(second, "offline");
  await keep(second, "out");
  await page.reload();
  await reaches(page, "offline");
  await counts(page, 2);
  await nothingReadable(page);
  // The page that has kept it vouches for its time; one that was opened since does not.
  await page.close();
  page = second;

  // What a hotspot says is no answer, and an answer that is lost removes nothing.
  for (const mode of ["hotspot", "deaf"]) {
    state.deliveries = 0;
    state.mode = mode;
    await tryToSend(page, state);
    assert.equal(await countOf(page), 2, mode);
  }
  // Only what is named is removed.
  state.mode = "half";
  await drainsTo(page, 0);
  state.mode = "open";
  assert.deepEqual(await tools.ask({ ask: "entries" }), { entries: 1, punches: 2, claims: 0 });

  // A new release of the screen keeps what is kept, and so does a gateway that is started anew.
  await reaches(page, "start");
  await goOffline(page, tools);
  await keep(page, "in");
  state.mode = "hotspot";
  const { at } = await tools.ask({ ask: "restart" });
  state.behind = new URL(at);
  state.release = "0123456789abcdef";
  await page.evaluate(() => { window.old = true; });
  state.mode = "open";
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/kiosk")).update());
  await page.waitForFunction(() => !window.old);
  await drainsTo(page, 0);
  assert.deepEqual(await tools.ask({ ask: "entries" }), { entries: 2, punches: 3, claims: 0 });

  // Put out meanwhile: what it has kept is still taken, and is a claim.
  await reaches(page, "start");
  await goOffline(page, tools);
  await keep(page, "out");
  await tools.ask({ ask: "revoke" });
  state.mode = "open";
  await drainsTo(page, 0);
  assert.deepEqual(await tools.ask({ ask: "entries" }), { entries: 2, punches: 3, claims: 1 });
  await reaches(page, "connect");
  await context.close();
}

/** The gateway is heard once more, minutes later; then the network is gone. */
async function goOffline(page, { state, ask }) {
  await ask({ ask: "later" });
  const before = state.heard;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  for (let tries = 0; state.heard === before; tries += 1) {
    assert.ok(tries < 100, "the gateway is heard");
    await page.waitForTimeout(50);
  }
  await page.waitForTimeout(200);
  state.mode = "closed";
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await reaches(page, "offline");
}

async function keep(page, way) {
  await page.getByRole("button", { name: "Keep a punch here" }).click();
  await page.getByRole("button", { name: way === "in" ? /clock in/ : /clock out/ }).click();
  await page.getByLabel("Name or employee number").fill("maria lopez");
  await page.keyboard.press("Enter");
  await reaches(page, "keep-pin");
  await type(page, PIN);
  await page.getByRole("heading", { name: /Kept here, not yet checked/ }).waitFor();
}

function countOf(page) {
  return page.evaluate(async () => {
    const opening = indexedDB.open("phoneclock-kiosk-kept");
    const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const counting = database.transaction("envelopes").objectStore("envelopes").count();
    const count = await new Promise((done) => { counting.onsuccess = () => done(counting.result); });
    database.close();
    return count;
  });
}

async function counts(page, count) {
  await page.getByText(`Kept here and not sent yet: ${count}.`).waitFor();
  assert.equal(await countOf(page), count);
}

/** Has the page try, and waits until it has. */
async function tryToSend(page, state) {
  for (let tries = 0; state.deliveries === 0; tries += 1) {
    assert.ok(tries < 100, "it tries");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.waitForTimeout(100);
  }
  await page.waitForTimeout(700);
}

async function drainsTo(page, count) {
  for (let tries = 0; (await countOf(page)) !== count; tries += 1) {
    assert.ok(tries < 150, `${await countOf(page)} are left`);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.waitForTimeout(200);
  }
}

/** Neither the PIN nor the name is in anything that the browser keeps. */
async function nothingReadable(page) {
  const texts = await page.evaluate(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        found.push(JSON.stringify(await new Promise((done) => { reading.onsuccess = () => done(reading.result); })));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!request.url.includes(".js")) found.push(await (await cache.match(request)).text());
      }
    }
    return found;
  });
  const all = texts.join("\n");
  assert.ok(all.includes("sealed"), "the envelopes are among them");
  for (const secret of [PIN, "aria lopez", "aria Lopez"]) assert.ok(!all.includes(secret), secret);
}

/** Where nothing can be kept, nobody is told that it is, and the number is shown. */
async function withoutRoom(tools) {
  const cases = [
    ["full", () => { window.fake.state.keeping.most = 0; }],
    ["old", () => { window.fake.state.keeping.longest = 0; }],
    ["failing", () => { IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
  ];
  for (const [name, before] of cases) {
    const page = await fakeKiosk({ ...tools, troubles: [] }, { before });
    await reaches(page, "start");
    await page.evaluate(() => { window.fake.problem = "offline"; window.dispatchEvent(new Event("online")); });
    await reaches(page, "offline");
    if (name === "old") {
      await keep(page, "in");
      await page.getByRole("button", { name: "Next" }).click();
      await reaches(page, "offline");
    }
    await page.getByRole("button", { name: "Keep a punch here" }).click();
    if (name === "failing") {
      await page.getByRole("button", { name: /clock in/ }).click();
      await page.getByLabel("Name or employee number").fill("maria lopez");
      await page.keyboard.press("Enter");
      await reaches(page, "keep-pin");
      await type(page, PIN);
    }
    const heading = name === "failing" ? "This could not be kept" : "This device keeps no more punches";
    await page.getByRole("heading", { name: heading }).waitFor();
    assert.equal(await page.locator("#text a").getAttribute("href"), "tel:+15555550111", name);
    await page.context().close();
  }
}
