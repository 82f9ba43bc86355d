import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Point } from "../viewport/geometry.js";
import { listenToTouch } from "../viewport/gestures/touch.js";
import type { MprModel } from "./mpr-model.js";
import { pictureIn, placeAt, type MprState } from "./mpr-state.js";
import { toScreen } from "./picture.js";
import { PLANES, type PlaneName } from "./plane.js";
import { PlaneGestures } from "./plane-gestures.js";
import { openPlanes } from "./testing.js";
import { near } from "./vector.js";

/** A view of a tablet. */
const VIEW = { width: 380, height: 450 };
const MIDDLE = { x: 190, y: 225 };
/** No line of any view runs here. */
const FREE = { x: 60, y: 340 };

describe("fingers on a plane", () => {
  let model: MprModel;
  let target: HTMLElement;
  let gestures: PlaneGestures;
  const state = (): MprState => model.state!;

  function finger(type: "down" | "move" | "up", { x, y }: Point, pointerId = 1): void {
    target.dispatchEvent(Object.assign(new MouseEvent(`pointer${type}`, { clientX: x, clientY: y }), { pointerType: "touch", pointerId }));
  }
  function strokes(from: Point, to: Point): void {
    finger("down", from);
    finger("move", to);
    finger("up", to);
  }
  const beside = ({ x, y }: Point, dx: number, dy: number): Point => ({ x: x + dx, y: y + dy });
  const line = (plane: PlaneName) => gestures.overlay!.lines.find((candidate) => candidate.plane === plane)!;

  function listenIn(plane: PlaneName): void {
    target = Object.assign(document.createElement("div"), { setPointerCapture: () => {} });
    gestures = new PlaneGestures(model, plane);
    listenToTouch(target, gestures, ({ clientX, clientY }) => ({ x: clientX, y: clientY }));
  }

  beforeEach(() => {
    model = openPlanes(VIEW);
    listenIn("axial");
  });

  test("one on the crossing takes it along", () => {
    strokes(beside(MIDDLE, 15, -12), beside(MIDDLE, 55, 28));
    expect(near(state().crosshair.center, placeAt(state(), "axial", beside(MIDDLE, 40, 40), VIEW)!, 1e-9)).toBe(true);
  });

  test("one on a line moves that plane, and no other", () => {
    strokes({ x: 20, y: MIDDLE.y + 10 }, { x: 70, y: MIDDLE.y + 40 });
    expect(near(state().crosshair.center, { x: 0, y: 30 * pictureIn(state(), "axial", VIEW).mmPerPixel, z: 0 }, 1e-9)).toBe(true);
  });

  test("one beside a round handle turns both lines", () => {
    const [handle] = line("coronal").turnHandles;
    const { axial, coronal, sagittal } = state().crosshair.frames;
    strokes(beside(handle!, 3, 17), beside(handle!, -20, 80));
    expect(state().crosshair.frames.axial).toEqual(axial);
    expect(near(state().crosshair.frames.coronal.right, coronal.right, 0.1)).toBe(false);
    expect(near(state().crosshair.frames.sagittal.right, sagittal.right, 0.1)).toBe(false);
  });

  test("one beside a square handle makes the slab thicker", () => {
    const [handle] = line("coronal").slabHandles;
    strokes(beside(handle!, 3, 15), beside(handle!, 3, 45));
    expect(state().panes.coronal.slabMm).toBeCloseTo(60 * pictureIn(state(), "axial", VIEW).mmPerPixel, 0);
  });

  test("one elsewhere goes through the plane", () => {
    strokes(FREE, beside(FREE, 5, 60));
    expect(state().crosshair.center.z).toBeCloseTo(20 * 1.5, 9);
    expect(state().panes.axial.view).toEqual({ fit: true });
  });

  test("one in the fourth view turns its plane", () => {
    listenIn("oblique");
    const before = state().crosshair.frames;
    strokes(FREE, beside(FREE, 50, 0));
    expect(near(state().crosshair.frames.oblique.right, before.oblique.right, 0.01)).toBe(false);
    expect(state().crosshair.frames.axial).toBe(before.axial);
  });

  test.each(PLANES)("one that is held still says what is there, and moves nothing by trembling (%s)", (plane) => {
    vi.useFakeTimers();
    listenIn(plane);
    const before = state();
    finger("down", FREE);
    finger("move", beside(FREE, 4, 5));
    vi.advanceTimersByTime(500);
    expect(model.probe["visiting"]).toBe(1 + PLANES.indexOf(plane));
    finger("up", beside(FREE, 4, 5));
    expect(state().crosshair).toBe(before.crosshair);
    expect(model.probe["visiting"]).toBeUndefined();
    vi.useRealTimers();
  });

  test("one that is held first changes the window", () => {
    vi.useFakeTimers();
    finger("down", FREE);
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    finger("move", beside(FREE, 40, 0));
    finger("up", beside(FREE, 40, 0));
    expect(state().panes.axial.window).toEqual({ center: 40, width: 440 });
    expect(state().crosshair.center).toEqual({ x: 0, y: 0, z: 0 });
  });

  test("one that is held on the crossing still takes it along", () => {
    vi.useFakeTimers();
    finger("down", MIDDLE);
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    finger("move", beside(MIDDLE, 40, 0));
    finger("up", beside(MIDDLE, 40, 0));
    expect(state().crosshair.center.x).toBeGreaterThan(10);
    expect(state().panes.axial.window).toBeNull();
  });

  test.each([["free places", FREE], ["the crosshair", MIDDLE]] as const)("two zoom and move the picture, also over %s", (_, at) => {
    const left = beside(at, -30, 0);
    const right = beside(at, 30, 0);
    const place = placeAt(state(), "axial", at, VIEW)!;
    const { mmPerPixel } = pictureIn(state(), "axial", VIEW);
    const { crosshair } = state();
    finger("down", left, 1);
    finger("down", right, 2);
    finger("move", beside(left, -10, 20), 1);
    finger("move", beside(right, 50, 20), 2);
    finger("up", beside(right, 50, 20), 2);
    // The finger that stays does nothing.
    finger("move", beside(left, 90, 90), 1);
    finger("up", beside(left, 90, 90), 1);
    const picture = pictureIn(state(), "axial", VIEW);
    expect(picture.mmPerPixel).toBeCloseTo(mmPerPixel / 2, 9);
    const { x, y } = toScreen(picture, place);
    expect([x, y]).toEqual([expect.closeTo(at.x + 20, 6), expect.closeTo(at.y + 20, 6)]);
    expect(state().crosshair).toEqual(crosshair);
  });
});
