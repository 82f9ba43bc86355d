import { PLANES, STANDARD, type PlaneName } from "./plane.js";

/** How the views are arranged: four alike, one large with three small ones, three side by side, or one alone. */
export const LAYOUTS = ["2x2", "1+3", "1x3", "1"] as const;
export type Layout = (typeof LAYOUTS)[number];

export function nextLayout(layout: Layout): Layout {
  return LAYOUTS[(LAYOUTS.indexOf(layout) + 1) % LAYOUTS.length]!;
}

/** A view narrower than this, in CSS pixels, is of no use: on a phone there is one at a time. */
const NARROWEST = 480;

/** The arrangement that is used where there is that much room. */
export function usedLayout(layout: Layout, width: number): Layout {
  return width > 0 && width < NARROWEST ? "1" : layout;
}

/** The planes of a layout in their order; the first is the large one. */
export function planesIn(layout: Layout, main: PlaneName): readonly PlaneName[] {
  switch (layout) {
    case "2x2":
      return PLANES;
    case "1+3":
      return [main, ...PLANES.filter((plane) => plane !== main)];
    case "1x3":
      return STANDARD;
    case "1":
      return [main];
  }
}
