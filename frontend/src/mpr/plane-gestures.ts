import type { Point } from "../viewport/geometry.js";
import { afterRest } from "../viewport/gestures/after-rest.js";
import { slicesDragged } from "../viewport/gestures/drag-scroll.js";
import { zoomDragged } from "../viewport/gestures/drag-zoom.js";
import type { Drag, MouseGestures, Pinch, TouchGestures, WheelGestures } from "../viewport/gestures/gesture.js";
import { dragged as windowDragged } from "../viewport/window-level.js";
import { dragged } from "./crosshair-drag.js";
import { MOUSE_REACH, overlayOf, targetAt, TOUCH_REACH, type CrosshairOverlay, type Target } from "./handles.js";
import type { MprModel } from "./mpr-model.js";
import { executeMpr } from "./mpr-commands.js";
import { afterDrag, centered, pictureIn, placeAt, rolled, scrolled, slabsOf, windowed, withPane, zoomed, type MprState } from "./mpr-state.js";
import { pannedPlane } from "./picture.js";
import { normalOf, rangeAlong, stepAlong, type PlaneName } from "./plane.js";
import { dragState, type Movement } from "./state-drag.js";

/** One step of the wheel on a solid. */
const ZOOM_STEP = 1.1;

/** What mouse, fingers and wheel do in one plane's view. Whatever begins here makes it the active one. */
export class PlaneGestures implements MouseGestures, TouchGestures, WheelGestures {
  /** A finger has taken hold of the crosshair. */
  private holding = false;

  constructor(
    private readonly model: MprModel,
    private readonly plane: PlaneName,
  ) {}

  /** What of the crosshair is drawn here just now; undefined where none is. */
  get overlay(): CrosshairOverlay | undefined {
    const { model, plane } = this;
    const picture = model.pictureOf(plane);
    return model.state && picture && model.crosshairShown && !model.state.panes[plane].projection
      ? overlayOf(plane, model.state.crosshair, picture, slabsOf(model.state), model.lines)
      : undefined;
  }

  /** What a mouse at this place could take hold of. */
  targetAt(at: Point): Target | undefined {
    const { overlay } = this;
    return overlay && targetAt(overlay, at, MOUSE_REACH);
  }

  /** Whether the crosshair's middle or one of its handles is here. */
  claims(at: Point, reach: number): boolean {
    const { overlay } = this;
    const target = overlay && targetAt(overlay, at, reach);
    return target !== undefined && target.kind !== "line";
  }

  drag(button: number, at: Point, event: PointerEvent): Drag | undefined {
    this.model.activate(this.plane);
    this.model.pointerLeft();
    switch (button) {
      case 0:
        return (
          this.crosshair(at, MOUSE_REACH, event.altKey || event.ctrlKey) ??
          (this.plane === "oblique" && !event.shiftKey ? this.roll(at) : this.window(at))
        );
      case 1:
        return this.panning(at);
      case 2:
        return this.zooming(at);
      default:
        return undefined;
    }
  }

  doubleClick(at: Point): void {
    const { model, plane } = this;
    const place = model.state && placeAt(model.state, plane, at, model.sizes[plane]);
    if (model.state && place) {
      model.update(centered(model.state, place, model.sizes));
    }
  }

  oneFinger(at: Point): Drag | undefined {
    this.model.activate(this.plane);
    const crosshair = this.crosshair(at, TOUCH_REACH, false);
    this.holding = crosshair !== undefined;
    return crosshair ?? afterRest(at, this.plane === "oblique" ? this.roll(at) : this.scrolling(at));
  }

  /** What lies under the finger is said; moving on then changes the window. */
  held(at: Point): Drag | undefined {
    if (this.holding) {
      return undefined;
    }
    this.model.pointAt(this.plane, at);
    return this.window(at);
  }

  lifted(): void {
    this.holding = false;
    this.model.pointerLeft();
  }

  /** What lies between the fingers stays between them. */
  twoFingers(at: Point): Pinch | undefined {
    const move = this.pinching(at);
    return move && { move: (to, ratio) => move({ to, ratio }) };
  }

  scroll(steps: number, modified: boolean): void {
    const { model, plane } = this;
    if (modified) {
      // Away from the user is more.
      executeMpr(model, { type: "thicker", by: -steps }, plane);
    } else if (model.state?.panes[plane].projection) {
      executeMpr(model, { type: "zoom", factor: ZOOM_STEP ** -steps }, plane);
    } else {
      executeMpr(model, { type: "scroll", by: steps }, plane);
    }
  }

  zoom(factor: number, about: Point): void {
    const { density } = this.model.viewports[this.plane];
    const onCanvas = { x: about.x * density, y: about.y * density };
    executeMpr(this.model, { type: "zoom", factor, about: onCanvas }, this.plane);
  }

  private crosshair(at: Point, reach: number, single: boolean): Drag | undefined {
    const { overlay } = this;
    const target = overlay && targetAt(overlay, at, reach);
    return target && this.dragging(at, (start, from) => this.gripping(start, target, from, single));
  }

  private gripping(start: MprState, target: Target, at: Point, single: boolean): Movement<Point> | undefined {
    const { model, plane, overlay } = this;
    const picture = model.pictureOf(plane);
    if (!overlay || !picture) {
      return undefined;
    }
    const grip = { target, seenIn: plane, crosshair: start.crosshair, picture, overlay, slabs: slabsOf(start), at, single };
    return (to) => afterDrag(start, dragged(grip, to), model.sizes);
  }

  private roll(at: Point): Drag | undefined {
    return this.dragging(at, (start, from) => (to) => rolled(start, from, to, this.model.sizes));
  }

  private window(at: Point): Drag | undefined {
    const { model, plane } = this;
    return this.dragging(at, (start, from) => {
      const before = model.effectiveWindow(plane);
      return before && ((to) => windowed(start, plane, { window: windowDragged(before, to.x - from.x, to.y - from.y) }));
    });
  }

  private scrolling(at: Point): Drag | undefined {
    const { model, plane } = this;
    return this.dragging(at, (start, from) => {
      const normal = normalOf(start.crosshair.frames[plane]);
      const { first, last } = rangeAlong(normal, start.volume);
      const slices = (last - first) / stepAlong(normal, start.volume);
      const { height } = model.sizes[plane];
      return (to) => scrolled(start, plane, slicesDragged(to.y - from.y, height, slices));
    });
  }

  private panning(at: Point): Drag | undefined {
    const move = this.pinching(at);
    return move && { move: (to) => move({ to, ratio: 1 }) };
  }

  private zooming(at: Point): Drag | undefined {
    const move = this.pinching(at);
    return move && { move: (to) => move({ to: at, ratio: zoomDragged(to.y - at.y) }) };
  }

  private pinching(at: Point): ((now: Pinched) => void) | undefined {
    const { model, plane } = this;
    return dragState<Pinched>(model, { to: at, ratio: 1 }, (start, from) => ({ to, ratio }) => {
      const { sizes } = model;
      const scaled = zoomed(start, plane, from.to, ratio / from.ratio, sizes);
      const view = pannedPlane(pictureIn(scaled, plane, sizes[plane]), to.x - from.to.x, to.y - from.to.y);
      return withPane(scaled, plane, { view });
    });
  }

  private dragging(at: Point, begin: (start: MprState, from: Point) => Movement<Point> | undefined): Drag | undefined {
    const move = dragState(this.model, at, begin);
    return move && { move };
  }
}

/** Where two fingers are. */
interface Pinched {
  /** Between them. */
  readonly to: Point;
  /** Their distance as a multiple of that at the beginning. */
  readonly ratio: number;
}
