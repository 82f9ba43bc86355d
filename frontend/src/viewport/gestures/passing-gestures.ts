import type { Point } from "../geometry.js";
import type { Drag, MouseGestures, Pinch, TouchGestures, WheelGestures } from "./gesture.js";

/** Everything that pointers and the wheel do in a view. */
export type Gestures = MouseGestures & TouchGestures & WheelGestures;

/** Leaves everything to other gestures. A tool in front of them overrides what it takes for itself. */
export abstract class PassingGestures implements MouseGestures, TouchGestures, WheelGestures {
  constructor(protected readonly otherwise: Gestures) {}

  drag(button: number, at: Point, event: PointerEvent): Drag | undefined {
    return this.otherwise.drag(button, at, event);
  }

  doubleClick(at: Point): void {
    this.otherwise.doubleClick(at);
  }

  oneFinger(at: Point): Drag | undefined {
    return this.otherwise.oneFinger(at);
  }

  held(at: Point): Drag | undefined {
    return this.otherwise.held(at);
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
}
