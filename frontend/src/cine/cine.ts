import type { SeriesEvent, SliceInfo } from "../protocol/messages.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";

/** What happens at the end: it stays there, begins again, or turns round. */
export const CINE_MODES = ["forward", "loop", "bounce"] as const;
export type CineMode = (typeof CINE_MODES)[number];

export const SLOWEST = 1;
export const FASTEST = 60;
/** Of series whose files name no rate: what readers leaf through by hand. */
const DEFAULT_RATE = 15;
/** The rate achieved is that of so long. */
const COUNTED_MS = 2_000;
/** A machine that was busy or asleep for longer goes on from where it was. */
const LONGEST_PAUSE_MS = 1_000;

/** What playing needs of the browser. */
export interface CineClock {
  now(): number;
  /** Runs it when the screen is drawn next: not at all while it isn't shown. */
  atNextFrame(run: () => void): void;
}

export const BROWSER_CLOCK: CineClock = {
  now: () => performance.now(),
  atNextFrame: (run) => void requestAnimationFrame(run),
};

/**
 * Plays the pictures of one viewport's series at the rate of the file or one that is chosen. It says what is wanted at each frame of the screen and waits for nothing: what isn't there in time is
 * passed over, by the stream's own rule that the newest wish counts, and the rate that is told is that of the pictures on the screen.
 */
export class Cine<I extends DecodedImage> {
  /** Whose pictures are played, or were: the bar is there. */
  over: ViewportModel<I> | undefined;
  playing = false;
  mode: CineMode = "loop";
  /** Null for the file's. */
  chosenRate: number | null = null;

  private series: SeriesEvent | undefined;
  private step = 1;
  /** When the next picture is due. */
  private dueMs = 0;
  /** Where it went last: if the reader goes elsewhere, it goes on from there. */
  private slice = 0;
  /** What was on the screen when it was looked at last, and when each change was seen. */
  private seen: SliceInfo | undefined;
  private changesMs: number[] = [];
  /** Rises with each start, so that the frames of an earlier one end. */
  private run = 0;

  constructor(
    private readonly canPlay: (viewport: ViewportModel<I>) => boolean,
    private readonly changed: () => void,
    private readonly clock: CineClock = BROWSER_CLOCK,
  ) {}

  /** Pictures a second as the file wants them; undefined where it doesn't say. Where pictures stand for different times, their mean. */
  get fileRate(): number | undefined {
    const durations = this.over?.series?.slices.flatMap(({ duration }) => (duration === null ? [] : [duration])) ?? [];
    return durations.length === 0 ? undefined : (1000 * durations.length) / durations.reduce((sum, each) => sum + each, 0);
  }

  /** Pictures a second that are wanted. */
  get rate(): number {
    return this.chosenRate ?? this.fileRate ?? DEFAULT_RATE;
  }

  /** Pictures a second that were on the screen lately; undefined until there are two. */
  get trueRate(): number | undefined {
    const { changesMs } = this;
    const first = changesMs[0];
    const last = changesMs.at(-1);
    return first === undefined || last === undefined || last === first
      ? undefined
      : (1000 * (changesMs.length - 1)) / (last - first);
  }

  /** Plays this viewport's series, or pauses. */
  toggle(viewport: ViewportModel<I>): void {
    if (this.playing && this.over === viewport) {
      this.pause();
    } else if (viewport.slices > 1 && this.canPlay(viewport)) {
      this.play(viewport);
    }
  }

  pause(): void {
    if (this.playing) {
      this.playing = false;
      this.run += 1;
      this.changed();
    }
  }

  /** Pauses and takes the bar away. @returns whether it was there */
  end(): boolean {
    const before = this.over !== undefined;
    this.pause();
    this.over = this.series = this.seen = undefined;
    this.chosenRate = null;
    if (before) {
      this.changed();
    }
    return before;
  }

  setMode(mode: CineMode): void {
    this.mode = mode;
    this.step = mode === "bounce" ? this.step : 1;
    this.changed();
  }

  /** @param rate pictures a second; null for the file's */
  setRate(rate: number | null): void {
    this.chosenRate = rate === null ? null : Math.min(FASTEST, Math.max(SLOWEST, rate));
    this.dueMs = Math.min(this.dueMs, this.clock.now() + this.durationOf(this.slice));
    this.changesMs = [];
    this.changed();
  }

  private play(viewport: ViewportModel<I>): void {
    if (this.over !== viewport || this.series !== viewport.series) {
      this.chosenRate = null;
    }
    this.over = viewport;
    this.series = viewport.series;
    this.playing = true;
    this.step = 1;
    this.changesMs = [];
    this.seen = viewport.shown?.slice;
    if (this.mode === "forward" && viewport.slice === viewport.slices) {
      viewport.goTo(1);
    }
    this.slice = viewport.slice;
    this.dueMs = this.clock.now() + this.durationOf(this.slice);
    this.run += 1;
    this.follow(this.run);
    this.changed();
  }

  private follow(run: number): void {
    this.clock.atNextFrame(() => {
      if (run === this.run && this.playing) {
        this.frame();
        this.follow(run);
      }
    });
  }

  private frame(): void {
    const viewport = this.over!;
    if (viewport.series !== this.series || !this.canPlay(viewport)) {
      this.pause();
      return;
    }
    const now = this.clock.now();
    this.count(viewport, now);
    if (viewport.slice !== this.slice) {
      this.slice = viewport.slice;
      this.dueMs = now + this.durationOf(this.slice);
      return;
    }
    if (now - this.dueMs > LONGEST_PAUSE_MS) {
      this.dueMs = now;
    }
    let slice: number | undefined = this.slice;
    while (slice !== undefined && now >= this.dueMs) {
      slice = this.after(slice);
      this.dueMs += this.durationOf(slice ?? this.slice);
      this.slice = slice ?? this.slice;
    }
    if (this.slice !== viewport.slice) {
      viewport.goTo(this.slice);
    }
    if (slice === undefined) {
      this.pause();
    }
  }

  /** What is on the screen, whatever was wanted. */
  private count(viewport: ViewportModel<I>, now: number): void {
    const shown = viewport.shown?.slice;
    if (shown !== this.seen) {
      this.seen = shown;
      this.changesMs.push(now);
    }
    this.changesMs = this.changesMs.filter((change) => now - change <= COUNTED_MS);
  }

  /** The one that follows; undefined at the end. */
  private after(slice: number): number | undefined {
    const { slices } = this.over!;
    const next = slice + this.step;
    if (next >= 1 && next <= slices) {
      return next;
    }
    switch (this.mode) {
      case "forward":
        return undefined;
      case "loop":
        return 1;
      case "bounce":
        this.step = -this.step;
        return slice + this.step;
    }
  }

  /** How long a picture stands, ms. */
  private durationOf(slice: number): number {
    const own = this.chosenRate === null ? this.over?.series?.slices[slice - 1]?.duration : undefined;
    return own ?? 1000 / this.rate;
  }
}
