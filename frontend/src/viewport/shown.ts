import type { Presentation, Region, SeriesEvent, SeriesSummary, SliceInfo, Tile } from "../protocol/messages.js";
import { place, sameSize, snap, visiblePart, type View } from "./geometry.js";
import type { PictureImage } from "./picture-image.js";
import { contains } from "./strips.js";
import type { DecodedImage } from "./tile-decoder.js";
import type { Wanted } from "./wanted.js";
import type { Size } from "../protocol/messages.js";

/** What a viewport shows: everything that its text says is taken from here, so that picture and text change together. */
export type Shown<I extends DecodedImage = PictureImage> = ShownPicture<I> | ShownFailure;

/** Which picture it is, wherever it stands in its series. */
export type PictureName = Pick<SliceInfo, "sopInstanceUID" | "frame">;

export function samePicture(a: PictureName, b: PictureName): boolean {
  return a.sopInstanceUID === b.sopInstanceUID && a.frame === b.frame;
}

interface Origin {
  readonly sequence: number;
  readonly summary: SeriesSummary;
  readonly series: SeriesEvent;
  readonly slice: SliceInfo;
}

export interface ShownPicture<I extends DecodedImage = PictureImage> extends Origin {
  readonly kind: "picture";
  readonly tile: Tile;
  readonly asked: Wanted;
  readonly image: I;
  /** A coarser picture of the same look, drawn where this one has nothing yet. */
  readonly under?: Under<I> | undefined;
  /** The viewport's presentation state; whether this picture looks so, its tile says. */
  readonly presentation?: Presentation | undefined;
}

export interface Under<I extends DecodedImage> {
  readonly tile: Tile;
  readonly image: I;
}

/** This slice can't be shown, and why. */
export interface ShownFailure extends Origin {
  readonly kind: "failure";
  readonly message: string;
  readonly detail: string;
  /** Known from the file itself: asking again changes nothing. */
  readonly final: boolean;
}

/**
 * Whether the picture on the screen is the exact one for what the screen now shows. A tile that the browser stretches or moves over another place, or one that leaves
 * a visible part of the picture out, isn't, however it was encoded.
 */
export function isExact(picture: ShownPicture<DecodedImage>, view: View, canvas: Size): boolean {
  if (!picture.tile.exact) {
    return false;
  }
  const visible = visiblePart(snap(place(view, picture.slice, canvas)), picture.slice, canvas);
  return (
    visible !== undefined &&
    sameSize(visible.part.whole, picture.asked.part.whole) &&
    contains(picture.asked.part, visible.part) &&
    covers(picture.tile.region, visible.region)
  );
}

/**
 * Whether an exact tile's pixels are those of the grid that it was asked for on, so that others can be put beside them.
 */
export function isOnGrid({ exact, region, imageWidth, imageHeight }: Tile, { part, region: asked }: Wanted): boolean {
  return exact && imageWidth === part.width && imageHeight === part.height && covers(region, asked) && covers(asked, region);
}

/** Whether two tiles of one picture look alike where both show the same place. */
export function lookAlike(a: Tile, b: Tile): boolean {
  return (
    a.windowCenter === b.windowCenter &&
    a.windowWidth === b.windowWidth &&
    a.inverted === b.inverted &&
    a.presented === b.presented &&
    a.sourceLossy === b.sourceLossy
  );
}

/** Within the precision of the header's 32-bit numbers. */
const TOLERANCE = 0.01;

function covers(tile: Region, part: Region): boolean {
  return (
    tile.x <= part.x + TOLERANCE &&
    tile.y <= part.y + TOLERANCE &&
    tile.x + tile.width >= part.x + part.width - TOLERANCE &&
    tile.y + tile.height >= part.y + part.height - TOLERANCE
  );
}
