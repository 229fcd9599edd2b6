// Small comforts; every page works without them.
"use strict";

// Copy buttons: <button data-copy="text">. What they say then stands on <body>.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const name = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = document.body.dataset.copied;
    } catch {
      button.textContent = document.body.dataset.pressCopy;
    }
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}

// Select all: <button type="button" data-tick-all="name of the boxes" hidden>.
for (const button of document.querySelectorAll("[data-tick-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of document.querySelectorAll(`input[type=checkbox][name=${button.dataset.tickAll}]`)) box.checked = true;
  });
}

// A table that is wider than the page is scrolled by keyboard as well.
for (const wide of document.querySelectorAll(".wide")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}

// A choice on which the rest of the form depends: <select data-submits="id of the button that shows the rest">.
for (const select of document.querySelectorAll("select[data-submits]")) {
  const button = document.getElementById(select.dataset.submits);
  button.hidden = true;
  const shown = select.value;
  select.addEventListener("change", () => { if (select.value !== shown) select.form.requestSubmit(button); });
}

// Print buttons: <button type="button" data-print hidden>.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A form that takes a while says so, and is sent once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button:not([type=button])");
    if (button) setTimeout(() => { button.disabled = true; }, 0);
  });
}

// Filters act at once, but for those of several days. What is changed by keyboard, step by step, acts when the field is left or Enter is pressed.
const KEPT = "phoneclock filter";
for (const form of document.querySelectorAll("form.filters[method=get]:not([data-waits])")) {
  let typing = false;
  let changed = false;
  const act = (field) => {
    changed = false;
    try {
      sessionStorage.setItem(KEPT, field.id);
    } catch {
      // Without a place to keep it the focus begins at the top.
    }
    form.requestSubmit();
  };
  for (const field of form.querySelectorAll("select, input[type=date], input[type=checkbox], input[type=radio]")) {
    field.addEventListener("pointerdown", () => { typing = false; });
    field.addEventListener("keydown", (event) => {
      typing = event.key !== " " || !field.matches("[type=checkbox]");
      if (event.key === "Enter" && changed) act(field);
    });
    field.addEventListener("change", () => {
      if (!field.checkValidity()) return;
      if (typing) changed = true;
      else act(field);
    });
    field.addEventListener("blur", () => { if (changed) act(field); });
  }
}
try {
  const field = document.getElementById(sessionStorage.getItem(KEPT) ?? "");
  sessionStorage.removeItem(KEPT);
  // In a queue the keys are for its rows.
  if (!document.querySelector("[data-queue]")) field?.focus({ preventScroll: true });
} catch {
  // Nothing was kept.
}
