import type { Point } from "../viewport/geometry.js";
import type { Drag } from "../viewport/gestures/gesture.js";
import { PassingGestures, type Gestures } from "../viewport/gestures/passing-gestures.js";
import type { PictureImage } from "../viewport/picture-image.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import type { Lens } from "./lens.js";

/** With the lens in hand one finger moves it. A mouse moves it by its mere moving, and does with its buttons what it does else. */
export class LensGestures<I extends DecodedImage = PictureImage> extends PassingGestures {
  constructor(
    private readonly viewport: ViewportModel<I>,
    private readonly lens: Lens<I>,
    otherwise: Gestures,
  ) {
    super(otherwise);
  }

  override oneFinger(at: Point): Drag | undefined {
    if (!this.lens.on) {
      return super.oneFinger(at);
    }
    this.lens.moveTo(this.viewport, at, true);
    return { move: (to) => this.lens.moveTo(this.viewport, to, true) };
  }

  override held(at: Point): Drag | undefined {
    return this.lens.on ? undefined : super.held(at);
  }
}
