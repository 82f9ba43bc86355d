import { sameVolumeName, type PlaneReference } from "../measure/measurement.js";
import type { FailedEvent, PlaneTile, ProbeEvent, SliceInfo, VolumeEvent, WindowLevel } from "../protocol/messages.js";
import type { SeriesName } from "../protocol/series-name.js";
import type { Point } from "../viewport/geometry.js";
import type { PictureImage } from "../viewport/picture-image.js";
import { Streamed, type Failure, type ViewportHost } from "../viewport/streamed.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import { sliceIn } from "../viewport/slices.js";
import { planesIn, usedLayout, type Layout } from "./layout.js";
import { broughtBack, initialState, pictureIn, placeAt, type MprState, type Sizes } from "./mpr-state.js";
import type { PlanePicture } from "./picture.js";
import { byPlane, PLANES, rangeAlong, STANDARD, type PlaneName, type VolumeShape } from "./plane.js";
import { PlaneViewport } from "./plane-viewport.js";
import { Probe } from "./probe.js";
import { cssSize, wantedPlane } from "./wanted-plane.js";
import { dot, near, plus, times, type Vector } from "./vector.js";

/** What the planes begin from: the slice that was shown in 2D, and how it was shown. */
export interface Origin extends SeriesName {
  /** Undefined where no slice is known yet. */
  readonly slice: SliceInfo | undefined;
  readonly window: WindowLevel | null;
  readonly invert: boolean;
}

/** The planes of one series' volume: which are shown, what is known of the volume, and what the user has made of them. Four of the stream's viewports show them. */
export class MprModel<I extends DecodedImage = PictureImage> extends Streamed {
  /** What the planes began from; undefined while there are none. */
  origin: Origin | undefined;
  volume: VolumeEvent | undefined;
  state: MprState | undefined;
  layout: Layout = "2x2";
  /** The plane that keys work on. */
  active: PlaneName = "axial";
  /** The large one, or the only one, of the layouts that have one. */
  main: PlaneName = "axial";
  crosshairShown = true;
  /** Whether the fourth view's angles are open to be typed. */
  anglesShown = false;
  /** Why there are no planes, or none any more. */
  failure: Failure | undefined;
  /** Why planes were refused after which the viewer went back to the slices; until it is dismissed. */
  refusal: Failure | undefined;
  readonly viewports: Readonly<Record<PlaneName, PlaneViewport<I>>>;
  readonly probe: Probe;

  /** What is brought back as soon as its volume has come. */
  private awaited: { readonly picture: PlaneReference; readonly center: Vector } | undefined;
  private width = 0;
  /** Whether `origin` counts slices as the server does on this connection. */
  private slicesKnown = true;
  /** Where the pointer is, so that what lies under it is asked anew when the plane moves. */
  private pointer: { readonly plane: PlaneName; readonly at: Point } | undefined;

  /**
   * @param firstViewport the number of the stream's first viewport for planes; the others follow
   * @param askForSlices asks for the series' slices again, which {@link onSlices} or {@link onSlicesFailed} answers
   */
  constructor(
    host: ViewportHost,
    decode: DecodeImage<I>,
    firstViewport: number,
    private readonly askForSlices: () => void,
  ) {
    super(host);
    this.viewports = byPlane((plane) => new PlaneViewport(plane, firstViewport + PLANES.indexOf(plane), host, decode));
    this.probe = new Probe((message) => host.send(message), () => host.changed());
  }

  get open(): boolean {
    return this.origin !== undefined;
  }

  get awaiting(): boolean {
    return this.open && !this.failure && this.all.some((viewport) => viewport.awaiting);
  }

  get warnings(): readonly string[] {
    return this.open ? [...(this.volume?.warnings ?? []), ...this.sentWarnings] : [];
  }

  /** The layout that is used where there is that much room. */
  get usedLayout(): Layout {
    return usedLayout(this.layout, this.width);
  }

  get planes(): readonly PlaneName[] {
    return planesIn(this.usedLayout, this.main);
  }

  /** Whether the layout has a place for the fourth view. */
  get fourthView(): boolean {
    return this.usedLayout !== "1x3";
  }

  /** The planes whose lines are drawn: the oblique one only where a view can show it. */
  get lines(): readonly PlaneName[] {
    const oblique = this.fourthView && !this.state?.panes.oblique.projection;
    return oblique ? PLANES : STANDARD;
  }

  get sizes(): Sizes {
    return byPlane((plane) => cssSize(this.viewports[plane]));
  }

  viewportOf(number: number): PlaneViewport<I> | undefined {
    return this.all.find((viewport) => viewport.number === number);
  }

  enter(origin: Origin): void {
    this.leave();
    this.origin = origin;
    this.slicesKnown = true;
    this.refusal = undefined;
    this.askForVolume();
  }

