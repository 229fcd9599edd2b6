// Seals a punch to the gateway: what is inside opens with its key file alone, and what is outside is signed by the device.
import { base64url } from "./device_wire.js";

const text = new TextEncoder();
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const NONCE_BYTES = 12;

function bytesOf(base64) {
  return Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * An envelope. `keys` are those of the device, `keeping` is what the gateway has said of its own key, `outside` is
 * `{ number, way, at }`, and `inside` what nobody else is to read.
 */
export async function seal(keys, keeping, { number, way, at }, inside) {
  const { device, key } = keeping;
  const id = crypto.randomUUID();
  const words = ["phoneclock kept punch", id, number, device, key, way, at].join("\n");
  const gateway = bytesOf(keeping.public);
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const peer = await crypto.subtle.importKey("raw", gateway, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, own.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = text.encode(`phoneclock kept punch 1\n${words}`);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: joined(ephemeral, gateway), info };
  const aes = await crypto.subtle.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  // Always as long, so that the length says nothing of who it was.
  const plain = new Uint8Array(keeping.bytes).fill(0x20);
  plain.set(text.encode(JSON.stringify(inside)));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: text.encode(words) }, aes, plain);
  plain.fill(0);
  const parts = { ephemeral: base64url(ephemeral), nonce: base64url(nonce), sealed: base64url(sealed) };
  const signed = text.encode([words, parts.ephemeral, parts.nonce, parts.sealed].join("\n"));
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, signed);
  return { id, number, device, key, way, at, ...parts, signature: base64url(signature) };
}
