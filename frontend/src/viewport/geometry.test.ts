// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  centeredOn,
  FIT,
  flipped,
  fitScale,
  panBy,
  place,
  posed,
  posedLetters,
  pixelsPerMm,
  regionOnPicture,
  rescaled,
  scaleAbout,
  scaleBar,
  scaleOf,
  snap,
  toScreen,
  toSource,
  transformOf,
  turnedBy,
  unposed,
  UPRIGHT,
  visiblePart,
  withPose,
  zoomAbout,
  type PictureShape,
  type Pose,
  type Quarters,
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
const OFF_CENTRE: View = { fit: false, pose: UPRIGHT, scale: 2.3, columns: 512, center: { x: 0.31, y: 0.72 } };

describe("fit", () => {
  test("shows the whole picture, as large as it goes, in the middle", () => {
    expect(place(FIT, CT, CANVAS)).toEqual({ left: 150, top: 0, width: 700, height: 700, pose: UPRIGHT });
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
    expect(part).toMatchObject({ region: { x: 0, y: 0, width: 512, height: 512 }, size: { width: 512, height: 512 } });
    expect(place(view, CT, CANVAS)).toEqual({ left: 244, top: 94, width: 512, height: 512, pose: UPRIGHT });
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
    const { left, top, width, height } = regionOnPicture(placement, CT, region);
    expect(placement.left + left).toBeCloseTo(135, 9);
    expect(placement.top + top).toBeCloseTo(0, 9);
    expect(size).toEqual({ width: 865, height: 680 });
    expect(width).toBeCloseTo(size.width, 9);
    expect(height).toBeCloseTo(size.height, 9);
  });
  test("is nothing where the picture is outside", () => {
    expect(visiblePart({ left: 1000, top: 0, width: 10, height: 10, pose: UPRIGHT }, CT, CANVAS)).toBeUndefined();
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
  const bar = scaleBar(scale / column, most);
  expect(bar.lengthMm).toBeCloseTo(mm, 9);
  expect(bar.pixels).toBeCloseTo(pixels, 2);
});

const QUARTERS: readonly Quarters[] = [0, 1, 2, 3];
const POSES: readonly Pose[] = [false, true].flatMap((mirrored) => QUARTERS.map((quarters) => ({ mirrored, quarters })));
const named = (pose: Pose): string => `${pose.mirrored ? "mirrored, " : ""}${pose.quarters * 90}°`;

describe.each(POSES.map((pose) => [named(pose), pose] as const))("a picture %s", (_, pose) => {
  const views: readonly View[] = [withPose(FIT, pose), withPose(OFF_CENTRE, pose)];
  const size = { width: 300, height: 180 };

  test("comes back by the opposite", () => {
    const at = { x: 12.5, y: 150 };
    expect(unposed(pose, posed(pose, at, size), size)).toEqual(at);
    expect(turnedBy(turnedBy(pose, 1), -1)).toEqual(pose);
    expect(turnedBy(pose, 4)).toEqual(pose);
    expect(flipped(flipped(pose, "horizontal"), "horizontal")).toEqual(pose);
    expect(flipped(flipped(pose, "vertical"), "vertical")).toEqual(pose);
    expect(flipped(flipped(pose, "horizontal"), "vertical")).toEqual(turnedBy(pose, 2));
  });

  test("is turned, mirrored, and has its letters as it is seen on the screen", () => {
    const middle = { x: size.width / 2, y: size.height / 2 };
    const letters = { left: "R", right: "L", top: "A", bottom: "P" };
    const edges = { R: { x: 0, y: middle.y }, L: { x: size.width, y: middle.y }, A: { x: middle.x, y: 0 }, P: { x: middle.x, y: size.height } };
    for (const now of [pose, turnedBy(pose, 1), flipped(pose, "horizontal"), flipped(pose, "vertical")]) {
      const across = now.quarters % 2 === 1 ? { width: size.height, height: size.width } : size;
      const { left, right, top, bottom } = posedLetters(now, letters);
      const at = (letter: string) => posed(now, edges[letter as keyof typeof edges], size);
      expect(at(left).x).toBe(0);
      expect(at(right).x).toBe(across.width);
      expect(at(top).y).toBe(0);
      expect(at(bottom).y).toBe(across.height);
    }
    const before = posedLetters(pose, letters);
    expect(posedLetters(turnedBy(pose, 1), letters)).toEqual({ top: before.left, right: before.top, bottom: before.right, left: before.bottom });
    expect(posedLetters(flipped(pose, "horizontal"), letters)).toEqual({ ...before, left: before.right, right: before.left });
    expect(posedLetters(flipped(pose, "vertical"), letters)).toEqual({ ...before, top: before.bottom, bottom: before.top });
  });

  test.each(SHAPES)("has one place for each of the screen's (%s)", (_name, shape) => {
    for (const view of views) {
      const placement = snap(place(view, shape, CANVAS));
      const back = toScreen(placement, shape, toSource(placement, shape, { x: 123.25, y: 456.5 }));
      expect(back.x).toBeCloseTo(123.25, 9);
      expect(back.y).toBeCloseTo(456.5, 9);
    }
  });

  test.each(SHAPES)("fits as large as it goes, and asks for each pixel once, as it lies upright (%s)", (_name, shape) => {
    const placement = snap(place(views[0]!, shape, CANVAS));
    expect(placement.width === 1000 || placement.height === 700).toBe(true);
    const upright = pose.quarters % 2 === 0 ? placement : { width: placement.height, height: placement.width };
    expect(visiblePart(placement, shape, CANVAS)).toEqual({
      region: { x: 0, y: 0, width: shape.columns, height: shape.rows },
      size: { width: upright.width, height: upright.height },
      part: { whole: { width: upright.width, height: upright.height }, left: 0, top: 0, width: upright.width, height: upright.height },
    });
  });

  test("is asked for where it is seen, and drawn where it was asked from", () => {
    const placement = snap(place(views[1]!, TALL_PIXELS, CANVAS));
    const { region } = visiblePart(placement, TALL_PIXELS, CANVAS)!;
    const [a, b, c, d, e, f] = transformOf(placement);
    const { left, top, width, height } = regionOnPicture(placement, TALL_PIXELS, region);
    const drawn = (x: number, y: number) => ({ x: a * x + c * y + e, y: b * x + d * y + f });
    const corners = [drawn(left, top), drawn(left + width, top + height)];
    const sources = [region, { x: region.x + region.width, y: region.y + region.height }];
    corners.forEach((corner, index) => {
      const seen = toScreen(placement, TALL_PIXELS, sources[index]!);
      expect(corner.x).toBeCloseTo(seen.x, 9);
      expect(corner.y).toBeCloseTo(seen.y, 9);
    });
    const xs = corners.map(({ x }) => x);
    const ys = corners.map(({ y }) => y);
    expect(Math.min(...xs)).toBeCloseTo(Math.max(0, placement.left), 9);
    expect(Math.max(...xs)).toBeCloseTo(Math.min(CANVAS.width, placement.left + placement.width), 9);
    expect(Math.min(...ys)).toBeCloseTo(Math.max(0, placement.top), 9);
    expect(Math.max(...ys)).toBeCloseTo(Math.min(CANVAS.height, placement.top + placement.height), 9);
  });

  test("is drawn on whole pixels", () => {
    for (const view of views) {
      expect(transformOf(snap(place(view, TALL_PIXELS, CANVAS))).every(Number.isInteger)).toBe(true);
    }
  });

  test("keeps the place under the pointer while it is zoomed", () => {
    const point = { x: 420, y: 300 };
    for (const view of views) {
      const before = toSource(place(view, TALL_PIXELS, CANVAS), TALL_PIXELS, point);
      const after = toSource(place(zoomAbout(view, TALL_PIXELS, CANVAS, point, 1.25), TALL_PIXELS, CANVAS), TALL_PIXELS, point);
      expect(after.x).toBeCloseTo(before.x, 9);
      expect(after.y).toBeCloseTo(before.y, 9);
    }
  });

  test("follows the pointer while it is moved", () => {
    const before = place(views[1]!, CT, CANVAS);
    const after = place(panBy(views[1]!, CT, CANVAS, 17, -5), CT, CANVAS);
    expect(after.left - before.left).toBeCloseTo(17, 9);
    expect(after.top - before.top).toBeCloseTo(-5, 9);
    expect(after.pose).toEqual(pose);
  });

  test("turns about the place in the viewport's middle", () => {
    const middle = { x: 500, y: 350 };
    const before = toSource(place(OFF_CENTRE, CT, CANVAS), CT, middle);
    const after = toSource(place(views[1]!, CT, CANVAS), CT, middle);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
  });

  test("is brought to a place of its own", () => {
    const view = centeredOn(views[0]!, TALL_PIXELS, { x: 30, y: 70 }, 3);
    const { x, y } = toScreen(place(view, TALL_PIXELS, CANVAS), TALL_PIXELS, { x: 30, y: 70 });
    expect([x, y]).toEqual([expect.closeTo(500, 9), expect.closeTo(350, 9)]);
    expect(scaleOf(view, TALL_PIXELS, CANVAS)).toBe(3);
  });

  test("has as many pixels a millimetre as its width on the screen says", () => {
    const spacing = { row: 1.4, column: 1, kind: "patient" } as const;
    const { width } = place(views[0]!, TALL_PIXELS, CANVAS);
    const millimetres = pose.quarters % 2 === 0 ? 256 * 1 : 180 * 1.4;
    expect(pixelsPerMm(views[0]!, TALL_PIXELS, spacing, CANVAS)).toBeCloseTo(width / millimetres, 9);
  });
});
