// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { GridPart } from "./geometry.js";
import { area, contains, joinedPart, missingStrip } from "./strips.js";

const whole = { width: 6000, height: 5000 };
const VIEW = { whole, left: 1000, top: 1000, width: 800, height: 600 };

describe("strips", () => {
  test("what lies within is there, and of what lies elsewhere nothing is", () => {
    expect(missingStrip({ ...VIEW, left: 1100, width: 100 }, VIEW)).toBeUndefined();
    expect(missingStrip({ ...VIEW, left: 1800 }, VIEW)).toBeUndefined();
  });

  test.each([
    ["right", { left: 1080, top: 1000 }, { left: 1800, top: 1000, width: 80, height: 600 }],
    ["left", { left: 920, top: 1000 }, { left: 920, top: 1000, width: 80, height: 600 }],
    ["down", { left: 1000, top: 1060 }, { left: 1000, top: 1600, width: 800, height: 60 }],
    ["up", { left: 1000, top: 940 }, { left: 1000, top: 940, width: 800, height: 60 }],
  ])("moved %s, a tenth is missing", (_name, to, strip) => {
    expect(missingStrip({ ...VIEW, ...to }, VIEW)).toEqual({ whole, ...strip });
    expect(joinedPart(VIEW, { whole, ...strip }, { ...VIEW, ...to })).toSatisfy((joined: GridPart) => contains(joined, { ...VIEW, ...to }));
  });

  test("moved aslant, two strips make it whole, and no pixel comes twice", () => {
    const wanted = { ...VIEW, left: 1080, top: 940 };
    const first = missingStrip(wanted, VIEW)!;
    const between = joinedPart(VIEW, first, wanted)!;
    const second = missingStrip(wanted, between)!;
    expect(area(first) + area(second)).toBe(800 * 600 - 720 * 540);
    expect(joinedPart(between, second, wanted)).toSatisfy((joined: GridPart) => contains(joined, wanted));
  });

  test("of what lies beside the view a quarter is held at most", () => {
    let held = VIEW;
    let wanted = VIEW;
    for (let step = 0; step < 50; step += 1) {
      wanted = { ...wanted, left: wanted.left + 50 };
      held = joinedPart(held, missingStrip(wanted, held)!, wanted)!;
      expect(contains(held, wanted)).toBe(true);
      expect(area(held)).toBeLessThanOrEqual(1.5 * area(VIEW));
    }
    expect(held.left).toBe(wanted.left - 200);
  });

  test("a strip that doesn't lie along what is held makes nothing", () => {
    expect(joinedPart(VIEW, { ...VIEW, left: 1801, width: 10 }, VIEW)).toBeUndefined();
    expect(joinedPart(VIEW, { ...VIEW, left: 1800, top: 999, width: 10 }, VIEW)).toBeUndefined();
  });
});
