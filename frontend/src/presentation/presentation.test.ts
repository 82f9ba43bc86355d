// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Presentation, PresentationArea } from "../protocol/messages.js";
import { FIT, posed, UPRIGHT } from "../viewport/geometry.js";
import { areaOf, includes, pointsOf, poseOf, toSource, viewOf } from "./presentation.js";

const SHAPE = { columns: 400, rows: 200, pixelAspect: 1 };
const CANVAS = { width: 800, height: 800 };

function area(change: Partial<PresentationArea>): PresentationArea {
  return { slices: [1, 10], left: 0, top: 0, right: 400, bottom: 200, mode: "scale-to-fit", magnification: null, columnSpacing: null, ...change };
}

function state(change: Partial<Presentation> = {}): Presentation {
  return { sopInstanceUID: "2.25.9", label: "A", degrees: 0, flip: false, slices: [1, 10], areas: [], graphics: [], texts: [], warnings: [], ...change };
}

test("runs of slices have both ends", () => {
  expect([1, 2, 3, 4, 5, 6, 7].filter((slice) => includes([2, 3, 6, 6], slice))).toEqual([2, 3, 6]);
  expect(includes([], 1)).toBe(false);
});

describe("turning", () => {
  // PS3.3 C.10.6: clockwise first, then left to right. Places of the first pixel's outer corner in a picture of 400 × 200, worked out by hand.
  test.each([
    [0, false, { x: 0, y: 0 }],
    [90, false, { x: 200, y: 0 }],
    [180, false, { x: 400, y: 200 }],
    [270, false, { x: 0, y: 400 }],
    [0, true, { x: 400, y: 0 }],
    [90, true, { x: 0, y: 0 }],
    [180, true, { x: 0, y: 200 }],
    [270, true, { x: 200, y: 400 }],
  ] as const)("by %d°, flipped: %s", (degrees, flip, corner) => {
    expect(posed(poseOf(state({ degrees, flip })), { x: 0, y: 0 }, { width: 400, height: 200 })).toEqual(corner);
  });
});

describe("the displayed area", () => {
  test("of the whole picture is the fitted view", () => {
    expect(viewOf(state(), 1, SHAPE, CANVAS)).toEqual(FIT);
    expect(viewOf(state({ areas: [area({})] }), 1, SHAPE, CANVAS)).toEqual(FIT);
    expect(viewOf(state({ areas: [area({ slices: [2, 3] })] }), 1, SHAPE, CANVAS)).toEqual(FIT);
  });

  test("is fitted about its middle", () => {
    // 100 × 50 pixels about (150, 75): eight screen pixels a pixel.
    const view = viewOf(state({ areas: [area({ left: 100, right: 200, top: 50, bottom: 100 })] }), 1, SHAPE, CANVAS);
    expect(view).toEqual({ fit: false, pose: UPRIGHT, scale: 8, columns: 400, center: { x: 0.375, y: 0.375 } });
  });

  test("of a turned picture is fitted as it stands", () => {
    const view = viewOf(state({ degrees: 90, areas: [area({ left: 100, right: 200, top: 50, bottom: 150 })] }), 1, SHAPE, { width: 800, height: 400 });
    expect(view).toMatchObject({ fit: false, scale: 4, pose: { quarters: 1, mirrored: false } });
  });

  test("is magnified as it says", () => {
    expect(viewOf(state({ areas: [area({ mode: "magnify", magnification: 2.5 })] }), 1, SHAPE, CANVAS)).toMatchObject({ fit: false, scale: 2.5, center: { x: 0.5, y: 0.5 } });
  });

  test("is each slice's own", () => {
    const own = area({ slices: [4, 5], left: 10 });
    expect([3, 4, 5, 6].map((slice) => areaOf(state({ areas: [own] }), slice) === own)).toEqual([false, true, true, false]);
  });
});

describe("graphics", () => {
  test("in pixels lie where they say", () => {
    expect(toSource(state({ degrees: 90 }), 1, SHAPE, "pixel", { x: 3, y: 4 })).toEqual({ x: 3, y: 4 });
  });

  test("in fractions of the displayed area lie in it as it is shown", () => {
    const turned = state({ degrees: 90, areas: [area({ left: 100, right: 300, top: 0, bottom: 100 })] });
    // Turned clockwise, the upper left corner of what is shown is the lower left one of the area.
    expect(toSource(turned, 1, SHAPE, "display", { x: 0, y: 0 })).toEqual({ x: 100, y: 100 });
    expect(toSource(turned, 1, SHAPE, "display", { x: 1, y: 0 })).toEqual({ x: 100, y: 0 });
    expect(toSource(state(), 1, SHAPE, "display", { x: 0.5, y: 0.25 })).toEqual({ x: 200, y: 50 });
  });

  test("are lists of x and y", () => {
    expect(pointsOf([1, 2, 3, 4])).toEqual([{ x: 1, y: 2 }, { x: 3, y: 4 }]);
  });
});
