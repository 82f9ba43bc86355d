// @vitest-environment node
import { describe, expect, test } from "vitest";
import { arcball } from "./arcball.js";
import { LAYOUTS, nextLayout, planesIn, usedLayout } from "./layout.js";
import { FIT_PLANE, pannedPlane, pictureOf, toPatient, toScreen, zoomedPlane } from "./picture.js";
import { standardFrames, turnedFrame } from "./plane.js";
import { steppedSlab, tidySlab } from "./slab.js";
import { volumeOf } from "./testing.js";
import { near, plus, times } from "./vector.js";

const VOLUME = volumeOf({ center: { x: 3, y: 4, z: 500 } });
const { coronal } = standardFrames("patient", VOLUME);
const SIZE = { width: 600, height: 400 };
const HERE = { x: 20, y: -30, z: 480 };

describe("a picture of a plane", () => {
  const picture = pictureOf(coronal, HERE, FIT_PLANE, VOLUME, SIZE);

  test("shows the whole volume at first, in its middle", () => {
    // 256 mm wide, 300 mm high.
    expect(picture.mmPerPixel).toBeCloseTo(300 / 400, 9);
    expect(near(picture.center, { x: 3, y: -30, z: 500 }, 1e-9)).toBe(true);
  });

  test("knows the way from the screen to the patient and back", () => {
    const at = { x: 123, y: 45 };
    const place = toPatient(picture, at);
    expect(place.y).toBeCloseTo(-30, 9);
    const back = toScreen(picture, place);
    expect(back.x).toBeCloseTo(at.x, 9);
    expect(back.y).toBeCloseTo(at.y, 9);
    expect(toScreen(picture, HERE)).toEqual({ x: expect.closeTo(300 + 17 / 0.75, 9), y: expect.closeTo(200 + 20 / 0.75, 9) });
  });

  test("keeps the place under the pointer while it is zoomed", () => {
    const about = { x: 100, y: 300 };
    const zoomed = pictureOf(coronal, HERE, zoomedPlane(picture, about, 4), VOLUME, SIZE);
    expect(zoomed.mmPerPixel).toBeCloseTo(picture.mmPerPixel / 4, 12);
    expect(near(toPatient(zoomed, about), toPatient(picture, about), 1e-9)).toBe(true);
  });

  test("follows the pointer while it is moved", () => {
    const panned = pictureOf(coronal, HERE, pannedPlane(picture, 40, -25), VOLUME, SIZE);
    const place = toPatient(picture, { x: 10, y: 50 });
    expect(toScreen(panned, place)).toEqual({ x: expect.closeTo(50, 9), y: expect.closeTo(25, 9) });
  });

  test("stays where it is while the plane moves along its normal", () => {
    const view = zoomedPlane(picture, { x: 100, y: 300 }, 3);
    const before = pictureOf(coronal, HERE, view, VOLUME, SIZE);
    const after = pictureOf(coronal, { ...HERE, y: 55 }, view, VOLUME, SIZE);
    expect(after.center.y).toBeCloseTo(55, 9);
    expect(after.center.x).toBeCloseTo(before.center.x, 9);
  });

  test("can't be zoomed beyond reason", () => {
    expect(pictureOf(coronal, HERE, FIT_PLANE, VOLUME, { width: 1, height: 1 }).mmPerPixel).toBe(10);
    expect(zoomedPlane(picture, { x: 0, y: 0 }, 1e9)).toMatchObject({ spanMm: 0.005 * 400 });
  });

  test("shows the same part in a view of another size", () => {
    const view = zoomedPlane(picture, { x: 300, y: 200 }, 2);
    expect(pictureOf(coronal, HERE, view, VOLUME, { width: 300, height: 200 }).mmPerPixel).toBeCloseTo(picture.mmPerPixel, 12);
  });
});

describe("the ball", () => {
  test("keeps what was taken under the pointer", () => {
    const from = { x: 320, y: 190 };
    const to = { x: 380, y: 240 };
    const { axis, radians } = arcball(coronal, SIZE, from, to)!;
    const turned = turnedFrame(coronal, axis, radians);
    const radius = 180;
    // The taken place on the near side of a ball about the middle of the view, in CSS pixels as mm.
    const away = { x: 0, y: 1, z: 0 };
    const [x, y] = [from.x - 300, from.y - 200];
    const depth = -Math.sqrt(radius * radius - x * x - y * y);
    const place = [times(coronal.right, x), times(coronal.down, y), times(away, depth)].reduce(plus);
    const view = { ...turned, center: { x: 0, y: 0, z: 0 }, mmPerPixel: 1, size: SIZE };
    expect(toScreen(view, place)).toEqual({ x: expect.closeTo(to.x, 6), y: expect.closeTo(to.y, 6) });
  });

  test("doesn't turn without a movement", () => {
    expect(arcball(coronal, SIZE, { x: 5, y: 5 }, { x: 5, y: 5 })).toBeUndefined();
  });
});

describe("layouts", () => {
  test("follow each other and come round", () => {
    expect(LAYOUTS.map(nextLayout)).toEqual(["1+3", "1x3", "1", "2x2"]);
  });
  test("show the chosen plane large", () => {
    expect(planesIn("1+3", "sagittal")).toEqual(["sagittal", "axial", "coronal", "oblique"]);
    expect(planesIn("1", "oblique")).toEqual(["oblique"]);
    expect(planesIn("1x3", "oblique")).toEqual(["axial", "coronal", "sagittal"]);
  });
  test("give way to one view on a phone", () => {
    expect(usedLayout("2x2", 390)).toBe("1");
    expect(usedLayout("2x2", 768)).toBe("2x2");
  });
});

describe("slabs", () => {
  test("go through the usual thicknesses, and from any other to the next", () => {
    expect(steppedSlab(0, 1)).toBe(1);
    expect(steppedSlab(10, 2)).toBe(15);
    expect(steppedSlab(7.3, -1)).toBe(6);
    expect(steppedSlab(1, -3)).toBe(0);
    expect(steppedSlab(300, 1)).toBe(300);
  });
  test("are tenths of a millimetre and never negative", () => {
    expect(tidySlab(7.34)).toBe(7.3);
    expect(tidySlab(-4)).toBe(0);
    expect(tidySlab(NaN)).toBe(0);
    expect(tidySlab(1e9)).toBe(300);
  });
});
