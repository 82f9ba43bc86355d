import type { PicturePoint } from "../protocol/measure-messages.js";
import { distance, middleOf, type PictureShape, type Point } from "../viewport/geometry.js";
import { isBox, type Kind } from "./kinds.js";

/** The geometry of shapes in source pixels, or in mm of a plane. Pure. */

/** Within which points lie. */
type Bounds = Pick<PictureShape, "columns" | "rows">;

/** Points are kept to a thousandth of a pixel or mm: messages stay short, and nothing that can be seen is lost. */
const STEPS = 1000;

/** The nearest place within the picture. The far edges belong to no pixel, so a place keeps a trifle from them. */
export function within(shape: Bounds, { x, y }: Point): PicturePoint {
  return { x: limited(x, shape.columns), y: limited(y, shape.rows) };
}

function limited(value: number, end: number): number {
  return rounded(Math.min(Math.max(value, 0), end - 1 / STEPS));
}

function rounded(value: number): number {
  return Math.round(value * STEPS) / STEPS;
}

export function contains(shape: Bounds, { x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x <= shape.columns && y <= shape.rows;
}

/** The middle of what a shape takes up. */
export function middleOfShape(kind: Kind, points: readonly PicturePoint[]): PicturePoint {
  const [xs, ys] = [handlesOf(kind, points).map(({ x }) => x), handlesOf(kind, points).map(({ y }) => y)];
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

/** Where a shape can be taken hold of: its points, and of boxes all four corners. */
export function handlesOf(kind: Kind, points: readonly PicturePoint[]): readonly PicturePoint[] {
  const [a, b] = points;
  return isBox(kind) && a && b ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : points;
}

/** An ellipse that may be turned. */
export interface Ellipse {
  readonly center: Point;
  /** Half its axes. */
  readonly rx: number;
  readonly ry: number;
  /** From the right to its first axis, clockwise on the screen, in radians. */
  readonly angle: number;
}

/** The ellipse in a box, by its corners in their order ({@link handlesOf}); undefined where there are none yet. */
export function ellipseIn([a, b, c, d]: readonly Point[]): Ellipse | undefined {
  return a && b && c && d
    ? { center: middleOf(a, c), rx: distance(a, b) / 2, ry: distance(a, d) / 2, angle: Math.atan2(b.y - a.y, b.x - a.x) }
    : undefined;
}

/** The handle across from a box's corner; undefined where a handle has none. */
export function oppositeOf(kind: Kind, points: readonly PicturePoint[], handle: number): PicturePoint | undefined {
  const handles = handlesOf(kind, points);
  switch (kind) {
    case "rectangle":
    case "ellipse":
    case "window":
      return handles[(handle + 2) % 4];
    case "length":
    case "arrow":
      return handles[1 - handle];
    case "angle":
      return handle === 1 ? handles[0] : handles[1];
    case "cobb":
    case "bidirectional":
      return handles[handle ^ 1];
    case "polygon":
      return handles[(handle + handles.length - 1) % handles.length];
    case "probe":
      return undefined;
  }
}

/**
 * The shape with one of its handles elsewhere.
 *
 * @param height of a pixel divided by its width, as far as it is known: what is perpendicular must be so in the patient
 */
export function withHandle(
  kind: Kind,
  points: readonly PicturePoint[],
  handle: number,
  to: PicturePoint,
  height: number,
): readonly PicturePoint[] {
  if (isBox(kind)) {
    const [a, b] = points as readonly [PicturePoint, PicturePoint];
    switch (handle) {
      case 0:
        return [to, b];
      case 1:
        return [{ x: a.x, y: to.y }, { x: to.x, y: b.y }];
      case 2:
        return [a, to];
      default:
        return [{ x: to.x, y: a.y }, { x: b.x, y: to.y }];
    }
  }
  const moved = points.map((point, index) => (index === handle ? to : point));
  return kind === "bidirectional" && points.length === 4 ? perpendicular(points, moved, handle, height) : moved;
}

/** The second axis follows the first one, and its ends move along it and across. */
function perpendicular(
  before: readonly PicturePoint[],
  moved: readonly PicturePoint[],
  handle: number,
  height: number,
): readonly PicturePoint[] {
  const [a, b] = moved.map((point) => ({ x: point.x, y: point.y * height })) as [Point, Point];
  const old = before.map((point) => ({ x: point.x, y: point.y * height })) as [Point, Point, Point, Point];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const oldLength = Math.hypot(old[1].x - old[0].x, old[1].y - old[0].y);
  if (length === 0 || oldLength === 0) {
    return before;
  }
  const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const oldAlong = { x: (old[1].x - old[0].x) / oldLength, y: (old[1].y - old[0].y) / oldLength };
  const axes = (point: Point, from: Point, direction: Point) => ({
    along: (point.x - from.x) * direction.x + (point.y - from.y) * direction.y,
    across: (point.y - from.y) * direction.x - (point.x - from.x) * direction.y,
  });
  const ends = [axes(old[2], old[0], oldAlong), axes(old[3], old[0], oldAlong)] as const;
  let share = ends[0].along / oldLength;
  const across: [number, number] = [ends[0].across, ends[1].across];
  if (handle >= 2) {
    const to = axes({ x: moved[handle]!.x, y: moved[handle]!.y * height }, a, along);
    share = to.along / length;
    across[handle - 2] = to.across;
  }
  const onFirst = Math.min(1, Math.max(0, share)) * length;
  const end = (offset: number): PicturePoint => ({
    x: rounded(a.x + along.x * onFirst - along.y * offset),
    y: rounded((a.y + along.y * onFirst + along.x * offset) / height),
  });
  return [moved[0]!, moved[1]!, end(across[0]), end(across[1])];
}

/** The first axis, with a second one of half its length through its middle. */
export function bidirectionalAbout(from: PicturePoint, to: PicturePoint, height: number): readonly PicturePoint[] {
  const middle = middleOf(from, to);
  const half = { x: (-(to.y - from.y) * height) / 4, y: (to.x - from.x) / 4 / height };
  return [
    from,
    to,
    { x: rounded(middle.x + half.x), y: rounded(middle.y + half.y) },
    { x: rounded(middle.x - half.x), y: rounded(middle.y - half.y) },
  ];
}

/** The whole shape elsewhere, as far as it stays within the picture. */
export function movedBy(points: readonly PicturePoint[], by: Point, shape: Bounds): readonly PicturePoint[] {
  const dx = kept(points.map(({ x }) => x), by.x, shape.columns);
  const dy = kept(points.map(({ y }) => y), by.y, shape.rows);
  return points.map(({ x, y }) => ({ x: rounded(x + dx), y: rounded(y + dy) }));
}

function kept(values: readonly number[], by: number, end: number): number {
  return Math.min(Math.max(by, -Math.min(...values)), end - 1 / STEPS - Math.max(...values));
}

/** A shape to begin with about a place, for those who draw by keys. */
export function shapeAbout(kind: Kind, at: Point, reach: number, shape: Bounds, height: number): readonly PicturePoint[] {
  const point = (x: number, y: number): PicturePoint => within(shape, { x: at.x + x * reach, y: at.y + (y * reach) / height });
  switch (kind) {
    case "probe":
      return [point(0, 0)];
    case "angle":
      return [point(1, -1), point(-1, 0), point(1, 1)];
    case "cobb":
      return [point(-1, -1), point(1, -0.6), point(-1, 1), point(1, 0.6)];
    case "bidirectional":
      return bidirectionalAbout(point(-1, 0), point(1, 0), height);
    case "polygon":
      return [point(0, -1), point(1, 1), point(-1, 1)];
    case "length":
    case "arrow":
      return [point(-1, 0), point(1, 0)];
    default:
      return [point(-1, -1), point(1, 1)];
  }
}
