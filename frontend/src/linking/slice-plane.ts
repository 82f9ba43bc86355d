import { across, cross, dot, lengthOf, minus, plus, times, unit, type Vector } from "../mpr/vector.js";
import type { SliceInfo } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";

/** Where a slice lies in the patient: between its source pixels and mm in LPS. Pure. */
export interface SlicePlane {
  /** The outer corner of the first pixel. */
  readonly corner: Vector;
  /** Along which columns and rows count, of length 1 and perpendicular to each other and to `normal`. */
  readonly right: Vector;
  readonly down: Vector;
  readonly normal: Vector;
  /** Millimetres from column to column, and from row to row. */
  readonly column: number;
  readonly row: number;
  /** Of the picture, in source pixels. */
  readonly columns: number;
  readonly rows: number;
}

/** Of directions that deviate by less than 15°: stacks that are read side by side. Tilted ones among them. */
const PARALLEL = Math.cos((15 * Math.PI) / 180);

const KNOWN = new WeakMap<SliceInfo, SlicePlane | "none">();

/** @returns undefined where the file doesn't say where in the patient its pixels are */
export function planeOf(slice: SliceInfo): SlicePlane | undefined {
  let known = KNOWN.get(slice);
  if (!known) {
    known = compute(slice) ?? "none";
    KNOWN.set(slice, known);
  }
  return known === "none" ? undefined : known;
}

function compute({ position, row, column, spacing, rows, columns }: SliceInfo): SlicePlane | undefined {
  if (!position || !row || !column || spacing?.kind !== "patient" || rows <= 0 || columns <= 0) {
    return undefined;
  }
  const leaning = across(column, row);
  if (lengthOf(leaning) < 0.5) {
    return undefined;
  }
  const right = unit(row);
  const down = unit(leaning);
  const corner = plus(position, plus(times(right, -spacing.column / 2), times(down, -spacing.row / 2)));
  return { corner, right, down, normal: cross(right, down), column: spacing.column, row: spacing.row, columns, rows };
}

export function toPatient({ corner, right, down, column, row }: SlicePlane, { x, y }: Point): Vector {
  return plus(corner, plus(times(right, x * column), times(down, y * row)));
}

/** A point of the patient as the slice sees it: in source pixels, and how far along the normal it is from the slice, in mm. */
export interface Seen extends Point {
  readonly distance: number;
}

export function seenIn({ corner, right, down, normal, column, row }: SlicePlane, point: Vector): Seen {
  const from = minus(point, corner);
  return { x: dot(from, right) / column, y: dot(from, down) / row, distance: dot(from, normal) };
}

/** Whether the picture reaches to this place of its plane. */
export function reaches({ columns, rows }: SlicePlane, { x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x <= columns && y <= rows;
}

export function middleOf(plane: SlicePlane): Vector {
  return toPatient(plane, { x: plane.columns / 2, y: plane.rows / 2 });
}

/** Whether two planes have nearly the same direction, from whichever side they are seen. */
export function parallel(a: SlicePlane, b: SlicePlane): boolean {
  return Math.abs(dot(a.normal, b.normal)) >= PARALLEL;
}
