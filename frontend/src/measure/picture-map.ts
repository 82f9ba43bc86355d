import type { Size, SliceInfo } from "../protocol/messages.js";
import { place, snap, toScreen, toSource, type Point, type View } from "../viewport/geometry.js";
import type { Shown } from "../viewport/shown.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";

/** A picture on the screen: between its source pixels and CSS pixels from the viewport's upper left corner. */
export interface PictureMap {
  readonly slice: SliceInfo;
  /** Of the viewport, in CSS pixels. */
  readonly size: Size;
  toScreen(source: Point): Point;
  toPicture(screen: Point): Point;
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

/** Height of a pixel divided by its width, as true as the file tells. */
export function pixelHeight({ spacing, pixelAspect }: SliceInfo): number {
  return spacing ? spacing.row / spacing.column : pixelAspect;
}
