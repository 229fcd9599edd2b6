// A payroll clerk resolves mixed exceptions, and waits for as long as a person reads what changes from card to card.
import assert from "node:assert/strict";
import { script } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

/** Words a minute of silent reading (Brysbaert 2019), and what one decision and one key take (Card, Moran and Newell 1983). */
const WORDS_A_MINUTE = 238;
const DECISION_MILLIS = 1350;
const KEY_MILLIS = 280;
const CLICK_MILLIS = 1300;

await script(async ({ given, browser, troubles, ...tools }) => {
  const page = await visitor({ given, browser, troubles, ...tools }, DESK);
  const pace = given.pace;
  const acts = { clicks: 0, keys: 0, waited: 0 };
  const wait = async (millis) => {
    acts.waited += millis;
    await page.waitForTimeout(millis * pace);
  };
  const press = async (key) => {
    await wait(KEY_MILLIS);
    acts.keys += 1;
    await page.keyboard.press(key);
  };
  const click = async (what) => {
    await wait(CLICK_MILLIS);
    acts.clicks += 1;
    await what.click();
  };
  const leadsOn = (act) => Promise.all([page.waitForEvent("load"), act]);
  /** Name, kind, times and note are read; sentences that are the same on every card are known. */
  const read = async () => {
    const words = await page.evaluate(() => {
      const said = [...document.querySelectorAll("[data-card] h2, [data-card] dd, [data-card] .usual")].map((one) => one.innerText);
      return said.join(" ").split(/\s+/).filter(Boolean).length;
    });
    await wait((words * 60_000) / WORDS_A_MINUTE + DECISION_MILLIS);
  };

  await signIn(page, given.payroll);
  await visit(page, "/exceptions");
  // As many rows are in sight as a table has, not two cards.
  const shown = await page.evaluate(() => {
    const list = document.querySelector("[data-queue]").getBoundingClientRect();
    const ends = [...document.querySelectorAll("[data-queue] > li")].map((row) => row.getBoundingClientRect().bottom);
    return ends.filter((end) => end <= Math.min(innerHeight, list.bottom + 1)).length;
  });
  assert.ok(shown >= Math.min(12, given.count), `${shown} rows are in sight`);

  // A forgotten clock-out with the mouse: the row, the time, the button.
  const forgotten = page.locator("[data-queue] > li").filter({ hasText: "missing clock-out" });
  const open = async () => (await page.getByText(/^Open \(\d+\)$/).innerText()).match(/\d+/)[0];
  const all = Number(await open());
  assert.equal(all, given.count);
  await leadsOn(click(forgotten.last().getByRole("link")));
  assert.equal(await page.evaluate(() => document.activeElement.id), "repair-out-time");
  for (const key of "330p") await press(key);
  await leadsOn(click(page.getByRole("button", { name: "Save correction" })));
  await page.getByText(/^Corrected: missing clock-out of /).waitFor();
  assert.deepEqual([acts.clicks, acts.keys], [2, 4]);
  assert.equal(Number(await open()), all - 1);
  // It is taken back, so that all of them are there.
  await leadsOn(press("u"));
  assert.equal(Number(await open()), all);

  // And now all of them, by keyboard, with a clock beside it.
  await visit(page, "/exceptions");
  acts.waited = 0;
  const began = Date.now();
  for (let left = all; left > 0; left -= 1) {
    await read();
    const kind = await page.locator("[data-card] h2 .badge").innerText();
    switch (kind) {
      case "missing clock-out":
        if (await page.locator("[data-fill]").isVisible()) {
          await press("s");
        } else {
          await page.locator("#repair-out-time").focus();
          for (const key of "330p") await press(key);
        }
        await leadsOn(press("Enter"));
        break;
      case "job missing":
        await page.locator("input[name=job]").first().focus();
        await press("Space");
        await leadsOn(press("Enter"));
        break;
      case "note from an employee":
        await page.locator("[data-accept]").focus();
        await leadsOn(press("Enter"));
        break;
      case "unrecognized caller":
      case "locked out":
        await page.keyboard.press("Escape");
        await leadsOn(press("a"));
        break;
      default:
        assert.fail(`nobody knows what to do with ${kind}`);
    }
    await page.getByRole("status").waitFor();
    assert.equal(Number(await open()), left - 1, `${kind}: ${await page.getByRole("status").innerText()}`);
  }
  const [took, waited] = [Date.now() - began, acts.waited];
  const secs = Math.round((took + waited * (1 - pace)) / 1000);
  // What the person takes alone is far less than the machine may add.
  assert.ok(secs < given.secs, `${all} exceptions take ${secs} s, of which ${Math.round(waited / 1000)} s are the person's`);
  await tools.ask({ took: secs, person: Math.round(waited / 1000) });
});
