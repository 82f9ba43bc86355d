// @vitest-environment node
import { describe, expect, test } from "vitest";
import { turned } from "../mpr/vector.js";
import { sliceOf } from "../viewport/testing.js";
import { middleOf, parallel, planeOf, reaches, seenIn, toPatient } from "./slice-plane.js";
import { nearestSlice, reachOf } from "./stack.js";
import { AXIAL, placeless, SAGITTAL, stackOf } from "./testing.js";

const X = { x: 1, y: 0, z: 0 };
const axial = (slice: number) => planeOf(stackOf(AXIAL).slices[slice - 1]!)!;
const sagittal = planeOf(stackOf(SAGITTAL, { pixel: { row: 1.5, column: 0.8 } }).slices[4]!)!;

describe("a slice in the patient", () => {
  test.each([["axial", axial(10)], ["sagittal, of pixels that aren't square", sagittal]])("%s: there and back is the same place", (_, plane) => {
    const seen = seenIn(plane, toPatient(plane, { x: 12.25, y: 200.5 }));
    expect(seen).toEqual({ x: expect.closeTo(12.25, 9), y: expect.closeTo(200.5, 9), distance: expect.closeTo(0, 9) });
  });
  test("begins at the outer corner of its first pixel, half a pixel before that one's centre", () => {
    const plane = planeOf(sliceOf(1, { position: { x: 10, y: 20, z: 30 }, spacing: { row: 2, column: 0.5, kind: "patient" } }))!;
    expect(toPatient(plane, { x: 0.5, y: 0.5 })).toEqual({ x: 10, y: 20, z: 30 });
    expect(toPatient(plane, { x: 0, y: 0 })).toEqual({ x: 9.75, y: 19, z: 30 });
  });
  test("reaches as far as its pixels", () => {
    expect(middleOf(axial(1))).toEqual({ x: 0, y: 0, z: 0 });
    expect(reaches(axial(1), { x: 512, y: 0 })).toBe(true);
    expect(reaches(axial(1), { x: 512.1, y: 0 })).toBe(false);
  });
  test("is parallel to one that a gantry tilts a little, not to one across", () => {
    const tilted = (degrees: number) => planeOf(sliceOf(1, { column: turned({ x: 0, y: 1, z: 0 }, X, (degrees * Math.PI) / 180) }))!;
    expect(parallel(axial(1), tilted(12))).toBe(true);
    expect(parallel(axial(1), tilted(180))).toBe(true);
    expect(parallel(axial(1), tilted(20))).toBe(false);
    expect(parallel(axial(1), sagittal)).toBe(false);
  });
  test("is nowhere without a position, or where its pixels have a size at the detector only", () => {
    expect(planeOf(placeless(1).slices[0]!)).toBeUndefined();
    expect(planeOf(sliceOf(1, { spacing: null }))).toBeUndefined();
    expect(planeOf(sliceOf(1, { spacing: { row: 1, column: 1, kind: "detector" } }))).toBeUndefined();
  });
});

describe("in a stack", () => {
  test("the nearest slice is found, with its distance", () => {
    const nearest = nearestSlice(stackOf(AXIAL), { x: 3, y: 4, z: 40.7 })!;
    expect(nearest.slice.slice).toBe(21);
    expect(nearest.distance).toBeCloseTo(0.7, 9);
  });
  test("slices of several directions are told apart by what they show", () => {
    const both = { ...stackOf(AXIAL), slices: [...stackOf(SAGITTAL).slices, ...stackOf(AXIAL).slices] };
    // No sagittal picture reaches so far down, though the first one's plane is nearer.
    expect(nearestSlice(both, { x: -49.9, y: 0, z: -0.2 })!.slice.sopInstanceUID).toBe("2.25.100.1");
    expect(nearestSlice(both, { x: -49.9, y: 0, z: 0.5 }, axial(1))!.slice.sopInstanceUID).toBe("2.25.100.1");
  });
  test("a slice reaches half-way to the nearer neighbour, or half of its thickness", () => {
    const series = stackOf(AXIAL);
    expect(reachOf(series, series.slices[5]!)).toBeCloseTo(1, 2);
    const thin = { ...series, slices: series.slices.map((slice) => ({ ...slice, thickness: 0.6 })) };
    expect(reachOf(thin, thin.slices[0]!)).toBeCloseTo(1, 2);
    const alone = { ...series, slices: [sliceOf(1, { thickness: 8 })] };
    expect(reachOf(alone, alone.slices[0]!)).toBeCloseTo(4, 2);
  });
});
