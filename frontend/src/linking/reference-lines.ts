import { minus, plus, times, type Vector } from "../mpr/vector.js";
import type { SeriesEvent, SliceInfo } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { parallel, planeOf, seenIn, toPatient, type SlicePlane } from "./slice-plane.js";
import { sameFrame } from "./stack.js";

/** A slice that is on the screen. */
export interface OnScreen {
  readonly series: SeriesEvent;
  readonly slice: SliceInfo;
}

/** Where another slice cuts a picture, in the picture's source pixels. */
export interface ReferenceLine {
  /** Of the viewport that shows the other slice, as the user counts them, from 1. */
  readonly viewport: number;
  /** `shown`: the slice that is on the screen there; `end`: the first or the last one of the stack that is worked in. */
  readonly kind: "shown" | "end";
  /** Whether it is of the active viewport. */
  readonly active: boolean;
  readonly from: Point;
  readonly to: Point;
}

/** A viewport beside the one whose picture gets the lines. */
export interface Beside {
  readonly viewport: number;
  readonly active: boolean;
  readonly shown: OnScreen;
}

/** The lines on one picture; pictures without a place in the patient, in another frame of reference, and those parallel to it make none. */
export function referenceLines({ series, slice }: OnScreen, others: readonly Beside[]): readonly ReferenceLine[] {
  const plane = planeOf(slice);
  if (!plane) {
    return [];
  }
  return others
    // A picture that stands alone (a CT's scout) is no slice of a stack: its line would tell nothing.
    .filter(({ shown }) => sameFrame(series, shown.series) && shown.series.slices.length > 1)
    .flatMap(({ viewport, active, shown }) => {
      const { slices } = shown.series;
      const ends = active && slices.length > 2 ? [slices[0]!, slices.at(-1)!].filter((end) => end.slice !== shown.slice.slice) : [];
      const line = (cutting: SliceInfo, kind: ReferenceLine["kind"]): readonly ReferenceLine[] => {
        const other = planeOf(cutting);
        const cut = other && cutOf(plane, other);
        return cut ? [{ viewport, kind, active, from: cut[0], to: cut[1] }] : [];
      };
      // The slice that is shown lies above the others.
      return [...ends.flatMap((end) => line(end, "end")), ...line(shown.slice, "shown")];
    });
}

/**
 * Where the other slice's picture cuts this plane, in this one's source pixels, as far as this picture reaches.
 *
 * @returns undefined where they are nearly parallel or don't meet
 */
export function cutOf(plane: SlicePlane, other: SlicePlane): readonly [Point, Point] | undefined {
  if (parallel(plane, other)) {
    return undefined;
  }
  const { columns, rows } = other;
  const corners = [
    { x: 0, y: 0 },
    { x: columns, y: 0 },
    { x: columns, y: rows },
    { x: 0, y: rows },
  ].map((corner) => toPatient(other, corner));
  const crossings = corners
    .map((corner, index) => crossing(plane, corner, corners[(index + 1) % 4]!))
    .filter((point) => point !== undefined);
  const ends = farthest(crossings.map((point) => seenIn(plane, point)));
  return ends && clipped(plane, ...ends);
}

/** Where an edge goes through the plane. */
function crossing(plane: SlicePlane, from: Vector, to: Vector): Vector | undefined {
  const [a, b] = [seenIn(plane, from).distance, seenIn(plane, to).distance];
  if (a === b || a * b > 0) {
    return undefined;
  }
  return plus(from, times(minus(to, from), a / (a - b)));
}

/** Through a corner both of its edges cross: of three or four points the two that lie farthest apart. */
function farthest(points: readonly Point[]): readonly [Point, Point] | undefined {
  let best: readonly [Point, Point] | undefined;
  let most = 0;
  points.forEach((a, index) =>
    points.slice(index + 1).forEach((b) => {
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      if (length > most) {
        most = length;
        best = [a, b];
      }
    }),
  );
  return best;
}

/** The part of a line that lies within the picture (Liang and Barsky). */
function clipped(plane: SlicePlane, from: Point, to: Point): readonly [Point, Point] | undefined {
  const by = { x: to.x - from.x, y: to.y - from.y };
  let begin = 0;
  let end = 1;
  for (const [step, room] of [
    [-by.x, from.x],
    [by.x, plane.columns - from.x],
    [-by.y, from.y],
    [by.y, plane.rows - from.y],
  ] as const) {
    if (step === 0) {
      if (room < 0) {
        return undefined;
      }
    } else if (step < 0) {
      begin = Math.max(begin, room / step);
    } else {
      end = Math.min(end, room / step);
    }
  }
  const at = (share: number): Point => ({ x: from.x + by.x * share, y: from.y + by.y * share });
  return begin < end ? [at(begin), at(end)] : undefined;
}

export function sameLines(a: readonly ReferenceLine[], b: readonly ReferenceLine[]): boolean {
  return (
    a.length === b.length &&
    a.every((line, index) => {
      const other = b[index]!;
      return (
        line.viewport === other.viewport && line.kind === other.kind && line.active === other.active &&
        samePoint(line.from, other.from) && samePoint(line.to, other.to)
      );
    })
  );
}

function samePoint(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}
