import type { PicturePoint } from "../protocol/measure-messages.js";
import { distance, type Point } from "../viewport/geometry.js";
import { isBox, type Kind } from "./kinds.js";
import type { Measurement } from "./measurement.js";
import type { MeasureMap } from "./picture-map.js";
import { ellipseIn, handlesOf, type Ellipse } from "./shape.js";

/** What a pointer can take hold of: one of a measurement's handles, or all of it. */
export interface Hold {
  readonly number: number;
  /** Undefined for the whole measurement. */
  readonly handle: number | undefined;
}

/** Half of a handle's area, in CSS pixels: 24 for a mouse, 44 for a finger. */
export const MOUSE_REACH = 12;
export const TOUCH_REACH = 22;
const ON_THE_LINE = 0.6;

/** A stretch between two places on the screen. */
export type Stroke = readonly [Point, Point];

/**
 * The chosen measurement's handles before others', handles before lines. What was drawn in another plane has no handles here.
 *
 * @param measurements those that are drawn on this picture
 */
export function holdAt(
  measurements: readonly Measurement[],
  selected: Measurement | undefined,
  map: MeasureMap,
  at: Point,
  reach: number,
): Hold | undefined {
  const first = measurements.filter((measurement) => measurement === selected);
  const others = measurements.filter((measurement) => measurement !== selected).reverse();
  return (
    handleAt(first, map, at, reach) ??
    handleAt(others, map, at, reach) ??
    lineAt([...first, ...others], map, at, reach * ON_THE_LINE)
  );
}

function handleAt(measurements: readonly Measurement[], map: MeasureMap, at: Point, reach: number): Hold | undefined {
  return measurements
    .filter((measurement) => map.isOwn(measurement))
    .flatMap((measurement) => {
      const { number, kind, points } = measurement;
      const chart = map.chartOf(measurement)!;
      return handlesOf(kind, points).map((point, handle) => ({ number, handle, far: distance(chart.toScreen(point), at) }));
    })
    .filter(({ far }) => far <= reach)
    .sort((a, b) => a.far - b.far)
    .map(({ number, handle }) => ({ number, handle }))[0];
}

function lineAt(measurements: readonly Measurement[], map: MeasureMap, at: Point, reach: number): Hold | undefined {
  const found = measurements.find((measurement) => {
    const { kind, points } = measurement;
    const chart = map.chartOf(measurement)!;
    return kind === "ellipse"
      ? besideEllipse(ellipseIn(handlesOf(kind, points).map((point) => chart.toScreen(point))), at) <= reach
      : strokesOf(kind, points).some(([from, to]) => beside(chart.toScreen(from), chart.toScreen(to), at) <= reach);
  });
  return found && { number: found.number, handle: undefined };
}

/** The straight lines of a shape; an ellipse has none. */
export function strokesOf(kind: Kind, points: readonly PicturePoint[]): readonly Stroke[] {
  const corners = handlesOf(kind, points);
  if (isBox(kind) || kind === "polygon") {
    return corners.length < 2 || kind === "ellipse"
      ? []
      : corners.map((corner, index): Stroke => [corner, corners[(index + 1) % corners.length]!]);
  }
  const [a, b, c, d] = points;
  if (kind === "angle") {
    return [...(a && b ? [[a, b] as const] : []), ...(b && c ? [[b, c] as const] : [])];
  }
  return [...(a && b ? [[a, b] as const] : []), ...(c && d ? [[c, d] as const] : [])];
}

function beside(from: Point, to: Point, at: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / square));
  return distance({ x: from.x + share * dx, y: from.y + share * dy }, at);
}

/** How far a place is beside an ellipse's outline, along the line to its middle. */
function besideEllipse(ellipse: Ellipse | undefined, at: Point): number {
  if (!ellipse) {
    return Infinity;
  }
  const { center, rx, ry, angle } = ellipse;
  const [dx, dy] = [at.x - center.x, at.y - center.y];
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  // As if its axes lay along the screen's.
  const place = { x: dx * cosine + dy * sine, y: dy * cosine - dx * sine };
  if (rx < 1 || ry < 1) {
    return beside({ x: -rx, y: -ry }, { x: rx, y: ry }, place);
  }
  const ratio = Math.hypot(place.x / rx, place.y / ry);
  return ratio === 0 ? Math.min(rx, ry) : Math.abs(1 - 1 / ratio) * Math.hypot(dx, dy);
}
