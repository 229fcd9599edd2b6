// This browser as a device of a kiosk: connected once, and from then on it signs whatever it asks.
//
//   const device = await Device.open();
//   device.standing            "none" | "waiting" | "approved"
//   await device.look()        what the gateway knows of this browser, before anything else is asked:
//                              { kind: "none" | "cleared" | "waiting" | "approved" | "refused" | "expired" |
//                                      "revoked" | "suspended", number?, ends? }
//   await device.connect(code) { kind: "waiting", number, ends } | { kind: "wrong" } | { kind: "wait" }
//   await device.waitForApproval({ signal })
//                              { kind: "approved" | "refused" | "expired" }
//   await device.act(name, body, { patience })
//                              the answer of /kiosk/api/<name>, as JSON
//   await device.glance(name, body, patience)
//                              the same beside whatever else is asked: what changes nothing, or nothing when it is
//                              sent again
//   await device.deliver(make) the answer to what was kept while the network was gone; `make` gives the body of each try,
//                              and it is sent from a browser that is no kiosk any more as well
//   await device.keys()        the keys with which this browser signs
//   device.heard               the gateway's time in the last answer, and what the clocks of this page said then
//   device.ahead               how far this browser's clock is ahead of the gateway's, in milliseconds
//
// What is not answered is thrown as a DeviceProblem, whose `problem` is "offline", "insecure" (no https), "unknown" (not
// approved; look() says whether it was), "revoked", "suspended", "deactivated", "disabled", "signature" (the browser has
// another key than the one that was approved) or "too large".
import { openStore } from "./device_store.js";
import { reading } from "./kept_clock.js";
import { DeviceProblem, bytesOf, makeKeys, publicKey, send, sendOnce } from "./device_wire.js";

export { DeviceProblem };

/** One request at a time, over all tabs: a second tab is no second device. */
const LOCK = "phoneclock-kiosk-device";
/** How long an act is tried, in milliseconds. A punch that nobody waits for any more is not made. */
const PATIENCE = 20_000;
const POLL_MILLIS = 2_000;
/** How long one try lasts to send what was kept: the gateway hashes for each. */
const DELIVERY_PATIENCE = 15_000;

/** For browsers without Web Locks: one request at a time in this tab, at least. */
let queue = Promise.resolve();

function alone(work) {
  if (navigator.locks) return navigator.locks.request(LOCK, work);
  const done = queue.then(work, work);
  queue = done.catch(() => {});
  return done;
}

export class Device {
  #store;
  standing = "none";
  ahead = 0;
  heard = null;

  constructor(store) {
    this.#store = store;
  }

  static async open() {
    const device = new Device(await openStore());
    const approval = await device.#store.read();
    device.standing = approval?.standing ?? "none";
    return device;
  }

  /** The public key with which this browser asks to be approved; made anew with `fresh`. */
  async offerKey() {
    return alone(async () => {
      const keys = await makeKeys();
      await this.#keep({ keys, standing: "waiting", nonce: "", unheard: null });
      return publicKey(keys);
    });
  }

  /** Keys in the digits that the office sees. */
  async connect(code) {
    return alone(async () => {
      // The key that there is stays until the new one is taken.
      const keys = await makeKeys();
      const body = bytesOf({ code, key: await publicKey(keys) });
      const { answer } = await send(keys, { path: "/kiosk/connect", body, request: crypto.randomUUID(), nonce: "" }, PATIENCE);
      if (answer.kind === "waiting") await this.#keep({ keys, standing: "waiting", nonce: "", unheard: null });
      return answer;
    });
  }

