// What comes out of a printer: no menus at any width, wallet cards in their size, timesheets that say whose they are.
import assert from "node:assert/strict";
import { script } from "./lib/script.js";
import { DESK, signIn, visit, visitor } from "./lib/visitor.js";

/** Pixels of an inch, in print as on the screen. */
const INCH = 96;

await script(async (tools) => {
  const { given } = tools;
  const page = await visitor(tools, DESK);
  await signIn(page, given.owner);
  for (const path of given.paths) {
    await visit(page, path);
    await page.emulateMedia({ media: "print" });
    for (const width of [400, 700, 816, 1024, 1123, 1440, 1632]) {
      await page.setViewportSize({ width, height: 900 });
      for (const what of ["header", "#menu", ".actions", ".filters", ".pages"]) {
        const shown = await page.locator(what).evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).length);
        assert.equal(shown, 0, `${what} of ${path} is printed at ${width}`);
      }
      const beside = await page.evaluate(() => document.querySelector("main").getBoundingClientRect().left);
      assert.ok(beside < 20, `${path} begins ${beside} px from the left at ${width}`);
    }
    await page.emulateMedia({ media: null });
  }
  await page.setViewportSize({ width: 720, height: 960 });

  // An employer, a period, hours and a line to sign, on paper alone.
  for (const [path, words] of given.sheets) {
    await visit(page, path);
    assert.equal(await page.locator(".signature").isVisible(), false, "on the screen nobody signs");
    await page.emulateMedia({ media: "print" });
    const text = await page.locator("main").innerText();
    for (const word of words) assert.ok(text.includes(word), `${word} is not on paper: ${text}`);
    await page.emulateMedia({ media: null });
  }

  // Bank cards, whole, two beside one another.
  await visit(page, given.cards);
  await page.emulateMedia({ media: "print" });
  const cards = await page.locator(".wallet .card").evaluateAll((all) => all.map((card) => {
    const { width, height, left, top } = card.getBoundingClientRect();
    return { width, height, left, top, over: card.scrollHeight - card.clientHeight, name: card.innerText };
  }));
  assert.ok(cards.length > 2, `${cards.length} cards`);
  for (const card of cards) {
    assert.ok(Math.abs(card.width - 3.375 * INCH) < 1 && Math.abs(card.height - 2.125 * INCH) < 1, `${card.width} x ${card.height}`);
    assert.ok(card.over <= 1, `${card.over} px do not fit on a card: ${card.name}`);
  }
  assert.equal(cards[0].top, cards[1].top, "two in a row");
  const rowsOfPage = Math.floor((11 * INCH - INCH) / (cards[2].top - cards[0].top));
  assert.ok(rowsOfPage * 2 >= 8, `${rowsOfPage * 2} cards to a page`);
});
