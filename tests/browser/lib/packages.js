// The libraries, from where scripts/test has installed them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PHONECLOCK_TEST_BROWSER, "package.json"));

export const { chromium } = require("playwright-core");

/** The source of axe-core, to be run in a page. */
export const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
