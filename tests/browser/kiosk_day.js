// People in a line before one tablet, each with their own name and PIN, and with time to think.
import { connectedKiosk, reaches } from "./lib/kiosk.js";
import { script } from "./lib/script.js";

await script(async (tools) => {
  const page = await connectedKiosk(tools);
  const think = () => new Promise((resume) => setTimeout(resume, tools.given.think));
  const millis = [];
  for (const { name, pin } of tools.given.people) {
    await reaches(page, "start");
    const begun = performance.now();
    // Where not all names fit, the first letter comes first.
    const letter = page.locator("#letters button").filter({ hasText: new RegExp(`^${name.normalize("NFD")[0]}$`) });
    if (await letter.isVisible()) {
      await letter.tap();
      await think();
    }
    await page.getByRole("button", { name, exact: true }).tap();
    await think();
    for (const digit of pin) await page.locator(`[data-key="${digit}"]`).tap();
    await page.getByRole("heading", { name: `${name}, you are clocked in.` }).waitFor();
    millis.push(Math.round(performance.now() - begun));
    // The next one does not wait until it goes away.
    await page.getByRole("button", { name: "Next person" }).tap();
  }
  await tools.ask({ ask: "took", millis });
});
