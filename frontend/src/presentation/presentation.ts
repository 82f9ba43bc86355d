import type { Presentation, PresentationArea, Size } from "../protocol/messages.js";
import { centeredOn, FIT, fitScale, turnedBy, unposed, withPose, type PictureShape, type Point, type Pose, type View } from "../viewport/geometry.js";

/** Whether a slice is among runs of slices, each with its first and its last. */
export function includes(runs: readonly number[], slice: number): boolean {
  for (let at = 0; at + 1 < runs.length; at += 2) {
    if (slice >= runs[at]! && slice <= runs[at + 1]!) {
      return true;
    }
  }
  return false;
}

/** How a state turns pictures: it turns first and flips then; a pose mirrors first and turns then. */
export function poseOf({ degrees, flip }: Presentation): Pose {
  // Turning before a flip is turning the other way after it.
  return turnedBy({ mirrored: flip, quarters: 0 }, (flip ? -degrees : degrees) / 90);
}

/** The part of a slice that the state wants displayed; undefined for the whole. */
export function areaOf({ areas }: Presentation, slice: number): PresentationArea | undefined {
  return areas.find(({ slices }) => includes(slices, slice));
}

/** How a slice is looked at under a state. What is wanted in its true size is fitted: whoever wants it so has a command for that, which knows the screen. */
export function viewOf(presentation: Presentation, slice: number, shape: PictureShape, canvas: Size): View {
  const pose = poseOf(presentation);
  const area = areaOf(presentation, slice);
  const fitted = withPose(FIT, pose);
  if (!area || canvas.width === 0 || canvas.height === 0) {
    return fitted;
  }
  const { left, top, right, bottom } = area;
  const whole = left <= 0 && top <= 0 && right >= shape.columns && bottom >= shape.rows;
  const magnified = area.mode === "magnify" && area.magnification !== null;
  if (whole && !magnified) {
    return fitted;
  }
  const part: PictureShape = { columns: right - left, rows: bottom - top, pixelAspect: shape.pixelAspect };
  const scale = magnified ? area.magnification! : fitScale(part, canvas, pose);
  return centeredOn(fitted, shape, { x: (left + right) / 2, y: (top + bottom) / 2 }, scale);
}

/**
 * Where a place of a graphic lies in the picture, in source pixels.
 *
 * @param units pixels of the picture before it is turned, or fractions of the displayed area as it is shown
 */
export function toSource(presentation: Presentation, slice: number, shape: PictureShape, units: "pixel" | "display", at: Point): Point {
  if (units === "pixel") {
    return at;
  }
  const { left, top, right, bottom } = areaOf(presentation, slice) ?? { left: 0, top: 0, right: shape.columns, bottom: shape.rows };
  const upright = unposed(poseOf(presentation), at, { width: 1, height: 1 });
  return { x: left + upright.x * (right - left), y: top + upright.y * (bottom - top) };
}

/** Points of a list of coordinates: x, y, x, y … */
export function pointsOf(coordinates: readonly number[]): readonly Point[] {
  return Array.from({ length: Math.floor(coordinates.length / 2) }, (_, index) => ({ x: coordinates[2 * index]!, y: coordinates[2 * index + 1]! }));
}
