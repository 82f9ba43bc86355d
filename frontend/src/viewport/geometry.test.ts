// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  FIT,
  fitScale,
  panBy,
  place,
  regionOnScreen,
  rescaled,
  scaleAbout,
  scaleBar,
  scaleOf,
  snap,
  toScreen,
  toSource,
  visiblePart,
  zoomAbout,
  type PictureShape,
  type View,
} from "./geometry.js";

const CT: PictureShape = { columns: 512, rows: 512, pixelAspect: 1 };
const TALL_PIXELS: PictureShape = { columns: 256, rows: 180, pixelAspect: 1.4 };
const SHAPES: [string, PictureShape][] = [
  ["a square CT", CT],
  ["pixels higher than wide", TALL_PIXELS],
  ["a radiograph", { columns: 3000, rows: 2400, pixelAspect: 1 }],
  ["one pixel", { columns: 1, rows: 1, pixelAspect: 1 }],
];
const CANVAS = { width: 1000, height: 700 };
const OFF_CENTRE: View = { fit: false, scale: 2.3, columns: 512, center: { x: 0.31, y: 0.72 } };

describe("fit", () => {
  test("shows the whole picture, as large as it goes, in the middle", () => {
    expect(place(FIT, CT, CANVAS)).toEqual({ left: 150, top: 0, width: 700, height: 700 });
  });
  test("keeps the shape of pixels that aren't square", () => {
    const { width, height } = place(FIT, TALL_PIXELS, CANVAS);
    expect(width / height).toBeCloseTo(256 / (180 * 1.4), 12);
    expect(height).toBeCloseTo(700, 12);
  });
  test.each(SHAPES)("%s asks for all of the picture and no pixel more than it covers", (_, shape) => {
    const part = visiblePart(snap(place(FIT, shape, CANVAS)), shape, CANVAS)!;
    expect(part.region).toEqual({ x: 0, y: 0, width: shape.columns, height: shape.rows });
    expect(part.size.width).toBeLessThanOrEqual(1000);
    expect(part.size.height).toBeLessThanOrEqual(700);
  });
});

describe("screen and source", () => {
  test.each(SHAPES)("%s: there and back is the same place", (_, shape) => {
    for (const view of [FIT, OFF_CENTRE]) {
      for (const placement of [place(view, shape, CANVAS), snap(place(view, shape, CANVAS))]) {
        const back = toScreen(placement, shape, toSource(placement, shape, { x: 123.25, y: 456.5 }));
        expect(back.x).toBeCloseTo(123.25, 9);
        expect(back.y).toBeCloseTo(456.5, 9);
      }
    }
  });
  test("the corners of the picture are those of its place", () => {
    const placement = place(FIT, CT, CANVAS);
    expect(toSource(placement, CT, { x: 150, y: 0 })).toEqual({ x: 0, y: 0 });
    expect(toSource(placement, CT, { x: 850, y: 700 })).toEqual({ x: 512, y: 512 });
  });
  test("snapping moves nothing by more than half a pixel", () => {
    const exact = place(OFF_CENTRE, TALL_PIXELS, CANVAS);
    const snapped = snap(exact);
    expect(Math.abs(snapped.left - exact.left)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(snapped.width - exact.width)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(snapped.left + snapped.width - exact.left - exact.width)).toBeLessThanOrEqual(1);
  });
});

