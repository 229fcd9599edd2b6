// Finding one's way without the mouse: the palette over people, jobs, pages and help, and filters that act at once.
import assert from "node:assert/strict";
import { looksRight } from "./lib/checks.js";
import { scriptOf } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

const palette = (page) => page.getByRole("dialog", { name: "Search everything" });

async function findsPeopleAndPages(tools) {
  const page = await visitor(tools, DESK);
  await signIn(page, tools.given.owner);
  await visit(page, "/home");
  await page.keyboard.press("/");
  await palette(page).waitFor();
  await page.keyboard.type("lop");
  await palette(page).getByRole("link", { name: "Maria Lopez" }).waitFor();
  for (const colorScheme of ["light", "dark"]) {
    tools.troubles.push(...(await looksRight(page, colorScheme)).map((found) => `the palette: ${found}`));
  }
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/\/employees\/[0-9a-f-]+$/), page.keyboard.press("Enter")]);

  // The first one is gone to by Enter alone, and Escape leaves everything as it was.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("overtime");
  await Promise.all([page.waitForURL(/\/settings\/payroll$/), page.keyboard.press("Enter")]);
  await page.keyboard.press("Control+k");
  await palette(page).waitFor();
  await page.keyboard.press("Escape");
  await palette(page).waitFor({ state: "hidden" });
  // A slash in a field is a slash.
  const field = page.locator("main input:not([type=hidden])").first();
  await field.focus();
  await page.keyboard.press("/");
  assert.equal(await palette(page).isVisible(), false);
  await page.context().close();
}

async function filtersActAtOnce(tools) {
  const page = await visitor(tools, DESK);
  await signIn(page, tools.given.owner);
  await visit(page, "/approvals?from=2026-11-09");
  await Promise.all([page.waitForURL(/show=approved/), page.getByLabel("Show", { exact: true }).selectOption("approved")]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "show", "the focus stays where it was");
  // By keyboard it acts when somebody has chosen, and not at every step.
  await page.keyboard.press("ArrowUp");
  await page.waitForTimeout(300);
  assert.match(page.url(), /show=approved/);
  await Promise.all([page.waitForURL(/show=clean/), page.keyboard.press("Enter")]);
  await page.context().close();
}

async function withoutScripts(tools) {
  const page = await visitor(tools, { ...DESK, javaScriptEnabled: false });
  await signIn(page, tools.given.owner);
  await visit(page, "/search?q=roof");
  await page.getByRole("link", { name: "Roof repair" }).click();
  assert.match(page.url(), /\/jobs\/[0-9a-f-]+\/edit$/);
  await page.context().close();
}

await scriptOf([findsPeopleAndPages, filtersActAtOnce, withoutScripts]);
