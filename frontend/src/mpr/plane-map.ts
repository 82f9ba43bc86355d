import { needsValues } from "../measure/kinds.js";
import { isPlane, sameVolumeName, toPatient, type Measured, type Measurement, type PlaneReference } from "../measure/measurement.js";
import type { MeasureChart, MeasureMap, MeasureSurface } from "../measure/picture-map.js";
import { handlesOf } from "../measure/shape.js";
import type { PicturePoint } from "../protocol/measure-messages.js";
import type { Point } from "../viewport/geometry.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { MprModel } from "./mpr-model.js";
import { normalOf, stepAlong, type Frame, type PlaneName, type VolumeShape } from "./plane.js";
import type { PlaneViewport } from "./plane-viewport.js";
import type { ShownPlane } from "./shown-plane.js";
import { isProjection, sameSlab } from "./slab.js";
import { dot, minus, plus, times, type Vector } from "./vector.js";
import { sameDirection, wantedPlane, type WantedPlane } from "./wanted-plane.js";

/** A plane may be turned so far, as the cosine, and still show what was measured in another. */
const NEARLY_PARALLEL = Math.cos(Math.PI / 180);
/** What lies nearer, mm, and is turned less, lies in the very plane. */
const SAME_MM = 0.01;
const PARALLEL = 1 - 1e-10;

/** What a view shows, to measure in. */
export function planeSurface<I extends DecodedImage>(model: MprModel<I>, plane: PlaneName): MeasureSurface {
  const viewport = model.viewports[plane];
  return {
    number: viewport.number,
    get map() {
      const { shown } = viewport;
      const { state, origin } = model;
      return shown && state && viewport.visible ? planeMap(plane, shown, wantedPlane(state, plane, viewport), viewport, origin?.slice) : undefined;
    },
  };
}

/** The plane that is on the screen, where its picture lies there; undefined where the whole volume is seen, as a place on the screen is none in the patient then. */
function planeMap<I extends DecodedImage>(
  view: PlaneName,
  { volume, asked }: ShownPlane<I>,
  wanted: WantedPlane,
  { canvas, density }: PlaneViewport<I>,
  slice: PlaneReference["slice"],
): MeasureMap | undefined {
  const { right, down, method, slab } = asked;
  if (isProjection(method)) {
    return undefined;
  }
  // As the painter draws it: what is wanted now moves and scales the picture, but doesn't turn it.
  const center = sameDirection(asked, wanted) ? wanted.center : asked.center;
  const mmPerPixel = wanted.spacing * density;
  const size = { width: canvas.width / density, height: canvas.height / density };
  const normal = normalOf(asked);
  const depth = dot(asked.center, normal);
  const onScreen = (place: Vector): Point => {
    const offset = minus(place, center);
    return { x: size.width / 2 + dot(offset, right) / mmPerPixel, y: size.height / 2 + dot(offset, down) / mmPerPixel };
  };
  const inPatient = ({ x, y }: Point): Vector => {
    const place = plus(center, plus(times(right, (x - size.width / 2) * mmPerPixel), times(down, (y - size.height / 2) * mmPerPixel)));
    return plus(place, times(normal, depth - dot(place, normal)));
  };
  const chart = (plane: Pick<PlaneReference, "origin" | keyof Frame>): MeasureChart => ({
    shape: { columns: reach(volume, plane.right).length, rows: reach(volume, plane.down).length },
    pixelHeight: 1,
    toScreen: (point: PicturePoint) => onScreen(toPatient(plane, point)),
    toPicture: (screen: Point) => {
      const offset = minus(inPatient(screen), plane.origin);
      return { x: dot(offset, plane.right), y: dot(offset, plane.down) };
    },
  });
  const { seriesInstanceUID, label, frameOfReferenceUID } = volume;
  const picture: PlaneReference = {
    seriesInstanceUID,
    label,
    frameOfReferenceUID,
    right,
    down,
    origin: plus(times(normal, depth), plus(times(right, reach(volume, right).first), times(down, reach(volume, down).first))),
    method,
    slab,
    view,
    slice: slice && { sopInstanceUID: slice.sopInstanceUID, frame: slice.frame },
  };
  /** How far its farthest point lies beside the plane that is shown; infinite for what is turned to it or of another volume. */
  const beside = ({ picture: other, kind, points }: Measurement, parallel: number): number =>
    isPlane(other) && sameVolumeName(other, volume) && Math.abs(dot(normalOf(other), normal)) >= parallel
      ? Math.max(...handlesOf(kind, points).map((point) => Math.abs(dot(toPatient(other, point), normal) - depth)))
      : Infinity;
  const reachesTo = Math.max(stepAlong(normal, volume), slab) / 2 + SAME_MM;
  return {
    ...chart(picture),
    picture,
    size,
    chartOf: (measurement) =>
      isPlane(measurement.picture) && beside(measurement, NEARLY_PARALLEL) <= reachesTo ? chart(measurement.picture) : undefined,
    isOwn: (measurement) => beside(measurement, PARALLEL) <= SAME_MM && (!needsValues(measurement.kind) || hasSlab(measurement.picture, picture)),
  };
}

function hasSlab(picture: Measured, slab: PlaneReference): boolean {
  return isPlane(picture) && sameSlab(picture, slab);
}

/** Between which places along a direction the volume lies. */
function reach({ corners }: VolumeShape, direction: Vector): { readonly first: number; readonly length: number } {
  const places = corners.map((corner) => dot(corner, direction));
  const first = Math.min(...places);
  return { first, length: Math.max(...places) - first };
}
