// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { PicturePoint } from "../protocol/measure-messages.js";
import { ALL_KINDS, isWhole } from "./kinds.js";
import { bidirectionalAbout, contains, handlesOf, movedBy, shapeAbout, withHandle, within } from "./shape.js";
import { snapped } from "./snap.js";

const SHAPE = { columns: 512, rows: 400, pixelAspect: 1 };
const A = { x: 10, y: 20 };
const B = { x: 110, y: 80 };

/** Degrees between two axes, with pixels so much higher than wide. */
function angle([a, b, c, d]: readonly PicturePoint[], height: number): number {
  const one = Math.atan2((b!.y - a!.y) * height, b!.x - a!.x);
  const other = Math.atan2((d!.y - c!.y) * height, d!.x - c!.x);
  return Math.abs((((one - other) * 180) / Math.PI) % 180);
}

describe("shapes", () => {
  test("a box has four handles, each moves its own corner and keeps the one across", () => {
    expect(handlesOf("ellipse", [A, B])).toEqual([A, { x: 110, y: 20 }, B, { x: 10, y: 80 }]);
    for (let handle = 0; handle < 4; handle += 1) {
      const to = { x: 60, y: 50 };
      const after = handlesOf("rectangle", withHandle("rectangle", [A, B], handle, to, 1));
      expect(after[handle]).toEqual(to);
      expect(after[(handle + 2) % 4]).toEqual(handlesOf("rectangle", [A, B])[(handle + 2) % 4]);
    }
  });

  test.each([1, 2.5])("two axes stay perpendicular in the patient, whatever is moved (pixels %s times as high as wide)", (height) => {
    let points = bidirectionalAbout({ x: 100, y: 100 }, { x: 220, y: 160 }, height);
    expect(angle(points, height)).toBeCloseTo(90, 1);
    const moves: readonly (readonly [number, PicturePoint])[] = [
      [0, { x: 90, y: 130 }],
      [1, { x: 260, y: 120 }],
      [2, { x: 150, y: 60 }],
      [3, { x: 190, y: 170 }],
    ];
    for (const [handle, to] of moves) {
      points = withHandle("bidirectional", points, handle, to, height);
      expect(angle(points, height)).toBeCloseTo(90, 1);
    }
    expect(points[0]).toEqual(moves[0]![1]);
    expect(points[1]).toEqual(moves[1]![1]);
  });

  test("moving all of a shape stops at the picture's border and keeps its form", () => {
    const moved = movedBy([A, B], { x: -50, y: 1000 }, SHAPE);
    expect(moved[0]!.x).toBe(0);
    expect(moved[1]!.x - moved[0]!.x).toBeCloseTo(100);
    expect(moved[1]!.y - moved[0]!.y).toBeCloseTo(60);
    expect(moved.every((point) => contains(SHAPE, point))).toBe(true);
  });

  test("no place is beyond the last pixel", () => {
    expect(within(SHAPE, { x: 900, y: -3 })).toEqual({ x: 511.999, y: 0 });
  });

  test.each(ALL_KINDS)("a %s that is begun by keys is whole and within the picture, at its corner too", (kind) => {
    for (const at of [{ x: 256, y: 200 }, { x: 0, y: 0 }]) {
      const points = shapeAbout(kind, at, 60, SHAPE, 1);
      expect(isWhole(kind, points.length)).toBe(true);
      if (at.x > 0) {
        expect(points.every((point) => contains(SHAPE, point))).toBe(true);
      }
    }
  });
});

describe("snapping", () => {
  const from = { x: 100, y: 100 };
  test("lays a line level, upright or half-way between", () => {
    expect(snapped({ x: 200, y: 112 }, from, false, [])).toMatchObject({ y: 100 });
    expect(snapped({ x: 95, y: 10 }, from, false, []).x).toBeCloseTo(100);
    const diagonal = snapped({ x: 160, y: 150 }, from, false, []);
    expect(diagonal.x - 100).toBeCloseTo(diagonal.y - 100);
  });
  test("makes a box as high as wide", () => {
    expect(snapped({ x: 160, y: 80 }, from, true, [])).toEqual({ x: 160, y: 40 });
  });
  test("prefers another handle that is near, and only then", () => {
    expect(snapped({ x: 200, y: 112 }, from, false, [{ x: 205, y: 118 }])).toEqual({ x: 205, y: 118 });
    expect(snapped({ x: 200, y: 112 }, from, false, [{ x: 205, y: 130 }])).toMatchObject({ y: 100 });
  });
});
