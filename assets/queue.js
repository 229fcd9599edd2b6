// Going through the exceptions without a mouse; every step is also a link, a field or a button.
"use strict";

{
  const rows = [...document.querySelectorAll("[data-queue] > li")];
  const links = rows.map((row) => row.querySelector("a"));
  const box = document.querySelector("[data-queue]");
  const card = document.querySelector("[data-card]");
  const repair = card?.querySelector("[data-repair]");
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  const isWide = matchMedia("(min-width: 64rem)").matches;

  // The list stays where it was from page to page, with the current row in sight.
  const KEPT = "exceptions: list";
  const scrolls = () => box && box.scrollHeight > box.clientHeight + 1;
  const kept = (act) => { try { return act(sessionStorage); } catch { return null; } };
  addEventListener("pagehide", () => kept((store) => store.setItem(KEPT, box ? box.scrollTop : 0)));
  if (scrolls()) {
    box.scrollTop = Number(kept((store) => store.getItem(KEPT))) || 0;
    const row = rows[here];
    if (row) {
      const [from, to] = [row.offsetTop - box.offsetTop, row.offsetTop - box.offsetTop + row.offsetHeight];
      if (from < box.scrollTop) box.scrollTop = from;
      if (to > box.scrollTop + box.clientHeight) box.scrollTop = to - box.clientHeight;
    }
  }

  // What has to be typed has the focus, where somebody has chosen what to look at.
  const first = () => card?.querySelector("[aria-invalid=true]") ?? card?.querySelector("[data-first]");
  if (isWide && document.querySelector(".bench.chosen")) (first() ?? links[here])?.focus({ preventScroll: true });

  const fill = card?.querySelector("[data-fill]");
  const useUsual = () => {
    const [date, time] = ["date", "time"].map((part) => repair.querySelector(`input[name=out_${part}]`));
    date.value = fill.dataset.date;
    time.value = fill.dataset.time;
    time.focus();
  };
  fill?.addEventListener("click", (event) => {
    event.preventDefault();
    useUsual();
  });
  for (const key of document.querySelectorAll("[data-key]")) key.hidden = false;

  const accept = () => {
    const button = card?.querySelector("[data-accept]");
    if (!button) return;
    const note = button.form.querySelector("[data-note]");
    // What hours depend on, and what needs a reason, is accepted by Enter.
    if (!note) button.focus();
    else if (note.required || button.dataset.accept === "asks") note.focus();
    else button.form.requestSubmit(button);
  };
  // Where several are selected, going on leaves the page as it is, with what is selected.
  const selects = rows.some((row) => row.querySelector("input[type=checkbox]"));
  const focusedRow = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (step) => {
    const from = selects ? focusedRow() : here;
    const link = links[from < 0 ? 0 : from + step];
    if (selects) link?.focus();
    else link?.click();
  };
  const undo = document.querySelector("[data-undo]");
  let sent = false;
  const act = {
    j: () => go(1),
    k: () => go(-1),
    a: accept,
    s: () => fill && useUsual(),
    x: () => rows[focusedRow()]?.querySelector("input[type=checkbox]")?.click(),
    u: () => {
      if (!undo || sent) return;
      sent = true;
      undo.requestSubmit();
    },
  };
  act.ArrowDown = act.j;
  act.ArrowUp = act.k;

  // What is typed into a field stays there. In a day or a time letters mean nothing, but for a and p of a time.
  const TEXT = "textarea, select, input:not([type=checkbox], [type=radio], [type=date], [type=time])";
  const FIELD = "input:not([type=checkbox])";
  document.addEventListener("keydown", (event) => {
    const { key } = event;
    const focused = document.activeElement;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (key === "Escape" && card?.contains(focused)) {
      links[here]?.focus();
      return;
    }
    if (key === "Enter") {
      if (focused === links[here] && here >= 0 && first()) {
        event.preventDefault();
        first().focus();
      } else if (repair?.contains(focused) && focused.matches("input, select")) {
        event.preventDefault();
        repair.requestSubmit();
      }
      return;
    }
    const inField = focused.matches(FIELD) && (key === "a" || key === "x" || key.startsWith("Arrow"));
    if (focused.matches(TEXT) || inField || !Object.hasOwn(act, key)) return;
    event.preventDefault();
    act[key]();
  });

  // What was done is read out: a status that is there from the start is not.
  const said = document.querySelector(".note [role=status]");
  if (said) {
    const words = said.textContent;
    setTimeout(() => { said.textContent = ""; said.textContent = words; }, 100);
  }
  const keys = document.querySelector("[data-keys]");
  if (keys && isWide) keys.hidden = false;
}
