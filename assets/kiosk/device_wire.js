// How a device asks: what it signs, how it sends it, and what it makes of the answer.

/** A request is given up after this long; the same request is sent again. */
const TIMEOUT_MILLIS = 15_000;
/** Between two tries of the same request. */
const FIRST_WAIT_MILLIS = 400;
const LONGEST_WAIT_MILLIS = 5_000;

const text = new TextEncoder();

/** Why a device is not answered: `problem` is a word of the gateway's, "offline" or "insecure". */
export class DeviceProblem extends Error {
  constructor(problem) {
    super(`the device is not answered: ${problem}`);
    this.problem = problem;
  }
}

export function base64url(bytes) {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Keys are made only where browsers have cryptography: over https, and on this very machine. */
export async function makeKeys() {
  if (!globalThis.crypto?.subtle) throw new DeviceProblem("insecure");
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
}

/** The public key as the gateway keeps it. */
export async function publicKey(keys) {
  return base64url(await crypto.subtle.exportKey("raw", keys.publicKey));
}

async function signedHeaders({ privateKey }, { path, body, request, nonce }) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = String(Date.now());
  const words = text.encode(["POST", path, hex, request, nonce, time].join("\n"));
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, words);
  return {
    "X-Kiosk-Request": request,
    "X-Kiosk-Nonce": nonce,
    "X-Kiosk-Time": time,
    "X-Kiosk-Signature": base64url(signature),
  };
}

/** What is sent: JSON, or bytes as they are. */
export function bytesOf(body) {
  return body instanceof Uint8Array ? body : text.encode(JSON.stringify(body));
}

/**
 * Sends one request, `{ path, body, request, nonce }`, until it is answered, for `patience` milliseconds: the same
 * request, so that it is carried out once. Gives what the gateway answered. A page of somebody else's, as hotspots
 * send it, is no answer.
 */
export async function send(keys, asked, patience) {
  const end = performance.now() + patience;
  let wait = FIRST_WAIT_MILLIS;
  for (;;) {
    const answer = await tryOnce(keys, asked, Math.max(Math.min(end - performance.now(), TIMEOUT_MILLIS), 1_000));
    if (answer) return answer;
    if (performance.now() + wait >= end) throw new DeviceProblem("offline");
    await new Promise((resume) => setTimeout(resume, wait));
    wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
  }
}

/** The same in a single try. */
export async function sendOnce(keys, asked, timeout) {
  const answer = await tryOnce(keys, asked, timeout);
  if (!answer) throw new DeviceProblem("offline");
  return answer;
}

/** What was answered; null where it is worth asking again. */
async function tryOnce(keys, asked, timeout) {
  const headers = await signedHeaders(keys, asked);
  const within = new AbortController();
  const timer = setTimeout(() => within.abort(), timeout);
  try {
    const response = await fetch(asked.path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: asked.body,
      cache: "no-store",
      redirect: "error",
      signal: within.signal,
    });
    const said = await response.json();
    if (response.ok && typeof said.answer === "object") return said;
    if ([400, 401, 413].includes(response.status) && typeof said.problem === "string") throw new DeviceProblem(said.problem);
    return null;
  } catch (error) {
    if (error instanceof DeviceProblem) throw error;
    return null;
  } finally {
    clearTimeout(timer);
  }
}
