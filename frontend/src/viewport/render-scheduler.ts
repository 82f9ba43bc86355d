import type { Quality } from "../protocol/messages.js";

/** Without input for this long the user is at rest, and the exact picture is asked for. */
export const REST_MS = 100;
/**
 * Requests of a moving viewport that may be under way, at least and at most. How many there are follows the time that answers take ({@link RenderScheduler.most}): the server keeps only the newest
 * of what it hasn't begun, and begins a picture when the line can take it, so that a request waits for nothing on the server's side. One that waited here for an answer to another would be late by a
 * whole round trip.
 */
const LEAST_OUTSTANDING = 4;
export const MOST_OUTSTANDING = 32;
/** The exact picture at rest goes out even then. */
const MORE_FOR_EXACT = 4;
/** A screen shows no more than one picture in this time. */
const FRAME_MS = 16;
/** Answers that take longer tell of a line that carries the exact picture noticeably later than a quick one. */
const QUICK_MS = 60;
/** How much the newest answer counts. */
const NEWEST_SHARE = 0.3;

/**
 * Decides when a viewport asks for what: interactive pictures while the user moves, the exact one at rest, and only the newest ever. `W` is what describes a
 * picture as it would look on the screen: of a slice, or of a plane through a volume.
 */
export class RenderScheduler<W> {
  private wanted: W | undefined;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Sequences sent and neither painted nor overtaken, rising. */
  private outstanding: { readonly sequence: number; readonly sentMs: number }[] = [];
  /** From a request to its answer on the screen, lately; undefined until there is one. */
  private answerMs: number | undefined;
  private waiting = false;
  /** What is asked for depends on what the answer before brings: one at a time. */
  private single = false;
  /** An interactive picture goes before the exact one. */
  private preview = false;
  private lastSent: { readonly wanted: W; readonly quality: Quality } | undefined;

  /**
   * @param send sends the request and returns its sequence; undefined when there is no connection
   * @param same whether two pictures would look alike
   */
  constructor(
    private readonly send: (wanted: W, quality: Quality) => number | undefined,
    private readonly same: (a: W, b: W) => boolean,
  ) {}

  get awaiting(): boolean {
    return this.outstanding.length > 0;
  }

  /** Requests that may be under way now: one for each frame of the screen while an answer is awaited. */
  get most(): number {
    return Math.min(MOST_OUTSTANDING, LEAST_OUTSTANDING + Math.ceil((this.answerMs ?? 0) / FRAME_MS));
  }

  /** Whether answers are known to come so soon that the exact picture needs no quick one before it. */
  get quick(): boolean {
    return this.answerMs !== undefined && this.answerMs <= QUICK_MS;
  }

  /** Whether answers are known to take so long that a quick picture before the exact one is worth its while. */
  get slow(): boolean {
    return this.answerMs !== undefined && this.answerMs > QUICK_MS;
  }

  /**
   * The user moves: what is wanted now, until the next call.
   *
   * @param here whether there is a picture of it already, and only the exact one is to be asked for, at rest
   * @returns whether that is something else than before
   */
  moving(wanted: W, here = false): boolean {
    if (this.wanted && this.same(this.wanted, wanted)) {
      return false;
    }
    this.wanted = wanted;
    this.preview = this.single = false;
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      this.restTimer = undefined;
      this.pump();
    }, REST_MS);
    this.waiting = !here;
    if (here) {
      // The exact picture may have been shown before: it isn't on the screen any more.
      this.lastSent = undefined;
    }
    this.pump();
    return true;
  }

  /** What was here can't be shown: the server is asked. */
  notHere(): void {
    this.waiting = true;
    this.pump();
  }

  /**
   * No motion is expected (a series has just opened): the exact picture, at once. Where that takes its time, as for large pictures, an interactive one goes before it;
   * the exact one is asked for once that is painted, since the server would drop a request that is overtaken.
   */
  atRest(wanted: W, preview = false): void {
    this.stopMoving();
    this.wanted = wanted;
    if (!preview || !(this.lastSent && this.same(this.lastSent.wanted, wanted))) {
      this.preview = preview;
      this.waiting = true;
    }
    this.pump();
  }

  /** Little is missing of the exact picture: that comes at once, also while the user moves, piece by piece. */
  missing(wanted: W): void {
    this.stopMoving();
    this.single = true;
    this.waiting = this.preview = false;
    this.more(wanted);
  }

  /** A piece of the exact picture has come, and another is missing. While the user moves otherwise, that has time until they rest. */
  more(wanted: W): void {
    if (this.restTimer === undefined) {
      this.wanted = wanted;
      this.lastSent = undefined;
      this.pump();
    }
  }

  /** Everything that is wanted is on the screen. */
  complete(): void {
    this.stopMoving();
    this.wanted = this.lastSent = undefined;
    this.waiting = this.preview = false;
  }

  /** The request with this sequence, and with it every older one, is answered and painted, or never will be. */
  settle(sequence: number): void {
    const answered = this.outstanding.findLast((sent) => sent.sequence <= sequence);
    if (answered) {
      const newest = performance.now() - answered.sentMs;
      const former = this.answerMs ?? newest;
      this.answerMs = former + NEWEST_SHARE * (newest - former);
      this.outstanding = this.outstanding.filter((sent) => sent.sequence > sequence);
    }
    if (this.preview && !this.waiting && this.outstanding.length === 0) {
      this.preview = false;
    }
    this.pump();
  }

  /** Forgets everything: the series changed, or the connection is gone. */
  reset(): void {
    this.stopMoving();
    this.wanted = undefined;
    this.lastSent = undefined;
    this.outstanding = [];
    this.waiting = false;
    this.preview = false;
  }

  private stopMoving(): void {
    clearTimeout(this.restTimer);
    this.restTimer = undefined;
    this.single = false;
  }

  private pump(): void {
    if (!this.wanted) {
      return;
    }
    const quality: Quality = this.restTimer === undefined && !this.preview ? "exact" : "interactive";
    if (quality === "interactive" && !this.waiting) {
      return;
    }
    if (quality === "exact" && this.lastSent?.quality === "exact" && this.same(this.lastSent.wanted, this.wanted)) {
      return;
    }
    const most = quality === "exact" ? this.most + MORE_FOR_EXACT : this.most;
    if (this.outstanding.length >= (this.single ? 1 : most)) {
      return;
    }
    const sequence = this.send(this.wanted, quality);
    if (sequence !== undefined) {
      this.waiting = false;
      this.lastSent = { wanted: this.wanted, quality };
      this.outstanding.push({ sequence, sentMs: performance.now() });
    }
  }
}
