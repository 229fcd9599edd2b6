// Small comforts; every page works without them.
"use strict";

// Copy buttons: <button data-copy="text">.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const name = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}

// A table that is wider than the page is scrolled by keyboard as well.
for (const wide of document.querySelectorAll(".wide")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}

// A form that takes a while says so, and is sent once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button:not([type=button])");
    if (button) setTimeout(() => { button.disabled = true; }, 0);
  });
}
