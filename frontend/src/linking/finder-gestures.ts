import type { Point } from "../viewport/geometry.js";
import type { Drag, MouseGestures, Pinch, TouchGestures, WheelGestures } from "../viewport/gestures/gesture.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import type { PointFinder } from "./point-finder.js";

type Gestures = MouseGestures & TouchGestures & WheelGestures;

/** With the finder in hand the left button or one finger says where the point is; everything else is left to the viewport's other gestures. */
export class FinderGestures<I extends DecodedImage = ImageBitmap> implements MouseGestures, TouchGestures, WheelGestures {
  constructor(
    private readonly viewport: ViewportModel<I>,
    private readonly finder: PointFinder<I>,
    private readonly otherwise: Gestures,
  ) {}

  drag(button: number, at: Point, event: PointerEvent): Drag | undefined {
    return this.finder.tool && button === 0 ? this.placing(at) : this.otherwise.drag(button, at, event);
  }

  doubleClick(at: Point): void {
    if (!this.finder.tool) {
      this.otherwise.doubleClick(at);
    }
  }

  oneFinger(at: Point): Drag | undefined {
    return this.finder.tool ? this.placing(at) : this.otherwise.oneFinger(at);
  }

  held(at: Point): Drag | undefined {
    return this.finder.tool ? undefined : this.otherwise.held(at);
  }

  twoFingers(at: Point): Pinch | undefined {
    return this.otherwise.twoFingers(at);
  }

  lifted(): void {
    this.otherwise.lifted?.();
  }

  scroll(steps: number, modified: boolean): void {
    this.otherwise.scroll(steps, modified);
  }

  zoom(factor: number, about: Point): void {
    this.otherwise.zoom(factor, about);
  }

  private placing(at: Point): Drag {
    this.finder.placeAt(this.viewport, at);
    return { move: (to) => this.finder.placeAt(this.viewport, to) };
  }
}
