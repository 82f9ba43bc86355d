// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  afterDrag, anglesIn, centered, frameOf, inAxes, initialState, laidAt, linkWindows, oneToOne, pictureIn, placeAt, projected, reset, rolled, scrolled,
  scrolledToEnd, turnedIn, windowed, withPane, zoomed, type Sizes,
} from "./mpr-state.js";
import { toScreen } from "./picture.js";
import { byPlane, normalOf } from "./plane.js";
import { tiltedVolume, volumeOf } from "./testing.js";
import { dot, near } from "./vector.js";
import { samePlane, wantedPlane } from "./wanted-plane.js";

const VOLUME = volumeOf();
const SIZE = { width: 400, height: 300 };
const SIZES: Sizes = byPlane(() => SIZE);
const HERE = { x: 10, y: -20, z: 30 };
const START = initialState(VOLUME, HERE, null, false);
const SCREEN = { canvas: SIZE, density: 1 };
const NARROW = { center: 0, width: 80 };

describe("the planes of a volume", () => {
  test("begin at the given place, held within the volume", () => {
    expect(START.crosshair.center).toEqual(HERE);
    expect(initialState(VOLUME, { x: 0, y: 0, z: 9999 }, null, false).crosshair.center.z).toBeCloseTo(149.25, 9);
  });

  test("scroll by the voxels' spacing along their normal, and no other moves", () => {
    const next = scrolled(START, "coronal", 3);
    expect(near(next.crosshair.center, { ...HERE, y: -18.5 })).toBe(true);
    expect(near(scrolled(START, "axial", -2).crosshair.center, { ...HERE, z: 27 })).toBe(true);
  });

  test("scroll no further than the volume reaches", () => {
    expect(scrolledToEnd(START, "axial", "first").crosshair.center.z).toBeCloseTo(-149.25, 9);
    expect(scrolledToEnd(START, "axial", "last").crosshair.center.z).toBeCloseTo(149.25, 9);
    expect(scrolled(START, "axial", 1e6).crosshair.center.z).toBeCloseTo(149.25, 9);
  });

  test("want no new picture of a plane in which the crosshair only moved about", () => {
    const before = wantedPlane(START, "axial", SCREEN);
    const moved = afterDrag(START, { crosshair: { ...START.crosshair, center: { x: 33.3, y: 1 / 3, z: 30 } } }, SIZES);
    expect(samePlane(before, wantedPlane(moved, "axial", SCREEN))).toBe(true);
    expect(samePlane(wantedPlane(START, "coronal", SCREEN), wantedPlane(moved, "coronal", SCREEN))).toBe(false);
  });

  test("turn about the crosshair, which keeps its place in their pictures", () => {
    const before = toScreen(pictureIn(START, "coronal", SIZE), HERE);
    const turned = turnedIn(START, ["coronal", "sagittal"], "axial", 0.5, SIZES);
    const after = toScreen(pictureIn(turned, "coronal", SIZE), HERE);
    expect(after).toEqual({ x: expect.closeTo(before.x, 9), y: expect.closeTo(before.y, 9) });
    expect(dot(normalOf(turned.crosshair.frames.coronal), normalOf(turned.crosshair.frames.sagittal))).toBeCloseTo(0, 12);
    expect(turned.panes.axial).toBe(START.panes.axial);
  });

  test("come back by a reset, whatever was done: only what is linked stays", () => {
    const volume = tiltedVolume(18.5);
    const before = initialState(volume, volume.center, null, false);
    let state = inAxes(initialState(volume, HERE, NARROW, true), "acquisition");
    state = turnedIn(state, ["coronal", "sagittal"], "axial", 0.5, SIZES);
    state = withPane(zoomed(state, "axial", { x: 1, y: 2 }, 3, SIZES), "axial", { slabMm: 12, mode: "mip" });
    state = rolled(projected(state, "oblique", "volume-bone"), { x: 200, y: 150 }, { x: 260, y: 150 }, SIZES);
    state = { ...linkWindows(state, "axial", false), zoomLinked: true };
    expect(reset(state)).toEqual({ ...before, windowLinked: false, zoomLinked: true });
  });

  test("share one window while they are linked, and have their own after", () => {
    const linked = windowed(START, "axial", { window: NARROW });
    expect(linked.panes.oblique.window).toEqual(NARROW);
    const apart = windowed(linkWindows(linked, "axial", false), "coronal", { window: null, invert: true });
    expect(apart.panes.axial).toMatchObject({ window: NARROW, invert: false });
    expect(apart.panes.coronal).toMatchObject({ window: null, invert: true });
    expect(linkWindows(apart, "coronal", true).panes.axial).toMatchObject({ window: null, invert: true });
  });

  test("zoom together about the crosshair where that is chosen", () => {
    const both = zoomed({ ...START, zoomLinked: true }, "axial", { x: 50, y: 60 }, 2, SIZES);
    const before = pictureIn(START, "sagittal", SIZE);
    const after = pictureIn(both, "sagittal", SIZE);
    expect(after.mmPerPixel).toBeCloseTo(before.mmPerPixel / 2, 9);
    expect(toScreen(after, HERE).x).toBeCloseTo(toScreen(before, HERE).x, 9);
    expect(zoomed(START, "axial", { x: 50, y: 60 }, 2, SIZES).panes.sagittal).toBe(START.panes.sagittal);
  });

  test("show a voxel on a device pixel at one to one", () => {
    expect(wantedPlane(oneToOne(START, "axial", SIZE, 2), "axial", { canvas: { width: 800, height: 600 }, density: 2 }).spacing).toBeCloseTo(0.5, 9);
  });
});

