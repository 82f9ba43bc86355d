import type { WindowLevel } from "../protocol/messages.js";

/** A drag over this many CSS pixels changes the window by its own width: one unit a pixel for a CT abdomen, more for a wide window, less for a narrow one. */
const PIXELS_A_WIDTH = 400;
/** One press of a key moves the window by this part of its width. */
const NUDGE = 0.05;

/**
 * The window after a drag: right is wider, up is brighter (a lower center).
 *
 * @param dx CSS pixels to the right since the drag began
 * @param dy CSS pixels down since the drag began
 */
export function dragged(start: WindowLevel, dx: number, dy: number): WindowLevel {
  const perPixel = start.width / PIXELS_A_WIDTH;
  return tidy(start, start.center + dy * perPixel, start.width + dx * perPixel);
}

/** The window after key presses; `center` and `width` count steps, negative for down and narrower. */
export function nudged(start: WindowLevel, center: number, width: number): WindowLevel {
  const step = start.width >= 20 ? Math.max(1, start.width * NUDGE) : start.width * NUDGE;
  return tidy(start, start.center + center * step, start.width + width * step);
}

/** Whole units where the window is wide enough for them; PET and parametric maps have windows of less than one unit. */
function tidy(start: WindowLevel, center: number, width: number): WindowLevel {
  if (start.width >= 20) {
    // PS3.3 C.11.2.1.2.1: a linear window's width is at least 1.
    return { center: Math.round(center), width: Math.max(1, Math.round(width)) };
  }
  const narrowest = Math.min(1, start.width) / 20;
  return { center: significant(center, start.width), width: significant(Math.max(narrowest, width), start.width) };
}

/** Rounds to a thousandth of the window's width. */
function significant(value: number, width: number): number {
  const decimals = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(width))));
  return Number(value.toFixed(decimals));
}
