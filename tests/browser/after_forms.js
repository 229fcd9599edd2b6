// What forms answer: mistakes beside the field, and what was done.
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { choosePin, choosePinByHand } from "./lib/setup.js";
import { signIn, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const { given } = tools;
  const look = (page, name) => lookAt(tools, page, name);
  const send = (page) => page.locator("main form[method=post] button:not([type=button])").first().click();
  const mistake = (page) => page.locator("[aria-invalid=true], [role=alert]").first().waitFor();

  const [nobody, owner] = [await visitor(tools), await visitor(tools)];
  await signIn(owner, given.owner);

  await visit(nobody, "/sign-in");
  await nobody.getByLabel("Email address").fill("nobody@example.com");
  await nobody.getByLabel("Password", { exact: true }).fill("not the password");
  await send(nobody);
  await mistake(nobody);
  await look(nobody, "a sign-in that failed");

  await visit(nobody, given.link);
  await choosePin(nobody, "1234");
  await mistake(nobody);
  await look(nobody, "a setup page that refuses a PIN");
  await choosePin(nobody, "60284");
  await nobody.locator("ol").waitFor();
  await look(nobody, "the end of the setup page");

  await visit(nobody, "/setup");
  await nobody.getByLabel("One-time code").fill("012345678901");
  await send(nobody);
  await mistake(nobody);
  await look(nobody, "a code that does not work");

  for (const [path, wrong] of [
    ["/employees/new", { Name: "Ana", Email: "no address", Phone: "12" }],
    ["/jobs/new", { Name: "Roof", "Phone code": "x" }],
    ["/settings", { "Time zone": "Nowhere" }],
  ]) {
    await visit(owner, path);
    for (const [label, text] of Object.entries(wrong)) await owner.getByLabel(label).first().fill(text);
    await owner.locator("main form[method=post]").first().evaluate((form) => { form.noValidate = true; });
    await send(owner);
    await mistake(owner);
    await look(owner, `${path} with mistakes`);
  }

  const list = "name,email,phone,shift\nPia Poe,pia@example.com,,A\nJoe Li,bad,12,B\nAna,ana@example.com,,C\n";
  const upload = async (text) => {
    await visit(owner, "/employees/import");
    await owner.getByLabel("List of employees (Excel or CSV)").setInputFiles({
      name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text),
    });
    await owner.getByRole("button", { name: "Continue" }).click();
  };
  await upload(list);
  await owner.getByText("check what each column is").waitFor();
  await owner.getByRole("button", { name: "Continue" }).click();
  await owner.getByRole("heading", { name: "Lines with mistakes" }).waitFor();
  await look(owner, "the preview of an import");
  await upload("");
  await mistake(owner);
  await look(owner, "a file that cannot be imported");

  await visit(owner, given.manage);
  await choosePinByHand(owner, "1111");
  await mistake(owner);
  await look(owner, "a PIN by hand that is refused");
  await choosePinByHand(owner, "71938");
  await owner.getByRole("status").waitFor();
  await look(owner, "what was done");
  await owner.getByRole("button", { name: "Create a card with a one-time code" }).click();
  await owner.locator(".wallet strong.big").waitFor();
  await look(owner, "a card with a one-time code");

  await visit(owner, "/jobs/new");
  await owner.locator("main input[name=csrf]").first().evaluate((field) => { field.value = "another"; });
  await owner.getByLabel("Name").first().fill("Roof");
  await send(owner);
  await owner.getByRole("heading", { name: "This form is out of date" }).waitFor();
  await look(owner, "a form that is out of date");

  await visit(owner, "/account");
  await owner.setViewportSize({ width: 360, height: 800 });
  await owner.getByRole("button", { name: "Menu" }).click();
  await owner.getByRole("button", { name: "Sign out", exact: true }).waitFor();
  await look(owner, "the open menu");
});
