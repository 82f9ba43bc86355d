// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { ClientMessage } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import type { Drag } from "../viewport/gestures/gesture.js";
import { executeMpr } from "./mpr-commands.js";
import type { MprModel } from "./mpr-model.js";
import { pictureIn, placeAt, type MprState } from "./mpr-state.js";
import { PLANES, type PlaneName } from "./plane.js";
import { PlaneGestures } from "./plane-gestures.js";
import { openPlanes, volumeEventOf } from "./testing.js";
import { near } from "./vector.js";

const CANVAS = { width: 512, height: 512 };
const MIDDLE = { x: 256, y: 256 };
const LUNG = { center: -600, width: 1500 };
/** No line of the axial view runs here. */
const FREE = { x: 40, y: 60 };

describe("drags over the planes", () => {
  let model: MprModel;
  let sent: ClientMessage[];

  const state = (): MprState => model.state!;
  const gestures = (plane: PlaneName): PlaneGestures => new PlaneGestures(model, plane);
  const mouse = (plane: PlaneName, button: number, at: Point): Drag =>
    gestures(plane).drag(button, at, { altKey: false, ctrlKey: false, shiftKey: false } as PointerEvent)!;
  const handle = (kind: "turnHandles" | "slabHandles"): Point => {
    const [at] = gestures("axial").overlay!.lines.find(({ plane }) => plane === "coronal")![kind];
    return at!;
  };
  const beside = ({ x, y }: Point, dx: number, dy: number): Point => ({ x: x + dx, y: y + dy });

  beforeEach(() => {
    sent = [];
    model = openPlanes(CANVAS, sent);
  });

  /** Where each drag begins, and what of a state it makes different. */
  const drags: readonly (readonly [string, () => Point, (at: Point) => Drag, (state: MprState) => unknown])[] = [
    ["the crossing", () => MIDDLE, (at) => mouse("axial", 0, at), ({ crosshair }) => crosshair.center],
    ["a line", () => ({ x: 30, y: 256 }), (at) => mouse("axial", 0, at), ({ crosshair }) => crosshair.center],
    ["a turn handle", () => handle("turnHandles"), (at) => mouse("axial", 0, at), ({ crosshair }) => crosshair.frames],
    ["a slab handle", () => handle("slabHandles"), (at) => mouse("axial", 0, at), ({ panes }) => panes.coronal.slabMm],
    ["the ball", () => FREE, (at) => mouse("oblique", 0, at), ({ crosshair }) => crosshair.frames.oblique],
    ["the picture", () => FREE, (at) => mouse("axial", 1, at), ({ panes }) => panes.axial.view],
    ["the zoom", () => FREE, (at) => mouse("axial", 2, at), ({ panes }) => panes.axial.view],
    ["the window", () => FREE, (at) => mouse("axial", 0, at), ({ panes }) => panes.axial.window],
    ["the plane under a finger", () => FREE, (at) => gestures("axial").oneFinger(at)!, ({ crosshair }) => crosshair.center],
    ["a pinch", () => FREE, (at) => ({ move: (to) => gestureOf(at).move(to, 1.5) }), ({ panes }) => panes.axial.view],
  ];
  /** How everything looks, but for rounding. */
  const looks = (): string => {
    const views = PLANES.map((plane) => {
      const { slabMm, window } = state().panes[plane];
      return { ...pictureIn(state(), plane, CANVAS), slabMm, window: window ?? model.volume!.window };
    });
    const { center, frames } = state().crosshair;
    return JSON.stringify([views, center, frames], (_, value: unknown) => (typeof value === "number" ? Math.round(value * 1e6) / 1e6 || 0 : value));
  };
  let pinch: ReturnType<PlaneGestures["twoFingers"]>;
  const gestureOf = (at: Point) => (pinch ??= gestures("axial").twoFingers(at))!;
  beforeEach(() => (pinch = undefined));

  test.each(drags)("of %s change something of the state", (_, from, begin, changed) => {
    const before = changed(state());
    begin(from()).move(beside(from(), 40, 50));
    expect(changed(state())).not.toEqual(before);
  });

  test.each(drags)("of %s keep what a key changes meanwhile", (_, from, begin) => {
    const at = from();
    const drag = begin(at);
    drag.move(beside(at, 20, 30));
    executeMpr(model, { type: "thicker", by: 2 }, "sagittal");
    executeMpr(model, { type: "invert" });
    drag.move(beside(at, 40, 50));
    expect(state().panes.sagittal.slabMm).toBe(2);
    expect(state().panes.coronal.invert).toBe(true);
  });

  test.each(drags)("of %s go on from a reset, and don't bring back what it took away", (_, from, begin) => {
    const at = from();
    executeMpr(model, { type: "reset" });
    const first = looks();
    const drag = begin(at);
    drag.move(beside(at, 90, 100));
    expect(looks()).not.toBe(first);
    executeMpr(model, { type: "reset" });
    // The pointer is where it was.
    drag.move(beside(at, 90, 100));
    expect(looks()).toBe(first);
  });

  test.each(drags)("of %s end where another volume has come", (_, from, begin) => {
    const at = from();
    const drag = begin(at);
    drag.move(beside(at, 20, 30));
    model.disconnected();
    model.onSlices([]);
    const { viewport, sequence } = sent.filter((message) => message.type === "mpr").at(-1)!;
    const corners = volumeEventOf().corners.map(({ x, y, z }) => ({ x, y, z: z + 500 }));
    model.onVolume(volumeEventOf({ viewport, sequence, corners, center: { x: 0, y: 0, z: 500 } }));
    const fresh = state();
    expect(fresh.crosshair.center.z).toBeCloseTo(500, 9);
    drag.move(beside(at, 40, 50));
    expect(state()).toBe(fresh);
  });

  test.each(drags)("of %s end where the planes are left", (_, from, begin) => {
    const at = from();
    const drag = begin(at);
    drag.move(beside(at, 20, 30));
    model.leave();
    drag.move(beside(at, 40, 50));
    expect(model.state).toBeUndefined();
  });

  test("of the window begin anew at a preset that is chosen meanwhile", () => {
    const drag = mouse("axial", 0, FREE);
    drag.move(beside(FREE, 10, 0));
    executeMpr(model, { type: "preset", number: 1 });
    drag.move(beside(FREE, 10, 0));
    expect(state().panes.axial.window).toEqual(LUNG);
    drag.move(beside(FREE, 50, 0));
    expect(state().panes.axial.window).toEqual({ center: -600, width: 1650 });
  });

  test("keep what was taken under the pointer while another view is changed", () => {
    const drag = mouse("axial", 0, MIDDLE);
    for (let step = 1; step <= 10; step++) {
      drag.move(beside(MIDDLE, 6 * step, -4 * step));
      executeMpr(model, { type: "thicker", by: 1 }, "sagittal");
    }
    const place = placeAt(state(), "axial", beside(MIDDLE, 60, -40), CANVAS)!;
    expect(near(state().crosshair.center, place, 1e-9)).toBe(true);
  });
});
