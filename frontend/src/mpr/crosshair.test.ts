// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Point } from "../viewport/geometry.js";
import { shifted, turnedPlanes } from "./crosshair.js";
import { dragged, type Grip } from "./crosshair-drag.js";
import { overlayOf, sameTarget, targetAt, MOUSE_REACH, TOUCH_REACH } from "./handles.js";
import { FIT_PLANE, pictureOf, toPatient, toScreen } from "./picture.js";
import { byPlane, normalOf, turnedFrame, type PlaneName } from "./plane.js";
import { crosshairOf, volumeOf } from "./testing.js";
import { dot, minus, near, plus, times, X, Y, Z } from "./vector.js";

const DEGREE = Math.PI / 180;
const VOLUME = volumeOf();
const SIZE = { width: 512, height: 512 };
const NO_SLABS = byPlane(() => 0);
const START = crosshairOf({ x: 10, y: -20, z: 30 });

function view(plane: PlaneName, crosshair = START, slabs = NO_SLABS) {
  const picture = pictureOf(crosshair.frames[plane], crosshair.center, FIT_PLANE, VOLUME, SIZE);
  return { picture, overlay: overlayOf(plane, crosshair, picture, slabs) };
}

function grip(plane: PlaneName, target: Grip["target"], at: Point, change: Partial<Grip> = {}): Grip {
  return { target, seenIn: plane, crosshair: START, slabs: NO_SLABS, at, single: false, ...view(plane), ...change };
}

function crosshairAfter(drag: Grip, to: Point) {
  const result = dragged(drag, to);
  if (!("crosshair" in result)) {
    throw new Error("expected planes to move");
  }
  return result.crosshair;
}

describe("moving a plane", () => {
  test("moves it along its normal and leaves the others", () => {
    const moved = shifted(START, "coronal", 7);
    expect(near(moved.center, { x: 10, y: -13, z: 30 }, 1e-9)).toBe(true);
  });

  test("leaves the others even where they aren't perpendicular", () => {
    const askew = turnedPlanes(START, ["coronal"], Z, 30 * DEGREE);
    const moved = shifted(askew, "coronal", 7);
    const way = minus(moved.center, askew.center);
    expect(dot(way, normalOf(askew.frames.coronal))).toBeCloseTo(7, 9);
    expect(dot(way, normalOf(askew.frames.axial))).toBeCloseTo(0, 9);
    expect(dot(way, normalOf(askew.frames.sagittal))).toBeCloseTo(0, 9);
  });

  test("works where the others are parallel", () => {
    const parallel = turnedPlanes(START, ["sagittal"], Z, 90 * DEGREE);
    const moved = shifted(parallel, "axial", 5);
    expect(near(minus(moved.center, parallel.center), times(Z, 5), 1e-9)).toBe(true);
  });

  test("of the oblique one stays in the view in which its line was dragged", () => {
    const tilted = turnedPlanes(START, ["oblique"], X, 20 * DEGREE);
    const way = minus(shifted(tilted, "oblique", 4, "axial").center, tilted.center);
    expect(dot(way, normalOf(tilted.frames.oblique))).toBeCloseTo(4, 9);
    expect(way.z).toBeCloseTo(0, 9);
  });
});

