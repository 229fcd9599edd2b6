// The recording that is to be judged: where it plays, and verdicts that sleep until it was played to its end. The server holds that as well; this only says so at once.
"use strict";

{
  const recording = document.querySelector("audio[data-this]");
  const form = document.querySelector("form[data-verdict]");
  const hint = document.querySelector("[data-sleeping]");
  const buttons = form ? [...form.querySelectorAll("button[name=verdict]")].filter((button) => !button.disabled) : [];
  let muted = false;

  // In the words that the page gives it.
  const say = (what) => { if (hint) hint.textContent = hint.dataset[what]; };
  const sleep = () => {
    for (const button of buttons) button.disabled = true;
    say("unplayed");
  };
  const wake = () => {
    for (const button of buttons) button.disabled = false;
    say("whole");
  };
  // All of it, and not only its last moment.
  const isHeard = () => {
    let heard = 0;
    for (let part = 0; part < recording.played.length; part += 1) {
      heard += recording.played.end(part) - recording.played.start(part);
    }
    return heard >= recording.duration - 0.1;
  };
  const isSilenced = () => recording.muted || recording.volume === 0;

  if (recording) {
    // Nobody hears twice as fast.
    recording.addEventListener("ratechange", () => { if (recording.playbackRate > 1) recording.playbackRate = 1; });
    recording.addEventListener("play", () => { muted = isSilenced(); });
    recording.addEventListener("volumechange", () => { if (!recording.paused && isSilenced()) muted = true; });
    recording.addEventListener("ended", () => {
      if (muted || !isHeard()) {
        if (form && !("heard" in form.dataset)) say(muted ? "muted" : "skipped");
        return;
      }
      const token = document.querySelector("input[name=csrf]")?.value ?? "";
      const body = new URLSearchParams({ csrf: token });
      fetch(recording.dataset.played, { method: "POST", body, keepalive: true }).catch(() => {});
      if (form) { form.dataset.heard = ""; wake(); }
    });
    recording.addEventListener("error", () => { if (recording.error) say("broken"); });
    if (form && !("heard" in form.dataset)) sleep();
  }

  const head = document.querySelector("[data-head]");
  if (head && recording) {
    const width = head.ownerSVGElement.viewBox.baseVal.width;
    const draw = () => {
      const at = recording.duration > 0 ? (recording.currentTime / recording.duration) * width : 0;
      head.setAttribute("x1", at);
      head.setAttribute("x2", at);
      if (!recording.paused) requestAnimationFrame(draw);
    };
    for (const event of ["play", "seeked", "pause"]) recording.addEventListener(event, draw);
  }
}
