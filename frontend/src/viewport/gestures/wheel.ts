import type { Point } from "../geometry.js";
import type { PointOf, WheelGestures } from "./gesture.js";
import { OnceAFrame } from "./once-a-frame.js";
import { WheelSteps } from "./wheel-steps.js";

/** So many wheel pixels double or halve the picture. */
const PIXELS_A_DOUBLING = 300;

/** The wheel scrolls; with Ctrl (a trackpad's pinch arrives as that too) it zooms about the pointer. */
export function listenToWheel(target: HTMLElement, gestures: WheelGestures, pointOf: PointOf): () => void {
  const wheel = new WheelSteps();
  let steps = 0;
  let zoom = 0;
  let modified = false;
  const scroll = new OnceAFrame<void>(() => {
    const by = steps;
    steps = 0;
    gestures.scroll(by, modified);
  });
  const zooming = new OnceAFrame<Point>((at) => {
    const factor = 2 ** (-zoom / PIXELS_A_DOUBLING);
    zoom = 0;
    gestures.zoom(factor, at);
  });
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    if (event.ctrlKey) {
      // A pinch comes in small deltas, a notch in hundreds.
      zoom += Math.abs(event.deltaY) < 50 ? event.deltaY * 4 : event.deltaY;
      zooming.push(pointOf(event));
      return;
    }
    if (modified !== (event.shiftKey || event.altKey)) {
      scroll.flush();
      modified = !modified;
    }
    steps += wheel.steps(event.deltaY || event.deltaX, event.deltaMode, event.timeStamp);
    if (steps !== 0) {
      scroll.push();
    }
  };
  // Not passive: the page must neither scroll nor zoom.
  target.addEventListener("wheel", listener, { passive: false });
  return () => {
    target.removeEventListener("wheel", listener);
    scroll.cancel();
    zooming.cancel();
  };
}
