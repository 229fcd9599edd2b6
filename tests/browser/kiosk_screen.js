// Every state of the kiosk's screen in every language: axe-core finds nothing, three sizes show it without scrolling, and
// at twice the size nothing is lost.
import { looksRight } from "./lib/checks.js";
import { SIZES, fakeKiosk, screenOf, unfitting } from "./lib/kiosk.js";
import { script } from "./lib/script.js";
import { STATES } from "./kiosk/states.js";

const LANGUAGES = ["en", "es"];

await script(async (tools) => {
  const { part, parts } = tools.given;
  const states = Object.entries(STATES).filter((_, nth) => nth % parts === part);
  for (const [name, state] of states) {
    for (const language of LANGUAGES) await lookAtState(tools, name, state, language);
  }
  await tools.ask({ seen: states.length });
});

async function lookAtState(tools, name, { settings = {}, before, steps }, language) {
  const page = await fakeKiosk(tools, {
    settings: { ...settings, state: { ...settings.state, language }, language },
    before,
    options: { viewport: SIZES[0], locale: language },
  });
  const wrong = (where, found) => tools.troubles.push(...found.map((one) => `${name} in ${language} ${where}: ${one}`));
  try {
    await steps?.(page);
    await page.locator("h1").filter({ hasText: /\S/ }).waitFor();
    await stopTime(page);
    const screen = await screenOf(page);
    for (const viewport of SIZES) {
      const where = `at ${viewport.width} px`;
      await page.setViewportSize(viewport);
      await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
      wrong(where, await unfitting(page, viewport.width < 480 ? 44 : 72));
      if (viewport.width !== 768) wrong(where, await looksRight(page, viewport.width < 480 ? "light" : "dark"));
    }
    if (language === "en") await atTwiceTheSize(page, wrong);
    if ((await screenOf(page)) !== screen) wrong("", [`it was ${screen}, and has become ${await screenOf(page)}`]);
  } catch (error) {
    wrong("", [error.message]);
  }
  await page.context().close();
}

/** What would go away by itself stands as long as it is looked at. */
function stopTime(page) {
  return page.evaluate(() => {
    const last = setTimeout(() => {});
    for (let timer = 0; timer <= last; timer += 1) clearTimeout(timer);
  });
}

/** WCAG 2.2, 1.4.4: as many pixels hold half as much, and it may be scrolled, but only down. */
async function atTwiceTheSize(page, wrong) {
  for (const { width, height } of SIZES.slice(0, 2)) {
    await page.setViewportSize({ width: width / 2, height: height / 2 });
    const lost = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const found = [];
      if (document.documentElement.scrollWidth > innerWidth) found.push(`${document.documentElement.scrollWidth} px wide`);
      for (const one of document.querySelectorAll("button, input:not([type=radio]), h1")) {
        if (one.offsetParent === null || one.closest(".unseen")) continue;
        one.scrollIntoView({ block: "center" });
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (!at || !(one.contains(at) || at.contains(one) || at.control === one)) found.push(`${one.id || one.textContent} is out of reach`);
      }
      return found;
    });
    wrong(`at twice the size of ${width} px`, lost);
  }
}
