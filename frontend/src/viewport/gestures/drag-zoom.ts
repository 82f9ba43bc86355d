import { zoomAbout } from "../geometry.js";
import type { DragGesture } from "./gesture.js";

/** So many CSS pixels double or halve the picture. */
const PIXELS_A_DOUBLING = 150;

/** Up zooms in, down zooms out; the place where the drag began stays. */
export const dragZoom: DragGesture = {
  begin(model, from) {
    const { view, sliceInfo: slice, canvas, density } = model;
    if (!slice || slice.rows === 0 || slice.columns === 0) {
      return undefined;
    }
    const about = { x: from.x * density, y: from.y * density };
    return {
      move: (to) =>
        model.setView(zoomAbout(view, slice, canvas, about, 2 ** ((from.y - to.y) / PIXELS_A_DOUBLING))),
    };
  },
};