  /** What the gateway knows of this browser. Once it is approved, it can act. */
  async look() {
    return alone(async () => {
      const approval = await this.#store.read();
      if (approval?.standing === "approved") return { kind: "approved" };
      // Without a key of its own a browser is told only whether its approval was cleared.
      const keys = approval?.keys ?? (await makeKeys());
      const asked = { path: "/kiosk/connect/state", body: bytesOf({}), request: crypto.randomUUID(), nonce: "" };
      const { answer } = await send(keys, asked, PATIENCE);
      if (!approval) return answer;
      if (answer.kind === "approved" && answer.nonce) {
        await this.#keep({ ...approval, standing: "approved", nonce: answer.nonce });
        // Browsers may otherwise clear what was not used for a while. Some ask whoever stands there, and wait.
        navigator.storage?.persist?.().catch(() => {});
      }
      return answer;
    });
  }

  /** Looks every two seconds until the office has decided. */
  async waitForApproval({ signal } = {}) {
    for (;;) {
      try {
        const answer = await this.look();
        if (answer.kind !== "waiting") return answer;
      } catch (error) {
        if (error.problem !== "offline") throw error;
      }
      signal?.throwIfAborted();
      await new Promise((resume) => setTimeout(resume, POLL_MILLIS));
      signal?.throwIfAborted();
    }
  }

  /** Asks for one act, and gives its answer. */
  async act(name, body = {}, { patience = PATIENCE } = {}) {
    return alone(async () => {
      await this.#hearWhatWasUnheard(patience);
      return this.#ask(`/kiosk/api/${name}`, bytesOf(body), crypto.randomUUID(), patience);
    });
  }

  /** Asks for something that shows nothing of anybody, beside the chain of nonces: nobody waits for it. */
  async glance(name, body, patience = PATIENCE) {
    const { keys } = await this.#approval();
    const asked = { path: `/kiosk/api/${name}`, body: bytesOf(body), request: crypto.randomUUID(), nonce: "" };
    return (await send(keys, asked, patience)).answer;
  }

  async keys() {
    const approval = await this.#store.read();
    if (!approval) throw new DeviceProblem("unknown");
    return approval.keys;
  }

  /** Each is taken once by its own id, so that this goes beside the chain of nonces. */
  async deliver(make) {
    const asked = { path: "/kiosk/api/kept", body: bytesOf(make()), request: crypto.randomUUID(), nonce: "" };
    return (await sendOnce(await this.keys(), asked, DELIVERY_PATIENCE)).answer;
  }

  async #keep(approval) {
    await this.#store.write(approval);
    this.standing = approval.standing;
  }

  async #approval() {
    if (!globalThis.crypto?.subtle) throw new DeviceProblem("insecure");
    const approval = await this.#store.read();
    // Another tab may have connected this browser, or somebody has cleared it.
    this.standing = approval?.standing ?? "none";
    if (this.standing !== "approved") throw new DeviceProblem("unknown");
    return approval;
  }

  /**
   * After a reload in the middle of a request it is not known whether the gateway has had it. A request that does
   * nothing takes its place, under an id that is kept before it is sent: however often the page is closed meanwhile, it
   * is the same request. The one that was lost is done from then on only if it was done already.
   */
  async #hearWhatWasUnheard(patience) {
    const approval = await this.#approval();
    if (!approval.unheard) return;
    const { lost, request } = approval.unheard;
    const instead = lost ? request : crypto.randomUUID();
    const unheard = { request: instead, lost: lost ?? request };
    if (!lost) await this.#keep({ ...approval, unheard });
    await this.#ask("/kiosk/api/resume", bytesOf({ lost: unheard.lost }), instead, patience, unheard);
  }

  /** Whatever is refused keeps its place among the unheard: an earlier try of it may have come through. */
  async #ask(path, body, request, patience, unheard = { request }) {
    const approval = await this.#approval();
    await this.#keep({ ...approval, unheard });
    const said = await send(approval.keys, { path, body, request, nonce: approval.nonce }, patience);
    this.ahead = Date.now() - said.now;
    this.heard = { now: said.now, ...reading() };
    await this.#keep({ ...approval, nonce: said.nonce ?? approval.nonce, unheard: null });
    return said.answer;
  }
}
