// Every page of the program as its visitors see it: with rows, without any, and after forms with mistakes in them.
import { wrongWith } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { choosePin, choosePinByHand } from "./lib/setup.js";
import { signIn, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const { given, ask, troubles } = tools;
  const lookAt = async (page, name) => troubles.push(...(await wrongWith(page, name)));

  const visitors = { nobody: await visitor(tools) };
  for (const [role, user] of Object.entries(given.users)) {
    visitors[role] = await visitor(tools);
    await signIn(visitors[role], user);
  }
  for (const { as, path, status, rule } of given.pages) {
    await visit(visitors[as], path, status);
    await lookAt(visitors[as], rule === path ? path : `${rule} (${path})`);
    await ask({ rule, path, as, status });
  }

  await withoutRows(tools, lookAt);
  await afterForms(visitors, given, lookAt);
});

/** A gateway on which nobody has been yet, from the first link on. */
async function withoutRows(tools, lookAt) {
  const { at, first_link: firstLink, paths } = tools.given.empty;
  const owner = await visitor(tools, { baseURL: at });
  await visit(owner, firstLink);
  await lookAt(owner, "the first owner's page");
  await owner.getByLabel("Your name").fill("Olive Owner");
  await owner.getByLabel("Your e-mail address").fill("olive@example.com");
  await owner.getByLabel("Password", { exact: true }).fill("three words and more");
  await owner.getByLabel("The same password again").fill("three words and more");
  await owner.getByRole("button", { name: "Create the owner" }).click();
  await owner.getByRole("button", { name: "Sign out" }).waitFor();
  for (const path of paths) {
    await visit(owner, path);
    await lookAt(owner, `${path} without rows`);
  }
}

/** What forms answer. */
async function afterForms({ nobody, owner }, given, lookAt) {
  const send = (page, form) => page.locator(`main form[method=post]${form} button:not([type=button])`).first().click();
  const mistake = (page) => page.locator("[aria-invalid=true], [role=alert]").first().waitFor();

  await visit(nobody, "/sign-in");
  await nobody.getByLabel("E-mail address").fill("nobody@example.com");
  await nobody.getByLabel("Password", { exact: true }).fill("not the password");
  await send(nobody, "");
  await mistake(nobody);
  await lookAt(nobody, "a sign-in that failed");

  await visit(nobody, given.link_to_use);
  await choosePin(nobody, "1234");
  await mistake(nobody);
  await lookAt(nobody, "a setup page that refuses a PIN");
  await choosePin(nobody, "60284");
  await nobody.locator("ol").waitFor();
  await lookAt(nobody, "the end of the setup page");

  await visit(nobody, "/setup");
  await nobody.getByLabel("One-time code").fill("012345678901");
  await send(nobody, "");
  await mistake(nobody);
  await lookAt(nobody, "a code that does not work");

  for (const [path, wrong] of [
    ["/employees/new", { Name: "Ana", "E-mail": "no address", Phone: "12" }],
    ["/jobs/new", { Name: "Roof", "Phone code": "x" }],
    ["/settings", { "Time zone": "Nowhere" }],
  ]) {
    await visit(owner, path);
    for (const [label, text] of Object.entries(wrong)) await owner.getByLabel(label).first().fill(text);
    await owner.locator("main form[method=post]").first().evaluate((form) => { form.noValidate = true; });
    await send(owner, "");
    await mistake(owner);
    await lookAt(owner, `${path} with mistakes`);
  }

  const list = "name,email,phone,shift\nPia Poe,pia@example.com,,A\nJoe Li,bad,12,B\nAna,ana@example.com,,C\n";
  const upload = async (text) => {
    await visit(owner, "/employees/import");
    await owner.getByLabel("List of employees (CSV)").setInputFiles({
      name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text),
    });
    await owner.getByRole("button", { name: "Look at the list" }).click();
  };
  await upload(list);
  await owner.getByRole("heading", { name: "Lines with mistakes" }).waitFor();
  await lookAt(owner, "the preview of an import");
  await upload("");
  await mistake(owner);
  await lookAt(owner, "a file that cannot be imported");

  await visit(owner, given.manage);
  await choosePinByHand(owner, "1111");
  await mistake(owner);
  await lookAt(owner, "a PIN by hand that is refused");
  await choosePinByHand(owner, "71938");
  await owner.getByRole("status").waitFor();
  await lookAt(owner, "what was done");
  await owner.getByRole("button", { name: "Make a card with a one-time code" }).click();
  await owner.locator(".wallet strong.big").waitFor();
  await lookAt(owner, "a card with a one-time code");

  await visit(owner, "/jobs/new");
  await owner.locator("main input[name=csrf]").first().evaluate((field) => { field.value = "another"; });
  await owner.getByLabel("Name").first().fill("Roof");
  await send(owner, "");
  await owner.getByRole("heading", { name: "This form is out of date" }).waitFor();
  await lookAt(owner, "a form that is out of date");
}