describe("a drag", () => {
  test("of the centre takes it to the pointer, in the plane", () => {
    const { overlay, picture } = view("sagittal");
    const from = { x: overlay.center.x + 3, y: overlay.center.y - 2 };
    const after = crosshairAfter(grip("sagittal", { kind: "center" }, from), { x: from.x + 50, y: from.y + 30 });
    expect(near(after.center, toPatient(picture, { x: overlay.center.x + 50, y: overlay.center.y + 30 }), 1e-9)).toBe(true);
    expect(after.center.x).toBeCloseTo(10, 9);
  });

  test("of a line moves its plane parallel, whatever the pointer does along the line", () => {
    const { overlay, picture } = view("axial");
    const from = { x: 60, y: overlay.center.y };
    const after = crosshairAfter(grip("axial", { kind: "line", plane: "coronal" }, from), { x: 400, y: from.y + 20 });
    expect(near(after.center, plus(START.center, times(Y, 20 * picture.mmPerPixel)), 1e-9)).toBe(true);
  });

  test("of a handle turns both lines by the pointer's angle, clockwise as seen", () => {
    const { overlay } = view("axial");
    const { x, y } = overlay.center;
    const after = crosshairAfter(grip("axial", { kind: "turn", plane: "coronal" }, { x: x + 100, y }), {
      x: x + 100 * Math.cos(25 * DEGREE),
      y: y + 100 * Math.sin(25 * DEGREE),
    });
    expect(after.frames.axial).toEqual(START.frames.axial);
    expect(after.frames.oblique).toEqual(START.frames.oblique);
    expect(near(normalOf(after.frames.coronal), { x: -Math.sin(25 * DEGREE), y: Math.cos(25 * DEGREE), z: 0 }, 1e-9)).toBe(true);
    expect(dot(normalOf(after.frames.coronal), normalOf(after.frames.sagittal))).toBeCloseTo(0, 12);
    // The line is under the pointer.
    const line = view("axial", after).overlay.lines.find(({ plane }) => plane === "coronal")!;
    expect(Math.abs(line.direction.y / line.direction.x)).toBeCloseTo(Math.tan(25 * DEGREE), 9);
  });

  test("of a handle turns one line alone on demand", () => {
    const { x, y } = view("axial").overlay.center;
    const single = grip("axial", { kind: "turn", plane: "coronal" }, { x: x + 100, y }, { single: true });
    const after = crosshairAfter(single, { x, y: y + 100 });
    expect(after.frames.sagittal).toEqual(START.frames.sagittal);
    expect(near(normalOf(after.frames.coronal), times(X, -1), 1e-9)).toBe(true);
  });

  test("of the oblique plane's handle turns nothing else", () => {
    const { x, y } = view("coronal").overlay.center;
    const after = crosshairAfter(grip("coronal", { kind: "turn", plane: "oblique" }, { x, y: y + 80 }), { x: x + 80, y });
    expect(after.frames.axial).toEqual(START.frames.axial);
    expect(after.frames.sagittal).toEqual(START.frames.sagittal);
    expect(after.frames.oblique).not.toEqual(START.frames.oblique);
  });

  test("of a slab's border makes it twice as much thicker as the pointer goes away", () => {
    const { overlay, picture } = view("axial");
    const from = { x: 100, y: overlay.center.y };
    const slab = grip("axial", { kind: "slab", plane: "coronal" }, from);
    expect(dragged(slab, { x: 100, y: from.y + 10 })).toEqual({
      slab: { plane: "coronal", mm: Math.round(200 * picture.mmPerPixel) / 10 },
    });
    expect(dragged({ ...slab, slabs: { ...NO_SLABS, coronal: 8 }, at: { x: 100, y: from.y - 16 } }, from)).toEqual({
      slab: { plane: "coronal", mm: 0 },
    });
  });
});

