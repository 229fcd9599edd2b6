// Whether a code is in sight at all: its corners are dark and light in turn, 1 to 1 to 3 to 1 to 1, from left to right
// and from top to bottom. Pictures without them never leave the tablet.

/** Every so many rows are looked at. */
const STEP = 3;
/** Corners to be found before it counts: of three, one may be blurred. */
const ENOUGH = 2;

/** Whether a picture, `width` times `height` bytes of grey, seems to show a code. */
export function seesCode(grey, width, height) {
  const corners = [];
  for (let y = STEP; y < height - STEP; y += STEP) {
    for (const { middle, module } of crossings((x) => grey[y * width + x], width)) {
      if (module < 1.5 || !crosses(grey, width, height, middle, y, module)) continue;
      if (corners.every((one) => Math.hypot(one.x - middle, one.y - y) > 4 * module)) corners.push({ x: middle, y });
      if (corners.length >= ENOUGH) return true;
    }
  }
  return false;
}

/** Whether the column through a place crosses a corner there, too. */
function crosses(grey, width, height, x, y, module) {
  const [from, to] = [Math.max(0, Math.floor(y - 7 * module)), Math.min(height, Math.ceil(y + 7 * module))];
  const column = crossings((place) => grey[(from + place) * width + Math.round(x)], to - from);
  return column.some(({ middle, module: other }) => Math.abs(from + middle - y) < 2 * module && other < 2 * module && module < 2 * other);
}

/** The corners that a line of pixels crosses: where each has its middle, and how wide a module is. */
function crossings(pixel, length) {
  const found = [];
  const runs = [];
  let [low, high] = [255, 0];
  for (let at = 0; at < length; at += 1) {
    low = Math.min(low, pixel(at));
    high = Math.max(high, pixel(at));
  }
  if (high - low < 40) return found;
  // Light changes along the line: each pixel is held against the middle of what is around it.
  let average = pixel(0);
  let dark = false;
  let begun = 0;
  for (let at = 0; at <= length; at += 1) {
    const value = at < length ? pixel(at) : 255;
    average += (value - average) / 24;
    const isDark = value < (average + (low + high) / 2) / 2;
    if (isDark === dark) continue;
    runs.push(at - begun);
    begun = at;
    // A dark run has just ended: the fifth of the pattern.
    if (dark && runs.length >= 5) {
      const [a, b, c, d, e] = runs.slice(-5);
      const module = (a + b + c + d + e) / 7;
      const fits = (run, modules) => Math.abs(run - modules * module) < 0.7 * module;
      if (fits(a, 1) && fits(b, 1) && Math.abs(c - 3 * module) < 1.2 * module && fits(d, 1) && fits(e, 1)) {
        found.push({ middle: at - e - d - c / 2, module });
      }
    }
    dark = isDark;
  }
  return found;
}
