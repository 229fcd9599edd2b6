// The second factor: set up, asked for, used up, removed; every page of it is looked at, and signing in works by keyboard
// on a narrow screen without scripts.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { PHONE, signIn, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const { ask, given: { owner: user } } = tools;
  const look = (page, name) => lookAt(tools, page, name);
  const keyOf = (page) => page.locator(".key").innerText();
  const codeOf = async (key) => (await ask({ ask: "code", key })).code;

  const owner = await visitor(tools);
  await signIn(owner, user);
  await visit(owner, "/account");
  await owner.getByRole("link", { name: "Set up a second factor" }).click();
  await owner.getByRole("button", { name: "Set up a second factor" }).click();
  await owner.getByRole("img", { name: "QR code for the app" }).waitFor();
  await look(owner, "setting up an app");
  const key = await keyOf(owner);
  await owner.getByLabel("Code from your app").fill("1");
  await owner.getByRole("button", { name: "Turn it on" }).click();
  await owner.getByRole("alert").waitFor();
  await look(owner, "a first code that is wrong");
  await owner.getByLabel("Code from your app").fill(await codeOf(key));
  await owner.getByRole("button", { name: "Turn it on" }).click();
  await owner.getByRole("heading", { name: "Recovery codes" }).waitFor();
  await look(owner, "the recovery codes");
  const recovery = await owner.locator("main li code").first().innerText();
  await owner.getByRole("link", { name: "I have kept them" }).click();
  await owner.getByRole("button", { name: "Make new recovery codes" }).waitFor();
  await owner.getByText("Use a recovery code instead").click();
  await look(owner, "a second factor that is on");

  await visit(owner, "/confirm");
  await owner.getByText("Use a recovery code instead").click();
  await look(owner, "confirming with a code");
  await owner.getByLabel("Password").fill("wrong");
  await owner.getByRole("button", { name: "Confirm" }).click();
  await owner.getByRole("alert").waitFor();
  await look(owner, "confirming with a wrong password");
  await ask({ ask: "wait" });
  await visit(owner, "/users");
  await owner.getByLabel("Name").fill("Ana Torres");
  await owner.getByLabel("Email address").fill("ana@example.com");
  await owner.getByLabel("Role").selectOption("manager");
  await owner.getByRole("button", { name: "Send the invitation" }).click();
  await owner.getByRole("heading", { name: "Confirm it is you" }).waitFor();
  await look(owner, "confirming before a form is sent");
  await owner.getByLabel("Password").fill(user.password);
  await owner.getByLabel("Code from your app").fill(await codeOf(key));
  await owner.getByRole("button", { name: "Confirm" }).click();
  await owner.getByText("Ana Torres is invited").waitFor();

  const phone = await visitor(tools, { ...PHONE, javaScriptEnabled: false });
  await ask({ ask: "wait" });
  await visit(phone, "/sign-in");
  await phone.getByLabel("Email address").fill(user.email);
  await phone.getByLabel("Password", { exact: true }).fill(user.password);
  await phone.keyboard.press("Enter");
  await phone.getByLabel("Code from your app").fill("000");
  await phone.keyboard.press("Enter");
  await phone.getByRole("alert").waitFor();
  await phone.getByText("Use a recovery code instead").focus();
  await phone.keyboard.press("Enter");
  await phone.keyboard.press("Tab");
  await phone.keyboard.type(recovery.toUpperCase());
  await phone.keyboard.press("Enter");
  await phone.getByRole("button", { name: "Menu" }).waitFor();

  const asked = await visitor(tools);
  await visit(asked, "/sign-in/code");
  await look(asked, "a sign-in that is over");
  const typePassword = async () => {
    await visit(asked, "/sign-in");
    await asked.getByLabel("Email address").fill(user.email);
    await asked.getByLabel("Password", { exact: true }).fill(user.password);
    await asked.getByRole("button", { name: "Sign in" }).click();
  };
  await typePassword();
  await asked.getByText("Use a recovery code instead").click();
  await look(asked, "a code at the door");
  await asked.getByLabel("Recovery code").fill(recovery);
  await asked.getByRole("button", { name: "Sign in" }).click();
  await asked.getByRole("alert").waitFor();
  await look(asked, "a recovery code that is used up");

  await ask({ ask: "reset" });
  await typePassword();
  await asked.getByText("Your workspace asks owners and admins").waitFor();
  await look(asked, "setting up an app at the door");
  assert.notEqual(await keyOf(asked), key);
});
