import type { Size } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";

/** A rectangle on the screen, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Between a shape and its label. */
const BESIDE = 14;
/** From the viewport's border. */
const BORDER = 4;

/** A label over a shape can be read; over another label it can't. */
const SHAPE_WEIGHT = 0.4;

/** Around a shape. */
export function boxAround(shape: readonly Point[]): Box {
  const [left, top] = [Math.min(...shape.map(({ x }) => x)), Math.min(...shape.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...shape.map(({ x }) => x)), Math.max(...shape.map(({ y }) => y))];
  return { left, top, width: right - left, height: bottom - top };
}

/**
 * Where a label of this size stands: beside the shape's rightmost place, else beside its leftmost, below or above, where it covers least of the labels that are there
 * already, and of other shapes; always within the viewport.
 */
export function placeLabel(
  shape: readonly Point[],
  size: Size,
  viewport: Size,
  taken: readonly Box[],
  shapes: readonly Box[] = [],
): Box {
  const extreme = (better: (a: Point, b: Point) => boolean) => shape.reduce((a, b) => (better(b, a) ? b : a));
  const right = extreme((a, b) => a.x > b.x);
  const left = extreme((a, b) => a.x < b.x);
  const bottom = extreme((a, b) => a.y > b.y);
  const top = extreme((a, b) => a.y < b.y);
  const { width, height } = size;
  const wanted: readonly Point[] = [
    { x: right.x + BESIDE, y: right.y - 12 },
    { x: left.x - BESIDE - width, y: left.y - 12 },
    { x: bottom.x - width / 2, y: bottom.y + BESIDE },
    { x: top.x - width / 2, y: top.y - BESIDE - height },
    { x: right.x + BESIDE, y: bottom.y + BESIDE },
    { x: left.x - BESIDE - width, y: top.y - BESIDE - height },
  ];
  const boxes = wanted.map(({ x, y }): Box & { readonly moved: number } => {
    const at = { left: limited(x, viewport.width - width), top: limited(y, viewport.height - height) };
    return { ...at, width, height, moved: Math.abs(at.left - x) + Math.abs(at.top - y) };
  });
  const cost = (box: Box & { readonly moved: number }) =>
    taken.reduce((sum, other) => sum + overlap(box, other), 0) +
    shapes.reduce((sum, other) => sum + SHAPE_WEIGHT * overlap(box, other), 0) +
    box.moved * height;
  const { moved: _, ...best } = boxes.reduce((a, b) => (cost(b) < cost(a) ? b : a));
  return best;
}

/** Where the user has put a label: about this place, within the viewport. */
export function boxAt({ x, y }: Point, { width, height }: Size, viewport: Size): Box {
  return { left: limited(x - width / 2, viewport.width - width), top: limited(y - height / 2, viewport.height - height), width, height };
}

function limited(value: number, end: number): number {
  return Math.max(BORDER, Math.min(value, end - BORDER));
}

/** In square pixels. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
