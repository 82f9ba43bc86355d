import type { PatientPoint } from "../protocol/messages.js";

/** A point or a direction in the patient (LPS, mm). All functions are pure. */
export type Vector = PatientPoint;
export const X: Vector = { x: 1, y: 0, z: 0 };

export const Y: Vector = { x: 0, y: 1, z: 0 };
export const Z: Vector = { x: 0, y: 0, z: 1 };

export function plus(a: Vector, b: Vector): Vector {
  return { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z };
}

export function minus(a: Vector, b: Vector): Vector {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z };
}

export function times(a: Vector, factor: number): Vector {
  return { x: a.x * factor, y: a.y * factor, z: a.z * factor };
}

export function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

export function cross(a: Vector, b: Vector): Vector {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}

export function lengthOf(a: Vector): number {
  return Math.hypot(a.x, a.y, a.z);
}

/** @param a not of length 0 */
export function unit(a: Vector): Vector {
  return times(a, 1 / lengthOf(a));
}

/** `a` without its share along the unit vector `axis`. */
export function across(a: Vector, axis: Vector): Vector {
  return minus(a, times(axis, dot(a, axis)));
}

/** `a` turned about the unit vector `axis` (right-handed), after Rodrigues. */
export function turned(a: Vector, axis: Vector, radians: number): Vector {
  const cosine = Math.cos(radians);
  const turnedShare = plus(times(a, cosine), times(cross(axis, a), Math.sin(radians)));
  return plus(turnedShare, times(axis, dot(axis, a) * (1 - cosine)));
}

/** Whether two points are the same but for rounding, which moves nothing that anybody could see. */
export function near(a: Vector, b: Vector, tolerance = 1e-6): boolean {
  return (
    Math.abs(a.x - b.x) <= tolerance && Math.abs(a.y - b.y) <= tolerance && Math.abs(a.z - b.z) <= tolerance
  );
}
