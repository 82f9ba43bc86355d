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

/** Turns by 90 degrees clockwise. */
export type Quarters = 0 | 1 | 2 | 3;

/** How a picture is turned over on the screen: mirrored first, left for right, and then turned. */
export interface Pose {
  readonly mirrored: boolean;
  readonly quarters: Quarters;
}

/** As the file has it. */
export const UPRIGHT: Pose = { mirrored: false, quarters: 0 };

/** Turned further, by quarters clockwise on the screen; negative ones turn back. */
export function turnedBy({ mirrored, quarters }: Pose, by: number): Pose {
  return { mirrored, quarters: (((quarters + by) % 4) + 4) % 4 as Quarters };
}

/** Left for right on the screen, or top for bottom. */
export function flipped({ mirrored, quarters }: Pose, axis: "horizontal" | "vertical"): Pose {
  // A mirror before a turn is one after the opposite turn; top for bottom is left for right and half a turn.
  return turnedBy({ mirrored: !mirrored, quarters: 0 }, (axis === "vertical" ? 2 : 0) - quarters);
}

export function samePose(a: Pose, b: Pose): boolean {
  return a.mirrored === b.mirrored && a.quarters === b.quarters;
}

/** Whether what lay along the screen stands now. */
function isAside({ quarters }: Pose): boolean {
  return quarters % 2 === 1;
}

function aside({ width, height }: Size): Size {
  return { width: height, height: width };
}

/**
 * Where a pose brings a place of a rectangle.
 *
 * @param size of the rectangle as it lies upright; (0, 0) to turn a direction
 */
export function posed({ mirrored, quarters }: Pose, { x, y }: Point, { width, height }: Size): Point {
  const across = mirrored ? width - x : x;
  switch (quarters) {
    case 0:
      return { x: across, y };
    case 1:
      return { x: height - y, y: across };
    case 2:
      return { x: width - across, y: height - y };
    case 3:
      return { x: y, y: width - across };
  }
}

/**
 * Where a place of the posed rectangle lies in the upright one.
 *
 * @param size of the rectangle as it lies upright
 */
export function unposed({ mirrored, quarters }: Pose, { x, y }: Point, { width, height }: Size): Point {
  const turnedBack = (): Point => {
    switch (quarters) {
      case 0:
        return { x, y };
      case 1:
        return { x: y, y: height - x };
      case 2:
        return { x: width - x, y: height - y };
      case 3:
        return { x: width - y, y: x };
    }
  };
  const back = turnedBack();
  return mirrored ? { x: width - back.x, y: back.y } : back;
}

/** What the screen's edges point to in the patient. */
export function posedLetters({ mirrored, quarters }: Pose, { left, right, top, bottom }: OrientationLetters): OrientationLetters {
  const [west, east] = mirrored ? [right, left] : [left, right];
  const clockwise = [top, east, bottom, west];
  const edge = (at: number): string => clockwise[(at - quarters + 4) % 4]!;
  return { top: edge(0), right: edge(1), bottom: edge(2), left: edge(3) };
}

/**
 * How the user looks at a series: fitted to the viewport, or at a scale about a place. The place is a fraction of the picture, and the scale belongs to pictures
 * of `columns` columns, so that in a series of mixed sizes the next picture appears in the same place at the same size.
 */
export type View = { readonly pose: Pose } & (
  | { readonly fit: true }
  | {
      readonly fit: false;
      /** Device pixels a source column, for pictures of `columns` columns. */
      readonly scale: number;
      readonly columns: number;
      /** The place at the viewport's centre, from (0, 0) to (1, 1) of the upright picture. */
      readonly center: Point;
    }
);

export const FIT: View = { fit: true, pose: UPRIGHT };

/** A rectangle in device pixels, not rounded. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a whole picture lies, and how it is turned there: the one mapping between source pixels and device pixels. */
export interface Placement extends Rectangle {
  readonly pose: Pose;
}

const LARGEST_SCALE = 64;

/** Device pixels a source column with which the whole picture just has room. */
export function fitScale(shape: PictureShape, canvas: Size, pose: Pose = UPRIGHT): number {
  const { width, height } = isAside(pose) ? aside(canvas) : canvas;
  return Math.min(width / shape.columns, height / (shape.rows * shape.pixelAspect));
}

