import type { Size } from "../protocol/messages.js";
import type { Rectangle } from "../viewport/geometry.js";
import { drawAt, NOT_LOADED } from "../viewport/paint.js";
import type { PictureImage } from "../viewport/picture-image.js";
import type { ShownPlane } from "./shown-plane.js";
import { dot, minus } from "./vector.js";
import { sameDirection, type WantedPlane } from "./wanted-plane.js";

/** What a canvas was filled with. */
interface Drawn {
  readonly image: PictureImage | undefined;
  readonly at: Rectangle | undefined;
  readonly size: Size;
}

/** Draws one plane's view; where it would look as it does, it is left as it is, since every drawing costs the browser a picture of the whole view. */
export class PlanePainter {
  private drawn: Drawn | undefined;

  constructor(private readonly context: CanvasRenderingContext2D) {}

  /** The canvas is empty. */
  cleared(): void {
    this.drawn = undefined;
  }

  /** Draws what is shown where it lies in what is wanted now. A picture of another direction can't be turned here: it stays in its place until the next comes. */
  paint(shown: ShownPlane | undefined, wanted: WantedPlane | undefined): void {
    const { width, height } = this.context.canvas;
    const now: Drawn = { image: shown?.image, at: shown && placeOf(shown, wanted, { width, height }), size: { width, height } };
    if (this.drawn && same(this.drawn, now)) {
      return;
    }
    this.drawn = now;
    this.context.fillStyle = shown ? NOT_LOADED : "#000";
    this.context.fillRect(0, 0, width, height);
    if (now.image && now.at) {
      drawAt(this.context, now.image, now.at);
    }
  }
}

function placeOf({ asked }: ShownPlane, wanted: WantedPlane | undefined, { width, height }: Size): Rectangle {
  const now = wanted && wanted.size.width > 0 ? wanted : asked;
  const ratio = asked.spacing / now.spacing;
  const away = sameDirection(asked, now) ? minus(asked.center, now.center) : minus(asked.center, asked.center);
  const size = { width: asked.size.width * ratio, height: asked.size.height * ratio };
  return {
    left: (width - size.width) / 2 + dot(away, now.right) / now.spacing,
    top: (height - size.height) / 2 + dot(away, now.down) / now.spacing,
    ...size,
  };
}

/** To a thousandth of a pixel: directions are only that exact. */
function same(a: Drawn, b: Drawn): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.001;
  return (
    a.image === b.image &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    (a.at === b.at ||
      (a.at !== undefined &&
        b.at !== undefined &&
        near(a.at.left, b.at.left) &&
        near(a.at.top, b.at.top) &&
        near(a.at.width, b.at.width) &&
        near(a.at.height, b.at.height)))
  );
}
