// Every way in at a real kiosk, from the touch to the punch, and back again.
import assert from "node:assert/strict";
import { scan } from "./kiosk/layouts.js";
import { connectedKiosk, reaches, runSlowly, type } from "./lib/kiosk.js";
import { script } from "./lib/script.js";

await script(async (tools) => {
  const { given, ask } = tools;
  const page = await connectedKiosk(tools);
  await runSlowly(page);
  const devtools = await page.context().newCDPSession(page);
  const turn = async (method, authentication = true) => {
    await ask({ ask: "method", method, authentication });
    await page.reload();
    await reaches(page, "start");
  };
  const home = async () => {
    await page.getByRole("button", { name: "Next person" }).click();
    await reaches(page, "start");
    await ask({ ask: "later" });
  };
  const says = (words) => page.getByRole("heading", { name: words }).waitFor();
  const maria = () => page.getByRole("button", { name: "Maria Lopez", exact: true }).click();

  // By name and PIN: clocked in at once, and the job after it.
  await turn("name and pin");
  await maria();
  await type(page, given.name_pin);
  await says(/Maria Lopez, you are clocked in\. 7:\d\d.AM/);
  await page.getByRole("button", { name: "Bridge deck" }).click();
  await page.getByText("Job: Bridge deck.").first().waitFor();
  await home();

  // Out or another job is asked; just now it is asked whether it was meant.
  await turn("number and pin");
  await type(page, [...given.number, "Enter"]);
  await type(page, given.number_pin);
  await page.getByRole("button", { name: "Clock out" }).click();
  await says("Maria Lopez, you are clocked out.");
  await page.getByRole("button", { name: "Next person" }).click();
  await type(page, [...given.number, "Enter"]);
  await type(page, given.number_pin);
  await page.getByText("You clocked out only just now").waitFor();
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  await reaches(page, "start");
  await ask({ ask: "later" });

  // A PIN alone: the name is shown, and one presses.
  await turn("pin alone");
  await type(page, given.lone_pin);
  await says("Maria Lopez");
  await page.getByRole("button", { name: "Clock in" }).click();
  await says(/Maria Lopez, you are clocked in/);
  await page.getByRole("button", { name: "No job" }).click();
  await home();
  // A colleague, by the Universal PIN behind the name.
  await page.getByRole("button", { name: "Clock a colleague" }).click();
  await maria();
  await type(page, [...given.universal, "Enter"]);
  await page.getByRole("button", { name: "Clock out" }).click();
  await says("Maria Lopez, you are clocked out.");
  await home();

  await turn("badge");
  await scan(devtools, given.badge);
  await says(/Maria Lopez, you are clocked in/);
  await page.getByRole("button", { name: "Bridge deck" }).click();
  await home();
  await page.getByRole("button", { name: "Use PIN instead" }).click();
  await maria();
  await type(page, given.name_pin);
  await page.getByRole("button", { name: "Clock out" }).click();
  await says("Maria Lopez, you are clocked out.");
  await home();

  await turn("badge and pin");
  await scan(devtools, given.badge);
  await says("Your badge was read");
  await type(page, "111111");
  await page.getByText("That did not work. Please try again.").first().waitFor();
  await type(page, given.name_pin);
  await says(/Maria Lopez, you are clocked in/);
  // Not right: it is undone.
  await page.getByRole("button", { name: "Not right? Undo" }).click();
  await says("Maria Lopez, that is undone.");
  await home();

  await turn("badge", false);
  await maria();
  await says(/Maria Lopez, you are clocked in/);
  await page.getByRole("button", { name: "No job" }).click();
  await page.getByRole("button", { name: "Next person" }).click();

  const proofs = await ask({ ask: "proofs" });
  assert.deepEqual([...new Set(proofs)].sort(), ["badge", "badge and pin", "name only", "pin", "universal pin"]);
});
