import { MAX_AHEAD } from "../protocol/encode.js";
import type { Tile } from "../protocol/messages.js";
import { sameView, type Wanted } from "./wanted.js";

/** What a picture is taken to have before one has come. */
const FIRST_BYTES = 50_000;
/** Of the room, that what is planned takes: pictures differ in size. */
const PLANNED_SHARE = 0.9;
/** Slices of a plan. */
const MOST_PLANNED = 400;
/** With so many still to come, more are asked for. */
const FEW = 8;

/** Where the reader is among the slices of a series. */
export interface Position {
  /** From 1. */
  readonly slice: number;
  readonly forward: boolean;
  readonly slices: number;
  /** Whether this slice would be looked at as the reader's is. */
  fits(slice: number): boolean;
}

/**
 * Pictures of one view that the reader may turn to, compressed as they came, in the page's memory and nowhere else. What another look at the series would show differently is never among them:
 * whoever looks otherwise empties it. Within its room those nearest to the reader are kept, twice as many in the direction of motion as behind.
 */
export class KeptPictures {
  private readonly tiles = new Map<number, Tile>();
  private view: Wanted | undefined;
  private position: Position | undefined;
  private bytes = 0;
  private largest = 0;
  /** The number by which pictures of this view were first asked for. */
  private since = Infinity;
  /** What was asked for last, of this view. */
  private told: { readonly slice: number; readonly slices: readonly number[] } | undefined;
  private came = 0;

  /** @param room bytes that it may take now */
  constructor(private readonly room: () => number) {}

  /** Pictures that have come ahead since the series was opened, kept or not. */
  get received(): number {
    return this.came;
  }

  /** What is kept of this picture. A view that isn't that of the kept ones empties it. */
  find(wanted: Wanted): Tile | undefined {
    if (!this.holds(wanted)) {
      this.clear();
      this.view = wanted;
    }
    return this.tiles.get(wanted.slice);
  }

  /** Those of these slices that are kept. */
  among(slices: readonly number[]): readonly Tile[] {
    return slices.flatMap((slice) => this.tiles.get(slice) ?? []);
  }

  /** One came ahead. */
  arrived(tile: Tile): void {
    this.came += 1;
    // What was asked for before the view changed may look otherwise.
    if (this.view && tile.sequence >= this.since && tile.inverted === this.view.invert) {
      this.keep(tile, this.view);
    }
  }

  /** Keeps a picture, if it is of the view. */
  keep(tile: Tile, wanted: Wanted): void {
    if (!this.holds(wanted)) {
      return;
    }
    this.forget(tile.slice);
    this.largest = Math.max(this.largest, tile.image.byteLength);
    this.tiles.set(tile.slice, tile);
    this.bytes += tile.image.byteLength;
    this.trim();
  }

  /** There may be less room than before: those that would be planned last go first. */
  trim(): void {
    while (this.tiles.size > 0 && this.bytes > this.room()) {
      this.forget([...this.tiles.keys()].reduce((a, b) => (this.turn(b) > this.turn(a) ? b : a)));
    }
  }

  /** It can't be shown. */
  forget(slice: number): void {
    this.bytes -= this.tiles.get(slice)?.image.byteLength ?? 0;
    this.tiles.delete(slice);
  }

  /** What the server is to be asked for now, the next ones first; undefined where it knows already. */
  wish(position: Position): readonly number[] | undefined {
    this.position = position;
    const slices = this.plan()
      .filter((slice) => slice !== position.slice && !this.tiles.has(slice))
      .slice(0, MAX_AHEAD);
    const { told } = this;
    const known = told ? told.slice === position.slice && equal(told.slices, slices) : slices.length === 0;
    return known ? undefined : slices;
  }

  /** They are asked for by this number. */
  asked(sequence: number, slice: number, slices: readonly number[]): void {
    this.since = Math.min(this.since, sequence);
    this.told = { slice, slices };
  }

  /** Whether what was asked for has come but for a few. */
  get runsOut(): boolean {
    return this.told !== undefined && this.told.slices.filter((slice) => !this.tiles.has(slice)).length <= FEW;
  }

  clear(): void {
    this.tiles.clear();
    this.view = this.position = this.told = undefined;
    this.bytes = this.largest = 0;
    this.since = Infinity;
  }

  /** Another series: the server counts anew. */
  begin(): void {
    this.clear();
    this.came = 0;
  }

  private holds(wanted: Wanted): boolean {
    return this.view !== undefined && sameView(this.view, wanted);
  }

  /** When it is about a slice's turn in a plan: of three, two lie in the direction of motion. */
  private turn(slice: number): number {
    const { slice: reader = 0, forward = true } = this.position ?? {};
    const ahead = forward ? slice - reader : reader - slice;
    return ahead >= 0 ? 3 * ahead : -6 * ahead;
  }

  /** What there is room for, outward from the reader. */
  private plan(): readonly number[] {
    if (!this.position) {
      return [];
    }
    const { slice, forward, slices, fits } = this.position;
    const step = forward ? 1 : -1;
    const within = (number: number): boolean => number >= 1 && number <= slices;
    const room = PLANNED_SHARE * this.room();
    const plan: number[] = [];
    let bytes = 0;
    let ahead = slice;
    let behind = slice - step;
    for (let i = 0; plan.length < MOST_PLANNED && (within(ahead) || within(behind)); i += 1) {
      const takeAhead = within(ahead) && (i % 3 !== 2 || !within(behind));
      const next = takeAhead ? ahead : behind;
      ahead += takeAhead ? step : 0;
      behind -= takeAhead ? 0 : step;
      if (fits(next)) {
        // The reader's own is kept where it is here, but never asked for.
        const missing = next === slice ? 0 : this.largest || FIRST_BYTES;
        bytes += this.tiles.get(next)?.image.byteLength ?? missing;
        if (bytes > room) {
          break;
        }
        plan.push(next);
      }
    }
    return plan;
  }
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
