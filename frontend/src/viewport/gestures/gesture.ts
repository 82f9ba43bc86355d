import type { ViewportModel } from "../viewport-model.js";
import type { Point } from "../geometry.js";

/** A drag with one pointer. Points are CSS pixels from the viewport's upper left corner. */
export interface DragGesture {
  /** @returns the drag, or undefined when there is nothing to drag */
  begin(model: ViewportModel, at: Point): Drag | undefined;
}

export interface Drag {
  /** Called at most once a frame, with the newest point. */
  move(to: Point): void;
}
