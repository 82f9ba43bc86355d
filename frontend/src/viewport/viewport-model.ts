import type {
  ClientMessage,
  FailedEvent,
  ProgressEvent,
  Quality,
  SeriesEvent,
  SeriesSummary,
  Size,
  SliceInfo,
  Tile,
  WarningEvent,
  WindowLevel,
} from "../protocol/messages.js";
import { text } from "../i18n/text.js";
import { FIT, place, rescaled, snap, visiblePart, type View } from "./geometry.js";
import { RenderScheduler } from "./render-scheduler.js";
import type { Shown } from "./shown.js";
import { TileDecoder, type DecodedImage, type DecodeImage } from "./tile-decoder.js";
import { same, type Wanted } from "./wanted.js";

/** What a viewport needs of its surroundings. */
export interface ViewportHost {
  /** @returns false while there is no connection */
  send(message: ClientMessage): boolean;
  /** Something that is shown or may be used changed. */
  changed(): void;
}

/** Why a whole series can't be shown. */
export interface SeriesFailure {
  readonly message: string;
  readonly detail: string;
}

/** The exact picture of a large one takes its time, so a quick one comes first. The server makes that from fewer pixels where it can. */
const LARGE_PIXELS = 1_000_000;

/**
 * One viewport without its element: which series and slice the user wants, how they look at it, and what is on the screen. It never shows a tile of another series,
 * nor an older one over a newer.
 */
export class ViewportModel<I extends DecodedImage = ImageBitmap> {
  /** The series that is open or being opened. */
  summary: SeriesSummary | undefined;
  /** Its slices, as soon as the server has sorted them. */
  series: SeriesEvent | undefined;
  /** The slice that the user wants, from 1. */
  slice = 1;
  /** The window that the user wants; null for each picture's own. */
  window: WindowLevel | null = null;
  invert = false;
  view: View = FIT;
  canvas: Size = { width: 0, height: 0 };
  /** Device pixels a CSS pixel. */
  density = 1;
  shown: Shown<I> | undefined;
  progress: ProgressEvent | undefined;
  seriesFailure: SeriesFailure | undefined;
  /** Draws `shown` under `view` at once; set by the element while it is on the page. */
  paint: () => void = () => {};

  private sequence = 0;
  private sentWarnings: readonly string[] = [];
  private seriesSequence = 0;
  private readonly asked = new Map<number, Wanted>();
  private readonly scheduler = new RenderScheduler<Wanted>(
    (wanted, quality) => this.sendRender(wanted, quality),
    same,
  );
  private readonly decoder: TileDecoder<I, Tile>;

