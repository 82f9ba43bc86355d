import { distance, type Point } from "../viewport/geometry.js";
import { linesIn, type Crosshair } from "./crosshair.js";
import { toScreen, type PlanePicture } from "./picture.js";
import { normalOf, PLANES, type PlaneName } from "./plane.js";
import { cross, dot, lengthOf } from "./vector.js";

/** A stretch on the screen. All places are CSS pixels from the view's upper left corner. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** What is drawn of another plane in a view: its line, the handles on it, and the borders of its slab. */
export interface PlaneLine {
  readonly plane: PlaneName;
  /** The line's direction on the screen, a unit vector. */
  readonly direction: Point;
  /** The visible line, with a gap at the centre so that the anatomy there isn't covered. */
  readonly segments: readonly Segment[];
  readonly turnHandles: readonly Point[];
  readonly slabHandles: readonly Point[];
  readonly slabBorders: readonly Segment[];
  /** CSS pixels from the line for each mm along the other plane's normal. */
  readonly pixelsPerMm: number;
}

/** Everything that is drawn over a picture and can be taken hold of. */
export interface CrosshairOverlay {
  readonly center: Point;
  readonly lines: readonly PlaneLine[];
}

/** What a pointer can take hold of. */
export type Target =
  | { readonly kind: "center" }
  | { readonly kind: "turn" | "slab" | "line"; readonly plane: PlaneName };

/** Half a handle's area for a mouse (24 pixels) and for a finger (44 pixels). */
export const MOUSE_REACH = 12;
export const TOUCH_REACH = 22;

const GAP = 14;
/** Where the handles sit on their line, as a share of the view's smaller side. The oblique plane's are nearer: even where its line lies on another's, a finger has 24 pixels of each. */
const HANDLE_SHARE = 0.36;
const OBLIQUE_SHARE = 0.28;
/** A handle keeps this far from the border, and isn't there where that leaves it too near the centre. */
const BORDER = 18;
const NEAREST_HANDLE = 48;
const NEARLY_PARALLEL = 0.02;

/**
 * @param slabs thickness in mm of each plane
 * @param shown whose lines are drawn
 */
export function overlayOf(
  plane: PlaneName,
  crosshair: Crosshair,
  picture: PlanePicture,
  slabs: Readonly<Record<PlaneName, number>>,
  shown: readonly PlaneName[] = PLANES,
): CrosshairOverlay {
  const center = toScreen(picture, crosshair.center);
  const lines = linesIn(plane, shown).flatMap((other): PlaneLine[] => {
    const line = lineOf(plane, other, crosshair, picture, center, slabs[other]);
    return line ? [line] : [];
  });
  return { center, lines };
}

