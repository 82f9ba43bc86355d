import { dot, minus, plus, times, type Vector } from "../mpr/vector.js";
import type { SeriesEvent, SliceInfo } from "../protocol/messages.js";
import { centeredOn, fitScale, fitted, place, posed, scaleOf, toSource, unposed, type View } from "../viewport/geometry.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { Moved, ViewportModel } from "../viewport/viewport-model.js";
import { middleOf, parallel, planeOf, seenIn, toPatient } from "./slice-plane.js";
import { nearestSlice, reachOf, sameFrame } from "./stack.js";

/** What can be linked. */
export type Link = "scroll" | "zoom" | "window";

/** How a viewport scrolls with another: to the same place of the patient, as far as that one, or not at all. */
export type ScrollLink = "position" | "offset" | "none";

/** How a viewport follows the active one. */
export interface LinkState {
  /** Undefined while scrolling isn't linked; the active one leads. */
  readonly scroll: ScrollLink | "leads" | undefined;
  /** The place that the active one shows lies beyond this stack. */
  readonly beyond: boolean;
  readonly zoom: boolean;
  readonly window: boolean;
}

type Shows<I extends DecodedImage> = ViewportModel<I> & { readonly series: SeriesEvent; readonly sliceInfo: SliceInfo };

/**
 * Viewports that go together. Only what the user does in one of them moves the others, and what moves with it moves nothing further: a link never makes a loop, and
 * what was done last counts.
 */
export class Links<I extends DecodedImage> {
  private readonly on: Record<Link, boolean> = { scroll: false, zoom: false, window: false };
  /** Where stacks that go together by an offset were when that began: viewport by number. */
  private anchors = new Map<number, { readonly series: SeriesEvent; readonly slice: SliceInfo }>();

  /**
   * @param viewports those that are arranged, on the screen or behind one that has all the room
   * @param active the one that tools and keys work on
   */
  constructor(
    private readonly viewports: () => readonly ViewportModel<I>[],
    private readonly active: () => ViewportModel<I>,
  ) {}

  isOn(link: Link): boolean {
    return this.on[link];
  }

  get any(): boolean {
    return this.on.scroll || this.on.zoom || this.on.window;
  }

  /** On: the others come to where the active one is. */
  toggle(link: Link): void {
    this.on[link] = !this.on[link];
    if (this.on[link]) {
      this.rebase();
      this.moved(this.active(), link);
    }
  }

  /** From here on stacks keep the offsets that they have now. */
  rebase(): void {
    this.anchors = new Map(this.showing.map((viewport) => [viewport.number, { series: viewport.series, slice: viewport.sliceInfo }]));
  }

  /** Something was moved by the user in one viewport. */
  moved(source: ViewportModel<I>, what: Moved): void {
    if (!this.on[what] || !shows(source)) {
      return;
    }
    for (const target of this.showing) {
      if (target !== source) {
        this.follow(source, target, what);
      }
    }
  }

  /** How this viewport follows the active one, or would be followed where it is that. */
  stateOf(viewport: ViewportModel<I>): LinkState {
    const active = this.active();
    const { scroll, zoom, window } = this.on;
    if (!shows(viewport) || !shows(active)) {
      return { scroll: undefined, beyond: false, zoom: false, window: false };
    }
    if (viewport === active) {
      return { scroll: scroll ? "leads" : undefined, beyond: false, zoom, window };
    }
    const link = scroll ? scrollLink(active, viewport) : undefined;
    return { scroll: link, beyond: link === "position" && isBeyond(active, viewport), zoom, window: window && windowsTogether(active, viewport) };
  }

  private get showing(): readonly Shows<I>[] {
    return this.viewports().filter(shows);
  }

  private follow(source: Shows<I>, target: Shows<I>, what: Moved): void {
    switch (what) {
      case "scroll": {
        const slice = this.sliceFor(source, target);
        return slice === undefined ? undefined : target.follow({ slice });
      }
      case "zoom":
        return target.follow({ view: viewFor(source, target) });
      case "window":
        return windowsTogether(source, target) ? target.follow({ window: source.window, invert: source.invert }) : undefined;
    }
  }