describe("zoom about a point", () => {
  test.each([0.7, 1.25, 3])("by %d keeps the place under it", (factor) => {
    const point = { x: 420, y: 300 };
    for (const view of [FIT, OFF_CENTRE]) {
      const before = toSource(place(view, CT, CANVAS), CT, point);
      const zoomed = zoomAbout(view, CT, CANVAS, point, factor);
      const after = toSource(place(zoomed, CT, CANVAS), CT, point);
      expect(scaleOf(zoomed, CT, CANVAS)).toBeCloseTo(scaleOf(view, CT, CANVAS) * factor, 9);
      expect(after.x).toBeCloseTo(before.x, 9);
      expect(after.y).toBeCloseTo(before.y, 9);
    }
  });
  test("in and out again is where it began", () => {
    const there = zoomAbout(OFF_CENTRE, CT, CANVAS, { x: 10, y: 20 }, 1.7);
    const back = zoomAbout(there, CT, CANVAS, { x: 10, y: 20 }, 1 / 1.7);
    expect(place(back, CT, CANVAS).left).toBeCloseTo(place(OFF_CENTRE, CT, CANVAS).left, 9);
  });
  test("stops at 64 screen pixels a pixel, and at a quarter of the fitted size", () => {
    const middle = { x: 500, y: 350 };
    expect(scaleOf(zoomAbout(FIT, CT, CANVAS, middle, 1e6), CT, CANVAS)).toBe(64);
    const [, radiograph] = SHAPES[2]!;
    expect(scaleOf(zoomAbout(FIT, radiograph, CANVAS, middle, 1e-6), radiograph, CANVAS)).toBe(
      fitScale(radiograph, CANVAS) / 4,
    );
  });
  test("one to one puts every pixel of the picture on one of the screen", () => {
    const view = scaleAbout(FIT, CT, CANVAS, { x: 500, y: 350 }, 1);
    const part = visiblePart(snap(place(view, CT, CANVAS)), CT, CANVAS)!;
    expect(part).toEqual({ region: { x: 0, y: 0, width: 512, height: 512 }, size: { width: 512, height: 512 } });
    expect(place(view, CT, CANVAS)).toEqual({ left: 244, top: 94, width: 512, height: 512 });
  });
});

describe("pan", () => {
  test("moves the picture by device pixels", () => {
    const before = place(OFF_CENTRE, CT, CANVAS);
    const after = place(panBy(OFF_CENTRE, CT, CANVAS, 17, -5), CT, CANVAS);
    expect(after.left - before.left).toBeCloseTo(17, 9);
    expect(after.top - before.top).toBeCloseTo(-5, 9);
    expect(after.width).toBe(before.width);
  });
  test("never loses the picture: the centre of the viewport stays on it", () => {
    const { left, width } = place(panBy(OFF_CENTRE, CT, CANVAS, 1e6, 0), CT, CANVAS);
    expect(left).toBe(500);
    expect(width).toBeCloseTo(512 * 2.3, 9);
  });
});

describe("the visible part", () => {
  test("ends at the canvas, on whole device pixels", () => {
    const view = scaleAbout(FIT, CT, CANVAS, { x: 150, y: 0 }, 4);
    const part = visiblePart(snap(place(view, CT, CANVAS)), CT, CANVAS)!;
    expect(part.size).toEqual({ width: 850, height: 700 });
    expect(part.region).toEqual({ x: 0, y: 0, width: 850 / 4, height: 175 });
  });
  test("lies on the screen where it was asked from", () => {
    const placement = snap(place(OFF_CENTRE, CT, CANVAS));
    const { region, size } = visiblePart(placement, CT, CANVAS)!;
    const { left, top, width, height } = regionOnScreen(placement, CT, region);
    expect(left).toBeCloseTo(135, 9);
    expect(top).toBeCloseTo(0, 9);
    expect(size).toEqual({ width: 865, height: 680 });
    expect(width).toBeCloseTo(size.width, 9);
    expect(height).toBeCloseTo(size.height, 9);
  });
  test("is nothing where the picture is outside", () => {
    expect(visiblePart({ left: 1000, top: 0, width: 10, height: 10 }, CT, CANVAS)).toBeUndefined();
  });
});

test("the next picture of another size appears in the same place at the same size", () => {
  const half: PictureShape = { columns: 256, rows: 256, pixelAspect: 1 };
  expect(place(OFF_CENTRE, half, CANVAS)).toEqual(place(OFF_CENTRE, CT, CANVAS));
});

test("a denser screen shows the same with more pixels", () => {
  const dense = place(rescaled(OFF_CENTRE, 2), CT, { width: 2000, height: 1400 });
  const { left, top, width } = place(OFF_CENTRE, CT, CANVAS);
  expect(dense.left).toBeCloseTo(2 * left, 9);
  expect(dense.top).toBeCloseTo(2 * top, 9);
  expect(dense.width).toBeCloseTo(2 * width, 9);
});

test.each([
  [0.7, 1.4, 199, 50, 100],
  [0.143, 0.25, 200, 100, 174.825],
  [0.5, 20, 200, 5, 200],
])("a scale bar at %d mm a pixel and scale %d within %d pixels is %d mm long", (column, scale, most, mm, pixels) => {
  const bar = scaleBar({ row: 1, column, kind: "patient" }, scale, most);
  expect(bar.lengthMm).toBeCloseTo(mm, 9);
  expect(bar.pixels).toBeCloseTo(pixels, 2);
});
