import { execute } from "../commands.js";
import type { Point } from "../geometry.js";
import type { ViewportModel } from "../viewport-model.js";
import { OnceAFrame } from "./once-a-frame.js";
import { WheelSteps } from "./wheel-steps.js";

/** So many wheel pixels double or halve the picture. */
const PIXELS_A_DOUBLING = 300;

/** The wheel turns through the slices; with Ctrl (a trackpad's pinch arrives as that too) it zooms about the pointer. */
export function listenToWheel(target: HTMLElement, model: ViewportModel, pointOf: (event: MouseEvent) => Point): () => void {
  const wheel = new WheelSteps();
  let steps = 0;
  let zoom = 0;
  const scroll = new OnceAFrame<void>(() => {
    const by = steps;
    steps = 0;
    model.goTo(model.slice + by);
  });
  const zooming = new OnceAFrame<Point>((at) => {
    const factor = 2 ** (-zoom / PIXELS_A_DOUBLING);
    zoom = 0;
    execute(model, { type: "zoom", factor, about: { x: at.x * model.density, y: at.y * model.density } });
  });
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    if (event.ctrlKey) {
      // A pinch comes in small deltas, a notch in hundreds.
      zoom += Math.abs(event.deltaY) < 50 ? event.deltaY * 4 : event.deltaY;
      zooming.push(pointOf(event));
      return;
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