/** Device pixels a source column. */
export function scaleOf(view: View, shape: PictureShape, canvas: Size): number {
  return view.fit ? fitScale(shape, canvas, view.pose) : (view.scale * view.columns) / shape.columns;
}

/** Device pixels a millimetre along the screen's width. */
export function pixelsPerMm(view: View, shape: PictureShape, spacing: PixelSpacing, canvas: Size): number {
  const scale = scaleOf(view, shape, canvas);
  return isAside(view.pose) ? (scale * shape.pixelAspect) / spacing.row : scale / spacing.column;
}

/** Where the whole picture lies. */
export function place(view: View, shape: PictureShape, canvas: Size): Placement {
  const { pose } = view;
  const center = view.fit ? { x: 0.5, y: 0.5 } : view.center;
  const upright = sizeAt(shape, scaleOf(view, shape, canvas));
  const { width, height } = isAside(pose) ? aside(upright) : upright;
  const middle = posed(pose, { x: center.x * upright.width, y: center.y * upright.height }, upright);
  return { left: canvas.width / 2 - middle.x, top: canvas.height / 2 - middle.y, width, height, pose };
}

/** Of the upright picture, in device pixels. */
function sizeAt(shape: PictureShape, scale: number): Size {
  return { width: shape.columns * scale, height: shape.rows * shape.pixelAspect * scale };
}

/** Of the upright picture, in device pixels. */
function uprightSize({ width, height, pose }: Placement): Size {
  return isAside(pose) ? { width: height, height: width } : { width, height };
}

/**
 * The same on whole device pixels, at most half a pixel away: the tile's pixels then meet the screen's one by one, and nothing is interpolated twice.
 */
export function snap({ left, top, width, height, pose }: Placement): Placement {
  return {
    left: Math.round(left),
    top: Math.round(top),
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.round(height)),
    pose,
  };
}

export function toSource(placement: Placement, shape: PictureShape, { x, y }: Point): Point {
  const size = uprightSize(placement);
  const upright = unposed(placement.pose, { x: x - placement.left, y: y - placement.top }, size);
  return { x: (upright.x / size.width) * shape.columns, y: (upright.y / size.height) * shape.rows };
}

export function toScreen(placement: Placement, shape: PictureShape, source: Point): Point {
  const size = uprightSize(placement);
  const upright = { x: (source.x / shape.columns) * size.width, y: (source.y / shape.rows) * size.height };
  const { x, y } = posed(placement.pose, upright, size);
  return { x: placement.left + x, y: placement.top + y };
}

/** Where a part of the picture lies in device pixels of the upright picture, from its corner. */
export function regionOnPicture(placement: Placement, shape: PictureShape, region: Region): Rectangle {
  const { width, height } = uprightSize(placement);
  return {
    left: (region.x / shape.columns) * width,
    top: (region.y / shape.rows) * height,
    width: (region.width / shape.columns) * width,
    height: (region.height / shape.rows) * height,
  };
}

/** Brings device pixels of the upright picture onto the canvas: a, b, c, d, e, f of a canvas' transform. Of whole pixels it makes whole pixels. */
export function transformOf(placement: Placement): readonly [number, number, number, number, number, number] {
  const { left, top, pose } = placement;
  const origin = posed(pose, { x: 0, y: 0 }, uprightSize(placement));
  const right = posed(pose, { x: 1, y: 0 }, { width: 0, height: 0 });
  const down = posed(pose, { x: 0, y: 1 }, { width: 0, height: 0 });
  return [right.x, right.y, down.x, down.y, left + origin.x, top + origin.y];
}

export function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** A part of the upright picture at one scale, in whole device pixels. */
export interface GridPart extends Rectangle {
  /** Of the whole picture. */
  readonly whole: Size;
}

/** Of the whole picture, in source pixels. */
export function regionOf({ whole, left, top, width, height }: GridPart, { columns, rows }: PictureShape): Region {
  return {
    x: (left / whole.width) * columns,
    y: (top / whole.height) * rows,
    width: (width / whole.width) * columns,
    height: (height / whole.height) * rows,
  };
}

