// Payroll resolves exceptions without touching the mouse: the list at the left, the one that is looked at beside it.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, PHONE, signIn, visit, visitor } from "./lib/visitor.js";

/** The id of what has the focus. */
const focused = (page) => page.evaluate(() => document.activeElement.id);

/** The ids of the rows, from the top. */
const rows = (page) => page.evaluate(() => [...document.querySelectorAll("[data-queue] > li")].map((row) => row.id));

/** The row that is looked at. */
const current = (page) => page.evaluate(() => document.querySelector("[data-queue] .current")?.id);

/** Presses a key that leads to another page, and waits for it. */
async function leadsOn(page, key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

const says = (page, words) => page.getByRole("status").filter({ hasText: words }).waitFor();

await script(async (tools) => {
  const page = await visitor(tools, DESK);
  await signIn(page, tools.given.payroll);
  await visit(page, "/exceptions");
  await lookAt(tools, page, "the exceptions");
  await page.setViewportSize(DESK.viewport);
  await visit(page, "/exceptions");
  const [first, second, third] = await rows(page);
  assert.equal(await current(page), first);

  // Up and down, not beyond the ends, and nothing while another key is held.
  for (const [key, row] of [["j", second], ["ArrowDown", third], ["k", second], ["ArrowUp", first], ["j", second], ["k", first]]) {
    await leadsOn(page, key);
    assert.equal(await current(page), row, key);
  }
  for (const key of ["k", "Control+j"]) await page.keyboard.press(key);
  assert.equal(await current(page), first);

  // What has to be typed has the focus; letters of times are typed, and Enter saves.
  assert.equal(await focused(page), "repair-out-time");
  assert.equal(await page.locator("#repair-out-date").inputValue(), "2026-11-17");
  await page.keyboard.press("Enter");
  assert.equal(await current(page), first, "nothing is saved without a time");
  await page.keyboard.type("330p");
  await leadsOn(page, "Enter");
  await says(page, "Corrected: missing clock-out of Maria Lopez, out Tue, Nov 17, 3:30 PM.");
  assert.deepEqual(await rows(page), [second, third]);
  assert.equal(await current(page), second, "the next one is there");
  // The answer is in sight wherever the page is, and one key takes it back.
  const inSight = async () => {
    const box = await page.getByRole("status").boundingBox();
    return box.y >= 0 && box.y + box.height <= DESK.viewport.height;
  };
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  assert.ok(await inSight(), "the answer is in sight");
  await leadsOn(page, "u");
  await says(page, "Open again: missing clock-out of Maria Lopez.");
  assert.deepEqual([await rows(page), await current(page)], [[first, second, third], first]);

  // Accepting what hours depend on asks once more; what is typed into the note is the note.
  await page.keyboard.press("Escape");
  assert.match(await page.evaluate(() => document.activeElement.closest("li").id), new RegExp(first));
  await page.keyboard.press("a");
  await page.keyboard.type("jack: a walk at 5 xsu");
  assert.equal(await focused(page), first.replace("x-", "note-"));
  await leadsOn(page, "Enter");
  await says(page, "Accepted: missing clock-out of Maria Lopez.");
  // Nobody does two things within the same millisecond.
  await tools.ask({ ask: "later" });
  assert.equal(await current(page), second);
  await lookAt(tools, page, "the exceptions with one that is looked at");
  await page.setViewportSize(DESK.viewport);

  // What is harmless is accepted by one key, and by one key it is back.
  await leadsOn(page, "a");
  await says(page, "Accepted: locked out of");
  assert.deepEqual(await rows(page), [third]);
  await leadsOn(page, "u");
  assert.deepEqual(await rows(page), [second, third]);

  // A filter acts when it is chosen. Two of one harmless kind at once.
  await Promise.all([page.waitForURL(/kind=locked\+out/), page.getByLabel("Kind").selectOption("locked out")]);
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await lookAt(tools, page, "several selected");
  await page.getByRole("button", { name: "Accept selected" }).focus();
  await leadsOn(page, "Enter");
  await page.getByText("Accepted: 2 of the kind locked out.").waitFor();
  assert.deepEqual(await rows(page), []);

  await visit(page, "/exceptions?status=settled");
  await page.locator("[data-queue]").getByRole("link", { name: "Maria Lopez" }).click();
  await page.getByText("accepted: no hours are paid for it: jack: a walk at 5 xsu").waitFor();
  await lookAt(tools, page, "what was resolved");

  // On a phone there is the list, then the card, and the way back.
  await page.setViewportSize(PHONE.viewport);
  await visit(page, "/exceptions?status=settled");
  const [list, card] = [page.locator(".at-left"), page.locator(".at-right")];
  assert.deepEqual([await list.isVisible(), await card.isVisible()], [true, false]);
  await list.getByRole("link", { name: "Maria Lopez" }).click();
  await page.waitForURL(/at=/);
  assert.deepEqual([await list.isVisible(), await card.isVisible()], [false, true]);
  await card.getByRole("link", { name: "Back to the list" }).click();
  await list.waitFor();
});
