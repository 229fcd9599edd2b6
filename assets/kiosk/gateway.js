// Asking the gateway: what it says, and what becomes of the screen when it says nothing.
import { setAhead } from "./clock.js";
import { Device } from "./device.js";
import { countEnvelopes, keepState, keptState } from "./kept_store.js";
import { part } from "./stage.js";
import { say } from "./words.js";

/** How long somebody who stands before the screen is kept waiting, in milliseconds. */
const PATIENCE = 12_000;
/** The same for what nobody waits for. */
const QUIET_PATIENCE = 4_000;
/** When a request is this late, the way by phone is shown beside it. */
const LATE = 3_000;
/** Answers that may mean that things are not as the screen knows them. */
const DOUBTFUL = ["refused", "gone"];
const KEPT = "phoneclock kiosk";

/** What the gateway last said of this kiosk, also after a reload without a network. */
export const kiosk = { device: null, state: kept() };

let told = {};
let reachable = true;
let heardBefore = null;

/**
 * Whom to tell: `offline` after a request that got no answer, `online` when there are answers again, `refused` when this
 * browser gets none, and `doubtful` when an answer may mean that the screen has missed something.
 */
export function tellGateway(listeners) {
  told = listeners;
}

export async function openDevice() {
  kiosk.device = await Device.open();
  const before = await keptState().catch(() => null);
  kiosk.state ??= before?.state ?? null;
  heardBefore = before?.heard ?? null;
}

/** What the page has heard of the gateway last, in this opening or in one before it. */
export const heard = () => kiosk.device.heard ?? heardBefore;

/** Asks for an act. Null when there is no answer to go on with; the screen then says so already. */
export async function ask(name, body = {}) {
  const late = setTimeout(() => showGone(true), LATE);
  try {
    const answer = await send(name, body, PATIENCE);
    // Whoever has asked shows the answer first.
    if (DOUBTFUL.includes(answer.kind)) setTimeout(told.doubtful, 0);
    return answer;
  } catch (error) {
    await report(error, true);
    return null;
  } finally {
    clearTimeout(late);
  }
}

/** The same in the background. */
export async function askQuietly(name, body = {}) {
  try {
    return await send(name, body, QUIET_PATIENCE);
  } catch (error) {
    await report(error, false);
    return null;
  }
}

async function send(name, body, patience) {
  const answer = await kiosk.device.act(name, body, { patience });
  setAhead(kiosk.device.ahead);
  const back = !reachable;
  reachable = true;
  showGone(false);
  if (back) told.online();
  return answer;
}

async function report(error, waited) {
  if (!error.problem) throw error;
  if (error.problem !== "offline") {
    told.refused(error.problem);
    return;
  }
  reachable = false;
  showGone(true);
  told.offline(waited);
}

export const isReachable = () => reachable;

/** Asks how things are, and keeps it. */
export async function refresh(quietly) {
  const unsent = await countEnvelopes().catch(() => null);
  const state = await (quietly ? askQuietly : ask)("state", { unsent });
  if (state) keep(state);
  return state;
}

function keep(state) {
  kiosk.state = state;
  try {
    localStorage.setItem(KEPT, JSON.stringify(state));
  } catch {
    // Then nobody knows the number to call after a reload without a network.
  }
  keepState(state, kiosk.device.heard).catch(() => {});
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

/** The number of the phone clock, to be called where the browser can. */
export function phoneLink() {
  const number = kiosk.state?.phone;
  if (!number) return null;
  const link = document.createElement("a");
  link.href = `tel:${number}`;
  link.textContent = number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
  return link;
}

export function showGone(gone) {
  part("gone").hidden = !gone;
  const link = phoneLink();
  part("gone-call").replaceChildren(...(gone && link ? [`${say("gone-call")} `, link] : []));
}
