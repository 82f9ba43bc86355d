// @vitest-environment node
import { describe, expect, test } from "vitest";
import { normalOf, standardFrames, turnedFrame } from "./plane.js";
import { anglesOf, frameAt } from "./plane-angles.js";
import { volumeOf } from "./testing.js";
import { dot, near } from "./vector.js";

const { axial, coronal, sagittal } = standardFrames("patient", volumeOf());
const DEGREE = Math.PI / 180;

describe("two angles", () => {
  test.each([
    ["coronal", { turn: 0, tilt: 0 }, coronal],
    ["sagittal", { turn: 90, tilt: 0 }, sagittal],
    ["axial", { turn: 0, tilt: 90 }, axial],
  ])("lay a plane as the %s one, and are read from that", (_, angles, frame) => {
    const laid = frameAt(angles, coronal);
    expect(near(laid.right, frame.right, 1e-12) && near(laid.down, frame.down, 1e-12)).toBe(true);
    expect(anglesOf(frame, coronal)).toEqual({ turn: expect.closeTo(angles.turn, 9), tilt: expect.closeTo(angles.tilt, 9) });
  });

  test("turn the right side and tilt the lower side away from the viewer", () => {
    expect(frameAt({ turn: 20, tilt: 0 }, coronal).right.y).toBeCloseTo(Math.sin(20 * DEGREE), 12);
    expect(frameAt({ turn: 0, tilt: 20 }, coronal).down.y).toBeCloseTo(Math.sin(20 * DEGREE), 12);
  });

  test("turn first, and then tilt about the turned plane's own horizontal axis", () => {
    const { right, down } = frameAt({ turn: 30, tilt: 40 }, coronal);
    expect(near(right, { x: Math.cos(30 * DEGREE), y: Math.sin(30 * DEGREE), z: 0 }, 1e-12)).toBe(true);
    const across = Math.sin(40 * DEGREE);
    expect(near(down, { x: -Math.sin(30 * DEGREE) * across, y: Math.cos(30 * DEGREE) * across, z: -Math.cos(40 * DEGREE) }, 1e-12)).toBe(true);
  });

  test.each([-180, -179, -90, -1, 0, 37.5, 90, 135, 180])("are those that a plane was laid at, with a turn of %f", (turn) => {
    for (const tilt of [-89.9, -45, 0, 12.25, 89.9]) {
      const frame = frameAt({ turn, tilt }, coronal);
      // However the picture is turned in itself.
      const read = anglesOf(turnedFrame(frame, normalOf(frame), 0.7), coronal);
      expect(read.tilt).toBeCloseTo(tilt, 6);
      expect(Math.cos((read.turn - turn) * DEGREE)).toBeCloseTo(1, 9);
    }
  });

  test.each([-90, 90])("say where an axial plane's rows go, which has no turn otherwise (%i)", (tilt) => {
    const read = anglesOf(frameAt({ turn: 25, tilt }, coronal), coronal);
    expect(read.turn).toBeCloseTo(25, 6);
    expect(read.tilt).toBeCloseTo(tilt, 6);
  });

  test("keep a picture upright", () => {
    expect(dot(frameAt({ turn: -73, tilt: 41 }, coronal).right, coronal.down)).toBeCloseTo(0, 12);
  });
});
