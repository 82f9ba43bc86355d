import { text } from "../i18n/text.js";
import type { FailedEvent, PlaneTile, Size, VolumeEvent } from "../protocol/messages.js";
import { seriesName, type SeriesName } from "../protocol/series-name.js";
import type { PictureImage } from "../viewport/picture-image.js";
import { PictureRequests } from "../viewport/picture-requests.js";
import type { Failure, ViewportHost } from "../viewport/streamed.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import type { PlaneName } from "./plane.js";
import { supersedes, type ShownPlane } from "./shown-plane.js";
import { near } from "./vector.js";
import { samePlane, type Screen, type WantedPlane } from "./wanted-plane.js";

/** The header has the place in 32-bit numbers: 0.01 mm beside it is another place. */
const TOLERANCE_MM = 0.01;

/** One plane's part of the stream: it opens the volume in its viewport, asks for pictures, and never shows an older one over a newer. */
export class PlaneViewport<I extends DecodedImage = PictureImage> implements Screen {
  canvas: Size = { width: 0, height: 0 };
  density = 1;
  shown: ShownPlane<I> | undefined;
  /** Why the newest picture can't be shown. */
  failure: Failure | undefined;
  /** Draws `shown` at once; set by the element while it is on the page. */
  paint: () => void = () => {};

  private openedBy: number | undefined;
  private volume: VolumeEvent | undefined;
  private readonly requests: PictureRequests<WantedPlane, PlaneTile, I>;

  constructor(
    readonly plane: PlaneName,
    /** The stream's viewport. */
    readonly number: number,
    private readonly host: ViewportHost,
    decode: DecodeImage<I>,
  ) {
    this.requests = new PictureRequests<WantedPlane, PlaneTile, I>(number, host, decode, {
      message: (wanted, quality, sequence) => ({ type: "plane", viewport: number, sequence, ...wanted, quality }),
      same: samePlane,
      mismatch: ({ center }, asked) => (near(center, asked.center, TOLERANCE_MM) ? undefined : text("mpr.mismatch")),
      decoded: (tile, asked, image) => this.decoded(tile, asked, image),
      broken: (_, __, detail) => (this.failure = { message: text("picture.broken"), detail }),
    });
  }

  get awaiting(): boolean {
    return (this.openedBy !== undefined && !this.volume) || this.requests.awaiting;
  }

  /** Whether it has a place on the screen. */
  get visible(): boolean {
    return this.canvas.width > 0 && this.canvas.height > 0;
  }

  /** Whether the server knows nothing of this viewport: it must be opened before it can show anything. */
  get closed(): boolean {
    return this.openedBy === undefined;
  }

  /** Whether the server knows which volume this viewport shows. */
  get ready(): boolean {
    return this.volume !== undefined;
  }

  open(series: SeriesName, slice: number | null): void {
    this.forgetRequests();
    this.volume = undefined;
    this.failure = undefined;
    this.openedBy = this.requests.nextSequence();
    this.host.send({ type: "mpr", viewport: this.number, sequence: this.openedBy, ...seriesName(series), slice });
  }

  /** Nothing of it stays, here or on the server. */
  close(): void {
    if (this.openedBy !== undefined) {
      this.host.send({ type: "close", viewport: this.number });
    }
    this.openedBy = undefined;
    this.volume = undefined;
    this.failure = undefined;
    this.forgetRequests();
    this.show(undefined);
  }

  /** The connection is gone; nothing under way will be answered. What is on the screen stays. */
  disconnected(): void {
    this.volume = undefined;
    this.forgetRequests();
  }

  /** @returns whether it answers what this viewport asked for */
  opened(event: VolumeEvent): boolean {
    if (event.sequence !== this.openedBy) {
      return false;
    }
    this.volume = event;
    return true;
  }

  /** @returns whether the screen changed */
  resize(canvas: Size, density: number): boolean {
    if (canvas.width === this.canvas.width && canvas.height === this.canvas.height && density === this.density) {
      return false;
    }
    this.canvas = canvas;
    this.density = density;
    return true;
  }

  /** The view isn't on the page any more: the server need neither work for it nor keep the volume for it. */
  hide(): void {
    this.canvas = { width: 0, height: 0 };
    this.close();
  }

  want(wanted: WantedPlane, how: "moving" | "atRest"): void {
    if (this.volume && this.visible) {
      if (how === "moving") {
        this.requests.moving(wanted);
      } else {
        // The first picture is wanted at once; the exact one takes longer.
        this.requests.atRest(wanted, true);
      }
    }
  }

  /** Forgets what was asked for, so that the same may be asked for again. */
  forgetRequests(): void {
    this.requests.reset();
  }

  /** @returns whether the volume itself can't be shown; a picture that can't be shown is this viewport's own affair */
  failed(event: FailedEvent): boolean {
    if (event.sequence === this.openedBy) {
      return true;
    }
    if (this.requests.askedBy(event.sequence)) {
      this.failure = { message: event.message, detail: event.detail };
      this.requests.settle(event.sequence);
      this.host.changed();
    }
    return false;
  }

  onTile(tile: PlaneTile): void {
    this.requests.onTile(tile);
  }

  private decoded(tile: PlaneTile, asked: WantedPlane, image: I): void {
    if (!this.volume || !supersedes(tile, this.shown?.tile)) {
      image.close();
    } else {
      this.failure = undefined;
      this.show({ volume: this.volume, tile, asked, image });
    }
  }

  private show(shown: ShownPlane<I> | undefined): void {
    const before = this.shown;
    this.shown = shown;
    this.paint();
    before?.image.close();
  }
}
