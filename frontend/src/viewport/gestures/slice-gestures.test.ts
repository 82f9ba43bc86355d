import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Point } from "../geometry.js";
import { CT_SERIES, fakeDecoder, seriesOf } from "../testing.js";
import { ViewportModel } from "../viewport-model.js";
import { SliceGestures } from "./slice-gestures.js";
import { listenToTouch } from "./touch.js";

const AT = { x: 200, y: 200 };
const beside = (dx: number, dy: number): Point => ({ x: AT.x + dx, y: AT.y + dy });

describe("a finger on slices", () => {
  let model: ViewportModel;
  let target: HTMLElement;

  function finger(type: "down" | "move" | "up", { x, y }: Point): void {
    target.dispatchEvent(Object.assign(new MouseEvent(`pointer${type}`, { clientX: x, clientY: y }), { pointerType: "touch", pointerId: 1 }));
    // A frame.
    vi.advanceTimersByTime(20);
  }

  beforeEach(() => {
    vi.useFakeTimers();
    model = new ViewportModel(0, { send: () => true, changed: () => {} }, fakeDecoder().decode as never);
    model.resize({ width: 400, height: 400 }, 1);
    model.open(CT_SERIES, 100);
    // So long a stack that three pixels are a slice.
    model.onSeries(seriesOf(1000));
    target = Object.assign(document.createElement("div"), { setPointerCapture: () => {} });
    listenToTouch(target, new SliceGestures(model, () => {}), ({ clientX, clientY }) => ({ x: clientX, y: clientY }));
    return () => vi.useRealTimers();
  });

  test("that trembles before it holds scrolls nothing, and then changes the window", () => {
    finger("down", AT);
    finger("move", beside(3, 6));
    vi.advanceTimersByTime(500);
    finger("move", beside(-2, 7));
    expect(model.slice).toBe(100);
    expect(model.window).toBeNull();
    finger("move", beside(40, 0));
    expect(model.window).toEqual({ center: 40, width: 440 });
    expect(model.slice).toBe(100);
    finger("up", beside(40, 0));
  });

  test("that moves on scrolls, also back to where it began", () => {
    finger("down", AT);
    finger("move", beside(0, 30));
    expect(model.slice).toBe(110);
    finger("move", beside(0, 3));
    expect(model.slice).toBe(101);
    finger("up", beside(0, 3));
  });
});