function lineOf(
  plane: PlaneName,
  other: PlaneName,
  crosshair: Crosshair,
  picture: PlanePicture,
  center: Point,
  slabMm: number,
): PlaneLine | undefined {
  const along = cross(normalOf(crosshair.frames[plane]), normalOf(crosshair.frames[other]));
  const sine = lengthOf(along);
  if (sine < NEARLY_PARALLEL) {
    return undefined;
  }
  const direction = { x: dot(along, picture.right) / sine, y: dot(along, picture.down) / sine };
  const visible = clipped(center, direction, picture);
  const pixelsPerMm = 1 / (sine * picture.mmPerPixel);
  // The oblique view shows where the others are; they are turned in the views that show them.
  const withHandles = plane !== "oblique" && visible !== undefined;
  const offset = (slabMm / 2) * pixelsPerMm;
  const across = { x: -direction.y, y: direction.x };
  const sides = offset >= 1 ? [offset, -offset] : [];
  return {
    plane: other,
    direction,
    segments: visible ? segmentsOf(center, direction, visible) : [],
    turnHandles: withHandles ? handlesOf(center, direction, visible, picture, other) : [],
    slabHandles: withHandles ? slabHandlesOf(center, direction, across, visible, picture, other, offset) : [],
    slabBorders: sides.flatMap((side) => {
      const beside = moved(center, across, side);
      const range = clipped(beside, direction, picture);
      return range ? [{ from: moved(beside, direction, range.first), to: moved(beside, direction, range.last) }] : [];
    }),
    pixelsPerMm,
  };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** Where a line through `point` is within the view, as distances from the point; undefined where it never is. */
function clipped(point: Point, direction: Point, { size }: PlanePicture): Range | undefined {
  let first = -Infinity;
  let last = Infinity;
  for (const [at, step, end] of [
    [point.x, direction.x, size.width],
    [point.y, direction.y, size.height],
  ] as const) {
    if (Math.abs(step) < 1e-9) {
      if (at < 0 || at > end) {
        return undefined;
      }
    } else {
      const a = -at / step;
      const b = (end - at) / step;
      first = Math.max(first, Math.min(a, b));
      last = Math.min(last, Math.max(a, b));
    }
  }
  return first < last ? { first, last } : undefined;
}

function segmentsOf(center: Point, direction: Point, { first, last }: Range): readonly Segment[] {
  const stretches: readonly (readonly [number, number])[] = [
    [first, Math.min(last, -GAP)],
    [Math.max(first, GAP), last],
  ];
  return stretches
    .filter(([from, to]) => to > from)
    .map(([from, to]) => ({ from: moved(center, direction, from), to: moved(center, direction, to) }));
}

/** How far from the centre a plane's handles sit on either side; empty where the view is too small there. */
function distancesOf({ first, last }: Range, { size }: PlanePicture, other: PlaneName): readonly number[] {
  const share = other === "oblique" ? OBLIQUE_SHARE : HANDLE_SHARE;
  const wanted = share * Math.min(size.width, size.height);
  return [Math.min(wanted, last - BORDER), Math.max(-wanted, first + BORDER)].filter(
    (distance, side) => (side === 0 ? distance : -distance) >= NEAREST_HANDLE,
  );
}

function handlesOf(center: Point, direction: Point, range: Range, picture: PlanePicture, other: PlaneName): readonly Point[] {
  return distancesOf(range, picture, other).map((distance) => moved(center, direction, distance));
}

/** Half-way to the handles, on the slab's borders; on the line itself while there is no slab. */
function slabHandlesOf(
  center: Point,
  direction: Point,
  across: Point,
  range: Range,
  picture: PlanePicture,
  other: PlaneName,
  offset: number,
): readonly Point[] {
  return distancesOf(range, picture, other).map((distance) =>
    moved(moved(center, direction, distance * 0.55), across, Math.sign(distance) * offset),
  );
}

/** What lies under a pointer: a handle before the centre, and that before a line. */
export function targetAt({ center, lines }: CrosshairOverlay, at: Point, reach: number): Target | undefined {
  const handles = lines.flatMap(({ plane, turnHandles, slabHandles }) => [
    ...turnHandles.map((handle) => ({ target: { kind: "turn", plane } as const, distance: distance(at, handle) })),
    ...slabHandles.map((handle) => ({ target: { kind: "slab", plane } as const, distance: distance(at, handle) })),
  ]);
  const touched = [...handles, { target: { kind: "center" } as const, distance: distance(at, center) }]
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)[0];
  if (touched) {
    return touched.target;
  }
  const line = lines
    .filter(({ segments }) => segments.length > 0)
    .map(({ plane, direction }) => ({ plane, distance: Math.abs(besideLine(center, direction, at)) }))
    .filter(({ distance }) => distance <= reach * 0.6)
    .sort((a, b) => a.distance - b.distance)[0];
  return line && { kind: "line", plane: line.plane };
}

export function sameTarget(a: Target | undefined, b: Target | undefined): boolean {
  return a?.kind === b?.kind && (a && "plane" in a ? a.plane : "") === (b && "plane" in b ? b.plane : "");
}

/** How far a place is beside a line, in pixels; the sign says on which side. */
export function besideLine(center: Point, direction: Point, at: Point): number {
  return (at.y - center.y) * direction.x - (at.x - center.x) * direction.y;
}

function moved(point: Point, direction: Point, distance: number): Point {
  return { x: point.x + direction.x * distance, y: point.y + direction.y * distance };
}
