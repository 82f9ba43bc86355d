import { distance, type Point } from "../viewport/geometry.js";

/** So near, in CSS pixels, another handle attracts. */
const REACH = 12;
/** Between the directions that a line snaps to: across, down, and half-way. */
const STEP = Math.PI / 4;

/**
 * Where a point goes that is moved with Shift held: onto another handle that is near; else to where its line runs across, down or half-way between, or its box is as high as
 * wide. All places are on the screen, so that what looks level is level.
 *
 * @param from the other end of its line, or the corner across
 * @param box whether it is a box's corner
 */
export function snapped(to: Point, from: Point | undefined, box: boolean, handles: readonly Point[]): Point {
  const near = handles
    .map((handle) => ({ handle, distance: distance(handle, to) }))
    .filter((candidate) => candidate.distance <= REACH)
    .sort((a, b) => a.distance - b.distance)[0];
  if (near) {
    return near.handle;
  }
  if (!from) {
    return to;
  }
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (box) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    return { x: from.x + Math.sign(dx || 1) * side, y: from.y + Math.sign(dy || 1) * side };
  }
  const angle = Math.round(Math.atan2(dy, dx) / STEP) * STEP;
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  return { x: from.x + along * Math.cos(angle), y: from.y + along * Math.sin(angle) };
}
