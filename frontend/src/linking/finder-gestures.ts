import type { Point } from "../viewport/geometry.js";
import type { Drag } from "../viewport/gestures/gesture.js";
import { PassingGestures, type Gestures } from "../viewport/gestures/passing-gestures.js";
import type { PictureImage } from "../viewport/picture-image.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import type { PointFinder } from "./point-finder.js";

/** With the finder in hand the left button or one finger says where the point is; everything else is left to the viewport's other gestures. */
export class FinderGestures<I extends DecodedImage = PictureImage> extends PassingGestures {
  constructor(
    private readonly viewport: ViewportModel<I>,
    private readonly finder: PointFinder<I>,
    otherwise: Gestures,
  ) {
    super(otherwise);
  }

  override drag(button: number, at: Point, event: PointerEvent): Drag | undefined {
    return this.finder.tool && button === 0 ? this.placing(at) : super.drag(button, at, event);
  }

  override doubleClick(at: Point): void {
    if (!this.finder.tool) {
      super.doubleClick(at);
    }
  }

  override oneFinger(at: Point): Drag | undefined {
    return this.finder.tool ? this.placing(at) : super.oneFinger(at);
  }

  override held(at: Point): Drag | undefined {
    return this.finder.tool ? undefined : super.held(at);
  }

  private placing(at: Point): Drag {
    this.finder.placeAt(this.viewport, at);
    return { move: (to) => this.finder.placeAt(this.viewport, to) };
  }
}
