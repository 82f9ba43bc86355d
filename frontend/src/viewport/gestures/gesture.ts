import type { Point } from "../geometry.js";

/** Points are CSS pixels from the viewport's upper left corner. */
export type PointOf = (event: MouseEvent) => Point;

/** Keys that are held while something moves. */
export interface Modifiers {
  readonly shift: boolean;
}

/** A drag with one pointer. */
export interface Drag {
  /** Called at most once a frame, with the newest point. */
  move(to: Point, modifiers?: Modifiers): void;
  /** The pointer is up. */
  end?(): void;
  /** It turned out to be something else: a second finger came, or the browser took the pointer away. */
  cancel?(): void;
}

/** A movement with two fingers. */
export interface Pinch {
  /**
   * Called at most once a frame.
   *
   * @param to between the fingers
   * @param ratio their distance, as a multiple of that at the beginning
   */
  move(to: Point, ratio: number): void;
}

/** What drags and clicks of a mouse or a pen do. */
export interface MouseGestures {
  /**
   * @param button as PointerEvent.button
   * @returns the drag, or undefined when there is nothing to drag
   */
  drag(button: number, at: Point, event: PointerEvent): Drag | undefined;
  doubleClick(at: Point): void;
}

/** What fingers do. */
export interface TouchGestures {
  oneFinger(at: Point): Drag | undefined;
  /** A finger that has rested before it moves; undefined leaves it what it was. */
  held(at: Point): Drag | undefined;
  twoFingers(at: Point): Pinch | undefined;
  /** No finger is down any more. */
  lifted?(): void;
}

/** What the wheel does. */
export interface WheelGestures {
  /** @param modified with Shift or Alt held */
  scroll(steps: number, modified: boolean): void;
  zoom(factor: number, about: Point): void;
}
