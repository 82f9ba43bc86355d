import type { Vector } from "../mpr/vector.js";
import { plus, times, cross } from "../mpr/vector.js";
import type { SeriesEvent, SliceInfo } from "../protocol/messages.js";
import { seriesOf, sliceOf } from "../viewport/testing.js";

/** What the tests of this folder share: stacks of known place. */

export interface Stack {
  readonly uid: string;
  readonly frame: string | null;
  readonly count: number;
  /** The outer corner of the first slice's first pixel. */
  readonly corner: Vector;
  readonly row: Vector;
  readonly column: Vector;
  /** Millimetres from slice to slice along row × column; negative for against it. */
  readonly step: number;
  readonly pixel: { readonly row: number; readonly column: number };
  readonly size: { readonly columns: number; readonly rows: number };
  readonly modality: string;
}

const X = { x: 1, y: 0, z: 0 };
const Y = { x: 0, y: 1, z: 0 };
const DOWN = { x: 0, y: 0, z: -1 };

/** 100 slices at z from 0 to 198 of 256 × 256 mm about x = y = 0. */
export const AXIAL: Stack = {
  uid: "2.25.100",
  frame: "2.25.7",
  count: 100,
  corner: { x: -128, y: -128, z: 0 },
  row: X,
  column: Y,
  step: 2,
  pixel: { row: 0.5, column: 0.5 },
  size: { columns: 512, rows: 512 },
  modality: "CT",
};

/** Slices at x from −50 to 50, seen from the left; 256 mm from front to back, 200 mm from z = 200 down. */
export const SAGITTAL: Stack = {
  ...AXIAL,
  uid: "2.25.200",
  count: 21,
  corner: { x: -50, y: -128, z: 200 },
  row: Y,
  column: DOWN,
  step: -5,
  pixel: { row: 1, column: 1 },
  size: { columns: 256, rows: 200 },
};

export function stackOf(base: Stack, change: Partial<Stack> = {}): SeriesEvent {
  const { uid, frame, count, corner, row, column, step, pixel, size, modality } = { ...base, ...change };
  const normal = cross(row, column);
  const first = plus(corner, plus(times(row, pixel.column / 2), times(column, pixel.row / 2)));
  const slices = Array.from({ length: count }, (_, index): SliceInfo =>
    sliceOf(index + 1, {
      sopInstanceUID: `${uid}.${index + 1}`,
      ...size,
      pixelAspect: pixel.row / pixel.column,
      spacing: { ...pixel, kind: "patient" },
      position: plus(first, times(normal, step * index)),
      row,
      column,
      thickness: Math.abs(step),
    }),
  );
  return seriesOf(0, { seriesInstanceUID: uid, frameOfReferenceUID: frame, modality, slices });
}

/** Slices of nowhere, as of an ultrasound device. */
export function placeless(count: number, change: Partial<SeriesEvent> = {}): SeriesEvent {
  return seriesOf(0, {
    seriesInstanceUID: "2.25.300",
    frameOfReferenceUID: null,
    slices: Array.from({ length: count }, (_, index) => sliceOf(index + 1, { position: null, row: null, column: null, spacing: null, thickness: null })),
    ...change,
  });
}
