// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RenderScheduler } from "./render-scheduler.js";
import { same, type Wanted } from "./wanted.js";

const wanted = (slice: number): Wanted => ({
  slice,
  window: null,
  invert: false,
  region: { x: 0, y: 0, width: 512, height: 512 },
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

  test("lets two requests be under way, then sends only the newest", () => {
    for (const slice of [2, 3, 4, 5, 6]) {
      scheduler.moving(wanted(slice));
    }
    expect(sent).toEqual(["2 interactive", "3 interactive"]);
    scheduler.settle(1);
    expect(sent).toEqual(["2 interactive", "3 interactive", "6 interactive"]);
    scheduler.settle(2);
    scheduler.settle(3);
    expect(sent).toHaveLength(3);
  });

  test("takes an answer as the answer of everything older", () => {
    scheduler.moving(wanted(2));
    scheduler.moving(wanted(3));
    scheduler.moving(wanted(4));
    scheduler.settle(2);
    expect(scheduler.awaiting).toBe(true);
    expect(sent.at(-1)).toBe("4 interactive");
    scheduler.settle(3);
    expect(scheduler.awaiting).toBe(false);
  });

  test("sends the exact request at rest even while interactive ones are under way", () => {
    scheduler.moving(wanted(2));
    scheduler.moving(wanted(3));
    scheduler.moving(wanted(4));
    vi.advanceTimersByTime(100);
    expect(sent).toEqual(["2 interactive", "3 interactive", "4 exact"]);
    scheduler.settle(3);
    expect(sent).toHaveLength(3);
  });

  test("never has more than four under way, and then sends the newest as soon as it may", () => {
    for (let slice = 2; slice < 12; slice++) {
      scheduler.moving(wanted(slice));
      vi.advanceTimersByTime(100);
    }
    expect(sent).toHaveLength(4);
    scheduler.settle(4);
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
