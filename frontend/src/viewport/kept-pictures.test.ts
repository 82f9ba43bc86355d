// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { KeptPictures, type Position } from "./kept-pictures.js";
import { tileOf } from "./testing.js";
import type { Wanted } from "./wanted.js";

const VIEW: Wanted = {
  slice: 1,
  window: null,
  invert: false,
  region: { x: 0, y: 0, width: 512, height: 512 },
  part: { whole: { width: 512, height: 512 }, left: 0, top: 0, width: 512, height: 512 },
  size: { width: 512, height: 512 },
};

describe("KeptPictures", () => {
  let room: number;
  let kept: KeptPictures;

  const at = (slice: number, change: Partial<Position> = {}): Position => ({
    slice,
    forward: true,
    slices: 100,
    fits: () => true,
    ...change,
  });
  const has = (...slices: number[]): boolean[] => slices.map((slice) => kept.find({ ...VIEW, slice }) !== undefined);

  function ask(sequence: number, position: Position): readonly number[] | undefined {
    kept.find({ ...VIEW, slice: position.slice });
    const slices = kept.wish(position);
    if (slices) {
      kept.asked(sequence, position.slice, slices);
    }
    return slices;
  }

  function arrive(sequence: number, slice: number, bytes = 1000): void {
    kept.arrived(tileOf({ ahead: true, sequence, slice, image: new Uint8Array(bytes) }));
  }

  beforeEach(() => {
    room = 10_000_000;
    kept = new KeptPictures(() => room);
  });

  test("wishes twice as many in the direction of motion as behind, the nearest first", () => {
    expect(ask(1, at(10))!.slice(0, 6)).toEqual([11, 9, 12, 13, 8, 14]);
    expect(ask(2, at(10, { forward: false }))!.slice(0, 6)).toEqual([9, 11, 8, 7, 12, 6]);
    expect(ask(3, at(100))!.slice(0, 3)).toEqual([99, 98, 97]);
    expect(kept.wish(at(10))).toHaveLength(32);
  });

  test("wishes only what would be looked at alike, and what isn't here", () => {
    ask(1, at(10, { fits: (slice) => slice % 2 === 0 }));
    arrive(1, 12);
    expect(kept.wish(at(10, { fits: (slice) => slice % 2 === 0 }))!.slice(0, 3)).toEqual([8, 14, 16]);
  });

  test("says nothing twice", () => {
    expect(ask(1, at(10))).toBeDefined();
    expect(ask(2, at(10))).toBeUndefined();
    expect(ask(3, at(11))).toBeDefined();
  });

  test("a look that differs in anything empties it", () => {
    for (const other of [
      { ...VIEW, window: { center: 40, width: 400 } },
      { ...VIEW, invert: true },
      { ...VIEW, region: { ...VIEW.region, x: 1 } },
      { ...VIEW, size: { width: 513, height: 512 } },
    ]) {
      ask(1, at(1));
      arrive(1, 2);
      expect(has(2)).toEqual([true]);
      expect(kept.find({ ...other, slice: 2 })).toBeUndefined();
      expect(has(2)).toEqual([false]);
    }
  });

  test("what was asked for before the look changed never comes in", () => {
    ask(1, at(1));
    kept.find({ ...VIEW, window: { center: 40, width: 400 } });
    arrive(1, 2);
    expect(kept.find({ ...VIEW, window: { center: 40, width: 400 }, slice: 2 })).toBeUndefined();
    ask(5, at(1));
    arrive(1, 2);
    expect(has(2)).toEqual([false]);
    arrive(5, 2);
    expect(has(2)).toEqual([true]);
    expect(kept.received, "the server counts what it sent").toBe(3);
  });

  test("takes none that nobody asked for, nor one that is inverted where that isn't wanted", () => {
    kept.find(VIEW);
    arrive(1, 2);
    ask(3, at(1));
    kept.arrived(tileOf({ ahead: true, sequence: 3, slice: 3, inverted: true }));
    expect(has(2, 3)).toEqual([false, false]);
  });

  test("stays within its room, keeps the nearest, and comes to an end", () => {
    room = 200_000;
    let asked = 0;
    for (let sequence = 1; ; sequence += 1) {
      const slices = ask(sequence, at(50));
      if (!slices || slices.length === 0) {
        break;
      }
      asked += 1;
      expect(asked).toBeLessThan(30);
      // Of very different sizes.
      slices.forEach((slice) => arrive(sequence, slice, 5_000 + (slice % 7) * 4_000));
    }
    const here = Array.from({ length: 100 }, (_, index) => index + 1).filter((slice) => has(slice)[0]);
    const bytes = here.reduce((sum, slice) => sum + 5_000 + (slice % 7) * 4_000, 0);
    expect(bytes).toBeLessThanOrEqual(room);
    expect(bytes).toBeGreaterThan(room / 2);
    expect(has(51, 52, 49)).toEqual([true, true, true]);
    expect(has(1, 100)).toEqual([false, false]);
  });

  test("makes room without looking at slices that aren't here", () => {
    let looked = 0;
    const fits = (): boolean => {
      looked += 1;
      return true;
    };
    ask(1, at(50, { fits }));
    room = 10_500;
    for (let slice = 51; slice <= 60; slice += 1) {
      arrive(1, slice);
    }
    looked = 0;
    arrive(1, 48);
    expect(looked).toBe(0);
    expect(has(48, 51, 59, 60)).toEqual([true, true, true, false]);
  });

  test("gives room back at once when there is less", () => {
    ask(1, at(50));
    for (let slice = 51; slice <= 60; slice += 1) {
      arrive(1, slice);
    }
    room = 3_500;
    kept.trim();
    expect(has(51, 52, 53, 59, 60)).toEqual([true, true, true, false, false]);
    room = 0;
    kept.trim();
    expect(has(51, 52)).toEqual([false, false]);
    expect(kept.wish(at(50)), "tells that nothing is wanted any more").toEqual([]);
  });

  test("without room nothing is ever asked for", () => {
    room = 0;
    expect(ask(1, at(10))).toBeUndefined();
    expect(ask(2, at(11))).toBeUndefined();
  });

  test("runs out when few of those asked for are still to come", () => {
    ask(1, at(1));
    expect(kept.runsOut).toBe(false);
    for (let slice = 2; slice <= 25; slice += 1) {
      arrive(1, slice);
    }
    expect(kept.runsOut).toBe(true);
  });

  test("counts anew with each series", () => {
    ask(1, at(1));
    arrive(1, 2);
    kept.begin();
    expect(kept.received).toBe(0);
    expect(has(2)).toEqual([false]);
  });
});
