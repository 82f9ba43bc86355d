import type { ClientMessage, Picture, Quality } from "../protocol/messages.js";
import { RenderScheduler } from "./render-scheduler.js";
import type { ViewportHost } from "./streamed.js";
import { TileDecoder, type DecodedImage, type DecodeImage } from "./tile-decoder.js";

/** What differs between pictures of slices and of planes: `W` describes one as it would look on the screen, `T` is the tile that answers. */
export interface PictureKind<W, T extends Picture, I extends DecodedImage> {
  /** The message that asks for it. */
  message(wanted: W, quality: Quality, sequence: number): ClientMessage;
  /** Whether two pictures would look alike. */
  same(a: W, b: W): boolean;
  /** What of an exact picture isn't there yet. */
  missing?(wanted: W): W;
  /** Why a tile isn't what was asked for; undefined where it is. */
  mismatch(tile: T, asked: W): string | undefined;
  /** The image is the listener's from here on, to draw and to close. The server hears that it is painted right after. */
  decoded(tile: T, asked: W, image: I): void;
  /** A picture that was here can't be decoded: the server is asked for it. */
  unusable?(asked: W): void;
  /** The image can't be decoded, or isn't what was asked for. */
  broken(tile: T, asked: W, reason: string): void;
}

/**
 * One viewport's requests for pictures and their answers: what is asked for when, numbered in rising sequence, decoded, matched with what it answers, and
 * acknowledged, so that the server may send the next.
 */
export class PictureRequests<W, T extends Picture, I extends DecodedImage> {
  private sequence = 0;
  /** What may still be answered. */
  private readonly asked = new Map<number, W>();
  /** Tiles that were here when they were wanted: the server awaits nothing of them. */
  private readonly here = new WeakSet<T>();
  /** Number of the newest tile that was decoded, or is being decoded. */
  private newest = 0;
  private readonly scheduler: RenderScheduler<W>;
  private readonly decoder: TileDecoder<I, T>;

  constructor(
    private readonly viewport: number,
    private readonly host: ViewportHost,
    decode: DecodeImage<I>,
    private readonly kind: PictureKind<W, T, I>,
  ) {
    this.scheduler = new RenderScheduler<W>(
      (wanted, quality) => this.send(wanted, quality),
      (a, b) => kind.same(a, b),
    );
    this.decoder = new TileDecoder<I, T>(decode, {
      decoded: (tile, image) => this.decoded(tile, image),
      broken: (tile, reason) => this.broken(tile, reason),
      dropped: (tile) => this.finished(tile),
    });
  }

  /** Whether an answer of the server is awaited. */
  get awaiting(): boolean {
    return this.scheduler.awaiting;
  }

  /** See {@link RenderScheduler.quick}. */
  get quick(): boolean {
    return this.scheduler.quick;
  }

  /** See {@link RenderScheduler.slow}. */
  get slow(): boolean {
    return this.scheduler.slow;
  }

  /** A number for something else than a picture that takes part in the order. */
  nextSequence(): number {
    return ++this.sequence;
  }

  /** See {@link RenderScheduler.moving}. */
  moving(wanted: W): void {
    this.scheduler.moving(wanted);
  }

  /** The user moves to a picture that is here already: it is shown as if it had just come, and the exact one asked for at rest. */
  movingTo(wanted: W, kept: T): void {
    if (this.scheduler.moving(wanted, true)) {
      const tile = { ...kept, sequence: this.nextSequence() };
      this.here.add(tile);
      this.asked.set(tile.sequence, wanted);
      this.push(tile);
    }
  }

  /** Pictures that are here and that the user may move to next, the likeliest first. */
  prepare(kept: readonly T[]): void {
    this.decoder.prepare(kept);
  }

  /** See {@link RenderScheduler.missing}. */
  missing(wanted: W): void {
    this.scheduler.missing(wanted);
  }

  /** See {@link RenderScheduler.more}. */
  more(wanted: W): void {
    this.scheduler.more(wanted);
  }

  /** See {@link RenderScheduler.complete}. */
  complete(): void {
    this.scheduler.complete();
  }

  /** See {@link RenderScheduler.atRest}. */
  atRest(wanted: W, preview: boolean): void {
    this.scheduler.atRest(wanted, preview);
  }

  /** Forgets what was asked for: no answer to it will be shown, and the same may be asked for again. */
  reset(): void {
    this.scheduler.reset();
    this.asked.clear();
    this.decoder.reset();
  }

  /** What this number asked for; undefined where it is of no interest any more. */
  askedBy(sequence: number): W | undefined {
    return this.asked.get(sequence);
  }

  /** This request, and with it every older one, is answered. It itself is kept: while slices of a volume still come, it is answered again. */
  settle(sequence: number): void {
    for (const sent of this.asked.keys()) {
      if (sent < sequence) {
        this.asked.delete(sent);
      }
    }
    this.scheduler.settle(sequence);
  }

  onTile(tile: T): void {
    const asked = this.asked.get(tile.sequence);
    const mismatch = asked && this.kind.mismatch(tile, asked);
    if (!asked || tile.sequence < this.newest) {
      this.finished(tile);
    } else if (mismatch) {
      this.broken(tile, mismatch);
    } else {
      this.push(tile);
    }
  }

  /** The decoder takes what it is given last for the newest. */
  private push(tile: T): void {
    this.newest = tile.sequence;
    this.decoder.push(tile);
  }

  private send(wanted: W, quality: Quality): number | undefined {
    const sequence = this.sequence + 1;
    const asked = (quality === "exact" && this.kind.missing?.(wanted)) || wanted;
    if (!this.host.send(this.kind.message(asked, quality, sequence))) {
      return undefined;
    }
    this.sequence = sequence;
    this.asked.set(sequence, asked);
    return sequence;
  }

  private decoded(tile: T, image: I): void {
    const asked = this.asked.get(tile.sequence);
    if (asked) {
      this.kind.decoded(tile, asked, image);
    } else {
      image.close();
    }
    this.finished(tile);
    this.host.changed();
  }

  private broken(tile: T, reason: string): void {
    const asked = this.asked.get(tile.sequence);
    if (asked && this.here.has(tile)) {
      this.kind.unusable?.(asked);
      this.scheduler.notHere();
    } else if (asked) {
      this.kind.broken(tile, asked, reason);
    }
    this.finished(tile);
    this.host.changed();
  }

  /** Tells the server that this tile is on the screen, or never will be: either way it may send the next. */
  private finished(tile: T): void {
    if (this.here.has(tile)) {
      this.asked.delete(tile.sequence);
    } else {
      this.host.send({ type: "painted", viewport: this.viewport, sequence: tile.sequence });
      this.settle(tile.sequence);
    }
  }
}
