// Payroll hears a hundred voice checks without touching the mouse.
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

const REVIEW = "/voice-checks/review";

/** Which voice check is on the screen; none when nothing is left. */
const current = (page) => page.evaluate(() => document.querySelector("[data-check]")?.dataset.check ?? null);

/** Waits until that one is playing. */
const playing = (page, check) =>
  page.waitForFunction((path) => window.played?.some((src) => src.endsWith(path)), `/voice-checks/${check}/audio`);

/** Plays the one on the screen to its end; behind a verdict it plays by itself. */
async function hear(page, check, { byItself = false } = {}) {
  if (!byItself) await page.keyboard.press("Space");
  await playing(page, check);
  await page.waitForFunction(() => "heard" in document.querySelector("[data-verdict]").dataset);
}

/** Presses a key that leads on, and waits for the page that comes. */
async function leadsOn(page, key) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press(key)]);
}

/** Plays it by the browser's own controls. */
async function plainlyPlay(page) {
  const sound = page.waitForResponse((response) => response.url().endsWith("/audio"));
  const box = await page.locator("audio").first().boundingBox();
  await page.mouse.click(box.x + 25, box.y + box.height / 2);
  await sound;
  // Without scripts the page does not say when it has ended.
  await page.waitForTimeout(1_000);
}

function demand(holds, words) {
  if (!holds) throw new Error(words);
}

await script(async (tools) => {
  const page = await visitor(tools, DESK);
  await signIn(page, tools.given.payroll);
  await page.addInitScript(() => {
    addEventListener("playing", ({ target }) => (window.played ??= []).push(target.currentSrc), true);
  });
  await visit(page, REVIEW);
  await lookAt(tools, page, "the first of the review");
  await page.setViewportSize(DESK.viewport);

  // Typing is no verdict, and neither is a key with Ctrl, or any where keys are switched off.
  const first = await current(page);
  await page.keyboard.press("w");
  await page.keyboard.type("s1 n2 c3 u e");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+s");
  await page.getByLabel("Keys work on this page").uncheck();
  await page.keyboard.press("1");
  await page.getByLabel("Keys work on this page").check();
  demand((await page.getByLabel("Note").inputValue()) === "s1 n2 c3 u e", "the note is what was typed");
  demand((await current(page)) === first, "nothing was judged by typing");

  // Keys sleep until the recording was played to its end, and jumping to its end is no playing.
  await page.keyboard.press("s");
  await page.getByText("Not yet: play it to the end first").waitFor();
  demand(await page.getByRole("button", { name: /^Same person/ }).isDisabled(), "verdicts sleep");
  await page.evaluate(async () => {
    const audio = document.querySelector("[data-this]");
    await audio.play();
    audio.currentTime = audio.duration;
  });
  await page.getByText("Part of it was left out").waitFor();
  demand(await page.getByRole("button", { name: /^Same person/ }).isDisabled(), "verdicts sleep on");
  // Space is the key of the box that has the focus.
  await page.evaluate(() => document.activeElement.blur());
  await hear(page, first);
  await leadsOn(page, "s");
  await page.getByRole("status").filter({ hasText: /^Same person: .+\. Undo \(u\)\.$/ }).waitFor();

  // Undone, it comes back; space stops what plays.
  await leadsOn(page, "u");
  demand((await current(page)) === first, "the one that was undone is back");
  await page.keyboard.press("Space");
  await playing(page, first);
  await page.keyboard.press("Space");
  demand(await page.evaluate(() => document.querySelector("[data-this]").paused), "space pauses");
  demand(await page.getByRole("button", { name: /^Same person/ }).isEnabled(), "it was heard before");
  const nameSecs = await page.evaluate(() => document.querySelector("[data-this]").duration);
  await leadsOn(page, "1");

  // Where somebody wants it so, the next one waits.
  await page.getByLabel("After a verdict, play the next one at once").uncheck();
  for (const press of ["1", "s"]) {
    await page.evaluate(() => { document.querySelector("[data-this]").pause(); document.activeElement.blur(); });
    await hear(page, await current(page));
    await leadsOn(page, press);
    await page.waitForFunction(() => document.readyState === "complete");
    demand(await page.evaluate(() => window.played === undefined), "it plays by itself");
  }
  await page.getByLabel("After a verdict, play the next one at once").check();
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement.blur());
  await hear(page, await current(page));
  await leadsOn(page, "1");

  const keys = ["s", "2", "c", "1", "n", "3"];
  const began = Date.now();
  let slowest = 0;
  for (let number = 0; number < tools.given.checks; number += 1) {
    const start = Date.now();
    const check = await current(page);
    demand(check !== null, `only ${number} came`);
    await hear(page, check, { byItself: true });
    await leadsOn(page, keys[number % keys.length]);
    slowest = Math.max(slowest, Date.now() - start);
  }
  const took = Date.now() - began;
  await tools.ask({ ask: "took", all_secs: took / 1000, slowest_secs: slowest / 1000, name_secs: nameSecs });

  // The earlier ones play in turn, one voice at a time.
  const last = await current(page);
  const earlier = await page.evaluate(() => [...document.querySelectorAll("[data-earlier]")].map((one) => one.src.split("/").at(-2)));
  demand(earlier.length === 3, `${earlier.length} earlier ones`);
  await hear(page, last, { byItself: true });
  for (const one of earlier) {
    await page.keyboard.press("e");
    await playing(page, one);
    const sounding = await page.evaluate(() => [...document.querySelectorAll("audio")].filter((audio) => !audio.paused).length);
    demand(sounding <= 1, `${sounding} voices at once`);
  }

  // One that nobody has played is left to whoever comes without scripts.
  await page.getByLabel("After a verdict, play the next one at once").uncheck();
  await page.evaluate(() => document.activeElement.blur());
  await leadsOn(page, "s");

  // Without scripts the buttons do.
  const plain = await visitor(tools, { ...DESK, javaScriptEnabled: false });
  await signIn(plain, tools.given.payroll);
  await visit(plain, REVIEW);
  await plain.getByLabel("Note").fill("a draught");
  await plain.getByRole("button", { name: /^Same person/ }).click();
  await plain.getByRole("alert").filter({ hasText: "have not played this recording to the end yet" }).waitFor();
  demand((await plain.getByLabel("Note").inputValue()) === "a draught", "the note is kept");
  await plainlyPlay(plain);
  await plain.getByRole("button", { name: /^Same person/ }).click();
  await plain.getByRole("status").filter({ hasText: "Same person: " }).waitFor();
  demand(new URL(plain.url()).pathname === REVIEW, "the review goes on");
  await plainlyPlay(plain);
  await plain.getByRole("button", { name: /^Cannot tell/ }).click();
  await plain.getByText("Nothing is left to review").waitFor();
  await visit(page, REVIEW);
  await lookAt(tools, page, "the end of the review");
});
