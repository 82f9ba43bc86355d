// @vitest-environment node
import { describe, expect, test } from "vitest";
import { placeLabel, type Box } from "./labels.js";

const VIEWPORT = { width: 600, height: 500 };
const SIZE = { width: 100, height: 40 };
const LINE = [
  { x: 200, y: 200 },
  { x: 300, y: 220 },
];

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

describe("a label", () => {
  test("stands on the right of its shape", () => {
    const { left, top } = placeLabel(LINE, SIZE, VIEWPORT, []);
    expect(left).toBeGreaterThan(300);
    expect(top).toBeCloseTo(208);
  });
  test("stands on the left where the right has no room", () => {
    const shape = LINE.map(({ x, y }) => ({ x: x + 260, y }));
    expect(placeLabel(shape, SIZE, VIEWPORT, []).left).toBeLessThan(460 - 100);
  });
  test("covers no other label where there is room", () => {
    const first = placeLabel(LINE, SIZE, VIEWPORT, []);
    const second = placeLabel(LINE, SIZE, VIEWPORT, [first]);
    const third = placeLabel(LINE, SIZE, VIEWPORT, [first, second]);
    expect(overlaps(first, second) || overlaps(first, third) || overlaps(second, third)).toBe(false);
  });
  test("is always within the viewport", () => {
    for (const corner of [{ x: 0, y: 0 }, { x: 600, y: 0 }, { x: 600, y: 500 }, { x: 0, y: 500 }, { x: -900, y: 900 }]) {
      const { left, top, width, height } = placeLabel([corner], SIZE, VIEWPORT, []);
      expect(left >= 0 && top >= 0 && left + width <= 600 && top + height <= 500).toBe(true);
    }
  });
});
