// What the browser keeps while the network is gone: envelopes that nobody opens without the gateway's key file, and what
// the screen has to know to make them. No name, no PIN and no hash of one is in it.

const DATABASE = "phoneclock-kiosk-kept";
const ENVELOPES = "envelopes";
const ABOUT = "about";

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENVELOPES, { keyPath: "number" });
      request.result.createObjectStore(ABOUT);
    };
    request.onsuccess = () => {
      const database = request.result;
      // Another version of this page may open it in another way.
      database.onversionchange = () => { database.close(); opening = null; };
      database.onclose = () => { opening = null; };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the browser's storage is blocked by another page"));
  });
  opening.catch(() => { opening = null; });
  return opening;
}

/** Does `work` on the stores; what it has written is on the medium when the promise is fulfilled. */
async function write(work) {
  const transaction = (await open()).transaction([ENVELOPES, ABOUT], "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser gave up"));
  });
  work(transaction.objectStore(ENVELOPES), transaction.objectStore(ABOUT));
  await done;
}

async function read(store, ask) {
  const request = ask((await open()).transaction(store).objectStore(store));
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The number of the next envelope. */
export const nextNumber = async () => (await read(ABOUT, (about) => about.get("next"))) ?? 1;

/** Keeps an envelope under the next number. */
export function putEnvelope(envelope) {
  return write((envelopes, about) => {
    envelopes.add(envelope);
    about.put(envelope.number + 1, "next");
  });
}

/** The first envelopes, in the order in which they were kept. */
export const firstEnvelopes = (most) => read(ENVELOPES, (envelopes) => envelopes.getAll(null, most));

export const countEnvelopes = () => read(ENVELOPES, (envelopes) => envelopes.count());

/** Removes those of these ids. */
export async function removeEnvelopes(kept, ids) {
  const named = kept.filter(({ id }) => ids.includes(id));
  if (named.length > 0) await write((envelopes) => { for (const { number } of named) envelopes.delete(number); });
  return named.length;
}

/** What the gateway has said last of this kiosk, and when: for a start without a network. */
export const keptState = () => read(ABOUT, (about) => about.get("state"));

export const keepState = (state, heard) => write((_, about) => about.put({ state, heard }, "state"));