  constructor(
    /** 0–15. */
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

  /** Whether an answer of the server is awaited. */
  get awaiting(): boolean {
    return this.opening || this.scheduler.awaiting;
  }

  /** Under which reservations the series is shown. */
  get warnings(): readonly string[] {
    return [...(this.series?.warnings ?? []), ...this.sentWarnings];
  }

  /** Whether the series' slices aren't known yet. */
  get opening(): boolean {
    return this.summary !== undefined && this.series === undefined && this.seriesFailure === undefined;
  }

  get slices(): number {
    return this.series?.slices.length ?? 0;
  }

  /** The wanted slice. */
  get sliceInfo(): SliceInfo | undefined {
    return this.series?.slices[this.slice - 1];
  }

  /** The window that the next change starts from; undefined for colour, and before a grayscale picture is known. */
  get effectiveWindow(): WindowLevel | undefined {
    const slice = this.sliceInfo;
    if (!slice?.window) {
      return undefined;
    }
    if (this.window) {
      return this.window;
    }
    if (this.shown?.kind === "picture" && this.shown.slice === slice) {
      const { windowCenter: center, windowWidth: width } = this.shown.tile;
      return center === null || width === null ? undefined : { center, width };
    }
    return slice.window;
  }

  /** Opens a series from its first slice. What is on the screen stays, with its own text, until the new picture comes. */
  open(summary: SeriesSummary): void {
    this.summary = summary;
    this.slice = 1;
    this.window = null;
    this.invert = false;
    this.view = FIT;
    this.series = undefined;
    this.askForSeries();
  }

  /** Asks for the same series again: after a failure, or on a new connection. Slice, window and view are kept. */
  reopen(): void {
    if (this.summary) {
      this.askForSeries();
    }
  }

  /** Asks for the wanted picture again, after it failed. */
  retry(): void {
    this.forgetRequests();
    this.request("atRest");
  }

  /** The connection is gone; nothing under way will be answered. */
  disconnected(): void {
    this.forgetRequests();
    this.progress = undefined;
    this.host.changed();
  }

  /** Clears the screen and frees the picture. */
  dispose(): void {
    this.forgetRequests();
    this.show(undefined);
    this.summary = this.series = this.progress = this.seriesFailure = undefined;
    this.paint();
    this.host.changed();
  }

  resize(canvas: Size, density: number): void {
    if (canvas.width === this.canvas.width && canvas.height === this.canvas.height && density === this.density) {
      return;
    }
    this.view = rescaled(this.view, density / this.density);
    this.canvas = canvas;
    this.density = density;
    this.paint();
    this.request(this.shown ? "moving" : "atRest");
  }

  goTo(slice: number): void {
    const limited = Math.min(Math.max(1, Math.round(slice)), this.slices);
    if (limited >= 1 && limited !== this.slice) {
      this.slice = limited;
      this.request("moving");
    }
  }

  setWindow(window: WindowLevel | null): void {
    // A colour picture has no window: what can't be done isn't asked for.
    if (window === null || this.effectiveWindow) {
      this.window = window;
      this.request("moving");
    }
  }

  setInvert(invert: boolean): void {
    this.invert = invert;
    this.request("moving");
  }

  setView(view: View): void {
    this.view = view;
    this.paint();
    this.request("moving");
  }

  reset(): void {
    this.window = null;
    this.invert = false;
    this.setView(FIT);
  }

  onSeries(event: SeriesEvent): void {
    if (event.sequence !== this.seriesSequence || event.seriesInstanceUID !== this.summary?.seriesInstanceUID) {
      return;
    }
    const before = this.sliceInfo;
    this.series = event;
    this.progress = undefined;
    if (event.slices.length === 0) {
      this.seriesFailure = { message: text("series.empty"), detail: "" };
      this.host.changed();
      return;
    }
    const again = event.slices.find(
      (slice) => slice.sopInstanceUID === before?.sopInstanceUID && slice.frame === before.frame,
    );
    this.slice = again?.slice ?? Math.min(this.slice, event.slices.length);
    this.request("atRest");
    this.host.changed();
  }

  onProgress(event: ProgressEvent): void {
    this.progress = event.done < event.total ? event : undefined;
    this.host.changed();
  }

  onWarning(event: WarningEvent): void {
    this.sentWarnings = [...this.sentWarnings, event.message];
    this.host.changed();
  }

  onFailed(event: FailedEvent): void {
    if (event.sequence === this.seriesSequence) {
      this.seriesFailure = { message: event.message, detail: event.detail };
      this.progress = undefined;
      // A picture of another series behind the message would be taken for this one's.
      this.show(undefined);
    } else {
      const asked = this.asked.get(event.sequence);
      if (asked) {
        this.showFailure(event.sequence, event.slice ?? asked.slice, event.message, event.detail);
      }
      this.settle(event.sequence);
    }
    this.host.changed();
  }

  onTile(tile: Tile): void {
    const asked = this.asked.get(tile.sequence);
    if (!asked) {
      this.finished(tile.sequence);
    } else if (asked.slice !== tile.slice) {
      this.broken(tile, text("picture.mismatch", { slice: tile.slice, asked: asked.slice }));
    } else {
      this.decoder.push(tile);
    }
  }

  private askForSeries(): void {
    this.forgetRequests();
    this.seriesFailure = undefined;
    this.progress = undefined;
    this.sentWarnings = [];
    this.seriesSequence = ++this.sequence;
    const seriesInstanceUID = this.summary!.seriesInstanceUID;
    this.host.send({ type: "series", viewport: this.number, sequence: this.seriesSequence, seriesInstanceUID });
    this.host.changed();
  }

  private forgetRequests(): void {
    this.scheduler.reset();
    this.asked.clear();
    this.decoder.reset();
  }

  private request(how: "moving" | "atRest"): void {
    const slice = this.sliceInfo;
    if (slice && slice.verdict !== null) {
      // Known beforehand: nothing to ask. What is still under way is older, and must not come over it.
      this.forgetRequests();
      this.showFailure(++this.sequence, slice.slice, slice.verdict, "", true);
    } else if (slice && this.canvas.width > 0 && this.canvas.height > 0) {
      const part = visiblePart(snap(place(this.view, slice, this.canvas)), slice, this.canvas);
      if (part) {
        const wanted = { slice: slice.slice, window: this.window, invert: this.invert, ...part };
        if (how === "moving") {
          this.scheduler.moving(wanted);
        } else {
          this.scheduler.atRest(wanted, slice.rows * slice.columns >= LARGE_PIXELS);
        }
      }
    }
    this.host.changed();
  }

  private sendRender(wanted: Wanted, quality: Quality): number | undefined {
    const sequence = this.sequence + 1;
    if (!this.host.send({ type: "render", viewport: this.number, sequence, ...wanted, quality })) {
      return undefined;
    }
    this.sequence = sequence;
    this.asked.set(sequence, wanted);
    return sequence;
  }

  private decoded(tile: Tile, image: I): void {
    const asked = this.asked.get(tile.sequence);
    const slice = this.series?.slices[tile.slice - 1];
    if (!asked || !slice || (this.shown && this.shown.sequence >= tile.sequence)) {
      image.close();
      this.finished(tile.sequence);
      return;
    }
    this.show({
      kind: "picture",
      sequence: tile.sequence,
      summary: this.summary!,
      series: this.series!,
      slice,
      tile,
      asked,
      image,
    });
    this.finished(tile.sequence);
    this.host.changed();
  }

  private broken(tile: Tile, reason: string): void {
    const asked = this.asked.get(tile.sequence);
    if (asked) {
      this.showFailure(tile.sequence, asked.slice, text("picture.broken"), reason);
    }
    this.finished(tile.sequence);
    this.host.changed();
  }

  /** Tells the server that this tile is on the screen, or never will be: either way it may send the next. */
  private finished(sequence: number): void {
    this.host.send({ type: "painted", viewport: this.number, sequence });
    this.settle(sequence);
  }

  private settle(sequence: number): void {
    for (const sent of this.asked.keys()) {
      if (sent <= sequence) {
        this.asked.delete(sent);
      }
    }
    this.scheduler.settle(sequence);
  }

  private showFailure(sequence: number, number: number, message: string, detail: string, final = false): void {
    const slice = this.series?.slices[number - 1];
    if (slice && this.summary && this.series && (this.shown?.sequence ?? 0) < sequence) {
      const { summary, series } = this;
      this.show({ kind: "failure", sequence, summary, series, slice, message, detail, final });
    }
  }

  private show(shown: Shown<I> | undefined): void {
    const before = this.shown;
    this.shown = shown;
    this.paint();
    if (before?.kind === "picture") {
      before.image.close();
    }
  }
}
