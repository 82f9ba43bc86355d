import { pictureMap } from "../measure/picture-map.js";
import type { Vector } from "../mpr/vector.js";
import type { SeriesEvent } from "../protocol/messages.js";
import { centeredOn, place, scaleOf, toScreen, type Point } from "../viewport/geometry.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import { planeOf, reaches, seenIn, toPatient } from "./slice-plane.js";
import { nearestSlice, reachOf, sameFrame } from "./stack.js";

/** Where the point lies for what a viewport shows. */
export type Found =
  /** In the slice on the screen, in its source pixels. */
  | { readonly kind: "here"; readonly at: Point }
  /** In another slice of this stack. */
  | { readonly kind: "elsewhere"; readonly slice: number }
  /** In the plane of a slice, but not within its picture. */
  | { readonly kind: "beside" }
  /** So many mm beyond the nearest slice; or off a picture that stands alone. */
  | { readonly kind: "outside" | "off"; readonly distance: number }
  /** The tool is in hand, and this picture has no known place in the patient. */
  | { readonly kind: "unplaced" };

/** One point of the patient, found in every viewport of its frame of reference. */
export class PointFinder<I extends DecodedImage> {
  /** Whether the tool is in hand: what is clicked is the point. */
  tool = false;
  private found: { readonly point: Vector; readonly series: SeriesEvent } | undefined;

  /**
   * @param viewports those that are arranged
   * @param changed something that is shown changed
   */
  constructor(
    private readonly viewports: () => readonly ViewportModel<I>[],
    private readonly changed: () => void,
  ) {}

  /** The point in the patient, mm, LPS. */
  get point(): Vector | undefined {
    return this.found?.point;
  }

  /** Takes the tool in hand, with the point in the middle of this viewport; or puts it away. */
  toggle(viewport: ViewportModel<I>): void {
    if (this.tool) {
      this.end();
      return;
    }
    this.tool = true;
    const { canvas, density } = viewport;
    this.placeAt(viewport, { x: canvas.width / 2 / density, y: canvas.height / 2 / density });
    this.changed();
  }

  /** Puts the tool away and takes the point off the pictures. @returns whether there was anything */
  end(): boolean {
    const before = this.tool || this.found !== undefined;
    this.tool = false;
    this.found = undefined;
    if (before) {
      this.changed();
    }
    return before;
  }

  /** The point is here: every other viewport goes to it. */
  place(from: ViewportModel<I>, source: Point): void {
    const { shown } = from;
    const plane = shown?.kind === "picture" ? planeOf(shown.slice) : undefined;
    if (!shown || !plane || shown.series.frameOfReferenceUID === null) {
      return;
    }
    const within = { x: limited(source.x, plane.columns), y: limited(source.y, plane.rows) };
    this.found = { point: toPatient(plane, within), series: shown.series };
    for (const viewport of this.viewports()) {
      if (viewport !== from) {
        bring(viewport, this.found);
      }
    }
    this.changed();
  }

  /** The same, by CSS pixels of the viewport. */
  placeAt(from: ViewportModel<I>, at: Point): void {
    const map = pictureMap(from);
    if (map) {
      this.place(from, map.toPicture(at));
    }
  }

  /** What a viewport says of the point: by what is on its screen. */
  seenBy({ shown }: ViewportModel<I>): Found | undefined {
    if (shown?.kind !== "picture") {
      return undefined;
    }
    const { series, slice } = shown;
    const plane = planeOf(slice);
    if (!plane || series.frameOfReferenceUID === null) {
      return this.tool ? { kind: "unplaced" } : undefined;
    }
    if (!this.found || !sameFrame(series, this.found.series)) {
      return undefined;
    }
    const { point } = this.found;
    const seen = seenIn(plane, point);
    if (Math.abs(seen.distance) <= reachOf(series, slice)) {
      return reaches(plane, seen) ? { kind: "here", at: { x: seen.x, y: seen.y } } : { kind: "beside" };
    }
    const nearest = nearestSlice(series, point)!;
    const nearestPlane = planeOf(nearest.slice)!;
    if (Math.abs(nearest.distance) > reachOf(series, nearest.slice)) {
      return { kind: series.slices.length > 1 ? "outside" : "off", distance: Math.abs(nearest.distance) };
    }
    return reaches(nearestPlane, seenIn(nearestPlane, point)) ? { kind: "elsewhere", slice: nearest.slice.slice } : { kind: "beside" };
  }
}

/** The slice that lies nearest, and the point within what is seen of it. */
function bring<I extends DecodedImage>(viewport: ViewportModel<I>, { point, series }: { point: Vector; series: SeriesEvent }): void {
  const { series: stack, canvas } = viewport;
  const nearest = stack && sameFrame(stack, series) ? nearestSlice(stack, point) : undefined;
  if (!nearest) {
    return;
  }
  const { slice } = nearest;
  const seen = seenIn(planeOf(slice)!, point);
  const { x, y } = toScreen(place(viewport.view, slice, canvas), slice, seen);
  const inView = x >= 0 && y >= 0 && x <= canvas.width && y <= canvas.height;
  const scale = scaleOf(viewport.view, slice, canvas);
  viewport.follow({ slice: slice.slice, ...(inView || canvas.width === 0 ? {} : { view: centeredOn(viewport.view, slice, seen, scale) }) });
}

function limited(value: number, end: number): number {
  return Math.min(end, Math.max(0, value));
}
