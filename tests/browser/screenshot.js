// The picture at the top of README.md: a call on the phone page of a running demo, at the question for the job.
import { script } from "./lib/script.js";
import { visit, visitor } from "./lib/visitor.js";

await script(async (tools) => {
  const page = await visitor(tools, { viewport: { width: 1280, height: 1000 }, permissions: ["microphone"] });
  await visit(page, "/phone");
  const person = page.getByRole("row").filter({ hasText: "Sam Whitfield" }).getByRole("cell");
  const [id, pin] = await person.allInnerTexts();
  await page.getByLabel("Call from").selectOption("+15555550126");
  await page.getByRole("button", { name: "Call", exact: true }).focus();
  await page.keyboard.press("Enter");
  const said = (words) => page.getByRole("log", { name: "What you hear" }).getByText(words).last().waitFor();
  await said("Hello, this is the phone clock.");
  for (const key of [...id, "#", ...pin, "#"]) await page.keyboard.press(key);
  await said("Enter the job code");
  await page.getByRole("timer").filter({ hasText: /^[1-9]/ }).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: tools.given.picture });
  await page.getByRole("button", { name: "Hang up" }).click();
});