describe("the overlay", () => {
  test("shows each other plane where it is", () => {
    const { overlay, picture } = view("coronal");
    expect(overlay.lines.map(({ plane }) => plane)).toEqual(["axial", "sagittal", "oblique"]);
    const [axial, sagittal] = overlay.lines;
    expect(axial!.segments[0]!.from.y).toBeCloseTo(toScreen(picture, START.center).y, 9);
    expect(Math.abs(axial!.direction.x)).toBeCloseTo(1, 12);
    expect(Math.abs(sagittal!.direction.y)).toBeCloseTo(1, 12);
    // From border to border, but for the gap.
    const ends = sagittal!.segments.flatMap(({ from, to }) => [from.y, to.y]).sort((a, b) => a - b);
    expect(ends[0]).toBeCloseTo(0, 9);
    expect(ends[3]).toBeCloseTo(512, 9);
    expect(ends[2]! - ends[1]!).toBeCloseTo(28, 9);
  });

  test("has no line of a plane that is parallel", () => {
    const parallel = crosshairOf(START.center, { oblique: START.frames.sagittal });
    expect(view("sagittal", parallel).overlay.lines.map(({ plane }) => plane)).toEqual(["axial", "coronal"]);
  });

  test("draws a slab's borders at its true distance, also of a plane that is met aslant", () => {
    const slabs = { ...NO_SLABS, coronal: 20 };
    const { overlay, picture } = view("axial", START, slabs);
    const borders = overlay.lines.find(({ plane }) => plane === "coronal")!.slabBorders;
    const distances = borders.map(({ from }) => Math.abs(from.y - overlay.center.y) * picture.mmPerPixel);
    expect(distances).toEqual([expect.closeTo(10, 9), expect.closeTo(10, 9)]);
    const aslant = turnedPlanes(START, ["coronal"], X, 60 * DEGREE);
    const line = view("axial", aslant, slabs).overlay.lines.find(({ plane }) => plane === "coronal")!;
    expect(line.pixelsPerMm * picture.mmPerPixel).toBeCloseTo(1 / Math.sin(30 * DEGREE), 9);
  });

  test("has its handles within the view, and none where there is no room", () => {
    const corner = crosshairOf({ x: 127, y: 127, z: 0 });
    const { overlay } = view("axial", corner);
    const handles = overlay.lines.flatMap(({ turnHandles }) => turnHandles);
    expect(handles.length).toBeGreaterThan(0);
    for (const { x, y } of handles) {
      expect(Math.min(x, y, 512 - x, 512 - y)).toBeGreaterThan(0);
    }
    expect(overlay.lines.find(({ plane }) => plane === "coronal")!.turnHandles).toHaveLength(1);
  });

  test("says what is under the pointer: handles first, then the centre, then lines", () => {
    const { overlay } = view("axial");
    const { center, lines } = overlay;
    const coronal = lines.find(({ plane }) => plane === "coronal")!;
    expect(targetAt(overlay, center, MOUSE_REACH)).toEqual({ kind: "center" });
    expect(targetAt(overlay, coronal.turnHandles[0]!, MOUSE_REACH)).toEqual({ kind: "turn", plane: "coronal" });
    expect(targetAt(overlay, coronal.slabHandles[0]!, MOUSE_REACH)).toEqual({ kind: "slab", plane: "coronal" });
    expect(targetAt(overlay, { x: 20, y: center.y + 3 }, MOUSE_REACH)).toEqual({ kind: "line", plane: "coronal" });
    expect(targetAt(overlay, { x: 20, y: 20 }, MOUSE_REACH)).toBeUndefined();
  });

  test.each([
    // Too small for that: none.
    [126, START],
    [134, START],
    [140, START],
    [213, START],
    [390, START],
    [800, START],
    // The oblique plane's line lies on the coronal one's.
    [390, crosshairOf(START.center, { oblique: turnedFrame(START.frames.coronal, X, 40 * DEGREE) })],
  ])("leaves a finger at least 24 pixels of each handle in a view of %i", (side, crosshair) => {
    const size = { width: side, height: side };
    const picture = pictureOf(crosshair.frames.axial, crosshair.center, { fit: false, focus: crosshair.center, spanMm: 200 }, VOLUME, size);
    const overlay = overlayOf("axial", crosshair, picture, NO_SLABS);
    const handles = overlay.lines.flatMap(({ plane, direction, turnHandles, slabHandles }) => [
      ...turnHandles.map((at) => ({ target: { kind: "turn", plane } as const, at, direction })),
      ...slabHandles.map((at) => ({ target: { kind: "slab", plane } as const, at, direction })),
    ]);
    expect(handles.length > 0).toBe(side > 130);
    for (const { target, at, direction } of handles) {
      const steps = Array.from({ length: 101 }, (_, index) => (index - 50) / 2);
      const reached = (along: Point) =>
        steps.filter((step) => sameTarget(targetAt(overlay, { x: at.x + along.x * step, y: at.y + along.y * step }, TOUCH_REACH), target)).length / 2;
      expect({ target, along: reached(direction) >= 24, across: reached({ x: -direction.y, y: direction.x }) >= 24 }).toEqual({
        target,
        along: true,
        across: true,
      });
    }
  });

  test("gives a finger 44 pixels and a mouse 24", () => {
    const { overlay } = view("axial");
    const beside = { x: overlay.lines[0]!.turnHandles[0]!.x, y: overlay.center.y + 19 };
    expect(targetAt(overlay, beside, TOUCH_REACH)).toEqual({ kind: "turn", plane: "coronal" });
    expect(targetAt(overlay, beside, MOUSE_REACH)).toBeUndefined();
  });
});
