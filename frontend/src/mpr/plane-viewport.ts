import { text } from "../i18n/text.js";
import type { FailedEvent, PlaneTile, Quality, Size, VolumeEvent } from "../protocol/messages.js";
import { RenderScheduler } from "../viewport/render-scheduler.js";
import { TileDecoder, type DecodedImage, type DecodeImage } from "../viewport/tile-decoder.js";
import type { SeriesFailure, ViewportHost } from "../viewport/viewport-model.js";
import type { PlaneName } from "./plane.js";
import { supersedes, type ShownPlane } from "./shown-plane.js";
import { samePlane, type Screen, type WantedPlane } from "./wanted-plane.js";
import { near } from "./vector.js";

/** The header has the place in 32-bit numbers: 0.01 mm beside it is another place. */
const TOLERANCE_MM = 0.01;

/** One plane's part of the stream: it opens the volume in its viewport, asks for pictures, and never shows an older one over a newer. */
export class PlaneViewport<I extends DecodedImage = ImageBitmap> implements Screen {
  canvas: Size = { width: 0, height: 0 };
  density = 1;
  shown: ShownPlane<I> | undefined;
  /** Why the newest picture can't be shown. */
  failure: SeriesFailure | undefined;
  /** Draws `shown` at once; set by the element while it is on the page. */
  paint: () => void = () => {};

  private sequence = 0;
  private openedBy: number | undefined;
  private volume: VolumeEvent | undefined;
  private readonly asked = new Map<number, WantedPlane>();
  private readonly scheduler = new RenderScheduler<WantedPlane>(
    (wanted, quality) => this.sendPlane(wanted, quality),
    samePlane,
  );
  private readonly decoder: TileDecoder<I, PlaneTile>;

  constructor(
    readonly plane: PlaneName,
    /** The stream's viewport, 1–15. */
    readonly number: number,
    private readonly host: ViewportHost,
    decode: DecodeImage<I>,
  ) {
    this.decoder = new TileDecoder(decode, {
      decoded: (tile, image) => this.decoded(tile, image),
      broken: (tile, reason) => this.broken(tile, reason),
      dropped: (tile) => this.finished(tile.sequence),
    });
  }

  get awaiting(): boolean {
    return (this.openedBy !== undefined && !this.volume) || this.scheduler.awaiting;
  }

  /** Whether the server knows which volume this viewport shows. */
  get ready(): boolean {
    return this.volume !== undefined;
  }

  open(seriesInstanceUID: string, slice: number | null): void {
    this.forgetRequests();
    this.volume = undefined;
    this.failure = undefined;
    this.openedBy = ++this.sequence;
    this.host.send({ type: "mpr", viewport: this.number, sequence: this.openedBy, seriesInstanceUID, slice });
  }

  /** The planes are left: nothing of them stays, here or on the server. */
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

  /** The view isn't on the page any more: nothing is asked for, and what is under way is of no interest. */
  hide(): void {
    this.canvas = { width: 0, height: 0 };
    this.forgetRequests();
    this.show(undefined);
  }

  want(wanted: WantedPlane, how: "moving" | "atRest"): void {
    if (this.volume && this.canvas.width > 0) {
      if (how === "moving") {
        this.scheduler.moving(wanted);
      } else {
        // The first picture is wanted at once; the exact one takes longer.
        this.scheduler.atRest(wanted, true);
      }
    }
  }

  /** Forgets what was asked for, so that the same may be asked for again. */
  forgetRequests(): void {
    this.scheduler.reset();
    this.asked.clear();
    this.decoder.reset();
  }

  /** @returns whether the volume itself can't be shown; a picture that can't be shown is this viewport's own affair */
  failed(event: FailedEvent): boolean {
    if (event.sequence === this.openedBy) {
      return true;
    }
    if (this.asked.has(event.sequence)) {
      this.failure = { message: event.message, detail: event.detail };
      this.settle(event.sequence);
      this.host.changed();
    }
    return false;
  }

  onTile(tile: PlaneTile): void {
    const asked = this.asked.get(tile.sequence);
    if (!asked) {
      this.finished(tile.sequence);
    } else if (!near(asked.center, tile.center, TOLERANCE_MM)) {
      this.broken(tile, text("mpr.mismatch"));
    } else {
      this.decoder.push(tile);
    }
  }

  private sendPlane(wanted: WantedPlane, quality: Quality): number | undefined {
    const sequence = this.sequence + 1;
    if (!this.host.send({ type: "plane", viewport: this.number, sequence, ...wanted, quality })) {
      return undefined;
    }
    this.sequence = sequence;
    this.asked.set(sequence, wanted);
    return sequence;
  }

  private decoded(tile: PlaneTile, image: I): void {
    const asked = this.asked.get(tile.sequence);
    if (!asked || !this.volume || !supersedes(tile, this.shown?.tile)) {
      image.close();
    } else {
      this.failure = undefined;
      this.show({ volume: this.volume, tile, asked, image });
    }
    this.finished(tile.sequence);
    this.host.changed();
  }

  private broken(tile: PlaneTile, reason: string): void {
    if (this.asked.has(tile.sequence)) {
      this.failure = { message: text("picture.broken"), detail: reason };
    }
    this.finished(tile.sequence);
    this.host.changed();
  }

  /** Tells the server that this tile is on the screen, or never will be: either way it may send the next. */
  private finished(sequence: number): void {
    this.host.send({ type: "painted", viewport: this.number, sequence });
    this.settle(sequence);
  }

  /** The newest answered request is kept: while slices still come, the server answers it again. */
  private settle(sequence: number): void {
    for (const sent of this.asked.keys()) {
      if (sent < sequence) {
        this.asked.delete(sent);
      }
    }
    this.scheduler.settle(sequence);
  }

  private show(shown: ShownPlane<I> | undefined): void {
    const before = this.shown;
    this.shown = shown;
    this.paint();
    before?.image.close();
  }
}
