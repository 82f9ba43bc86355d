// @vitest-environment node
import { describe, expect, test } from "vitest";
import { dragged, nudged } from "./window-level.js";

const ABDOMEN = { center: 40, width: 400 };
const PET = { center: 2.5, width: 5 };

describe("a drag", () => {
  test("changes a CT abdomen by one unit a pixel: right wider, up brighter", () => {
    expect(dragged(ABDOMEN, 100, 0)).toEqual({ center: 40, width: 500 });
    expect(dragged(ABDOMEN, 0, -25)).toEqual({ center: 15, width: 400 });
  });
  test("is in proportion to the window", () => {
    expect(dragged({ center: 2048, width: 4096 }, 100, 0).width).toBe(5120);
    expect(dragged(PET, 100, 40)).toEqual({ center: 3, width: 6.25 });
  });
  test("never makes a window narrower than the standard allows", () => {
    expect(dragged(ABDOMEN, -5000, 0).width).toBe(1);
    expect(dragged(PET, -5000, 0).width).toBe(0.05);
    expect(dragged({ center: 0.001, width: 0.002 }, -5000, 0).width).toBeCloseTo(0.0001, 9);
  });
  test("of nothing changes nothing", () => {
    expect(dragged(ABDOMEN, 0, 0)).toEqual(ABDOMEN);
    expect(dragged(PET, 0, 0)).toEqual(PET);
  });
});

describe("a nudge", () => {
  test("is a twentieth of the width", () => {
    expect(nudged(ABDOMEN, 1, 0)).toEqual({ center: 60, width: 400 });
    expect(nudged(ABDOMEN, 0, -1)).toEqual({ center: 40, width: 380 });
    expect(nudged(PET, 1, 0)).toEqual({ center: 2.75, width: 5 });
  });
});
