import type { PlaneTile, VolumeEvent } from "../protocol/messages.js";
import type { PictureImage } from "../viewport/picture-image.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import { samePlane, type WantedPlane } from "./wanted-plane.js";

/** What a view of a plane shows: everything that its text says of the picture is taken from here, so that picture and text change together. */
export interface ShownPlane<I extends DecodedImage = PictureImage> {
  readonly volume: VolumeEvent;
  readonly tile: PlaneTile;
  readonly asked: WantedPlane;
  readonly image: I;
}

/** Whether the picture on the screen is the exact and final one of what the view now shows. */
export function isExactPlane({ tile, asked }: ShownPlane<DecodedImage>, wanted: WantedPlane): boolean {
  return tile.exact && tile.complete && samePlane(asked, wanted);
}

/** Whether no better picture of what the view now shows will come: the exact one, or the one of a volume at half its resolution, which is never exact. */
export function isFinalPlane(shown: ShownPlane<DecodedImage>, wanted: WantedPlane): boolean {
  const { volume, tile, asked } = shown;
  // While the user moves, tiles are JPEG or smaller.
  const whole = tile.format === "png" && tile.imageWidth === asked.size.width && tile.imageHeight === asked.size.height;
  return isExactPlane(shown, wanted) || (volume.reduced && whole && tile.complete && samePlane(asked, wanted));
}

/** Whether `next` says more than `shown`: a newer request's answer, or the same one's made from at least as many slices. */
export function supersedes(next: PlaneTile, shown: PlaneTile | undefined): boolean {
  return !shown || next.sequence > shown.sequence || (next.sequence === shown.sequence && next.loaded >= shown.loaded);
}
