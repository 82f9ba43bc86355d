import type { Quality } from "../protocol/messages.js";

/** Without input for this long the user is at rest, and the exact picture is asked for. */
export const REST_MS = 100;
/** So many requests of a moving viewport may be under way; what comes meanwhile waits, and only the newest is ever sent. */
export const MOST_OUTSTANDING = 2;
/** The exact picture at rest goes out at once, so that the server can drop what it overtakes, but not without bound. */
const MOST_OUTSTANDING_EXACT = 4;

/**
 * Decides when a viewport asks for what: interactive pictures while the user moves, the exact one at rest, and only the newest ever. `W` is what describes a
 * picture as it would look on the screen: of a slice, or of a plane through a volume.
 */
export class RenderScheduler<W> {
  private wanted: W | undefined;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Sequences sent and neither painted nor overtaken, rising. */
  private outstanding: number[] = [];
  private waiting = false;
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

  /** The user moves: what is wanted now, until the next call. */
  moving(wanted: W): void {
    if (this.wanted && this.same(this.wanted, wanted)) {
      return;
    }
    this.wanted = wanted;
    this.preview = false;
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      this.restTimer = undefined;
      this.pump();
    }, REST_MS);
    this.waiting = true;
    this.pump();
  }

  /**
   * No motion is expected (a series has just opened): the exact picture, at once. Where that takes its time, as for large pictures, an interactive one goes before it;
   * the exact one is asked for once that is painted, since the server would drop a request that is overtaken.
   */
  atRest(wanted: W, preview = false): void {
    clearTimeout(this.restTimer);
    this.restTimer = undefined;
    this.wanted = wanted;
    if (!preview || !(this.lastSent && this.same(this.lastSent.wanted, wanted))) {
      this.preview = preview;
      this.waiting = true;
    }
    this.pump();
  }

  /** The request with this sequence, and with it every older one, is answered and painted, or never will be. */
  settle(sequence: number): void {
    this.outstanding = this.outstanding.filter((sent) => sent > sequence);
    if (this.preview && !this.waiting && this.outstanding.length === 0) {
      this.preview = false;
    }
    this.pump();
  }

  /** Forgets everything: the series changed, or the connection is gone. */
  reset(): void {
    clearTimeout(this.restTimer);
    this.restTimer = undefined;
    this.wanted = undefined;
    this.lastSent = undefined;
    this.outstanding = [];
    this.waiting = false;
    this.preview = false;
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
    if (this.outstanding.length >= (quality === "exact" ? MOST_OUTSTANDING_EXACT : MOST_OUTSTANDING)) {
      return;
    }
    const sequence = this.send(this.wanted, quality);
    if (sequence !== undefined) {
      this.waiting = false;
      this.lastSent = { wanted: this.wanted, quality };
      this.outstanding.push(sequence);
    }
  }
}
