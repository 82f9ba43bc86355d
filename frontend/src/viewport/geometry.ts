import type { OrientationLetters, PixelSpacing, Region, Size } from "../protocol/messages.js";

/**
 * Where a picture lies on the screen. Source pixels are the picture's ((0, 0) the outer corner of the first pixel); device pixels are the canvas's.
 * All functions are pure.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** What of a slice decides its shape on the screen. */
export interface PictureShape {
  readonly columns: number;
  readonly rows: number;
  /** Height of a pixel divided by its width. */
  readonly pixelAspect: number;
}

/**
 * How the user looks at a series: fitted to the viewport, or at a scale about a place. The place is a fraction of the picture, and the scale belongs to pictures
 * of `columns` columns, so that in a series of mixed sizes the next picture appears in the same place at the same size.
 */
export type View =
  | { readonly fit: true }
  | {
      readonly fit: false;
      /** Device pixels a source column, for pictures of `columns` columns. */
      readonly scale: number;
      readonly columns: number;
      /** The place at the viewport's centre, from (0, 0) to (1, 1) of the picture. */
      readonly center: Point;
    };

export const FIT: View = { fit: true };

/** A rectangle in device pixels, not rounded. */
export interface Placement {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LARGEST_SCALE = 64;

export function fitScale(shape: PictureShape, canvas: Size): number {
  return Math.min(canvas.width / shape.columns, canvas.height / (shape.rows * shape.pixelAspect));
}

/** Device pixels a source column. */
export function scaleOf(view: View, shape: PictureShape, canvas: Size): number {
  return view.fit ? fitScale(shape, canvas) : (view.scale * view.columns) / shape.columns;
}

/** Where the whole picture lies. */
export function place(view: View, shape: PictureShape, canvas: Size): Placement {
  const scale = scaleOf(view, shape, canvas);
  const center = view.fit ? { x: 0.5, y: 0.5 } : view.center;
  const width = shape.columns * scale;
  const height = shape.rows * shape.pixelAspect * scale;
  return { left: canvas.width / 2 - center.x * width, top: canvas.height / 2 - center.y * height, width, height };
}

/**
 * The same on whole device pixels, at most half a pixel away: the tile's pixels then meet the screen's one by one, and nothing is interpolated twice.
 */
export function snap(placement: Placement): Placement {
  return {
    left: Math.round(placement.left),
    top: Math.round(placement.top),
    width: Math.max(1, Math.round(placement.width)),
    height: Math.max(1, Math.round(placement.height)),
  };
}

export function toSource(placement: Placement, shape: PictureShape, point: Point): Point {
  return {
    x: ((point.x - placement.left) / placement.width) * shape.columns,
    y: ((point.y - placement.top) / placement.height) * shape.rows,
  };
}

export function toScreen(placement: Placement, shape: PictureShape, source: Point): Point {
  return {
    x: placement.left + (source.x / shape.columns) * placement.width,
    y: placement.top + (source.y / shape.rows) * placement.height,
  };
}

/** Where a part of the picture lies. */
export function regionOnScreen(placement: Placement, shape: PictureShape, region: Region): Placement {
  const { x: left, y: top } = toScreen(placement, shape, region);
  return {
    left,
    top,
    width: (region.width / shape.columns) * placement.width,
    height: (region.height / shape.rows) * placement.height,
  };
}

/** The part of the picture that the canvas shows, and how many device pixels it covers; undefined when none of it is visible. */
export function visiblePart(
  snapped: Placement,
  shape: PictureShape,
  canvas: Size,
): { readonly region: Region; readonly size: Size } | undefined {
  const left = Math.max(0, snapped.left);
  const top = Math.max(0, snapped.top);
  const right = Math.min(canvas.width, snapped.left + snapped.width);
  const bottom = Math.min(canvas.height, snapped.top + snapped.height);
  if (right <= left || bottom <= top) {
    return undefined;
  }
  const size = { width: right - left, height: bottom - top };
  const from = toSource(snapped, shape, { x: left, y: top });
  const region = {
    ...from,
    width: (size.width / snapped.width) * shape.columns,
    height: (size.height / snapped.height) * shape.rows,
  };
  return { region, size };
}

/** Zooms by a factor so that the place under `point` stays there. */
export function zoomAbout(view: View, shape: PictureShape, canvas: Size, point: Point, factor: number): View {
  return scaleAbout(view, shape, canvas, point, scaleOf(view, shape, canvas) * factor);
}

/** Shows the picture at `scale` device pixels a column so that the place under `point` stays there, as far as the scale has to be kept within its limits. */
export function scaleAbout(view: View, shape: PictureShape, canvas: Size, point: Point, scale: number): View {
  const fit = fitScale(shape, canvas);
  const limited = Math.min(Math.max(scale, Math.min(fit / 4, 1)), Math.max(LARGEST_SCALE, fit));
  const before = place(view, shape, canvas);
  const width = shape.columns * limited;
  const height = shape.rows * shape.pixelAspect * limited;
  return at(shape, limited, {
    x: (point.x - before.left) / before.width + (canvas.width / 2 - point.x) / width,
    y: (point.y - before.top) / before.height + (canvas.height / 2 - point.y) / height,
  });
}

/** Moves the picture by device pixels. */
export function panBy(view: View, shape: PictureShape, canvas: Size, dx: number, dy: number): View {
  const { left, top, width, height } = place(view, shape, canvas);
  return at(shape, scaleOf(view, shape, canvas), {
    x: (canvas.width / 2 - left - dx) / width,
    y: (canvas.height / 2 - top - dy) / height,
  });
}

/** The picture never leaves the viewport: the viewport's centre stays on it. */
function at(shape: PictureShape, scale: number, center: Point): View {
  return { fit: false, scale, columns: shape.columns, center: { x: clamp(center.x), y: clamp(center.y) } };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

/** A view at `ratio` times the device pixels, for a canvas whose density changed. */
export function rescaled(view: View, ratio: number): View {
  return view.fit ? view : { ...view, scale: view.scale * ratio };
}

/** A scale bar: a round length in mm and the device pixels that it covers. */
export interface ScaleBar {
  readonly lengthMm: number;
  readonly pixels: number;
}

/** The longest round length of 1, 2 or 5 × 10ⁿ mm that is no longer than `maxPixels`, measured along the rows. */
export function scaleBar(spacing: PixelSpacing, pixelsPerColumn: number, maxPixels: number): ScaleBar {
  const pixelsPerMm = pixelsPerColumn / spacing.column;
  const longest = maxPixels / pixelsPerMm;
  const power = 10 ** Math.floor(Math.log10(longest));
  const lengthMm = [5, 2, 1].map((digit) => digit * power).find((length) => length <= longest) ?? power;
  return { lengthMm, pixels: lengthMm * pixelsPerMm };
}

export const NO_LETTERS: OrientationLetters = { left: "", right: "", top: "", bottom: "" };
