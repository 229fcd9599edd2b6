// The two clocks of a page: the one that people can set, and the one that only counts while the page is open and awake.
// Together they show whether the first was set between two moments.

/** Which opening of the page this is: the counting clock begins anew with each. */
const LIFE = globalThis.crypto?.randomUUID?.() ?? String(Math.random());

/** What both clocks say now, in milliseconds. */
export const reading = () => ({ wall: Date.now(), ticks: Math.round(performance.now()), life: LIFE });
