// A device of a kiosk in a real browser: what its approval hangs on, what is taken for a copy of it, and what is not.
import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "./lib/packages.js";
import { script } from "./lib/script.js";

/** An address that stays the same when the gateway behind it is started anew. */
async function door(behind) {
  const pair = { port: Number(new URL(behind).port) };
  const server = createServer((near) => {
    const far = connect(pair.port, "127.0.0.1");
    for (const [from, to] of [[near, far], [far, near]]) {
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { at: `http://127.0.0.1:${server.address().port}`, leadsTo: (at) => { pair.port = Number(new URL(at).port); } };
}

const ACTS = "**/kiosk/api/**";
/** The cookie of the device before the week. */
const kept = {};

await script(async (tools) => {
  const folder = await mkdtemp(join(tmpdir(), "kiosk-"));
  try {
    await everything({ ...tools, door: await door(tools.given.at), folder });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function everything(tools) {
  await connectOne(tools);
  await needsCookieAndKey(tools);
  await withTwoTabs(tools);
  await withLostAnswers(tools);
  await closedInTheMiddle(tools);
  await afterACrash(tools);
  await afterAWeek(tools);
  await throughHotspots(tools);
  await copied(tools);
}

/** A browser with a profile folder; its page has the device. */
async function open({ door, folder, given }, profile) {
  const options = { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], baseURL: door.at };
  const context = await chromium.launchPersistentContext(join(folder, profile), options);
  // As Firefox does until somebody has answered its question.
  await context.addInitScript(() => { navigator.storage.persist = () => new Promise(() => {}); });
  const page = context.pages()[0] ?? (await context.newPage());
  await arrive(page, given);
  return { context, page, close: () => context.close() };
}

async function arrive(page, given) {
  await page.goto("/sign-in");
  await page.evaluate(async (address) => {
    const { Device } = await import(address);
    globalThis.device = await Device.open();
  }, given.device);
}

/** The kind of the answer, or why there was none. */
function act(page, patience = 8_000) {
  return page.evaluate(async (patience) => {
    try {
      return (await globalThis.device.act("state", {}, { patience })).kind;
    } catch (error) {
      return error.problem ?? String(error);
    }
  }, patience);
}

function look(page) {
  return page.evaluate(() => globalThis.device.look());
}

async function connectOne(tools) {
  const one = await open(tools, "one");
  assert.deepEqual(await look(one.page), { kind: "none" });
  assert.equal(await act(one.page), "unknown");
  const wrong = await one.page.evaluate(() => globalThis.device.connect("00000000"));
  assert.equal(wrong.kind, "wrong");
  const { code } = await tools.ask({ ask: "offer" });
  const { kind, number } = await one.page.evaluate((code) => globalThis.device.connect(code), code);
  assert.equal(kind, "waiting");
  assert.equal(await act(one.page), "unknown", "keyed is not approved");
  // The page is closed while it waits.
  await arrive(one.page, tools.given);
  assert.equal((await look(one.page)).number, number);
  const approved = one.page.evaluate(() => globalThis.device.waitForApproval());
  assert.equal((await tools.ask({ ask: "approve" })).number, number, "both pages show the same number");
  assert.equal((await approved).kind, "approved");
  assert.equal(await act(one.page), "state");

  const key = await one.page.evaluate(async () => {
    const opening = indexedDB.open("phoneclock-kiosk");
    const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const reading = database.transaction("approval").objectStore("approval").get("this device");
    const { keys } = await new Promise((done) => { reading.onsuccess = () => done(reading.result); });
    database.close();
    const exported = crypto.subtle.exportKey("pkcs8", keys.privateKey);
    return { extractable: keys.privateKey.extractable, exported: await exported.then(() => true, () => false) };
  });
  assert.deepEqual(key, { extractable: false, exported: false });
  assert.ok(!(await one.page.evaluate(() => document.cookie)).includes("kiosk"), "no script reads the cookie");
  await one.close();
}

/** Asks as the page does, with keys that were made just now. */
function askWithOtherKeys(page, given) {
  return page.evaluate(async ({ wire }) => {
    const { bytesOf, makeKeys, send } = await import(wire);
    const asked = { path: "/kiosk/api/state", body: bytesOf({}), request: crypto.randomUUID(), nonce: "" };
    return send(await makeKeys(), asked, 3_000).then(() => "answered", (error) => error.problem);
  }, given);
}

async function needsCookieAndKey(tools) {
  const one = await open(tools, "one");
  const cookies = (await one.context.cookies()).filter(({ name }) => name.endsWith("phoneclock_kiosk"));
  assert.equal(cookies.length, 1);
  assert.ok(cookies[0].httpOnly && cookies[0].sameSite === "Strict");

  const stranger = await open(tools, "stranger");
  assert.equal(await askWithOtherKeys(stranger.page, tools.given), "unknown", "the address alone");
  await stranger.context.addCookies(cookies);
  assert.equal(await askWithOtherKeys(stranger.page, tools.given), "signature", "the cookie alone");
  assert.equal((await look(stranger.page)).kind, "cleared");
  assert.equal(await act(stranger.page), "unknown");
  await stranger.close();

  await one.context.clearCookies();
  assert.equal(await act(one.page), "unknown", "the key alone");
  await one.context.addCookies(cookies);
  assert.equal(await act(one.page), "state", "and it is none the worse for it");
  await one.close();
}

async function withTwoTabs(tools) {
  const one = await open(tools, "one");
  const second = await one.context.newPage();
  await arrive(second, tools.given);
  const both = (page) => page.evaluate(async () => {
    const acts = Array.from({ length: 8 }, () => globalThis.device.act("state"));
    return (await Promise.all(acts)).map(({ kind }) => kind);
  });
  const kinds = (await Promise.all([both(one.page), both(second)])).flat();
  assert.deepEqual(kinds, Array(16).fill("state"));
  await one.close();
}

async function withLostAnswers(tools) {
  const one = await open(tools, "one");
  let lost = 0;
  await one.page.route(ACTS, async (route) => {
    if (lost % 4 === 3) await route.continue();
    else {
      // The gateway has it, and its answer goes nowhere; or it never gets there.
      if (lost % 2 === 0) await route.fetch();
      await route.abort();
    }
    lost += 1;
  });
  for (let round = 0; round < 3; round += 1) assert.equal(await act(one.page, 20_000), "state");
  assert.ok(lost >= 12, `${lost} were sent`);
  await one.page.unroute(ACTS);
  assert.equal(await act(one.page), "state");
  await one.close();
}

/** Sends an act whose answer never comes, and waits until the gateway has had it. */
async function askInVain(page) {
  let had;
  const reached = new Promise((done) => { had = done; });
  await page.route(ACTS, async (route) => {
    await route.fetch();
    had();
  }, { times: 1 });
  await page.evaluate(() => { globalThis.device.act("state").catch(() => {}); });
  await reached;
}

async function closedInTheMiddle(tools) {
  const one = await open(tools, "one");
  for (let round = 0; round < 4; round += 1) {
    await askInVain(one.page);
    await arrive(one.page, tools.given);
  }
  assert.equal(await act(one.page), "state");
  await one.close();
}

async function afterACrash(tools) {
  const one = await open(tools, "one");
  await askInVain(one.page);
  const devtools = await one.context.newCDPSession(one.page);
  const gone = new Promise((done) => { one.context.on("close", done); });
  devtools.send("Browser.crash").catch(() => {});
  await gone;
  const again = await open(tools, "one");
  assert.equal(await act(again.page), "state");
  kept.cookie = await cookieOf(again);
  await again.close();
}

async function cookieOf({ context }) {
  return (await context.cookies()).find(({ name }) => name.endsWith("phoneclock_kiosk")).value;
}

async function afterAWeek(tools) {
  const { at } = await tools.ask({ ask: "a week and a restart" });
  tools.door.leadsTo(at);
  const one = await open(tools, "one");
  assert.equal(await act(one.page), "state");
  assert.notEqual(await cookieOf(one), kept.cookie, "the cookie is a new one");
  assert.equal(await act(one.page), "state");
  await one.close();
}

/** What a hotspot says in the place of the gateway is no answer. */
async function throughHotspots(tools) {
  const one = await open(tools, "one");
  await one.page.route(ACTS, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome</h1>" }));
  assert.equal(await act(one.page, 1_500), "offline");
  await one.page.unroute(ACTS);
  await one.page.route(ACTS, (route) => route.fulfill({ status: 401, contentType: "application/json", body: "{}" }));
  assert.equal(await act(one.page, 1_500), "offline");
  await one.page.unroute(ACTS);
  assert.equal(await act(one.page), "state");
  await one.close();
}

async function copied(tools) {
  await cp(join(tools.folder, "one"), join(tools.folder, "copy"), { recursive: true });
  const [ours, theirs] = [await open(tools, "one"), await open(tools, "copy")];
  const kinds = [];
  for (const { page } of [ours, theirs, ours]) kinds.push(await act(page));
  // Opening a page may ask, too.
  assert.ok(kinds.every((kind) => ["state", "suspended"].includes(kind)), kinds.join(", "));
  assert.equal(kinds.at(-1), "suspended");
  assert.equal(await act(theirs.page), "suspended", "both are out");
  assert.equal((await tools.ask({ ask: "status" })).status, "suspended");
  await Promise.all([ours.close(), theirs.close()]);
}
