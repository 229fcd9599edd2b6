// The command palette: "/" or Ctrl-K asks for a name, a job or a page; arrows and Enter go there. The search page does the
// same without this script.
"use strict";

{
  const form = document.querySelector("[data-palette]");
  const hint = form.querySelector("kbd");
  hint.hidden = false;

  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  const everything = form.querySelector("label").textContent;
  dialog.setAttribute("aria-label", everything);
  const field = Object.assign(document.createElement("input"), { type: "search", maxLength: 100, autocomplete: "off" });
  field.placeholder = form.querySelector("input").placeholder;
  field.setAttribute("aria-label", everything);
  const list = document.createElement("div");
  const count = Object.assign(document.createElement("p"), { className: "hidden" });
  count.setAttribute("role", "status");
  dialog.append(field, count, list);
  document.body.append(dialog);

  let asked = 0;
  let waiting;

  const links = () => [...list.querySelectorAll("a")];
  const look = async () => {
    const mine = ++asked;
    const typed = field.value.trim();
    if (!typed) {
      list.replaceChildren();
      count.textContent = "";
      return;
    }
    let found = null;
    try {
      const answer = await fetch(`/search?${new URLSearchParams({ q: typed })}`);
      // Whoever is signed out meanwhile is asked to sign in by the page itself.
      if (answer.redirected) return void location.reload();
      found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
    } catch {
      found = null;
    }
    if (mine !== asked) return;
    list.replaceChildren(...(found ? [document.importNode(found, true)] : []));
    const results = links().length;
    const { oneResult, severalResults } = form.dataset;
    count.textContent = results === 1 ? oneResult : severalResults.replace("#", results);
  };

  const open = () => {
    if (dialog.open) return;
    field.value = "";
    list.replaceChildren();
    dialog.showModal();
    field.focus();
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });

  dialog.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    const all = links();
    const here = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && all.length) (all[here + 1] ?? all[0]).focus();
    else if (event.key === "ArrowUp" && here > 0) all[here - 1].focus();
    else if (event.key === "ArrowUp" && here === 0) field.focus();
    else if (event.key === "Enter" && document.activeElement === field) {
      clearTimeout(waiting);
      await look();
      links()[0]?.click();
    } else return;
    event.preventDefault();
  });

  // A press beside it closes it.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  document.addEventListener("keydown", (event) => {
    const asks = event.key === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing = document.activeElement.closest("input:not([type=checkbox], [type=radio]), select, textarea");
    if (event.isComposing || !(asks || (slash && !typing))) return;
    event.preventDefault();
    open();
  });
}
