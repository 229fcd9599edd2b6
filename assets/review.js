// Hearing voice checks by keyboard; without this, the buttons do.
"use strict";

{
  const keepEvery = 2 * 60 * 1000; // milliseconds; a voice check is one reviewer's for five minutes
  const keepAtMost = 30 * 60 * 1000; // without a key or a click, whoever opened the page has gone
  const [keysStored, nextStored] = ["phoneclock-review-keys", "phoneclock-review-next"];

  const recording = document.querySelector("[data-this]");
  const earlier = [...document.querySelectorAll("[data-earlier]")];
  const verdict = document.querySelector("[data-verdict]");
  const undo = document.querySelector("[data-undo]");
  const note = document.getElementById("note");
  const keys = document.getElementById("keys");
  const next = document.getElementById("next-plays");
  let sent = false;
  let turn = -1;
  let lastSign = Date.now();

  for (const about of document.querySelectorAll("[data-keys]")) about.hidden = false;
  for (const [choice, stored] of [[keys, keysStored], [next, nextStored]]) {
    if (!choice) continue;
    choice.checked = localStorage.getItem(stored) !== "off";
    choice.addEventListener("change", () => localStorage.setItem(stored, choice.checked ? "on" : "off"));
  }
  for (const form of [verdict, undo]) form?.addEventListener("submit", () => { sent = true; });
  // The page may be shown again from the browser's memory.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // One voice at a time.
  const all = [recording, ...earlier].filter(Boolean);
  for (const one of all) {
    one.addEventListener("play", () => { for (const other of all) if (other !== one) other.pause(); });
  }
  const play = (one) => { one.currentTime = 0; one.play().catch(() => {}); };

  const judge = (words) => {
    const button = verdict?.querySelector(`button[value="${words}"]`);
    if (!button || sent) return;
    if (!button.disabled) { sent = true; button.click(); return; }
    const hint = document.querySelector("[data-sleeping]");
    if (hint && !("heard" in verdict.dataset)) hint.textContent = hint.dataset.tooEarly;
  };
  const actions = {
    " ": () => { if (recording) { if (recording.paused) recording.play().catch(() => {}); else recording.pause(); } },
    1: () => judge("same person"), s: () => judge("same person"),
    2: () => judge("not this person"), n: () => judge("not this person"),
    3: () => judge("cannot tell"), c: () => judge("cannot tell"),
    4: () => judge("nobody speaks"), b: () => judge("nobody speaks"),
    u: () => { if (undo && !sent) { sent = true; undo.requestSubmit(); } },
    e: () => { if (earlier.length > 0) { turn = (turn + 1) % earlier.length; play(earlier[turn]); } },
    w: () => note?.focus(),
  };
  addEventListener("keydown", (event) => {
    lastSign = Date.now();
    if (event.target === note && event.key === "Escape") { note.blur(); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (keys && !keys.checked) return;
    const typing = event.target.closest("textarea, select, input:not([type=checkbox])");
    // Space is the key of whatever has the focus.
    const pressed = event.key === " " && event.target.closest("a, button, input, summary, audio");
    const action = actions[event.key.toLowerCase()];
    if (typing || pressed || !action) return;
    event.preventDefault();
    action();
  });
  addEventListener("pointerdown", () => { lastSign = Date.now(); });

  // What was done is read out: a status that is there from the start is not.
  const said = document.querySelector(".note[role=status]");
  if (said) {
    const words = said.textContent;
    setTimeout(() => { said.textContent = ""; said.textContent = words; }, 100);
  }

  // Whoever has just judged one hears the next. The browser may not allow it; then the space bar does.
  if (said && undo && recording && next.checked && !("heard" in verdict.dataset)) recording.play().catch(() => {});

  // It stays this reviewer's for as long as somebody is at it.
  const lost = document.querySelector("[data-lost]");
  const check = document.querySelector("[data-check]")?.dataset.check;
  if (check && verdict) {
    setInterval(async () => {
      if (document.hidden || sent || Date.now() - lastSign > keepAtMost) return;
      const body = new URLSearchParams({ csrf: verdict.elements.csrf.value });
      const response = await fetch(`/voice-checks/${check}/keep`, { method: "POST", body }).catch(() => null);
      if (response && !response.ok && response.status === 409) lost.hidden = false;
    }, keepEvery);
  }
}
