import type { PlaneMessage, Size } from "../protocol/messages.js";
import { pictureIn, type MprState } from "./mpr-state.js";
import type { Frame, PlaneName } from "./plane.js";
import { near } from "./vector.js";

/** One picture of a plane that a view wants, as it would look on the screen. */
export type WantedPlane = Omit<PlaneMessage, "type" | "viewport" | "sequence" | "quality">;

/** A view's place on the screen. */
export interface Screen {
  /** In device pixels; (0, 0) while it isn't shown. */
  readonly canvas: Size;
  /** Device pixels a CSS pixel. */
  readonly density: number;
}

export function cssSize({ canvas, density }: Screen): Size {
  return { width: canvas.width / density, height: canvas.height / density };
}

export function wantedPlane(state: MprState, plane: PlaneName, screen: Screen): WantedPlane {
  const { right, down, center, mmPerPixel } = pictureIn(state, plane, cssSize(screen));
  const { projection, mode, slabMm, window, invert } = state.panes[plane];
  return {
    center,
    right,
    down,
    spacing: mmPerPixel / screen.density,
    size: screen.canvas,
    method: projection ?? mode,
    slab: projection ? 0 : slabMm,
    window,
    invert,
  };
}

/** Rounding on the way to a plane moves it by less than anybody could see, and isn't worth another picture. */
export function samePlane(a: WantedPlane, b: WantedPlane): boolean {
  return (
    near(a.center, b.center) &&
    sameDirection(a, b) &&
    Math.abs(a.spacing - b.spacing) <= 1e-9 * b.spacing &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    // The way of projecting doesn't matter where there is nothing to project.
    (a.method === b.method || (isThin(a) && isThin(b))) &&
    a.slab === b.slab &&
    a.window?.center === b.window?.center &&
    a.window?.width === b.window?.width &&
    a.invert === b.invert
  );
}

export function sameDirection(a: Frame, b: Frame): boolean {
  return near(a.right, b.right, 1e-9) && near(a.down, b.down, 1e-9);
}

function isThin({ method, slab }: WantedPlane): boolean {
  return slab === 0 && (method === "mean" || method === "mip" || method === "minip");
}
