// So many voice checks of a week, as long as a person takes: each name is heard to its end, then there is a decision and a key.
import { script } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

/** What one decision and one key take (Card, Moran and Newell 1983). */
const DECISION_MILLIS = 1350;
const KEY_MILLIS = 280;

await script(async (tools) => {
  const page = await visitor(tools, DESK);
  const press = async (key) => {
    await page.waitForTimeout(KEY_MILLIS);
    await page.keyboard.press(key);
  };
  await signIn(page, tools.given.payroll);
  await visit(page, "/voice-checks/review");
  const began = Date.now();
  await press("Space");
  let checks = 0;
  while (checks < tools.given.at_most && (await page.locator("[data-check]").count()) > 0) {
    // From the first to the last one nothing has to be pressed but verdicts.
    await page.waitForFunction(() => document.querySelector("[data-this]").ended);
    await page.waitForTimeout(DECISION_MILLIS);
    await Promise.all([page.waitForEvent("load"), press("1")]);
    checks += 1;
  }
  if (checks < tools.given.at_most) await page.getByText("Nothing is left to review").waitFor();
  await tools.ask({ ask: "took", checks, secs: Math.round((Date.now() - began) / 1000) });
});
