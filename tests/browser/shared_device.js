// A session on a shared device: its pages at every width, Done by keyboard, and the end when nobody is there.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, PHONE, visit, visitor } from "./lib/visitor.js";

const NAME = "Maximiliane Hohenfels-Schwarzenberg";

await script(async (tools) => {
  const host = new URL(tools.given.at).hostname;
  /** A page of the device's browser, with somebody signed in. */
  const signedIn = async (options) => {
    const page = await visitor(tools, options);
    const cookies = await tools.ask({ ask: "sign in" });
    await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, domain: host, path: "/", secure: true })));
    return page;
  };
  const left = (page) => page.waitForURL((url) => url.pathname === "/kiosk");

  // Every page, as axe-core and narrow screens see it; the name and Done are in sight.
  const page = await signedIn();
  for (const path of ["/who-is-in", "/who-is-in/clock", "/time-entries", "/time-entries/new", "/confirm"]) {
    await visit(page, path);
    await lookAt(tools, page, `${path} on a shared device`);
  }
  for (const options of [DESK, PHONE]) {
    const narrow = await signedIn(options);
    await visit(narrow, "/who-is-in");
    const done = narrow.getByRole("button", { name: "Done" });
    const box = await done.boundingBox();
    const { width, height } = options.viewport;
    assert.ok(box.y >= 0 && box.y + box.height <= height && box.x + box.width <= width, JSON.stringify(box));
    assert.ok(box.width >= 44 && box.height >= 24, JSON.stringify(box));
    // One line of words, and a name of which nothing is cut off.
    assert.ok(box.height < 60, JSON.stringify(box));
    const name = narrow.locator("form.shared strong");
    assert.equal((await name.textContent()).trim(), NAME);
    assert.ok(await name.evaluate((it) => it.scrollWidth <= it.clientWidth && it.clientWidth >= 100));
    assert.ok(await name.isVisible());
    await done.focus();
    await narrow.keyboard.press("Enter");
    await left(narrow);
    // Back leads to nothing of theirs.
    await narrow.goBack();
    await left(narrow);
  }

  // Nobody is there: it is said, can be put off, and then the page is gone.
  const idle = await signedIn(DESK);
  await idle.clock.install();
  await visit(idle, "/who-is-in");
  await idle.clock.runFor(94_000);
  assert.equal(await idle.getByRole("dialog").count(), 0);
  await idle.clock.runFor(3_000);
  await idle.getByRole("dialog").waitFor();
  await idle.keyboard.press("Enter");
  await idle.getByRole("dialog").waitFor({ state: "hidden" });
  await idle.clock.runFor(90_000);
  assert.equal(await idle.getByRole("dialog").count(), 0, "whoever says so stays");
  await idle.clock.runFor(40_000);
  await left(idle);

  // The session ends at the gateway first: the next sign of life leads away.
  const late = await signedIn(DESK);
  await late.clock.install();
  await visit(late, "/time-entries/new");
  await tools.ask({ ask: "advance", secs: 121 });
  await late.clock.runFor(30_000);
  await late.keyboard.press("a");
  await left(late);

  // Without scripts a page goes away after the same time.
  const plain = await signedIn({ ...DESK, javaScriptEnabled: false });
  await visit(plain, "/who-is-in");
  assert.equal(await plain.locator("meta[http-equiv=refresh]").getAttribute("content"), "120; url=/kiosk");
  await plain.getByRole("button", { name: "Done" }).click();
  await left(plain);
});
