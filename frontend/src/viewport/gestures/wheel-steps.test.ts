// @vitest-environment node
import { describe, expect, test } from "vitest";
import { WheelSteps } from "./wheel-steps.js";

describe("the wheel", () => {
  test("goes one slice a notch, whatever a browser calls a notch", () => {
    const wheel = new WheelSteps();
    expect(wheel.steps(100, 0, 0)).toBe(1);
    expect(wheel.steps(-120, 0, 10)).toBe(-1);
    // Firefox reports three lines, a zoomed browser fewer pixels.
    expect(wheel.steps(3, 1, 20)).toBe(1);
    expect(wheel.steps(66.7, 0, 30)).toBe(1);
  });
  test("counts notches that the browser has merged", () => {
    expect(new WheelSteps().steps(300, 0, 0)).toBe(3);
  });
  test("adds up a trackpad's small movements", () => {
    const wheel = new WheelSteps();
    const steps = Array.from({ length: 12 }, (_, index) => wheel.steps(10, 0, index * 16));
    expect(steps).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
  test("forgets the remainder at a turn and after a pause", () => {
    const wheel = new WheelSteps();
    expect(wheel.steps(30, 0, 0)).toBe(0);
    expect(wheel.steps(-30, 0, 16)).toBe(0);
    expect(wheel.steps(-10, 0, 32)).toBe(-1);
    expect(wheel.steps(-30, 0, 48)).toBe(0);
    expect(wheel.steps(-30, 0, 300)).toBe(0);
  });
});
