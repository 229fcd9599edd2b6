// What the browser keeps of its approval: a key that no script can read, and the newest nonce of the gateway.

const DATABASE = "phoneclock-kiosk";
const STORE = "approval";
const KEY = "this device";

/** A promise of what a request of IndexedDB comes to. */
function asPromise(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the browser's storage is blocked by another page"));
  });
}

/**
 * Opens the store. An approval is `{ keys, standing, nonce, unheard }`:
 * - `keys`: the pair of P-256 that signs; the private one cannot be exported.
 * - `standing`: "waiting" until the office has confirmed, then "approved".
 * - `nonce`: what the next request shows.
 * - `unheard`: `{ request }` of a request whose answer was not heard, with `{ lost }` of one that it stands for; or null.
 */
export async function openStore() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await asPromise(opening);
  // Another version of this page may open it in another way.
  database.onversionchange = () => database.close();

  return {
    /** The approval; null where there is none. */
    async read() {
      return (await asPromise(database.transaction(STORE).objectStore(STORE).get(KEY))) ?? null;
    },

    /** Keeps the approval; it is on the medium when the promise is fulfilled. */
    async write(approval) {
      // An older nonce after a power cut would make this browser look like a copy of itself.
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      transaction.objectStore(STORE).put(approval, KEY);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    },
  };
}
