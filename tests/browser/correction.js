// A lead corrects a forgotten clock-out by keyboard, is told what is missing, and sees the history.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const page = await visitor(tools, DESK);
  await signIn(page, tools.given.lead);
  await page.getByRole("navigation").getByRole("link", { name: "Time entries" }).click();
  await page.getByLabel("Status").selectOption("With exceptions");
  await page.getByRole("form", { name: "Filter the list" }).getByRole("button", { name: "Show" }).click();
  const row = page.getByRole("row").filter({ hasText: "missing clock-out" });
  await row.filter({ hasText: "Unknown" }).waitFor();
  await row.getByRole("link", { name: "Maria Lopez" }).click();

  const form = page.getByRole("group").filter({ hasText: "Save correction" });
  await page.locator("summary", { hasText: "Correct" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await form.getByLabel("Clock-in", { exact: true }).inputValue(), "2026-11-17T07:00");
  await form.getByLabel("Clock-out", { exact: true }).fill("2026-11-17T15:30:12");
  await form.getByLabel("Clock-out as the employee says (optional)").fill("2026-11-17T15:45");
  await form.getByLabel("Reason").selectOption("Other");
  await page.getByRole("button", { name: "Save correction" }).press("Enter");

  // Other is no reason by itself; what was typed is still there.
  await page.getByText("Say what the other reason is.").waitFor();
  await lookAt(tools, page, "a correction without its reason");
  await page.setViewportSize(DESK.viewport);
  assert.equal(await form.getByLabel("Clock-out", { exact: true }).inputValue(), "2026-11-17T15:30:12");
  await form.getByLabel("Note").fill("battery empty 🔋");
  await page.getByRole("button", { name: "Save correction" }).press("Enter");

  await page.getByText("The entry is corrected.").waitFor();
  const said = (which) => page.getByRole("row").filter({ hasText: which }).first().innerText();
  assert.match(await said(/^\s*Clocked/), /7:00 AM\s+none/);
  assert.match(await said(/^\s*Employee says/), /3:45 PM/);
  assert.match(await said(/^\s*Paid/), /7:00 AM\s+Tue, Nov 17, 3:30 PM/);
  const trail = page.getByRole("table", { name: /Every version of this entry/ });
  assert.match(await trail.getByRole("row").nth(1).innerText(), /clocked[^]*7:00 AM\s+none[^]*Maria Lopez/);
  assert.match(await trail.getByRole("row").nth(2).innerText(), /corrected[^]*3:30 PM[^]*battery empty 🔋[^]*The manager/);
  await page.getByText(/missing clock-out.*corrected by The manager/).waitFor();
  await lookAt(tools, page, "a corrected entry");
  await visit(page, "/time-entries");
  await page.getByRole("row").filter({ hasText: "Edited" }).filter({ hasText: "8:30" }).waitFor();
});
