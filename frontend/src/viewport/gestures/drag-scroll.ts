import type { DragGesture } from "./gesture.js";

/** So many CSS pixels a slice, unless the whole stack would need more than the viewport's height. */
const PIXELS_A_SLICE = 12;

/** Down is forward. In a long stack the whole of it lies within one stroke. */
export const dragScroll: DragGesture = {
  begin(model, from) {
    const start = model.slice;
    const step = Math.max(1, Math.min(PIXELS_A_SLICE, model.canvas.height / model.density / Math.max(1, model.slices)));
    return { move: (to) => model.goTo(start + Math.trunc((to.y - from.y) / step)) };
  },
};
