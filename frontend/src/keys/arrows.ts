import type { Point } from "../viewport/geometry.js";

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
/** CSS pixels an arrow key; with Shift. */
const STEP = 1;
const FAR_STEP = 10;

/** By how many CSS pixels a key press moves what the keyboard has hold of; undefined for other keys. */
export function arrowStep(event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">): Point | undefined {
  const arrow = event.ctrlKey || event.altKey || event.metaKey ? undefined : ARROWS[event.key];
  const step = event.shiftKey ? FAR_STEP : STEP;
  return arrow && { x: arrow.x * step, y: arrow.y * step };
}
