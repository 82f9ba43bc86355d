import type { Size } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { footOn, normalOf, type Frame, type VolumeShape } from "./plane.js";
import { dot, minus, plus, times, type Vector } from "./vector.js";

/**
 * How the user looks at a plane: the whole volume fitted to the view, or about a place of the patient. `spanMm` is what the view's smaller side shows, so that in
 * another layout the same part is seen.
 */
export type PlaneView = { readonly fit: true } | LookedAt;

export interface LookedAt {
  readonly fit: false;
  readonly focus: Vector;
  readonly spanMm: number;
}

export const FIT_PLANE: PlaneView = { fit: true };

/** A picture of a plane as it lies on the screen. Screen places are CSS pixels from the view's upper left corner. */
export interface PlanePicture extends Frame {
  /** The place in the middle of the view. */
  readonly center: Vector;
  readonly mmPerPixel: number;
  /** The view in CSS pixels. */
  readonly size: Size;
}

const FINEST_MM = 0.005;
const COARSEST_MM = 10;

/** The picture of the plane through `through`, as the user looks at it. */
export function pictureOf(frame: Frame, through: Vector, view: PlaneView, volume: VolumeShape, size: Size): PlanePicture {
  const { focus, spanMm } = view.fit ? fitted(frame, volume, size) : view;
  const center = footOn(focus, through, normalOf(frame));
  return { right: frame.right, down: frame.down, center, mmPerPixel: limited(spanMm / smallerSide(size)), size };
}

/** The view that `fit` stands for just now. */
export function fitted(frame: Frame, volume: VolumeShape, size: Size): LookedAt {
  const reach = (axis: Vector): number =>
    2 * Math.max(...volume.corners.map((corner) => Math.abs(dot(minus(corner, volume.center), axis))));
  const mmPerPixel = Math.max(reach(frame.right) / Math.max(1, size.width), reach(frame.down) / Math.max(1, size.height));
  return { fit: false, focus: volume.center, spanMm: mmPerPixel * smallerSide(size) };
}

export function toScreen({ center, right, down, mmPerPixel, size }: PlanePicture, point: Vector): Point {
  const offset = minus(point, center);
  return {
    x: size.width / 2 + dot(offset, right) / mmPerPixel,
    y: size.height / 2 + dot(offset, down) / mmPerPixel,
  };
}

export function toPatient(picture: PlanePicture, point: Point): Vector {
  const { center, size } = picture;
  return plus(center, overDistance(picture, point.x - size.width / 2, point.y - size.height / 2));
}

/** What a movement on the screen is in the patient. */
export function overDistance({ right, down, mmPerPixel }: PlanePicture, dx: number, dy: number): Vector {
  return plus(times(right, dx * mmPerPixel), times(down, dy * mmPerPixel));
}

/** Zooms by a factor so that the place under `about` stays there. */
export function zoomedPlane(picture: PlanePicture, about: Point, factor: number): LookedAt {
  return scaledPlane(picture, about, picture.mmPerPixel / factor);
}

/** Shows so many mm a CSS pixel, so that the place under `about` stays there. */
export function scaledPlane(picture: PlanePicture, about: Point, wantedMm: number): LookedAt {
  const mmPerPixel = limited(wantedMm);
  const place = toPatient(picture, about);
  const { size } = picture;
  const scaled = { ...picture, mmPerPixel };
  const focus = plus(place, overDistance(scaled, size.width / 2 - about.x, size.height / 2 - about.y));
  return lookedAt({ ...scaled, center: focus });
}

/** Moves the picture by CSS pixels. */
export function pannedPlane(picture: PlanePicture, dx: number, dy: number): LookedAt {
  return lookedAt({ ...picture, center: plus(picture.center, overDistance(picture, -dx, -dy)) });
}

/** The view that shows a picture as it lies. */
export function lookedAt({ center, mmPerPixel, size }: PlanePicture): LookedAt {
  return { fit: false, focus: center, spanMm: mmPerPixel * smallerSide(size) };
}

function smallerSide({ width, height }: Size): number {
  return Math.max(1, Math.min(width, height));
}

function limited(mmPerPixel: number): number {
  return Math.min(COARSEST_MM, Math.max(FINEST_MM, mmPerPixel));
}
