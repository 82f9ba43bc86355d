import { execute } from "../commands.js";
import { panBy, zoomAbout, type PictureShape, type Point } from "../geometry.js";
import type { ViewportModel } from "../viewport-model.js";
import { dragged } from "../window-level.js";
import { afterRest } from "./after-rest.js";
import { slicesDragged } from "./drag-scroll.js";
import { zoomDragged } from "./drag-zoom.js";
import type { Drag, MouseGestures, Pinch, TouchGestures, WheelGestures } from "./gesture.js";

/** What mouse, fingers and wheel do to a viewport that shows slices. */
export class SliceGestures implements MouseGestures, TouchGestures, WheelGestures {
  /** @param doubleClicked what a double click does, wherever on the picture */
  constructor(
    private readonly model: ViewportModel,
    private readonly doubleClicked: () => void,
  ) {}

  drag(button: number, at: Point): Drag | undefined {
    switch (button) {
      case 0:
        return this.window(at);
      case 1:
        return this.pan(at);
      case 2:
        return this.zoomDrag(at);
      default:
        return undefined;
    }
  }

  doubleClick(): void {
    this.doubleClicked();
  }

  oneFinger(from: Point): Drag | undefined {
    const { model } = this;
    const start = model.slice;
    return afterRest(from, {
      move: (to) => model.goTo(start + slicesDragged(to.y - from.y, model.canvas.height / model.density, model.slices)),
    });
  }

  held(at: Point): Drag | undefined {
    return afterRest(at, this.window(at));
  }

  /** What lies between the fingers stays between them. */
  twoFingers(from: Point): Pinch | undefined {
    const { model, shape } = this;
    const { view, canvas, density } = model;
    return (
      shape && {
        move: (to, ratio) => {
          const zoomed = zoomAbout(view, shape, canvas, this.onCanvas(from), ratio);
          model.setView(panBy(zoomed, shape, canvas, (to.x - from.x) * density, (to.y - from.y) * density));
        },
      }
    );
  }

  scroll(steps: number): void {
    this.model.goTo(this.model.slice + steps);
  }

  zoom(factor: number, about: Point): void {
    execute(this.model, { type: "zoom", factor, about: this.onCanvas(about) });
  }

  private window(from: Point): Drag | undefined {
    const { model } = this;
    const start = model.effectiveWindow;
    return start && { move: (to) => model.setWindow(dragged(start, to.x - from.x, to.y - from.y)) };
  }

  /** The picture follows the pointer. */
  private pan(from: Point): Drag | undefined {
    const pinch = this.twoFingers(from);
    return pinch && { move: (to) => pinch.move(to, 1) };
  }

  /** The place where the drag began stays. */
  private zoomDrag(from: Point): Drag | undefined {
    const pinch = this.twoFingers(from);
    return pinch && { move: (to) => pinch.move(from, zoomDragged(to.y - from.y)) };
  }

  /** The shape of a picture that can be moved and zoomed. */
  private get shape(): PictureShape | undefined {
    const slice = this.model.sliceInfo;
    return slice && slice.rows > 0 && slice.columns > 0 ? slice : undefined;
  }

  private onCanvas(at: Point): Point {
    return { x: at.x * this.model.density, y: at.y * this.model.density };
  }
}
