import { panBy } from "../geometry.js";
import type { DragGesture } from "./gesture.js";

/** The picture follows the pointer. */
export const dragPan: DragGesture = {
  begin(model, from) {
    const { view, sliceInfo: slice, canvas, density } = model;
    if (!slice || slice.rows === 0 || slice.columns === 0) {
      return undefined;
    }
    return {
      move: (to) => model.setView(panBy(view, slice, canvas, (to.x - from.x) * density, (to.y - from.y) * density)),
    };
  },
};
