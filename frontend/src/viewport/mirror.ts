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
  set(element, "data-state", model.seriesFailure ? "failed" : shown ? shown.kind : model.opening ? "loading" : "empty");
  set(element, "data-series", shown?.summary.seriesInstanceUID);
  set(element, "data-slice", shown?.slice.slice);
  set(element, "data-slices", shown?.series.slices.length);
  set(element, "data-sequence", shown?.sequence);
  set(element, "data-exact", shown ? picture !== undefined && !stale && isExact(picture, model.view, model.canvas) : undefined);
  set(element, "data-window-center", picture?.tile.windowCenter ?? undefined);
  set(element, "data-window-width", picture?.tile.windowWidth ?? undefined);
  set(element, "data-inverted", picture?.tile.inverted);
  set(element, "data-region", region && [region.x, region.y, region.width, region.height].join(","));
}

function set(element: HTMLElement, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, String(value));
  }
}
