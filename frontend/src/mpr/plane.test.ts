// @vitest-environment node
import { describe, expect, test } from "vitest";
import { directionLetters, lettersOf } from "./letters.js";
import { footOn, kindOf, normalOf, PLANES, rangeAlong, standardFrames, stepAlong, turnedFrame, within } from "./plane.js";
import { tiltedVolume, volumeOf } from "./testing.js";
import { dot, lengthOf, minus, near, plus, times, turned, unit, X, Y, Z } from "./vector.js";

const DEGREE = Math.PI / 180;

describe("orientation letters", () => {
  test("are those of radiology for the standard planes", () => {
    const { axial, coronal, sagittal } = standardFrames("patient", volumeOf());
    expect(lettersOf(axial.right, axial.down)).toEqual({ left: "R", right: "L", top: "A", bottom: "P" });
    expect(lettersOf(coronal.right, coronal.down)).toEqual({ left: "R", right: "L", top: "H", bottom: "F" });
    expect(lettersOf(sagittal.right, sagittal.down)).toEqual({ left: "A", right: "P", top: "H", bottom: "F" });
  });

  test.each([
    [{ x: 0.4, y: -0.9, z: 0 }, "AL"],
    [{ x: -0.8, y: 0.5, z: 0.3 }, "RPH"],
    [{ x: 0.999, y: 0.04, z: 0 }, "L"],
    [{ x: 0.998, y: 0.0501, z: 0 }, "LP"],
    [{ x: 0, y: 0, z: -3 }, "F"],
    [{ x: 0, y: 0, z: 0 }, ""],
    [{ x: NaN, y: 0, z: 1 }, ""],
    [{ x: Infinity, y: 0, z: 1 }, ""],
  ])("name the nearest axis first: %j", (direction, letters) => {
    expect(directionLetters(direction)).toBe(letters);
  });
});

describe("standard planes", () => {
  test.each([["patient"], ["acquisition"]] as const)("are perpendicular to each other in %s axes", (axes) => {
    const frames = standardFrames(axes, tiltedVolume(18.5));
    for (const plane of PLANES) {
      const { right, down } = frames[plane];
      expect(dot(right, down)).toBeCloseTo(0, 12);
      expect(lengthOf(right)).toBeCloseTo(1, 12);
      expect(lengthOf(down)).toBeCloseTo(1, 12);
    }
    expect(dot(normalOf(frames.axial), normalOf(frames.coronal))).toBeCloseTo(0, 12);
    expect(dot(normalOf(frames.axial), normalOf(frames.sagittal))).toBeCloseTo(0, 12);
    expect(dot(normalOf(frames.coronal), normalOf(frames.sagittal))).toBeCloseTo(0, 12);
  });

  test("in acquisition axes the axial plane is the tilted slice itself", () => {
    const volume = tiltedVolume(18.5);
    const { axial } = standardFrames("acquisition", volume);
    expect(near(axial.right, volume.row, 1e-12)).toBe(true);
    expect(near(axial.down, volume.column, 1e-12)).toBe(true);
    expect(near(normalOf(standardFrames("patient", volume).axial), Z, 1e-12)).toBe(true);
  });

  test("in acquisition axes a sagittal acquisition is the sagittal plane, right way up", () => {
    // Rows to the back, columns to the feet: the normal points to the right.
    const volume = volumeOf({ row: Y, column: times(Z, -1), normal: times(X, -1) });
    expect(standardFrames("acquisition", volume)).toEqual(standardFrames("patient", volume));
  });

  test("are named by their nearest standard plane, with a degree's grace", () => {
    const { coronal, oblique } = standardFrames("patient", volumeOf());
    expect(kindOf(coronal)).toEqual({ name: "coronal", exact: true });
    expect(kindOf(turnedFrame(coronal, X, 0.9 * DEGREE))).toEqual({ name: "coronal", exact: true });
    expect(kindOf(turnedFrame(coronal, X, 1.1 * DEGREE))).toEqual({ name: "coronal", exact: false });
    expect(kindOf(turnedFrame(coronal, X, 60 * DEGREE))).toEqual({ name: "axial", exact: false });
    expect(kindOf(oblique).exact).toBe(false);
  });

  test("stay perpendicular however often they are turned", () => {
    let { axial } = standardFrames("patient", volumeOf());
    for (let i = 0; i < 10_000; i++) {
      axial = turnedFrame(axial, unit({ x: 1, y: 2, z: 3 }), 0.1);
    }
    expect(Math.abs(dot(axial.right, axial.down))).toBeLessThan(1e-14);
    expect(lengthOf(axial.right)).toBeCloseTo(1, 14);
  });
});

describe("a step along a normal", () => {
  const volume = volumeOf();

  test("is the spacing of the volume along its own axes", () => {
    expect(stepAlong(Z, volume)).toBeCloseTo(1.5, 12);
    expect(stepAlong(X, volume)).toBeCloseTo(0.5, 12);
    expect(stepAlong(times(Y, -1), volume)).toBeCloseTo(0.5, 12);
  });
  test("tells the spacing of columns from that of rows", () => {
    const uneven = volumeOf({ spacing: { row: 0.4, column: 0.8, slice: 2 } });
    expect(stepAlong(X, uneven)).toBeCloseTo(0.8, 12);
    expect(stepAlong(Y, uneven)).toBeCloseTo(0.4, 12);
  });
  test("lies between them for an oblique one", () => {
    const oblique = unit(plus(X, Z));
    expect(stepAlong(oblique, volume)).toBeCloseTo(1 / Math.sqrt(0.5 / 0.25 + 0.5 / 2.25), 12);
  });
});

describe("a volume", () => {
  test("begins and ends half a voxel within its outer corners", () => {
    const { first, last } = rangeAlong(Z, volumeOf({ center: { x: 5, y: 6, z: 100 } }));
    expect(first).toBeCloseTo(100 - 150 + 0.75, 9);
    expect(last).toBeCloseTo(100 + 150 - 0.75, 9);
  });
  test("keeps the crosshair inside, along its own axes", () => {
    const tilted = tiltedVolume(20);
    const inside = plus(tilted.center, times(tilted.normal, 10));
    expect(near(within(inside, tilted), inside, 1e-9)).toBe(true);
    const outside = plus(tilted.center, times(tilted.normal, 1000));
    expect(near(within(outside, tilted), plus(tilted.center, times(tilted.normal, 149.25)), 1e-9)).toBe(true);
  });
});

test("the foot of a perpendicular is on the plane, straight below", () => {
  const normal = unit({ x: 1, y: 1, z: 1 });
  const foot = footOn({ x: 10, y: 0, z: 0 }, { x: 1, y: 2, z: 3 }, normal);
  expect(dot(minus(foot, { x: 1, y: 2, z: 3 }), normal)).toBeCloseTo(0, 12);
  expect(near(foot, { x: 10 - 4 / 3, y: -4 / 3, z: -4 / 3 }, 1e-12)).toBe(true);
});

test("a quarter turn about the head axis takes left to the back", () => {
  expect(near(turned(X, Z, 90 * DEGREE), Y, 1e-12)).toBe(true);
});
