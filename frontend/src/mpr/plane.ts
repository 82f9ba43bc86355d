import type { VolumeEvent } from "../protocol/messages.js";
import { across, cross, dot, minus, plus, times, turned, unit, X, Y, Z, type Vector } from "./vector.js";

/** The four planes of the layout. The first three are orthogonal to each other at first. */
export const STANDARD = ["axial", "coronal", "sagittal"] as const;
export const PLANES = [...STANDARD, "oblique"] as const;
export type StandardPlane = (typeof STANDARD)[number];
export type PlaneName = (typeof PLANES)[number];

/** What `of` makes of each plane. */
export function byPlane<T>(of: (plane: PlaneName) => T): Readonly<Record<PlaneName, T>> {
  return { axial: of("axial"), coronal: of("coronal"), sagittal: of("sagittal"), oblique: of("oblique") };
}

/** How a picture lies in the patient: perpendicular unit vectors along its rows and its columns. */
export interface Frame {
  readonly right: Vector;
  readonly down: Vector;
}

/** What of a volume the planes need to know. */
export type VolumeShape = Pick<VolumeEvent, "row" | "column" | "normal" | "spacing" | "center" | "corners">;

/** The unit vector away from the viewer. */
export function normalOf({ right, down }: Frame): Vector {
  return unit(cross(right, down));
}

export function turnedFrame(frame: Frame, axis: Vector, radians: number): Frame {
  const right = unit(turned(frame.right, axis, radians));
  // However often it is turned, the two stay perpendicular.
  return { right, down: unit(across(turned(frame.down, axis, radians), right)) };
}

/** Where a frame comes to when it turns with another, from `before` to `after`. */
export function follow({ right, down }: Frame, before: Frame, after: Frame): Frame {
  const [from, to] = [normalOf(before), normalOf(after)];
  const turn = (vector: Vector): Vector =>
    plus(times(after.right, dot(vector, before.right)), plus(times(after.down, dot(vector, before.down)), times(to, dot(vector, from))));
  const turnedRight = unit(turn(right));
  return { right: turnedRight, down: unit(across(turn(down), turnedRight)) };
}

/** Which axes the planes begin with: the patient's, or those in which the slices were acquired. */
export type Axes = "patient" | "acquisition";

/** How the fourth plane lies at first: half-way between coronal and sagittal, and tilted, so that its line is seen apart from theirs in every view. */
const OBLIQUE_TURN = Math.PI / 4;
const OBLIQUE_TILT = Math.PI / 7;

/** The planes at first: axial from below, coronal from the front, sagittal from the left, and an oblique one between them. */
export function standardFrames(axes: Axes, volume: VolumeShape): Readonly<Record<PlaneName, Frame>> {
  const { x, y, z } = axes === "patient" ? { x: X, y: Y, z: Z } : acquisitionAxes(volume);
  const feet = times(z, -1);
  const coronal = { right: x, down: feet };
  const between = turnedFrame(coronal, z, OBLIQUE_TURN);
  return {
    axial: { right: x, down: y },
    coronal,
    sagittal: { right: y, down: feet },
    oblique: turnedFrame(between, between.right, -OBLIQUE_TILT),
  };
}

/** The volume's own axes in the order and the direction that is nearest to the patient's. */
function acquisitionAxes({ row, column, normal }: VolumeShape): { x: Vector; y: Vector; z: Vector } {
  const own = [row, column, normal];
  const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] as const;
  const fit = ([i, j, k]: (typeof orders)[number]): number =>
    Math.abs(own[i]!.x) + Math.abs(own[j]!.y) + Math.abs(own[k]!.z);
  const [i, j] = [...orders].sort((a, b) => fit(b) - fit(a))[0]!;
  const x = along(own[i]!, X);
  const y = along(own[j]!, Y);
  return { x, y, z: unit(cross(x, y)) };
}

function along(axis: Vector, direction: Vector): Vector {
  return dot(axis, direction) < 0 ? times(axis, -1) : axis;
}

/** One step of the wheel: the voxel's size in mm along a normal. Voxel centres lie this far apart along each of the volume's own axes. */
export function stepAlong(normal: Vector, { row, column, normal: stack, spacing }: VolumeShape): number {
  return 1 / Math.hypot(dot(normal, row) / spacing.column, dot(normal, column) / spacing.row, dot(normal, stack) / spacing.slice);
}

/** Where the volume begins and ends along a normal: the positions of the first and the last plane through the middles of its voxels. */
export function rangeAlong(normal: Vector, volume: VolumeShape): { readonly first: number; readonly last: number } {
  const positions = volume.corners.map((corner) => dot(corner, normal));
  const half = stepAlong(normal, volume) / 2;
  const first = Math.min(...positions) + half;
  const last = Math.max(...positions) - half;
  const middle = (first + last) / 2;
  return { first: Math.min(first, middle), last: Math.max(last, middle) };
}

/** The place nearest to `point` within the volume's box. */
export function within(point: Vector, volume: VolumeShape): Vector {
  return [volume.row, volume.column, volume.normal].reduce((inside, axis) => {
    const { first, last } = rangeAlong(axis, volume);
    const position = dot(inside, axis);
    return plus(inside, times(axis, Math.min(last, Math.max(first, position)) - position));
  }, point);
}

/** What a plane is called. `exact` within a degree of the standard plane; `name` is the nearest one. */
export function kindOf(frame: Frame): { readonly name: StandardPlane; readonly exact: boolean } {
  const normal = normalOf(frame);
  const shares: readonly (readonly [StandardPlane, number])[] = [
    ["axial", Math.abs(normal.z)],
    ["coronal", Math.abs(normal.y)],
    ["sagittal", Math.abs(normal.x)],
  ];
  const [name, share] = shares.reduce((a, b) => (b[1] > a[1] ? b : a));
  return { name, exact: share >= Math.cos(Math.PI / 180) };
}

/** The foot of the perpendicular from `point` on the plane through `center`. */
export function footOn(point: Vector, center: Vector, normal: Vector): Vector {
  return plus(point, times(normal, dot(minus(center, point), normal)));
}
