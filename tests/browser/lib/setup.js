// The employee's own page, as an employee uses it, in English.

/** Types a PIN twice and sends it. */
export async function choosePin(page, pin) {
  const [first, again] = [page.locator("#pin"), page.locator("#again")];
  await first.fill(pin);
  await again.fill(pin);
  await page.getByRole("button").click();
}

/** What stands in big letters under these words. */
export async function shownBig(page, label) {
  return page.getByRole("paragraph").filter({ hasText: label }).locator(".big").innerText();
}

/** Does the same for somebody else, on the page where they are managed. */
export async function choosePinByHand(page, pin) {
  await page.getByLabel("PIN", { exact: true }).fill(pin);
  await page.getByLabel("The same PIN again").fill(pin);
  await page.getByRole("button", { name: "Change PIN" }).click();
}
