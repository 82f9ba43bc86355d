// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RenderScheduler } from "./render-scheduler.js";
import { same, type Wanted } from "./wanted.js";

const wanted = (slice: number): Wanted => ({
  slice,
  window: null,
  invert: false,
  region: { x: 0, y: 0, width: 512, height: 512 },
  part: { whole: { width: 512, height: 512 }, left: 0, top: 0, width: 512, height: 512 },
  size: { width: 512, height: 512 },
});

describe("RenderScheduler", () => {
  let sent: string[];
  let sequence: number;
  let connected: boolean;
  let scheduler: RenderScheduler<Wanted>;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    sequence = 0;
    connected = true;
    scheduler = new RenderScheduler(({ slice }, quality) => {
      if (!connected) {
        return undefined;
      }
      sent.push(`${slice} ${quality}`);
      return ++sequence;
    }, same);
  });
  afterEach(() => vi.useRealTimers());

  test("asks for an interactive picture while the user moves, and for the exact one 100 ms after", () => {
    scheduler.moving(wanted(2));
    expect(sent).toEqual(["2 interactive"]);
    vi.advanceTimersByTime(99);
    expect(sent).toEqual(["2 interactive"]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual(["2 interactive", "2 exact"]);
  });

  test("counts the 100 ms from the last input", () => {
    scheduler.moving(wanted(2));
    vi.advanceTimersByTime(90);
    scheduler.moving(wanted(3));
    vi.advanceTimersByTime(90);
    expect(sent).toEqual(["2 interactive", "3 interactive"]);
    vi.advanceTimersByTime(10);
    expect(sent.at(-1)).toBe("3 exact");
  });

  test("asks for the exact picture of a large one at rest once an interactive one is painted", () => {
    scheduler.atRest(wanted(1), true);
    scheduler.atRest(wanted(1), true);
    expect(sent).toEqual(["1 interactive"]);
    scheduler.settle(1);
    expect(sent).toEqual(["1 interactive", "1 exact"]);
    scheduler.atRest(wanted(1), true);
    scheduler.settle(2);
    expect(sent).toEqual(["1 interactive", "1 exact"]);
  });

  test("moving on ends the wait for the interactive picture of a large one", () => {
    scheduler.atRest(wanted(1), true);
    scheduler.moving(wanted(2));
    vi.advanceTimersByTime(100);
    expect(sent).toEqual(["1 interactive", "2 interactive", "2 exact"]);
  });

  test("lets four requests be under way before any answer is known, then sends only the newest", () => {
    for (const slice of [2, 3, 4, 5, 6, 7, 8]) {
      scheduler.moving(wanted(slice));
    }
    expect(sent).toEqual(["2 interactive", "3 interactive", "4 interactive", "5 interactive"]);
    scheduler.settle(1);
    expect(sent.slice(4)).toEqual(["8 interactive"]);
    scheduler.settle(2);
    scheduler.settle(5);
    expect(sent).toHaveLength(5);
  });

  /** A reader who moves at every frame, over a line whose answers take that long; one answer a request. */
  function move(answerMs: number, frames: number): { readonly sentAFrame: number; readonly mostUnderWay: number } {
    let underWay = 0;
    let mostUnderWay = 0;
    const before = sent.length;
    for (let slice = 2; slice < frames + 2; slice++) {
      const count = sent.length;
      scheduler.moving(wanted(slice));
      for (let own = count + 1; own <= sent.length; own++) {
        underWay += 1;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        setTimeout(() => {
          underWay -= 1;
          scheduler.settle(own);
        }, answerMs);
      }
      vi.advanceTimersByTime(16);
    }
    return { sentAFrame: (sent.length - before) / frames, mostUnderWay };
  }

  test("asks at every frame, however long answers take, once that is known", () => {
    move(120, 30);
    expect(move(120, 60).sentAFrame).toBeGreaterThan(0.98);
    move(300, 60);
    expect(move(300, 60).sentAFrame).toBeGreaterThan(0.98);
  });

  test("has no more under way than answers take frames, and never more than 32", () => {
    move(10, 60);
    expect(scheduler.most).toBe(5);
    move(2_000, 300);
    expect(scheduler.most).toBe(32);
    expect(move(2_000, 300).mostUnderWay).toBeLessThanOrEqual(32);
  });

  test("takes an answer as the answer of everything older", () => {
    scheduler.moving(wanted(2));
    scheduler.moving(wanted(3));
    scheduler.moving(wanted(4));
    scheduler.settle(2);
    expect(scheduler.awaiting).toBe(true);
    expect(sent.at(-1)).toBe("4 interactive");
    expect(scheduler.awaiting).toBe(true);
    scheduler.settle(3);
    expect(scheduler.awaiting).toBe(false);
  });

  test("sends the exact request at rest even while interactive ones are under way", () => {
    scheduler.moving(wanted(2));
    scheduler.moving(wanted(3));
    for (const slice of [4, 5, 6, 7]) {
      scheduler.moving(wanted(slice));
    }
    vi.advanceTimersByTime(100);
    expect(sent).toEqual(["2 interactive", "3 interactive", "4 interactive", "5 interactive", "7 exact"]);
    scheduler.settle(5);
    expect(sent).toHaveLength(5);
  });

  test("never has more than eight under way with exact ones, and then sends the newest as soon as it may", () => {
    for (let slice = 2; slice < 12; slice++) {
      scheduler.moving(wanted(slice));
      vi.advanceTimersByTime(100);
    }
    expect(sent).toHaveLength(8);
    scheduler.settle(8);
    expect(sent.at(-1)).toBe("11 exact");
  });

  test("asks for the exact picture at once where no motion is expected", () => {
    scheduler.atRest(wanted(1));
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual(["1 exact"]);
  });

  test("doesn't ask twice for what is wanted already", () => {
    scheduler.atRest(wanted(1));
    scheduler.moving(wanted(1));
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual(["1 exact"]);
  });

  test("asks again for the same after an excursion", () => {
    scheduler.atRest(wanted(1));
    scheduler.settle(1);
    scheduler.moving(wanted(2));
    scheduler.moving(wanted(1));
    vi.advanceTimersByTime(100);
    expect(sent).toEqual(["1 exact", "2 interactive", "1 interactive", "1 exact"]);
  });

  test("forgets everything on reset", () => {
    scheduler.moving(wanted(2));
    scheduler.reset();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual(["2 interactive"]);
    expect(scheduler.awaiting).toBe(false);
  });

  test("counts nothing as under way that didn't go out", () => {
    connected = false;
    scheduler.atRest(wanted(1));
    expect(scheduler.awaiting).toBe(false);
  });
});
