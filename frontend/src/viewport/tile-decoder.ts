import type { Picture } from "../protocol/messages.js";

/** A decoded picture; whoever has it closes it. */
export type DecodedImage = Pick<ImageBitmap, "width" | "height" | "close">;

export type DecodeImage<I extends DecodedImage> = (tile: Picture) => Promise<I>;

export interface TileListener<I extends DecodedImage, T extends Picture> {
  /** The image is the listener's from here on, to draw and to close. */
  decoded(tile: T, image: I): void;
  /** The image can't be decoded, or isn't what its header says. */
  broken(tile: T, reason: string): void;
  /** A newer tile overtook this one, or nobody wants it any more. */
  dropped(tile: T): void;
}

/**
 * Decodes tiles off the main thread, one at a time, newest first: while one is decoded at most one waits, and a newer one takes its place. So tiles come out in
 * rising sequence, and a slow machine skips instead of falling behind. In between it decodes what may be pushed next.
 */
export class TileDecoder<I extends DecodedImage, T extends Picture> {
  private busy = false;
  private waiting: T | undefined;
  private generation = 0;
  /** What may be pushed next, the likeliest first. */
  private likely: readonly Picture[] = [];
  /** What of it is decoded, or being decoded, by its bytes: a tile that is shown again has a number of its own. */
  private readonly ready = new Map<Picture["image"], Promise<I>>();
  private preparing = false;

  constructor(
    private readonly decode: DecodeImage<I>,
    private readonly listener: TileListener<I, T>,
  ) {}

  push(tile: T): void {
    if (this.busy) {
      const overtaken = this.waiting;
      this.waiting = tile;
      if (overtaken) {
        this.listener.dropped(overtaken);
      }
    } else {
      void this.run(tile);
    }
  }

  /** Has these decoded, one after the other, while nothing is pushed; what else was decoded so is given up. */
  prepare(likely: readonly Picture[]): void {
    this.likely = likely;
    for (const [bytes, image] of this.ready) {
      if (!likely.some((tile) => tile.image === bytes)) {
        this.ready.delete(bytes);
        // One that can't be decoded says so when it is pushed.
        image.then((unused) => unused.close(), () => undefined);
      }
    }
    this.prepareNext();
  }

  /** Everything pushed so far is of no interest any more. */
  reset(): void {
    this.generation += 1;
    this.prepare([]);
    const overtaken = this.waiting;
    this.waiting = undefined;
    if (overtaken) {
      this.listener.dropped(overtaken);
    }
  }

  private async run(tile: T): Promise<void> {
    this.busy = true;
    const generation = this.generation;
    let outcome: () => void;
    try {
      const image = await this.take(tile);
      if (generation !== this.generation) {
        image.close();
        outcome = () => this.listener.dropped(tile);
      } else if (image.width !== tile.imageWidth || image.height !== tile.imageHeight) {
        image.close();
        const reason = `image of ${image.width} × ${image.height}, expected ${tile.imageWidth} × ${tile.imageHeight}`;
        outcome = () => this.listener.broken(tile, reason);
      } else {
        outcome = () => this.listener.decoded(tile, image);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      outcome = () => (generation === this.generation ? this.listener.broken(tile, reason) : this.listener.dropped(tile));
    }
    this.busy = false;
    const next = this.waiting;
    this.waiting = undefined;
    if (next) {
      void this.run(next);
    }
    outcome();
    this.prepareNext();
  }

  private take(tile: T): Promise<I> {
    const ready = this.ready.get(tile.image);
    this.ready.delete(tile.image);
    return ready ?? this.decode(tile);
  }

  private prepareNext(): void {
    const next = this.busy || this.preparing ? undefined : this.likely.find(({ image }) => !this.ready.has(image));
    if (next) {
      this.preparing = true;
      const image = this.decode(next);
      this.ready.set(next.image, image);
      const done = (): void => {
        this.preparing = false;
        this.prepareNext();
      };
      image.then(done, done);
    }
  }
}