describe("a double click", () => {
  test("brings the crosshair there, and into sight in the other views", () => {
    const zoomedIn = zoomed(START, "sagittal", { x: 10, y: 10 }, 8, SIZES);
    const place = placeAt(zoomedIn, "axial", { x: 300, y: 250 }, SIZE)!;
    const state = centered(zoomedIn, place, SIZES);
    expect(near(state.crosshair.center, place, 1e-9)).toBe(true);
    const { x, y } = toScreen(pictureIn(state, "sagittal", SIZE), place);
    expect(x >= 0 && x <= 400 && y >= 0 && y <= 300).toBe(true);
  });
});

describe("the fourth view", () => {
  const solid = projected(START, "oblique", "volume-bone");

  test("rolls its plane about the crosshair", () => {
    const rolledTo = rolled(START, { x: 200, y: 150 }, { x: 260, y: 150 }, SIZES);
    expect(rolledTo.crosshair.center).toEqual(HERE);
    expect(near(normalOf(rolledTo.crosshair.frames.oblique), normalOf(START.crosshair.frames.oblique), 0.01)).toBe(false);
    expect(rolledTo.crosshair.frames.axial).toBe(START.crosshair.frames.axial);
  });

  test("rolls the whole volume about its middle, and leaves the plane", () => {
    const rolledTo = rolled(solid, { x: 200, y: 150 }, { x: 260, y: 150 }, SIZES);
    expect(rolledTo.crosshair).toBe(solid.crosshair);
    expect(frameOf(rolledTo, "oblique")).not.toEqual(frameOf(solid, "oblique"));
    expect(near(pictureIn(rolledTo, "oblique", SIZE).center, VOLUME.center)).toBe(true);
  });

  test("lies at two angles, whatever its plane was turned to before, and keeps the crosshair where it is seen", () => {
    expect(anglesIn(START)).toEqual({ turn: expect.closeTo(45, 9), tilt: expect.closeTo(-180 / 7, 9) });
    const askew = zoomed(rolled(START, { x: 200, y: 150 }, { x: 260, y: 100 }, SIZES), "oblique", { x: 10, y: 10 }, 3, SIZES);
    const before = toScreen(pictureIn(askew, "oblique", SIZE), HERE);
    const laid = laidAt(askew, { turn: 30, tilt: -12.5 }, SIZES);
    expect(anglesIn(laid)).toEqual({ turn: expect.closeTo(30, 9), tilt: expect.closeTo(-12.5, 9) });
    expect(toScreen(pictureIn(laid, "oblique", SIZE), HERE)).toEqual({ x: expect.closeTo(before.x, 6), y: expect.closeTo(before.y, 6) });
    expect(laid.crosshair.frames.axial).toBe(askew.crosshair.frames.axial);
    expect(laid.crosshair.center).toEqual(HERE);
  });

  test("sees the whole volume along two angles, and leaves the plane", () => {
    expect(anglesIn(solid)).toEqual({ turn: expect.closeTo(0, 9), tilt: expect.closeTo(0, 9) });
    const laid = laidAt(solid, { turn: 90, tilt: 0 }, SIZES);
    expect(near(laid.projectionFrame.right, START.crosshair.frames.sagittal.right, 1e-9)).toBe(true);
    expect(laid.crosshair).toBe(solid.crosshair);
  });

  test("lies at angles from the axes that are chosen", () => {
    const acquired = inAxes(initialState(tiltedVolume(18.5), HERE, null, false), "acquisition");
    const laid = laidAt(acquired, { turn: 0, tilt: 90 }, SIZES);
    expect(near(normalOf(laid.crosshair.frames.oblique), normalOf(acquired.crosshair.frames.axial), 1e-9)).toBe(true);
  });

  test("has no place under the pointer while it shows the whole volume, nor anything to scroll through", () => {
    expect(placeAt(solid, "oblique", { x: 1, y: 1 }, SIZE)).toBeUndefined();
    expect(scrolled(solid, "oblique", 5)).toBe(solid);
    expect(wantedPlane(withPane(solid, "oblique", { slabMm: 20 }), "oblique", SCREEN)).toMatchObject({ method: "volume-bone", slab: 0 });
  });

  test("looks the same when only the kind of solid changes", () => {
    const zoomedIn = zoomed(solid, "oblique", { x: 200, y: 150 }, 2, SIZES);
    expect(projected(zoomedIn, "oblique", "volume-vessel").panes.oblique.view).toBe(zoomedIn.panes.oblique.view);
    expect(projected(zoomedIn, "oblique", undefined).panes.oblique.view).toEqual({ fit: true });
  });
});

test("two wanted pictures of the plane alone are the same, whatever the slab's way would be", () => {
  const mean = wantedPlane(START, "axial", SCREEN);
  expect(samePlane(mean, { ...mean, method: "mip" })).toBe(true);
  expect(samePlane({ ...mean, slab: 5 }, { ...mean, slab: 5, method: "mip" })).toBe(false);
  expect(samePlane(mean, { ...mean, window: NARROW })).toBe(false);
  expect(samePlane(mean, { ...mean, spacing: mean.spacing * 1.001 })).toBe(false);
});
