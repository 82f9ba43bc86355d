import type { Region, Size, WindowLevel } from "../protocol/messages.js";

/** One picture of a slice that a viewport wants, as it would look on the screen. */
export interface Wanted {
  readonly slice: number;
  readonly window: WindowLevel | null;
  readonly invert: boolean;
  readonly region: Region;
  readonly size: Size;
}

export function same(a: Wanted, b: Wanted): boolean {
  return a.slice === b.slice && sameView(a, b);
}

/** Whether two pictures differ by their slice at most. */
export function sameView(a: Wanted, b: Wanted): boolean {
  return (
    a.invert === b.invert &&
    a.window?.center === b.window?.center &&
    a.window?.width === b.window?.width &&
    a.region.x === b.region.x &&
    a.region.y === b.region.y &&
    a.region.width === b.region.width &&
    a.region.height === b.region.height &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height
  );
}
