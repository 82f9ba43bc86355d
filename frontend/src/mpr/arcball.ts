import type { Size } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import type { Frame } from "./plane.js";
import { cross, dot, lengthOf, times, plus, type Vector } from "./vector.js";

/** A turn about a unit vector through the centre. */
export interface Turn {
  readonly axis: Vector;
  readonly radians: number;
}

/**
 * The turn of the plane for a drag over the picture, as if the patient were a ball under the finger (K. Shoemake, ARCBALL, 1992): the place that was taken stays
 * under the pointer, and beside the ball the picture turns in itself.
 *
 * @returns undefined when nothing turns
 */
export function arcball(frame: Frame, size: Size, from: Point, to: Point): Turn | undefined {
  const a = onBall(size, from);
  const b = onBall(size, to);
  const axis = cross(a, b);
  const sine = lengthOf(axis);
  if (sine < 1e-9) {
    return undefined;
  }
  // What is seen turns with the pointer, so the plane that is looked through turns the other way.
  const { right, down } = frame;
  const away = cross(right, down);
  const inPatient = plus(plus(times(right, axis.x), times(down, axis.y)), times(away, axis.z));
  return { axis: times(inPatient, 1 / sine), radians: -Math.atan2(sine, dot(a, b)) };
}

/** x to the right, y down, z away from the viewer: the ball's near side has negative z. */
function onBall({ width, height }: Size, point: Point): Vector {
  const radius = Math.max(1, Math.min(width, height) * 0.45);
  const x = (point.x - width / 2) / radius;
  const y = (point.y - height / 2) / radius;
  const square = x * x + y * y;
  return square <= 1 ? { x, y, z: -Math.sqrt(1 - square) } : { x: x / Math.sqrt(square), y: y / Math.sqrt(square), z: 0 };
}
