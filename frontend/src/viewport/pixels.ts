/** A pixel is a word of red, green, blue and alpha, red in its lowest byte: so they lie in an ImageData, on every machine that a browser runs on. */
const OPAQUE = 0xff000000;

/** Makes opaque pixels of red, green and blue of what lies in the given order, in place. */
export function toRgba(words: Uint32Array, order: "rgb" | "bgr"): void {
  if (order === "rgb") {
    for (let i = 0; i < words.length; i++) {
      words[i] = OPAQUE | words[i]!;
    }
    return;
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    words[i] = OPAQUE | ((word & 0xff) << 16) | (word & 0xff00) | ((word >>> 16) & 0xff);
  }
}
