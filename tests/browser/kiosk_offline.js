// The screen while the network comes and goes: reloaded without one, behind a hotspot that answers for everybody, after
// eight days and a new start of the gateway, and taken over by a new release.
import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { connectedKiosk, reaches, type } from "./lib/kiosk.js";
import { script } from "./lib/script.js";

/** What stands between the tablet and the gateway: `open`, `closed`, or a `hotspot` that answers itself. */
async function door(behind) {
  const state = { mode: "open", behind: new URL(behind), release: null };
  const server = createServer((asked, answer) => {
    if (state.mode === "closed") return void asked.socket.destroy();
    if (state.mode === "hotspot") return void answer.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome to our Wi-Fi</h1>");
    const { hostname, port } = state.behind;
    // As it is, so that the release in it can be changed.
    const headers = { ...asked.headers, "accept-encoding": "identity" };
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers }, (answered) => {
      const changed = state.release && asked.url === "/kiosk/worker.js";
      answer.writeHead(answered.statusCode, answered.headers);
      if (!changed) return void answered.pipe(answer);
      const parts = [];
      answered.on("data", (part) => parts.push(part));
      // Of the same length, as the length was said already.
      answered.on("end", () => answer.end(Buffer.concat(parts).toString().replace(/RELEASE = "[^"]+"/, `RELEASE = "${state.release}"`)));
    });
    onward.on("error", () => asked.socket.destroy());
    asked.pipe(onward);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { state, at: `http://127.0.0.1:${server.address().port}` };
}

await script(async (tools) => {
  const { state, at } = await door(tools.given.at);
  // What the browser says of a network that is gone is no fault of the page.
  const page = await connectedKiosk({ ...tools, given: { ...tools.given, at }, troubles: [] });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const maria = page.getByRole("button", { name: "Maria Lopez" });
  await maria.waitFor();

  for (const mode of ["closed", "hotspot"]) {
    state.mode = mode;
    await page.reload();
    await reaches(page, "offline");
    await page.getByRole("heading", { name: "No connection" }).waitFor();
    assert.equal(await page.locator("#big-number a").getAttribute("href"), "tel:+15555550111");
    await page.getByText("Elm Street gate").waitFor();
    state.mode = "open";
    await maria.waitFor();
  }
  await kept(page);

  const { at: behind } = await tools.ask({ ask: "eight days and a restart" });
  state.behind = new URL(behind);
  await page.reload();
  await reaches(page, "start");
  await maria.click();
  await type(page, "835261");
  await reaches(page, "done");

  // A new release of the screen is taken over while nobody uses it, and the kiosk is still one.
  await page.evaluate(() => { window.old = true; });
  state.release = "0123456789abcdef";
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/kiosk")).update());
  await page.waitForFunction(() => !window.old);
  await maria.waitFor();
  assert.deepEqual(await page.evaluate(() => caches.keys()), [`kiosk ${state.release}`]);
  await page.context().close();
});

/** What the browser keeps of the screen holds nothing of any person. */
async function kept(page) {
  const texts = await page.evaluate(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(`${request.url} ${await (await cache.match(request)).text()}`);
    }
    return found;
  });
  assert.ok(texts.length > 20, `${texts.length} texts`);
  for (const text of texts) {
    for (const secret of ["Maria", "835261", "/kiosk/api"]) {
      assert.ok(!text.includes(secret) || text.includes(".js "), `${secret} in ${text.slice(0, 80)}`);
    }
  }
}
