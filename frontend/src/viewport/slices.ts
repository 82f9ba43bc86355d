import type { SliceInfo } from "../protocol/messages.js";
import type { PictureName } from "./shown.js";

const KNOWN = new WeakMap<readonly SliceInfo[], ReadonlyMap<string, SliceInfo>>();

/** The slice of a series that is this picture: asked for each measurement while slices go by, it doesn't look through thousands. */
export function sliceIn(slices: readonly SliceInfo[], picture: PictureName): SliceInfo | undefined {
  let known = KNOWN.get(slices);
  if (!known) {
    // Of a picture that stands there twice the first one counts.
    known = new Map(slices.toReversed().map((slice) => [keyOf(slice), slice]));
    KNOWN.set(slices, known);
  }
  return known.get(keyOf(picture));
}

function keyOf({ sopInstanceUID, frame }: PictureName): string {
  return `${sopInstanceUID}#${frame}`;
}
