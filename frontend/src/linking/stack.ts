import type { Vector } from "../mpr/vector.js";
import type { SeriesEvent, SliceInfo } from "../protocol/messages.js";
import { parallel, planeOf, reaches, seenIn, type SlicePlane } from "./slice-plane.js";

/** Finding places of the patient among a series' slices. Pure. */

/** Whether positions in two series can be compared. */
export function sameFrame(a: SeriesEvent, b: SeriesEvent): boolean {
  return a.frameOfReferenceUID !== null && a.frameOfReferenceUID === b.frameOfReferenceUID;
}

/** A slice, and how far along its normal the point is from it, in mm. */
export interface Nearest {
  readonly slice: SliceInfo;
  readonly distance: number;
}

/**
 * The slice that lies nearest to a point; among slices of several directions, one whose picture reaches to it rather than one that doesn't.
 *
 * @param along only slices nearly parallel to this plane
 * @returns undefined where there is none whose place is known
 */
export function nearestSlice({ slices }: SeriesEvent, point: Vector, along?: SlicePlane): Nearest | undefined {
  let best: (Nearest & { readonly covers: boolean }) | undefined;
  for (const slice of slices) {
    const plane = planeOf(slice);
    if (!plane || (along && !parallel(plane, along))) {
      continue;
    }
    const seen = seenIn(plane, point);
    const covers = along !== undefined || reaches(plane, seen);
    if (!best || (covers && !best.covers) || (covers === best.covers && Math.abs(seen.distance) < Math.abs(best.distance))) {
      best = { slice, distance: seen.distance, covers };
    }
  }
  return best;
}

/** How far from a slice, in mm to either side, a point still belongs to it: half of its thickness, or half-way to the nearer one of its neighbours. */
export function reachOf({ slices }: SeriesEvent, slice: SliceInfo): number {
  const plane = planeOf(slice);
  if (!plane) {
    return 0;
  }
  const neighbours = [slices[slice.slice - 2], slices[slice.slice]]
    .map((neighbour) => neighbour && planeOf(neighbour))
    .filter((neighbour) => neighbour !== undefined)
    .filter((neighbour) => parallel(plane, neighbour))
    .map((neighbour) => Math.abs(seenIn(plane, neighbour.corner).distance))
    .filter((distance) => distance > 0);
  // Rounded positions leave a trifle between slices that touch.
  return Math.max((slice.thickness ?? 0) / 2, neighbours.length > 0 ? Math.min(...neighbours) / 2 : plane.column / 2) * 1.001;
}
