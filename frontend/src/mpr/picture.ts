import type { Size } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { footOn, normalOf, type Frame, type VolumeShape } from "./plane.js";
import { dot, minus, plus, times, type Vector } from "./vector.js";

/** How the user looks at a plane: the whole volume fitted to the view, or so many mm a CSS pixel about a place of the patient. */
export type PlaneView = { readonly fit: true } | { readonly fit: false; readonly focus: Vector; readonly mmPerPixel: number };

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
  const looked = view.fit ? fitted(frame, volume, size) : view;
  const center = footOn(looked.focus, through, normalOf(frame));
  return { right: frame.right, down: frame.down, center, mmPerPixel: looked.mmPerPixel, size };
}

/** The view that `fit` stands for just now. */
export function fitted(frame: Frame, volume: VolumeShape, size: Size): Exclude<PlaneView, { fit: true }> {
  const reach = (axis: Vector): number =>
    2 * Math.max(...volume.corners.map((corner) => Math.abs(dot(minus(corner, volume.center), axis))));
  const mmPerPixel = Math.max(reach(frame.right) / Math.max(1, size.width), reach(frame.down) / Math.max(1, size.height));
  return { fit: false, focus: volume.center, mmPerPixel: limited(mmPerPixel) };
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

/** Zooms so that the place under `about` stays there. */
export function zoomedPlane(picture: PlanePicture, about: Point, factor: number): PlaneView {
  const mmPerPixel = limited(picture.mmPerPixel / factor);
  const place = toPatient(picture, about);
  const { size } = picture;
  const scaled = { ...picture, mmPerPixel };
  return { fit: false, focus: plus(place, overDistance(scaled, size.width / 2 - about.x, size.height / 2 - about.y)), mmPerPixel };
}

/** Moves the picture by CSS pixels. */
export function pannedPlane(picture: PlanePicture, dx: number, dy: number): PlaneView {
  const { center, mmPerPixel } = picture;
  return { fit: false, focus: plus(center, overDistance(picture, -dx, -dy)), mmPerPixel };
}

function limited(mmPerPixel: number): number {
  return Math.min(COARSEST_MM, Math.max(FINEST_MM, mmPerPixel));
}
