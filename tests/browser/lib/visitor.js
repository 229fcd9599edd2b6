// Somebody in front of a browser: with a desk or a phone, with scripts or without.

export const DESK = { viewport: { width: 1440, height: 900 } };
export const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

/** Nothing that is waited for takes this long, however busy the machine is. */
const PATIENCE_MILLIS = 120_000;

/** What Chromium says of a page whose status is no success; the status itself is looked at by `visit`. */
const FAILED_PAGE = "Failed to load resource: the server responded with a status of";

/**
 * A fresh browser profile at `given.at`. What scripts throw or write to the console, the refusals of the content
 * security policy and whatever cannot be loaded are troubles.
 */
export async function visitor({ browser, given, troubles }, options) {
  const context = await browser.newContext({ baseURL: given.at, ...options });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  context.on("weberror", (error) => troubles.push(`${error.page()?.url()}: ${error.error().stack}`));
  context.on("console", (message) => {
    const [said, about] = [message.text(), message.location().url];
    const ofThePage = said.startsWith(FAILED_PAGE) && about === message.page()?.url();
    if (["error", "warning"].includes(message.type()) && !ofThePage) troubles.push(`${about}: ${said}`);
  });
  return context.newPage();
}

/** Opens a page, which must answer with this status and lead nowhere else. */
export async function visit(page, path, status = 200) {
  const response = await page.goto(path);
  const got = `${response.status()} ${response.url()}`;
  const wanted = `${status} ${new URL(path, response.url())}`;
  if (got !== wanted) throw new Error(`${path} answered ${got} instead of ${wanted}`);
  const kind = response.headers()["content-type"] ?? "";
  if (!kind.startsWith("text/html")) throw new Error(`${path} is no page but ${kind}`);
}

/** Signs in as `{ email, password }`, whatever language they read. */
export async function signIn(page, user) {
  await visit(page, "/sign-in");
  await page.getByLabel("Email address").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("form[action='/sign-out'] button").first().waitFor({ state: "attached" });
}
