import { normalOf, STANDARD, turnedFrame, type Frame, type PlaneName, type StandardPlane } from "./plane.js";
import { across, cross, dot, plus, times, type Vector } from "./vector.js";

/** Where the planes of one frame of reference meet, and how each lies: every plane goes through the centre. Immutable. */
export interface Crosshair {
  readonly center: Vector;
  readonly frames: Readonly<Record<PlaneName, Frame>>;
}

export function movedTo(crosshair: Crosshair, center: Vector): Crosshair {
  return { ...crosshair, center };
}

/**
 * Moves one plane along its normal. The other standard planes stay: the centre slides along the line in which they meet, which is the normal itself as long as
 * the planes are perpendicular.
 *
 * @param mm along the plane's normal
 * @param seenIn the plane in which its line was dragged: where the oblique plane is one of the two, that one stays instead
 */
export function shifted(crosshair: Crosshair, plane: PlaneName, mm: number, seenIn?: PlaneName): Crosshair {
  const normal = normalOf(crosshair.frames[plane]);
  const along = wayOf(crosshair, plane, normal, seenIn);
  const share = dot(along, normal);
  // Where the others are nearly parallel they have no line to slide along.
  const direction = Math.abs(share) < 0.05 ? normal : times(along, 1 / share);
  return movedTo(crosshair, plus(crosshair.center, times(direction, mm)));
}

function wayOf({ frames }: Crosshair, plane: PlaneName, normal: Vector, seenIn: PlaneName | undefined): Vector {
  if (plane !== "oblique" && seenIn !== "oblique") {
    const [first, second] = others(plane).map((other) => normalOf(frames[other]));
    return cross(first!, second!);
  }
  return seenIn ? across(normal, normalOf(frames[seenIn])) : normal;
}

/** Turns planes about an axis through the centre. */
export function turnedPlanes(crosshair: Crosshair, planes: readonly PlaneName[], axis: Vector, radians: number): Crosshair {
  const frames = { ...crosshair.frames };
  for (const plane of planes) {
    frames[plane] = turnedFrame(frames[plane], axis, radians);
  }
  return { ...crosshair, frames };
}

/** The two standard planes beside this one. */
export function others(plane: StandardPlane): readonly StandardPlane[] {
  return STANDARD.filter((other) => other !== plane);
}

/**
 * Which planes a handle turns: both lines together, so that they stay perpendicular; a single one, where that is wanted; and the oblique plane always alone.
 */
export function turnedBy(handle: PlaneName, seenIn: PlaneName, single: boolean): readonly PlaneName[] {
  if (single || handle === "oblique" || seenIn === "oblique") {
    return [handle];
  }
  return others(seenIn);
}

/** The planes whose lines are drawn in a view: those that are shown, but itself. */
export function linesIn(plane: PlaneName, shown: readonly PlaneName[]): readonly PlaneName[] {
  return shown.filter((other) => other !== plane);
}