  private sliceFor(source: Shows<I>, target: Shows<I>): number | undefined {
    switch (scrollLink(source, target)) {
      case "none":
        return undefined;
      case "position": {
        const plane = planeOf(source.sliceInfo)!;
        return nearestSlice(target.series, middleOf(plane), plane)?.slice.slice;
      }
      case "offset":
        return this.offsetSlice(source, target);
    }
  }

  private offsetSlice(source: Shows<I>, target: Shows<I>): number {
    const from = this.anchorOf(source);
    const to = this.anchorOf(target);
    const [plane, began, there] = [source.sliceInfo, from, to].map(planeOf);
    if (!plane || !began || !there) {
      return to.slice + source.slice - from.slice;
    }
    const forward = Math.sign(dot(plane.normal, there.normal)) || 1;
    const gone = dot(minus(middleOf(plane), middleOf(began)), plane.normal) * forward;
    const place: Vector = plus(middleOf(there), times(there.normal, gone));
    return nearestSlice(target.series, place, there)?.slice.slice ?? target.slice;
  }

  private anchorOf(viewport: Shows<I>): SliceInfo {
    const anchor = this.anchors.get(viewport.number);
    if (anchor?.series.seriesInstanceUID === viewport.series.seriesInstanceUID) {
      return anchor.slice;
    }
    this.anchors.set(viewport.number, { series: viewport.series, slice: viewport.sliceInfo });
    return viewport.sliceInfo;
  }
}

function shows<I extends DecodedImage>(viewport: ViewportModel<I>): viewport is Shows<I> {
  return viewport.sliceInfo !== undefined;
}

function scrollLink<I extends DecodedImage>(source: Shows<I>, target: Shows<I>): ScrollLink {
  if (target.series.slices.length < 2) {
    return "none";
  }
  const plane = planeOf(source.sliceInfo);
  const planes = target.series.slices.map(planeOf).filter((other) => other !== undefined);
  if (!plane || planes.length === 0) {
    return "offset";
  }
  if (!planes.some((other) => parallel(plane, other))) {
    return "none";
  }
  return sameFrame(source.series, target.series) ? "position" : "offset";
}

function isBeyond<I extends DecodedImage>(source: Shows<I>, target: Shows<I>): boolean {
  const plane = planeOf(source.sliceInfo);
  const nearest = plane && nearestSlice(target.series, middleOf(plane), plane);
  return nearest !== undefined && Math.abs(nearest.distance) > reachOf(target.series, nearest.slice);
}

/** Values of one modality can share a window. */
function windowsTogether<I extends DecodedImage>(a: Shows<I>, b: Shows<I>): boolean {
  return a.series.modality === b.series.modality;
}

/**
 * The target's view that goes with the source's: the same place of the patient in the middle at the same size, where places can be compared; elsewhere the same part
 * of the picture as it is seen on the screen, at the same multiple of its fitted size.
 */
function viewFor<I extends DecodedImage>(source: Shows<I>, target: Shows<I>): View {
  const { view, canvas, sliceInfo: shape } = source;
  const { sliceInfo: other } = target;
  if (view.fit || canvas.width === 0 || shape.rows <= 0 || other.rows <= 0) {
    return fitted(target.view);
  }
  const middle = toSource(place(view, shape, canvas), shape, { x: canvas.width / 2, y: canvas.height / 2 });
  const scale = scaleOf(view, shape, canvas);
  const [from, to] = [planeOf(shape), planeOf(other)];
  if (from && to && sameFrame(source.series, target.series) && parallel(from, to)) {
    return centeredOn(target.view, other, seenIn(to, toPatient(from, middle)), (scale / from.column) * to.column);
  }
  const one = { width: 1, height: 1 };
  const onScreen = posed(view.pose, { x: middle.x / shape.columns, y: middle.y / shape.rows }, one);
  const fraction = unposed(target.view.pose, onScreen, one);
  const times = scale / fitScale(shape, canvas, view.pose);
  const there = { x: fraction.x * other.columns, y: fraction.y * other.rows };
  return centeredOn(target.view, other, there, times * fitScale(other, target.canvas, target.view.pose));
}
