// What holds for every page: axe-core finds nothing, nothing sticks out sideways, and no text lies on another.
import { axe } from "./packages.js";

/** The narrowest screen and a wide one, each in a color scheme: what is wrong with either is so at any width. */
const LOOKS = [{ width: 360, colorScheme: "light" }, { width: 1440, colorScheme: "dark" }];
/** What axe-core looks for beside its own rules. */
const RULES = { "target-size": { enabled: true } };

/**
 * Whatever is wrong with the page that is open, at a width or in a color scheme, is a trouble; `name` says which it is.
 * Colors are left out where `given.colors` is false: for pages that were looked at in another language.
 */
export async function lookAt({ given, troubles }, page, name) {
  const rules = given.colors === false ? { ...RULES, "color-contrast": { enabled: false } } : RULES;
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const found = [...(await overflow(page)), ...(await spilled(page)), ...(await violations(page, { rules }))];
    troubles.push(...found.map((one) => `${name} at ${width} px, ${colorScheme}: ${one}`));
  }
}

/** What axe-core has against a page at the size that it has, in a color scheme. */
export async function looksRight(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  return (await violations(page, { rules: RULES })).map((one) => `${colorScheme}: ${one}`);
}

/** What axe-core has against the page as it stands. */
async function violations(page, options) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(async (options) => {
    const { violations, passes } = await window.axe.run(document, { resultTypes: ["violations"], ...options });
    if (passes.length === 0) throw new Error("axe-core has looked at nothing");
    return violations.map(({ id, help, nodes }) => ({
      id, help, nodes: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
  }, options);
  return found.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes].join("\n    "));
}

/** Cells, items and paragraphs that are too low for what they hold, so that it lies on what comes next. */
async function spilled(page) {
  return page.evaluate(() => {
    const blocks = [...document.querySelectorAll("main :is(td, th, li, p, dd, h1, h2, h3, button, .card)")];
    const low = blocks.filter((one) => {
      const { overflowY, display } = getComputedStyle(one);
      // What only scripts or screen readers see is cut off on purpose.
      return one.clientHeight > 1 && !display.startsWith("inline") && overflowY === "visible" && one.scrollHeight > one.clientHeight + 4;
    });
    return low.slice(0, 3).map((one) => `${one.scrollHeight} px in ${one.clientHeight}: ${one.outerHTML.slice(0, 160)}`);
  });
}

/** What makes the document wider than the screen. */
async function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > clientWidth);
    const names = wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
    return [`${scrollWidth} px wide\n    ${names.join("\n    ")}`];
  });
}
