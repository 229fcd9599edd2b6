// A JPEG without what some browsers write beside the picture: Safari adds Exif, others a color profile.

const SOS = 0xda;
const isExtra = (marker) => (marker > 0xe0 && marker <= 0xef) || marker === 0xfe;

/** The same picture without comments and without any segment of an application but JFIF; null where it is no JPEG. */
export function bare(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const [mark, marker] = [bytes[at], bytes[at + 1]];
    if (mark !== 0xff || marker === undefined) return null;
    const end = at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
    if (!(end <= bytes.length)) return null;
    // Behind the first scan there is nothing but the picture.
    if (marker === SOS) {
      kept.push(bytes.subarray(at));
      break;
    }
    if (!isExtra(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const whole = new Uint8Array(kept.reduce((sum, one) => sum + one.length, 0));
  let to = 0;
  for (const one of kept) {
    whole.set(one, to);
    to += one.length;
  }
  return whole;
}