  /** Back to the slices; nothing of the planes stays. */
  leave(): void {
    this.all.forEach((viewport) => viewport.close());
    this.origin = this.volume = this.state = this.progress = this.failure = undefined;
    this.sentWarnings = [];
    this.anglesShown = false;
    this.awaited = undefined;
    this.pointer = undefined;
    this.probe.dispose();
    this.host.changed();
  }

  /** Asks for the volume again after a failure. Planes, windows and layout are kept. */
  reopen(): void {
    if (this.open && this.slicesKnown) {
      this.askForVolume();
    } else if (this.open) {
      this.failure = undefined;
      this.askForSlices();
      this.host.changed();
    }
  }

  /** On a new connection the volume is asked for when the series' slices are known again: they may be counted otherwise than before. */
  disconnected(): void {
    this.slicesKnown = false;
    this.all.forEach((viewport) => viewport.disconnected());
    this.progress = undefined;
    this.probe.leave();
    this.host.changed();
  }

  dispose(): void {
    this.leave();
    this.refusal = undefined;
  }

  /** Brings back the plane in which something was measured: now, or as soon as its volume has come. @param center the middle of what was measured */
  bringBack(picture: PlaneReference, center: Vector): void {
    this.awaited = { picture, center };
    this.bringAwaited();
  }

  /** Shows another state of the planes: at once as far as the browser can, and then as the server renders it. */
  update(state: MprState): void {
    if (state !== this.state) {
      this.state = state;
      this.request("moving");
    }
  }

  arrange(layout: Layout): void {
    this.layout = layout;
    this.main = planesIn(layout, this.active).includes(this.active) ? this.active : "axial";
    this.activate(this.main);
  }

  activate(plane: PlaneName): void {
    this.active = plane;
    if (!this.planes.includes(plane)) {
      this.main = plane;
    }
    this.openPlanes();
    this.host.changed();
  }

  showCrosshair(shown: boolean): void {
    this.crosshairShown = shown;
    this.host.changed();
  }

  /** Where there is no fourth view, there are no angles of it. */
  showAngles(shown: boolean): void {
    this.anglesShown = shown && this.fourthView && this.state !== undefined;
    this.host.changed();
  }

  dismissRefusal(): void {
    this.refusal = undefined;
    this.host.changed();
  }

  /** @param width of all views together in CSS pixels */
  resizeAll(width: number): void {
    if (width !== this.width) {
      this.width = width;
      this.openPlanes();
      this.host.changed();
    }
  }

  resize(plane: PlaneName, ...[canvas, density]: Parameters<PlaneViewport["resize"]>): void {
    const viewport = this.viewports[plane];
    if (viewport.resize(canvas, density)) {
      viewport.paint();
      this.openPlanes();
      this.requestOf(plane, viewport.shown ? "moving" : "atRest");
      this.host.changed();
    }
  }

  /** Asks again for a picture that failed. */
  retry(plane: PlaneName): void {
    const viewport = this.viewports[plane];
    viewport.failure = undefined;
    viewport.forgetRequests();
    this.requestOf(plane, "atRest");
    this.host.changed();
  }

  /** How a plane lies on its view. */
  pictureOf(plane: PlaneName): PlanePicture | undefined {
    const viewport = this.viewports[plane];
    return this.state && viewport.visible ? pictureIn(this.state, plane, cssSize(viewport)) : undefined;
  }

  /** The window that the next change of a plane's window starts from; undefined before one is known, and where the picture has none. */
  effectiveWindow(plane: PlaneName): WindowLevel | undefined {
    const pane = this.state?.panes[plane];
    if (!pane) {
      return undefined;
    }
    const { shown } = this.viewports[plane];
    const { windowCenter: center, windowWidth: width } = shown?.tile ?? {};
    const onScreen = typeof center === "number" && typeof width === "number" ? { center, width } : undefined;
    // After a return to the volume's own window the picture with the former one is still there for a moment.
    const own = shown?.asked.window ? undefined : onScreen;
    return pane.window ?? own ?? this.volume?.window ?? onScreen;
  }

  /** The pointer is here: what lies under it is asked of the server. */
  pointAt(plane: PlaneName, at: Point): void {
    this.pointer = { plane, at };
    const viewport = this.viewports[plane];
    const place = this.state && placeAt(this.state, plane, at, cssSize(viewport));
    if (place && viewport.ready) {
      this.probe.at(viewport.number, place);
    } else {
      this.probe.leave();
    }
  }

  pointerLeft(): void {
    this.pointer = undefined;
    this.probe.leave();
  }

