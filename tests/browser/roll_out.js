// The roll-out as an admin and an employee live through it: from a list of people to a name on the board.
import assert from "node:assert/strict";
import { script } from "./lib/script.js";
import { choosePin, shownBig } from "./lib/setup.js";
import { DESK, PHONE, signIn, visit, visitor } from "./lib/visitor.js";

const PEOPLE = "name;email;language\nAna Torres;ana@example.com;en\nBen Ode;ben@example.com;es\nEva Nomail;;en\n;nobody;\n";
const PIN = "60284";

await script(async (tools) => {
  const admin = await visitor(tools, DESK);
  await signIn(admin, tools.given.admin);
  await importPeople(admin);
  await emailLinks(admin);

  const { link } = await tools.ask({ ask: "mail", to: "ana@example.com" });
  const phone = await visitor(tools, PHONE);
  await visit(phone, link);
  await choosePin(phone, "1234");
  await phone.getByText("Digits that count up or down are too easy to guess.").waitFor();
  await choosePin(phone, PIN);
  await phone.getByRole("heading", { name: "You are ready" }).waitFor();
  const number = await shownBig(phone, "Call this number");
  const id = await shownBig(phone, "Your phone clock ID");

  await row(admin, "Ana Torres", "Link being sent").waitFor();
  await admin.reload();
  await row(admin, "Ana Torres", `${id} Ready`).waitFor();

  await clockInAndOut(tools, admin, { number, id, pin: PIN });
});

/** The row of a table that says both. */
function row(page, name, words) {
  return page.getByRole("row").filter({ hasText: name }).filter({ hasText: words });
}

async function importPeople(admin) {
  await admin.getByRole("navigation").getByRole("link", { name: "Employees" }).click();
  await admin.getByRole("link", { name: "Import a list" }).click();
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(PEOPLE) };
  await admin.getByLabel("List of employees (Excel or CSV)").setInputFiles(file);
  await admin.getByRole("button", { name: "Continue" }).click();
  await admin.getByText("check what each column is. Nothing is imported yet.").waitFor();
  await admin.getByRole("button", { name: "Continue" }).click();
  await admin.getByText("3 to add, 0 unchanged, 1 with mistakes. Nothing is imported yet.").waitFor();
  await admin.getByRole("button", { name: "Import 3 employees" }).click();
  await admin.getByText("3 employees added.").waitFor();
}

async function emailLinks(admin) {
  await admin.getByRole("navigation").getByRole("link", { name: "Phone Clocking" }).click();
  await row(admin, "Ana Torres", "Not set up").waitFor();
  await admin.getByRole("link", { name: "Email 2 setup links" }).click();
  await admin.getByRole("heading", { name: "Who gets a link (2)" }).waitFor();
  await admin.getByText("Ana Torres, ana@example.com").waitFor();
  await admin.getByRole("link", { name: "Eva Nomail" }).waitFor();
  await admin.getByRole("button", { name: "Email 2 setup links" }).click();
  await admin.getByText("2 setup links are being sent.").waitFor();
}

/** Two calls, and the board of an admin who only looks on. */
async function clockInAndOut({ ask }, admin, dialed) {
  await visit(admin, "/who-is-in");
  await admin.getByText("Nobody is in right now.").waitFor();
  await admin.getByText("This page updates by itself.").waitFor();
  await admin.evaluate(() => { window.neverReloaded = true; });

  const calledIn = await ask({ ask: "call", ...dialed });
  assert.match(calledIn.heard, /Clocked in at seven A M/);
  await row(admin, "Ana Torres", "7:00 AM").waitFor();

  const calledOut = await ask({ ask: "call", ...dialed, later_mins: 30 });
  assert.match(calledOut.heard, /Clocked out at seven thirty A M/);
  await admin.getByText("Nobody is in right now.").waitFor();
  assert.ok(await admin.evaluate(() => window.neverReloaded), "the board is changed, not the page");

  await visit(admin, "/employees");
  await admin.getByRole("link", { name: "Ana Torres" }).click();
  await admin.getByRole("link", { name: "Entries and calls" }).click();
  await row(admin, "7:00 AM", "7:30 AM").waitFor();
}
