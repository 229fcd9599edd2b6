// What a badge looks like: 30 letters and a check letter, as crates/core/src/domain/kiosk/badge.rs makes them.

const ALPHABET = "BCDEFGHIJKLNOPRSTUVX";
const WEIGHTS = [1, 3, 7, 9];
export const LETTERS = 31;

/** The badge that a scan ends with, whatever was typed before it; null when it is none, or only a part of one. */
export function badgeIn(scan) {
  const letters = scan.trim().toUpperCase().slice(-LETTERS);
  if (letters.length !== LETTERS) return null;
  let sum = 0;
  for (const [place, letter] of [...letters].entries()) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    sum += value * (place === LETTERS - 1 ? 1 : WEIGHTS[place % 4]);
  }
  return sum % 20 === 0 ? letters : null;
}
