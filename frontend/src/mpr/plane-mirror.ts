import { setAttributes } from "../viewport/mirror.js";
import type { MprModel } from "./mpr-model.js";
import type { PlaneName } from "./plane.js";
import { isExactPlane } from "./shown-plane.js";
import type { Vector } from "./vector.js";
import { wantedPlane } from "./wanted-plane.js";

/** Mirrors what a plane's view has on the screen in attributes of its element, in the same task as the drawing (frontend/README.md). */
export function mirrorPlane(element: HTMLElement, model: MprModel, plane: PlaneName, stale: boolean): void {
  const viewport = model.viewports[plane];
  const { shown, failure } = viewport;
  const wanted = model.state && wantedPlane(model.state, plane, viewport);
  const tile = shown?.tile;
  setAttributes(element, {
    "data-plane": plane,
    "data-state": failure ? "failure" : shown ? "picture" : "loading",
    "data-series": shown?.volume.seriesInstanceUID,
    "data-sequence": tile?.sequence,
    "data-exact": shown && wanted ? !stale && isExactPlane(shown, wanted) : undefined,
    "data-complete": tile?.complete,
    "data-gap": tile?.crossesGap,
    "data-loaded": tile?.loaded,
    "data-slices": tile?.slices,
    "data-center": shown && vectorText(shown.asked.center),
    "data-right": shown && vectorText(shown.asked.right),
    "data-down": shown && vectorText(shown.asked.down),
    "data-spacing": shown?.asked.spacing,
    "data-method": shown?.asked.method,
    "data-slab": shown && Number(shown.asked.slab.toFixed(3)),
    "data-window-center": tile?.windowCenter ?? undefined,
    "data-window-width": tile?.windowWidth ?? undefined,
    "data-inverted": tile?.inverted,
  });
}

/** Mirrors what belongs to all planes together. */
export function mirrorPlanes(element: HTMLElement, model: MprModel): void {
  const { state, probe, volume } = model;
  setAttributes(element, {
    "data-state": model.failure ? "failed" : state ? "planes" : "loading",
    "data-layout": model.usedLayout,
    "data-active": model.active,
    "data-axes": state?.axes,
    "data-crosshair": state && vectorText(state.crosshair.center),
    "data-slices": volume?.slices,
    "data-tilt": volume?.tilt,
    "data-probe": probe.answer && vectorText(probe.answer.point),
    "data-cover": probe.answer?.cover,
    "data-value": probe.answer?.value ?? undefined,
    "data-suv": probe.answer?.suv ?? undefined,
  });
}

function vectorText({ x, y, z }: Vector): string {
  return [x, y, z].map((value) => Number(value.toFixed(6))).join(",");
}
