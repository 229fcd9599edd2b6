// Payroll settles exceptions without touching the mouse.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

/** The id of what has the focus. */
const focused = (page) => page.evaluate(() => document.activeElement.id);

/** The ids of the rows, from the top. */
const rows = (page) => page.evaluate(() => [...document.querySelectorAll("[data-queue] > li")].map((row) => row.id));

/** Presses a key that leads to another page, and waits for it. */
async function leadsOn(page, key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

await script(async (tools) => {
  const page = await visitor(tools, DESK);
  await signIn(page, tools.given.payroll);
  await visit(page, "/exceptions");
  await lookAt(tools, page, "the queue of exceptions");
  await page.setViewportSize(DESK.viewport);
  const [first, second, third] = await rows(page);

  // Up and down, not beyond the ends, and nothing while another key is held.
  for (const [key, row] of [["j", first], ["j", second], ["ArrowDown", third], ["j", third], ["k", second], ["Control+k", second], ["ArrowUp", first], ["k", first]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), row, key);
  }
  await leadsOn(page, "Enter");
  assert.match(page.url(), /\/time-entries\/[0-9a-f-]+$/);
  await visit(page, "/exceptions");

  // What is typed into the note is the note; Escape leads out of it.
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.keyboard.type("jack: a walk at 5 xs");
  assert.equal(await focused(page), first.replace("x-", "note-"));
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), first);
  await page.keyboard.press("a");
  await leadsOn(page, "Enter");

  // The focus is on the next one, and so on to the end.
  await page.getByRole("status").filter({ hasText: "Accepted: missing clock-out of Maria Lopez." }).waitFor();
  assert.deepEqual(await rows(page), [second, third]);
  assert.equal(await focused(page), second);
  // The answer is in sight wherever the page goes on, and one key takes it back.
  const inSight = async () => {
    const box = await page.getByRole("status").boundingBox();
    return box.y >= 0 && box.y + box.height <= DESK.viewport.height;
  };
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  assert.ok(await inSight(), "the answer is in sight");
  await leadsOn(page, "u");
  await page.getByRole("status").filter({ hasText: "Open again: missing clock-out of Maria Lopez." }).waitFor();
  assert.deepEqual(await rows(page), [first, second, third]);
  assert.equal(await focused(page), first);
  await page.keyboard.press("a");
  await page.keyboard.type("jack: a walk at 5 xs");
  await leadsOn(page, "Enter");
  assert.equal(await focused(page), second);
  await lookAt(tools, page, "the queue with the focus on a row");
  await page.setViewportSize(DESK.viewport);

  // Two of one harmless kind at once.
  await visit(page, "/exceptions?kind=locked+out");
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await lookAt(tools, page, "several selected");
  await page.getByRole("button", { name: "Accept selected" }).focus();
  await leadsOn(page, "Enter");
  await page.getByText("Accepted: 2 of the kind locked out.").waitFor();
  assert.deepEqual(await rows(page), []);

  await visit(page, "/exceptions?status=settled");
  await page.getByText("accepted: no hours are paid for it: jack: a walk at 5 xs").waitFor();
  await lookAt(tools, page, "what was resolved");
});
