// Going through a queue without a mouse; every step is also a link, a field or a button.
"use strict";

{
  const rows = [...document.querySelectorAll("[data-queue] > li")];
  const keys = document.querySelector("[data-keys]");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const focus = (place) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const act = {
    j: () => focus(here() + 1),
    ArrowDown: () => focus(here() + 1),
    k: () => focus(here() - 1),
    ArrowUp: () => focus(here() - 1),
    Enter: (row) => row?.querySelector("[data-open]")?.click(),
    a: (row) => row?.querySelector("[data-note]")?.focus(),
    x: (row) => row?.querySelector("input[type=checkbox]")?.click(),
  };

  const undo = document.querySelector("[data-undo]");
  if (undo) {
    let sent = false;
    document.addEventListener("keydown", (event) => {
      if (event.key !== "u" || sent || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (document.activeElement.closest("input:not([type=checkbox]), select, textarea")) return;
      event.preventDefault();
      sent = true;
      undo.requestSubmit();
    });
  }
  // What was done is read out: a status that is there from the start is not.
  const said = document.querySelector(".note [role=status]");
  if (said) {
    const words = said.textContent;
    setTimeout(() => { said.textContent = ""; said.textContent = words; }, 100);
  }

  if (rows.length > 0) {
    if (keys) keys.hidden = false;
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const focused = document.activeElement;
      const row = rows[here()];
      if (event.key === "Escape" && row && focused !== row) {
        row.focus();
        return;
      }
      // Only in the queue, or where nothing else has the focus; what is typed into a field stays there.
      const typing = focused.closest("input:not([type=checkbox]), select, textarea");
      if (typing || !(row || focused === document.body || focused.id === "main")) return;
      // Links and buttons keep their Enter.
      if (event.key === "Enter" && focused !== row) return;
      if (!Object.hasOwn(act, event.key)) return;
      event.preventDefault();
      act[event.key](row);
    });
  }

  const all = document.querySelector("[data-tick-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      for (const box of document.querySelectorAll("input[name=exception]")) box.checked = true;
    });
  }
}
