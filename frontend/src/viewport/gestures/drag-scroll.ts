import type { DragGesture } from "./gesture.js";

/** So many CSS pixels a slice in a short stack; fewer in a longer one, so that it doesn't take many strokes, but never so few that a slice can't be met. */
const MOST_PIXELS_A_SLICE = 12;
const FEWEST_PIXELS_A_SLICE = 3;

/** Down is forward. */
export const dragScroll: DragGesture = {
  begin(model, from) {
    const start = model.slice;
    const whole = model.canvas.height / model.density / Math.max(1, model.slices);
    const step = Math.max(FEWEST_PIXELS_A_SLICE, Math.min(MOST_PIXELS_A_SLICE, whole));
    return { move: (to) => model.goTo(start + Math.trunc((to.y - from.y) / step)) };
  },
};
