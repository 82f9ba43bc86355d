import { dragged } from "../window-level.js";
import type { DragGesture } from "./gesture.js";

/** Right is a wider window, up a brighter picture. */
export const dragWindow: DragGesture = {
  begin(model, from) {
    const start = model.effectiveWindow;
    return start && { move: (to) => model.setWindow(dragged(start, to.x - from.x, to.y - from.y)) };
  },
};
