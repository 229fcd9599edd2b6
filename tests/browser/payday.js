// Payroll is refused an approval, settles what stands, approves, and makes a file; its hours are summed here.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { DESK, signIn, visitor } from "./lib/visitor.js";

/** Rows of a CSV without quotes, by the names of its columns. */
function rows(csv) {
  const [names, ...lines] = csv.replace(/^\uFEFF/, "").trimEnd().split(/\r?\n/).map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at]])));
}

/** Hours as a file writes them, in hundredths. */
const hundredths = (lines) => lines.reduce((sum, line) => sum + Math.round(Number(line.hours) * 100), 0);

await script(async (tools) => {
  const { given } = tools;
  const page = await visitor(tools, DESK);
  await signIn(page, given.payroll);
  // Some say how much waits behind them.
  const section = (name) => page.getByRole("navigation").getByRole("link", { name: new RegExp(`^${name}( \\d|$)`) }).click();

  await section("Approvals");
  // Nothing is offered that would be refused.
  const blocked = page.getByRole("row").filter({ hasText: "Ana Torres" });
  assert.match(await blocked.innerText(), /Not this person[^]*Resolve first/);
  assert.equal(await page.getByRole("button", { name: "Approve the hours of Ana Torres" }).count(), 0);
  await lookAt(tools, page, "approvals with one that is blocked");
  await page.setViewportSize(DESK.viewport);

  await section("Exceptions");
  await page.getByLabel(/note/i).first().fill("Ana had a cold; her foreman was beside her");
  await page.getByRole("button", { name: /accept/i }).first().click();
  await page.getByText("Nothing to resolve").or(page.getByText(/is settled|accepted/i)).first().waitFor();

  await section("Approvals");
  await page.getByRole("button", { name: "Approve the 2 that are ready" }).click();
  await page.getByText("2 of 2 approved.").waitFor();

  await section("Exports");
  await page.getByRole("link", { name: "Add profile" }).click();
  await page.locator("#name").fill("Office");
  await page.locator("#format").selectOption("generic");
  await page.locator("#named_by").selectOption("payroll-id");
  await page.locator("#regular_code").fill("Hourly");
  await page.locator("#overtime_code").fill("Overtime");
  await page.getByRole("button", { name: "Add profile" }).click();
  await page.getByRole("main").getByRole("link", { name: "Nov 9 – 15" }).click();
  await lookAt(tools, page, "what will be in the file");
  await page.setViewportSize(DESK.viewport);
  await page.getByRole("button", { name: "Create the file for 2 people" }).click();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download", exact: true }).click(),
  ]);
  const chunks = await (await download.createReadStream()).toArray();
  const lines = rows(Buffer.concat(chunks).toString("utf8"));
  const overtime = lines.filter((line) => line.pay_code === "Overtime");
  const rounded = (minutes) => Math.round((minutes * 100) / 60);
  assert.equal(hundredths(lines), given.parts.map(rounded).reduce((sum, part) => sum + part));
  assert.equal(hundredths(overtime), rounded(given.overtimeMinutes));
  assert.deepEqual(new Set(lines.map((line) => line.external_payroll_id)), new Set(["000042", "000043"]));
  await page.getByText(`${given.minutes * 60} seconds`).waitFor();
});
