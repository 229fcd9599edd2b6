// On a shared device the next person may be the one who looks: whoever works stays signed in, whoever has left is signed
// out, and the page goes away by itself. Without this script a page goes away after the same time.
"use strict";

const SCREEN = "/kiosk";
// So long before the end it is said, and can be put off (WCAG 2.2.1).
const WARNING = 25_000;
// A page says so often at most that somebody works on it.
const TELL_EVERY = 20_000;

const { shared, stillThere, stay: staySignedIn } = document.querySelector("[data-shared]").dataset;
const idle = Number(shared) * 1000;
let told = Date.now();
let telling = false;

const leave = () => location.replace(SCREEN);

const stay = async () => {
  if (telling) return;
  telling = true;
  try {
    const answer = await fetch("/who-is-in", { method: "HEAD", cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status >= 400) leave();
    told = Date.now();
    if (dialog.open) dialog.close();
  } catch {
    // Without a network the session ends at the gateway, and the page with it.
  } finally {
    telling = false;
  }
};

const dialog = document.createElement("dialog");
dialog.setAttribute("aria-labelledby", "still-there");
const question = document.createElement("p");
question.id = "still-there";
question.textContent = stillThere;
const button = document.createElement("button");
button.type = "button";
button.textContent = staySignedIn;
button.addEventListener("click", stay);
dialog.addEventListener("cancel", stay);
dialog.append(question, button);
document.body.append(dialog);

for (const event of ["pointerdown", "keydown", "input"]) {
  addEventListener(event, () => {
    if (!dialog.open && Date.now() - told > TELL_EVERY) stay();
  }, { passive: true });
}

setInterval(() => {
  const left = told + idle - Date.now();
  if (left <= 0) leave();
  else if (left <= WARNING && !dialog.open) dialog.showModal();
}, 1000);
