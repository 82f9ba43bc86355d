/** So many CSS pixels double or halve the picture. */
const PIXELS_A_DOUBLING = 150;

/**
 * By how much a drag zooms: up zooms in, down zooms out.
 *
 * @param dy CSS pixels down since the drag began
 */
export function zoomDragged(dy: number): number {
  return 2 ** (-dy / PIXELS_A_DOUBLING);
}
