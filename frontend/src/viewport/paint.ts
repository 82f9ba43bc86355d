import type { Size } from "../protocol/messages.js";
import { place, regionOnPicture, sameSize, snap, transformOf, visiblePart, type Rectangle, type View } from "./geometry.js";
import type { PictureImage } from "./picture-image.js";
import type { Shown, ShownPicture } from "./shown.js";
import { contains } from "./strips.js";

/** Where a visible part of the picture hasn't arrived yet: neither black, which could be taken for air, nor anything that could be taken for tissue. */
export const NOT_LOADED = "#16263c";

/** Draws what is shown under the current view. The browser only moves and stretches pictures; their pixels are the server's. */
export function paint(context: CanvasRenderingContext2D, canvas: Size, shown: Shown | undefined, view: View): void {
  context.fillStyle = "#000";
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (shown?.kind !== "picture") {
    return;
  }
  const picture = snap(place(view, shown.slice, canvas));
  context.fillStyle = NOT_LOADED;
  context.fillRect(picture.left, picture.top, picture.width, picture.height);
  paintOver(context, canvas, shown, view);
}

/** Draws a picture over what is there already. */
export function paintOver(context: CanvasRenderingContext2D, canvas: Size, shown: ShownPicture, view: View): void {
  const picture = snap(place(view, shown.slice, canvas));
  const { under } = shown;
  const own = toWholePixels(regionOnPicture(picture, shown.slice, shown.tile.region));
  const visible = under && visiblePart(picture, shown.slice, canvas)?.part;
  // Quarter turns and mirrors of whole pixels: each pixel lands on one of the screen.
  context.setTransform(...transformOf(picture));
  if (under && visible && !contains(own, visible)) {
    paintBeside(context, under.image, regionOnPicture(picture, shown.slice, under.tile.region), own, visible);
  }
  drawAt(context, shown.image, own);
  context.resetTransform();
}

/** Draws a coarse picture over what is visible beside a finer one, and nowhere else: stretching takes its time. */
function paintBeside(context: CanvasRenderingContext2D, image: PictureImage, placement: Rectangle, finer: Rectangle, visible: Rectangle): void {
  context.save();
  context.beginPath();
  for (const { left, top, width, height } of [visible, finer]) {
    context.rect(left, top, width, height);
  }
  context.clip("evenodd");
  // Not put: that knows no clip.
  drawFromSource(context, image, toWholePixels(placement));
  context.restore();
}

/** Draws an image over a rectangle of device pixels, whatever clip the context has. */
export function drawAt(context: CanvasRenderingContext2D, image: PictureImage, placement: Rectangle): void {
  const to = toWholePixels(placement);
  if (!sameSize(image, to) || !image.put(context, to.left, to.top)) {
    drawFromSource(context, image, to);
  }
}

function drawFromSource(context: CanvasRenderingContext2D, image: PictureImage, to: Rectangle): void {
  // Pixel for pixel nothing may be smoothed: half a pixel of blur would be a wrong picture.
  context.imageSmoothingEnabled = !sameSize(image, to);
  context.imageSmoothingQuality = "high";
  context.drawImage(image.source, to.left, to.top, to.width, to.height);
}

/** The header's region has 32-bit numbers: a place that was asked for on whole pixels comes back a trifle beside them. */
function toWholePixels({ left, top, width, height }: Rectangle): Rectangle {
  const right = whole(left + width);
  const bottom = whole(top + height);
  const from = { left: whole(left), top: whole(top) };
  return { ...from, width: right - from.left, height: bottom - from.top };
}

function whole(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value - rounded) < 0.05 ? rounded : value;
}
