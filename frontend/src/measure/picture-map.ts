import type { Size, SliceInfo } from "../protocol/messages.js";
import { place, snap, toScreen, toSource, type PictureShape, type Point, type View } from "../viewport/geometry.js";
import { samePicture, type Shown } from "../viewport/shown.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import { isPlane, type Measured, type Measurement } from "./measurement.js";

/** Between the places of a measurement and CSS pixels from the viewport's upper left corner. */
export interface Chart {
  toScreen(source: Point): Point;
  toPicture(screen: Point): Point;
}

/** A picture on the screen, by its source pixels. */
export interface PictureMap extends Chart {
  readonly slice: SliceInfo;
  /** Of the viewport, in CSS pixels. */
  readonly size: Size;
}

/** What a measurement is drawn by. */
export interface MeasureChart extends Chart {
  /** Where its points may lie, from (0, 0). */
  readonly shape: Pick<PictureShape, "columns" | "rows">;
  /** Of a pixel divided by its width, as true as the file tells. */
  readonly pixelHeight: number;
}

/** What can be measured in on the screen. As it is itself, it is for what is drawn next. */
export interface MeasureMap extends MeasureChart {
  /** Of what is drawn next. */
  readonly picture: Measured;
  /** Of the viewport, in CSS pixels. */
  readonly size: Size;
  /** What a measurement is drawn by here; undefined where it isn't. */
  chartOf(measurement: Measurement): MeasureChart | undefined;
  /** Whether what is shown is the very picture that it was drawn on, so that it can be changed here. */
  isOwn(measurement: Measurement): boolean;
}

/** A part of the screen in which something can be measured. */
export interface MeasureSurface {
  /** Of the stream's viewport. */
  readonly number: number;
  /** As it is now; undefined while there is nothing to measure in. */
  readonly map: MeasureMap | undefined;
}

/** What of a viewport decides where its picture lies. */
interface Showing<I extends DecodedImage> {
  readonly shown: Shown<I> | undefined;
  readonly view: View;
  readonly canvas: Size;
  readonly density: number;
}

/** By the very rectangle on which the picture is drawn; undefined while there is none. */
export function pictureMap<I extends DecodedImage>({ shown, view, canvas, density }: Showing<I>): PictureMap | undefined {
  if (shown?.kind !== "picture" || canvas.width === 0 || canvas.height === 0) {
    return undefined;
  }
  const { slice } = shown;
  const placement = snap(place(view, slice, canvas));
  return {
    slice,
    size: { width: canvas.width / density, height: canvas.height / density },
    toScreen: (source) => {
      const { x, y } = toScreen(placement, slice, source);
      return { x: x / density, y: y / density };
    },
    toPicture: ({ x, y }) => toSource(placement, slice, { x: x * density, y: y * density }),
  };
}

/** The slice that a viewport shows, to measure in. */
export function sliceSurface<I extends DecodedImage>(viewport: Showing<I> & { readonly number: number }): MeasureSurface {
  return {
    number: viewport.number,
    get map() {
      const { shown } = viewport;
      const map = pictureMap(viewport);
      return map && shown && sliceMap(map, shown.summary.seriesInstanceUID);
    },
  };
}

function sliceMap(map: PictureMap, seriesInstanceUID: string): MeasureMap {
  const { slice } = map;
  const { sopInstanceUID, frame } = slice;
  const isHere = ({ picture }: Measurement) => !isPlane(picture) && samePicture(picture, slice);
  const chart = { ...map, shape: slice, pixelHeight: pixelHeight(slice) };
  return {
    ...chart,
    picture: { seriesInstanceUID, sopInstanceUID, frame },
    chartOf: (measurement) => (isHere(measurement) ? chart : undefined),
    isOwn: isHere,
  };
}

function pixelHeight({ spacing, pixelAspect }: SliceInfo): number {
  return spacing ? spacing.row / spacing.column : pixelAspect;
}