  /** What the series' slices are on this connection: the volume of the same one is asked for. Planes, windows and layout are kept. */
  onSlices(slices: readonly SliceInfo[]): void {
    if (this.origin && !this.slicesKnown) {
      const before = this.origin.slice;
      const slice = before && sliceIn(slices, before);
      this.origin = { ...this.origin, slice };
      this.slicesKnown = true;
      this.askForVolume();
    }
  }

  /** Without its slices the volume can't be asked for. */
  onSlicesFailed(failure: Failure): void {
    if (this.open && !this.slicesKnown) {
      this.failure = failure;
      this.host.changed();
    }
  }

  /** @returns whether a view shows this volume from now on */
  onVolume(event: VolumeEvent): boolean {
    if (!this.origin || !this.viewportOf(event.viewport)?.opened(event)) {
      return false;
    }
    const before = this.volume;
    this.volume = event;
    this.failure = undefined;
    if (!this.state || !before || !sameVolume(before, event)) {
      this.state = initialState(event, startOf(this.origin.slice, event), this.origin.window, this.origin.invert);
    }
    this.bringAwaited();
    this.requestOf(this.viewportOf(event.viewport)!.plane, "atRest");
    this.host.changed();
    return true;
  }

  onFailed(event: FailedEvent): void {
    if (!this.viewportOf(event.viewport)?.failed(event) || !this.origin) {
      return;
    }
    const failure = { message: event.message, detail: event.detail };
    if (this.state) {
      this.failure = failure;
      this.host.changed();
    } else {
      // There is nothing to look at here; the slices still are.
      this.leave();
      this.refusal = failure;
      this.host.changed();
    }
  }

  onProbe(event: ProbeEvent): void {
    this.probe.onAnswer(event);
  }

  onTile(tile: PlaneTile): void {
    this.viewportOf(tile.viewport)?.onTile(tile);
  }

  private get all(): readonly PlaneViewport<I>[] {
    return PLANES.map((plane) => this.viewports[plane]);
  }

  private askForVolume(): void {
    this.failure = undefined;
    this.sentWarnings = [];
    this.planes.forEach((plane) => this.openPlane(plane));
    this.host.changed();
  }

  private bringAwaited(): void {
    const { awaited, state, volume } = this;
    if (!awaited || !state || !volume) {
      return;
    }
    this.awaited = undefined;
    const { picture, center } = awaited;
    if (!sameVolumeName(picture, volume)) {
      return;
    }
    if (picture.view === "oblique" && !this.fourthView) {
      this.layout = "2x2";
    }
    this.activate(picture.view);
    this.update(broughtBack(state, picture.view, { ...picture, center }, this.sizes));
  }

  private openPlane(plane: PlaneName): void {
    const { origin } = this;
    this.viewports[plane].open(origin!, origin!.slice?.slice ?? null);
  }

  /** Opens what the layout shows and isn't open: before a view that gives way is closed, so that there is always one for which the server keeps the volume. */
  private openPlanes(): void {
    if (this.open && this.slicesKnown && !this.failure) {
      this.planes.filter((plane) => this.viewports[plane].closed).forEach((plane) => this.openPlane(plane));
    }
  }

  private request(how: "moving" | "atRest"): void {
    this.all.forEach((viewport) => {
      viewport.paint();
      this.requestOf(viewport.plane, how);
    });
    if (this.pointer) {
      this.pointAt(this.pointer.plane, this.pointer.at);
    }
    this.host.changed();
  }

  private requestOf(plane: PlaneName, how: "moving" | "atRest"): void {
    const viewport = this.viewports[plane];
    if (this.state) {
      viewport.want(wantedPlane(this.state, plane, viewport), how);
    }
  }
}

/**
 * The middle of the slice that was shown; its own spacing counts, since the volume may be read at half its pixels. The outermost slices are where nobody has
 * scrolled to yet, and planes along the border show least: from there the volume's middle is the better place.
 */
function startOf(slice: SliceInfo | undefined, volume: VolumeShape): Vector {
  if (!slice?.position || !slice.spacing) {
    return volume.center;
  }
  const along = times(volume.row, ((slice.columns - 1) / 2) * slice.spacing.column);
  const down = times(volume.column, ((slice.rows - 1) / 2) * slice.spacing.row);
  const middle = plus(slice.position, plus(along, down));
  const { first, last } = rangeAlong(volume.normal, volume);
  const position = dot(middle, volume.normal);
  const halfStep = volume.spacing.slice / 2;
  return position > first + halfStep && position < last - halfStep ? middle : volume.center;
}

/** Whether planes through one volume make sense in the other: after a reconnect the same one comes again. Volumes of one series may lie in the same place. */
function sameVolume(a: VolumeEvent, b: VolumeEvent): boolean {
  return (
    sameVolumeName(a, b) && a.corners.every((corner, index) => near(corner, b.corners[index]!, 0.001))
  );
}
