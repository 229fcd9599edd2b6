// From a chosen PIN to a practice call, its time and what there is to know after it.
import assert from "node:assert/strict";
import { lookAt } from "./lib/checks.js";
import { script } from "./lib/script.js";
import { PHONE, visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const { given, ask } = tools;
  const page = await visitor(tools, PHONE);
  await visit(page, new URL(given.link, given.at).pathname);
  await page.getByLabel("PIN nuevo").fill(given.pin);
  await page.getByLabel("El mismo PIN otra vez").fill(given.pin);
  await page.getByRole("button", { name: "Guardar mi PIN" }).click();
  await page.getByRole("link", { name: "Practicar una llamada ahora" }).click();
  await page.getByText("Práctica: nada de lo que haga aquí cuenta.").waitFor();
  const id = await page.locator("main p strong").nth(1).innerText();

  await page.getByLabel("Quién dice el nombre después del tono").selectOption("maria-lopez");
  await page.getByRole("button", { name: "Llamar", exact: true }).click();
  const captions = page.getByRole("log", { name: "Lo que usted oye" });
  await captions.getByText("Hola").first().waitFor();
  for (const key of [...id, "#", ...given.pin, "#"]) await page.keyboard.press(key);
  await captions.getByText("Entrada registrada").or(captions.getByText("las siete")).first().waitFor();
  await page.getByText(/^Eso tomó \d+ segundos?\.$/).waitFor();
  assert.equal(await page.locator("#learned li").count(), 3);
  assert.ok(!(await page.locator("body").innerText()).includes(given.pin), "the PIN is shown nowhere");
  await lookAt(tools, page, "the practice line after a call");
  assert.equal(await ask({ ask: "entries" }), 0);
});
