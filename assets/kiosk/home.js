// The way back to the start, for screens that the start itself leads to.

let home;

export function setHome(show) {
  home = show;
}

/** Shows the start, in the kiosk's own language again. */
export const goHome = (said) => home(said);
