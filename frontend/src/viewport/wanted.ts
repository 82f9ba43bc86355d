import type { Region, Size, WindowLevel } from "../protocol/messages.js";
import { sameSize, type GridPart } from "./geometry.js";

/** One picture of a slice that a viewport wants, as it would look on the screen. */
export interface Wanted {
  readonly slice: number;
  readonly window: WindowLevel | null;
  readonly invert: boolean;
  readonly region: Region;
  readonly size: Size;
  /** The same region in device pixels. */
  readonly part: GridPart;
  /** What the viewport showed when this strip of it was missing; a whole picture has none. */
  readonly stripOf?: GridPart;
}

/** Whether two pictures of one slice look alike where both show the same place. */
export function sameLook(a: Wanted, b: Wanted): boolean {
  return sameLevels(a, b) && sameSize(a.part.whole, b.part.whole);
}

export function same(a: Wanted, b: Wanted): boolean {
  return a.slice === b.slice && sameView(a, b);
}

/** Whether two pictures differ by their slice at most. */
export function sameView(a: Wanted, b: Wanted): boolean {
  return (
    sameLevels(a, b) &&
    a.region.x === b.region.x &&
    a.region.y === b.region.y &&
    a.region.width === b.region.width &&
    a.region.height === b.region.height &&
    sameSize(a.size, b.size)
  );
}

function sameLevels(a: Wanted, b: Wanted): boolean {
  return a.invert === b.invert && a.window?.center === b.window?.center && a.window?.width === b.window?.width;
}
