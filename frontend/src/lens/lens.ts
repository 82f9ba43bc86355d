import type { Size } from "../protocol/messages.js";
import { centeredOn, place, scaleOf, snap, toSource, type Point } from "../viewport/geometry.js";
import { isExact, samePicture, type ShownPicture } from "../viewport/shown.js";
import type { ViewportHost } from "../viewport/streamed.js";
import type { JoinImages } from "../viewport/strips.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import { ViewportModel } from "../viewport/viewport-model.js";

/** The lens enlarges at least so many times, and shows no less than every pixel of the picture. */
const LEAST_FACTOR = 2;
const LARGEST_SCALE = 64;
/** Its diameter in CSS pixels, and no more than this share of the viewport. */
const DIAMETER = 240;
const SHARE = 0.6;
/** Above a finger, which would cover it. */
const ABOVE_FINGER = 36;

/**
 * A magnifying glass over a viewport's picture. It is a small viewport of its own on the stream, so that what it shows is asked for at its size and comes exact as
 * soon as it rests; until then it stretches what the viewport has.
 */
export class Lens<I extends DecodedImage> {
  /** Whether the lens is in hand. */
  on = false;
  /** Over which viewport it is; undefined while the pointer is elsewhere. */
  over: ViewportModel<I> | undefined;
  /** How many times larger than in the viewport the picture is in it. */
  factor = LEAST_FACTOR;
  /** What it asks for and gets. */
  readonly model: ViewportModel<I>;
  private at: Point = { x: 0, y: 0 };
  private byFinger = false;
  private opened: string | undefined;

  constructor(
    private readonly number: number,
    private readonly host: ViewportHost,
    decode: DecodeImage<I>,
    join?: JoinImages<I>,
  ) {
    this.model = new ViewportModel<I>(number, host, decode, undefined, join);
  }

  /** Takes it in hand over the middle of a viewport, or puts it away. */
  toggle(viewport: ViewportModel<I>): void {
    if (this.on) {
      this.end();
      return;
    }
    this.on = true;
    const { canvas, density } = viewport;
    this.moveTo(viewport, { x: canvas.width / 2 / density, y: canvas.height / 2 / density });
  }

  /** Puts it away. @returns whether it was in hand */
  end(): boolean {
    const before = this.on;
    this.on = false;
    this.over = undefined;
    if (this.opened !== undefined) {
      this.opened = undefined;
      this.model.dispose();
      this.host.send({ type: "close", viewport: this.number });
    }
    if (before) {
      this.host.changed();
    }
    return before;
  }

  /** The pointer is here, in CSS pixels of the viewport. */
  moveTo(viewport: ViewportModel<I>, at: Point, byFinger = false): void {
    if (this.on) {
      this.over = viewport;
      this.at = at;
      this.byFinger = byFinger;
      this.follow();
      this.host.changed();
    }
  }

  /** The pointer has left the viewport. */
  left(viewport: ViewportModel<I>): void {
    if (this.over === viewport) {
      this.over = undefined;
      this.host.changed();
    }
  }

  /** By CSS pixels, as keys move it. */
  moveBy({ x, y }: Point): void {
    if (this.over) {
      const { canvas, density } = this.over;
      const limited = (value: number, end: number): number => Math.min(end / density, Math.max(0, value));
      this.moveTo(this.over, { x: limited(this.at.x + x, canvas.width), y: limited(this.at.y + y, canvas.height) });
    }
  }

  /** What it shows is what its viewport shows: to be called whenever that changes. */
  follow(): void {
    const picture = this.picture;
    const { over, model } = this;
    if (!over || !picture) {
      return;
    }
    const { summary, slice, tile } = picture;
    const { canvas, density, view } = over;
    const size = Math.round(this.diameter * density);
    model.resize({ width: size, height: size }, density);
    if (this.opened !== summary.seriesInstanceUID) {
      this.opened = summary.seriesInstanceUID;
      model.open(summary, slice.slice);
    }
    const scale = scaleOf(view, slice, canvas);
    const lensScale = Math.min(Math.max(LEAST_FACTOR * scale, 1), LARGEST_SCALE);
    this.factor = lensScale / scale;
    const under = toSource(snap(place(view, slice, canvas)), slice, { x: this.at.x * density, y: this.at.y * density });
    const { windowCenter: center, windowWidth: width, inverted } = tile;
    // The viewport's picture has it: whether this one can have a window needn't be known first.
    model.window = over.window === null || center === null || width === null ? null : { center, width };
    model.follow({ slice: slice.slice, invert: inverted, view: centeredOn(view, slice, under, lensScale) });
  }

  /** The viewport's picture, which it stretches while its own isn't there. */
  get picture(): ShownPicture<I> | undefined {
    const shown = this.over?.shown;
    return shown?.kind === "picture" ? shown : undefined;
  }

  /** Its own picture, if that is of what the viewport shows: the same slice, window and inversion. */
  get own(): ShownPicture<I> | undefined {
    const { picture } = this;
    const { shown } = this.model;
    return picture &&
      shown?.kind === "picture" &&
      samePicture(shown.slice, picture.slice) &&
      shown.tile.windowCenter === picture.tile.windowCenter &&
      shown.tile.windowWidth === picture.tile.windowWidth &&
      shown.tile.inverted === picture.tile.inverted &&
      // It has no presentation state of its own: under one it enlarges what the viewport shows.
      shown.tile.presented === picture.tile.presented
      ? shown
      : undefined;
  }

  /** Whether every pixel in it is the exact one. */
  get exact(): boolean {
    const { own } = this;
    return own !== undefined && isExact(own, this.model.view, this.model.canvas);
  }

  /** In CSS pixels. */
  get diameter(): number {
    const { width, height } = this.viewportSize;
    return Math.max(1, Math.min(DIAMETER, Math.floor(SHARE * Math.min(width, height))));
  }

  /** Its upper left corner in the viewport, in CSS pixels. */
  get corner(): Point {
    const { diameter, at } = this;
    const { width, height } = this.viewportSize;
    const top = this.byFinger ? at.y - diameter - ABOVE_FINGER : at.y - diameter / 2;
    return {
      x: Math.min(Math.max(at.x - diameter / 2, -diameter / 2), width - diameter / 2),
      y: Math.min(Math.max(top, this.byFinger ? 0 : -diameter / 2), height - diameter / 2),
    };
  }

  private get viewportSize(): Size {
    const { canvas, density } = this.over ?? { canvas: { width: 0, height: 0 }, density: 1 };
    return { width: canvas.width / density, height: canvas.height / density };
  }
}
