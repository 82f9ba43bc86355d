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
 * rising sequence, and a slow machine skips instead of falling behind.
 */
export class TileDecoder<I extends DecodedImage, T extends Picture> {
  private busy = false;
  private waiting: T | undefined;
  private generation = 0;

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

  /** Everything pushed so far is of no interest any more. */
  reset(): void {
    this.generation += 1;
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
      const image = await this.decode(tile);
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
  }
}
