/** So many CSS pixels a slice in a short stack; fewer in a longer one, so that it doesn't take many strokes, but never so few that a slice can't be met. */
const MOST_PIXELS_A_SLICE = 12;
const FEWEST_PIXELS_A_SLICE = 3;

/**
 * How many slices a drag goes; down is forward.
 *
 * @param dy CSS pixels down since the drag began
 * @param height of the viewport in CSS pixels
 */
export function slicesDragged(dy: number, height: number, slices: number): number {
  const step = Math.max(FEWEST_PIXELS_A_SLICE, Math.min(MOST_PIXELS_A_SLICE, height / Math.max(1, slices)));
  return Math.trunc(dy / step);
}
