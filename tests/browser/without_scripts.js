// The pages in a browser that runs no scripts: setting people up, and choosing a PIN by link and by code.
import assert from "node:assert/strict";
import { script } from "./lib/script.js";
import { choosePin, choosePinByHand, shownBig } from "./lib/setup.js";
import { DESK, PHONE, signIn, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const { admin: user, link, without_email: manage } = tools.given;
  const admin = await visitor(tools, { ...DESK, javaScriptEnabled: false });
  await signIn(admin, user);

  const byLink = await visitor(tools, { ...PHONE, javaScriptEnabled: false });
  await visit(byLink, link);
  await byLink.getByLabel("New PIN").fill("60284");
  await byLink.getByLabel("The same PIN again").fill("60285");
  await byLink.getByRole("button").click();
  await byLink.getByText("The two PINs do not match").waitFor();
  assert.equal(await byLink.getByLabel("New PIN").inputValue(), "", "a PIN is not sent back");
  await choosePin(byLink, "60284");
  await byLink.getByRole("heading", { name: "You are ready" }).waitFor();
  const idByLink = await shownBig(byLink, "Your phone clock ID");
  await byLink.reload();
  assert.equal(await shownBig(byLink, "Your phone clock ID"), idByLink, "a reload sends nothing and shows the same");
  await visit(byLink, link);
  assert.equal(await shownBig(byLink, "Your phone clock ID"), idByLink, "the link shows its end again");

  await visit(admin, manage);
  await admin.getByRole("button", { name: "Create a card with a one-time code" }).click();
  const code = await admin.locator("strong.big").innerText();

  const byCode = await visitor(tools, { ...PHONE, javaScriptEnabled: false });
  await visit(byCode, "/setup");
  await byCode.getByLabel("One-time code").fill("012345678901");
  await byCode.getByRole("button", { name: "Continue" }).click();
  await byCode.getByRole("alert").waitFor();
  await byCode.getByLabel("One-time code").fill(code);
  await byCode.getByRole("button", { name: "Continue" }).click();
  await choosePin(byCode, "93057");
  await byCode.getByRole("heading", { name: "You are ready" }).waitFor();
  const idByCode = await shownBig(byCode, "Your phone clock ID");

  await visit(admin, manage);
  await choosePinByHand(admin, "1111");
  await admin.getByText("One digit repeated is too easy to guess.").waitFor();
  await choosePinByHand(admin, "71938");
  await admin.getByRole("status").waitFor();

  for (const [id, pin] of [[idByLink, "60284"], [idByCode, "71938"]]) {
    const call = await tools.ask({ ask: "call", id, pin });
    assert.match(call.heard, /Clocked in/);
  }
  await visit(admin, "/who-is-in");
  await admin.getByText("2 people are in").waitFor();
  await admin.getByRole("link", { name: "Refresh" }).click();
  await admin.getByText("2 people are in").waitFor();
  assert.ok(await admin.getByText("This page updates by itself.").isHidden(), "nothing is promised that needs a script");
});
