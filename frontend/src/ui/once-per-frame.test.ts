// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { oncePerFrame } from "./once-per-frame.js";

describe("once per frame", () => {
  let frames: FrameRequestCallback[];
  let runs: number;
  let call: () => void;

  const nextFrame = (): void => frames.splice(0).forEach((frame) => frame(0));

  beforeEach(() => {
    frames = [];
    runs = 0;
    call = oncePerFrame(() => (runs += 1));
    vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  });

  afterEach(() => vi.unstubAllGlobals());

  test("runs at the end of the task, not in it", async () => {
    call();
    call();
    expect(runs).toBe(0);
    await Promise.resolve();
    expect(runs).toBe(1);
  });

  test("what comes later in the same frame runs once, before it is drawn", async () => {
    call();
    await Promise.resolve();
    call();
    await Promise.resolve();
    call();
    await Promise.resolve();
    expect(runs).toBe(1);
    nextFrame();
    expect(runs).toBe(2);
  });

  test("without calls nothing runs, and after the frame the next one runs at once", async () => {
    call();
    await Promise.resolve();
    nextFrame();
    expect(runs).toBe(1);
    call();
    await Promise.resolve();
    expect(runs).toBe(2);
  });

  test("what is called while it runs isn't lost", async () => {
    const again = oncePerFrame(() => {
      runs += 1;
      if (runs === 1) {
        again();
      }
    });
    again();
    await Promise.resolve();
    nextFrame();
    expect(runs).toBe(2);
  });
});