/** The part of the picture that the canvas shows, and how many device pixels it covers as it lies upright; undefined when none of it is visible. */
export function visiblePart(
  snapped: Placement,
  shape: PictureShape,
  canvas: Size,
): { readonly region: Region; readonly size: Size; readonly part: GridPart } | undefined {
  const left = Math.max(0, snapped.left);
  const top = Math.max(0, snapped.top);
  const right = Math.min(canvas.width, snapped.left + snapped.width);
  const bottom = Math.min(canvas.height, snapped.top + snapped.height);
  if (right <= left || bottom <= top) {
    return undefined;
  }
  const whole = uprightSize(snapped);
  const corner = (x: number, y: number): Point => unposed(snapped.pose, { x: x - snapped.left, y: y - snapped.top }, whole);
  const [a, b] = [corner(left, top), corner(right, bottom)];
  const size = { width: Math.abs(b.x - a.x), height: Math.abs(b.y - a.y) };
  const part = { whole, left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), ...size };
  return { region: regionOf(part, shape), size, part };
}

/** Fitted to the viewport, turned as it is. */
export function fitted({ pose }: View): View {
  return { fit: true, pose };
}

/** Turned another way about the place that the viewport's centre shows. */
export function withPose(view: View, pose: Pose): View {
  return { ...view, pose };
}

/** Zooms by a factor so that the place under `point` stays there. */
export function zoomAbout(view: View, shape: PictureShape, canvas: Size, point: Point, factor: number): View {
  return scaleAbout(view, shape, canvas, point, scaleOf(view, shape, canvas) * factor);
}

/** Shows the picture at `scale` device pixels a column so that the place under `point` stays there, as far as the scale has to be kept within its limits. */
export function scaleAbout(view: View, shape: PictureShape, canvas: Size, point: Point, scale: number): View {
  const { pose } = view;
  const fit = fitScale(shape, canvas, pose);
  const limited = Math.min(Math.max(scale, Math.min(fit / 4, 1)), Math.max(LARGEST_SCALE, fit));
  const under = toSource(place(view, shape, canvas), shape, point);
  const { width, height } = sizeAt(shape, limited);
  const toMiddle = unposed(pose, { x: canvas.width / 2 - point.x, y: canvas.height / 2 - point.y }, { width: 0, height: 0 });
  return at(view, shape, limited, {
    x: under.x / shape.columns + toMiddle.x / width,
    y: under.y / shape.rows + toMiddle.y / height,
  });
}

/** Moves the picture by device pixels. */
export function panBy(view: View, shape: PictureShape, canvas: Size, dx: number, dy: number): View {
  const middle = { x: canvas.width / 2 - dx, y: canvas.height / 2 - dy };
  return centeredOn(view, shape, toSource(place(view, shape, canvas), shape, middle), scaleOf(view, shape, canvas));
}

/** Shows the picture with a place of it, in source pixels, in the viewport's middle, at `scale` device pixels a column. */
export function centeredOn(view: View, shape: PictureShape, source: Point, scale: number): View {
  return at(view, shape, scale, { x: source.x / shape.columns, y: source.y / shape.rows });
}

/** The picture never leaves the viewport: the viewport's centre stays on it. */
function at({ pose }: View, shape: PictureShape, scale: number, center: Point): View {
  return { fit: false, pose, scale, columns: shape.columns, center: { x: clamp(center.x), y: clamp(center.y) } };
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

/** The longest round length of 1, 2 or 5 × 10ⁿ mm that is no longer than `maxPixels`. */
export function scaleBar(pixelsPerMm: number, maxPixels: number): ScaleBar {
  const longest = maxPixels / pixelsPerMm;
  const power = 10 ** Math.floor(Math.log10(longest));
  const lengthMm = [5, 2, 1].map((digit) => digit * power).find((length) => length <= longest) ?? power;
  return { lengthMm, pixels: lengthMm * pixelsPerMm };
}

export const NO_LETTERS: OrientationLetters = { left: "", right: "", top: "", bottom: "" };
