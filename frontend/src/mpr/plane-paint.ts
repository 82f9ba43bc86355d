import { drawAt, NOT_LOADED } from "../viewport/paint.js";
import type { ShownPlane } from "./shown-plane.js";
import { dot, minus } from "./vector.js";
import { sameDirection, type WantedPlane } from "./wanted-plane.js";

/**
 * Draws what is shown where it lies in what is wanted now. A picture of another direction can't be turned here: it stays in its place until the next comes.
 */
export function paintPlane(
  context: CanvasRenderingContext2D,
  shown: ShownPlane | undefined,
  wanted: WantedPlane | undefined,
): void {
  const { width, height } = context.canvas;
  context.fillStyle = shown ? NOT_LOADED : "#000";
  context.fillRect(0, 0, width, height);
  if (!shown) {
    return;
  }
  const { asked, image } = shown;
  const now = wanted && wanted.size.width > 0 ? wanted : asked;
  const ratio = asked.spacing / now.spacing;
  const away = sameDirection(asked, now) ? minus(asked.center, now.center) : minus(asked.center, asked.center);
  const size = { width: asked.size.width * ratio, height: asked.size.height * ratio };
  drawAt(context, image, {
    left: (width - size.width) / 2 + dot(away, now.right) / now.spacing,
    top: (height - size.height) / 2 + dot(away, now.down) / now.spacing,
    ...size,
  });
}
