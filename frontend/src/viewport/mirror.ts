import { isExact } from "./shown.js";
import type { ViewportModel } from "./viewport-model.js";

/**
 * Mirrors what is on the screen in attributes of the viewport's element, in the same task as the drawing: for browser tests and scripts, which wait for them
 * (frontend/README.md).
 */
export function mirror(element: HTMLElement, model: ViewportModel, stale: boolean): void {
  const { shown } = model;
  const picture = shown?.kind === "picture" ? shown : undefined;
  const region = picture?.tile.region;
  setAttributes(element, {
    "data-state": model.seriesFailure ? "failed" : shown ? shown.kind : model.opening ? "loading" : "empty",
    "data-series": shown?.summary.seriesInstanceUID,
    "data-slice": shown?.slice.slice,
    "data-slices": shown?.series.slices.length,
    "data-sequence": shown?.sequence,
    // While a series opens, what is on the screen is the former's, or of a former opening.
    "data-exact": shown
      ? picture !== undefined && !stale && !model.opening && isExact(picture, model.view, model.canvas)
      : undefined,
    "data-window-center": picture?.tile.windowCenter ?? undefined,
    "data-window-width": picture?.tile.windowWidth ?? undefined,
    "data-inverted": picture?.tile.inverted,
    "data-presented": picture?.tile.presented ? picture.presentation?.sopInstanceUID : undefined,
    "data-turned": picture && model.view.pose.quarters * 90,
    "data-mirrored": picture && model.view.pose.mirrored,
    "data-region": region && [region.x, region.y, region.width, region.height].join(","),
  });
}

/** Sets attributes, and takes away those without a value. */
export function setAttributes(
  element: HTMLElement,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) {
      element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, String(value));
    }
  }
}
