import type { PlaneMethod } from "../protocol/messages.js";

/** How the planes of a slab become one picture: their mean, their largest or their smallest values. */
export const SLAB_MODES = ["mean", "mip", "minip"] as const;
export type SlabMode = (typeof SLAB_MODES)[number];

/** Projections of the whole volume, as the fourth view shows them. */
export const PROJECTIONS = ["volume-mip", "volume-bone", "volume-vessel", "volume-soft-tissue"] as const;
export type Projection = (typeof PROJECTIONS)[number];

export function isProjection(method: PlaneMethod): method is Projection {
  return (PROJECTIONS as readonly PlaneMethod[]).includes(method);
}

/** Whether pictures are made of the same slab; a plane alone is the same by every method. */
export function sameSlab(a: { readonly method: PlaneMethod; readonly slab: number }, b: typeof a): boolean {
  return a.slab === b.slab && (a.slab === 0 || a.method === b.method);
}

/** Thickness in mm that wheel and keys go through; 0 is the plane alone. */
const STEPS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300];
const THICKEST = STEPS.at(-1)!;

/** The next thicker or thinner one of the usual thicknesses. */
export function steppedSlab(mm: number, by: number): number {
  let result = mm;
  for (let i = 0; i < Math.abs(by); i++) {
    result = (by > 0 ? STEPS.find((step) => step > result) : STEPS.findLast((step) => step < result)) ?? result;
  }
  return result;
}

/** Tenths of a millimetre, not negative, and not thicker than anybody. */
export function tidySlab(mm: number): number {
  return Number.isFinite(mm) ? Math.min(THICKEST, Math.max(0, Math.round(mm * 10) / 10)) : 0;
}
