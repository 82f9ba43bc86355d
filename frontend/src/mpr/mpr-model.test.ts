// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientMessage, FailedEvent, PlaneMessage, PlaneTile, ProbeEvent, VolumeEvent } from "../protocol/messages.js";
import { fakeDecoder, sliceOf, type FakeImage } from "../viewport/testing.js";
import { executeMpr } from "./mpr-commands.js";
import { MprModel, type Origin } from "./mpr-model.js";
import { PLANES } from "./plane.js";
import { isExactPlane } from "./shown-plane.js";
import { planeTileOf, volumeEventOf } from "./testing.js";
import { near } from "./vector.js";
import { wantedPlane } from "./wanted-plane.js";

const SLICE = sliceOf(12, { position: { x: -127.75, y: -127.75, z: 30 }, spacing: { row: 0.5, column: 0.5, kind: "patient" } });
const ORIGIN: Origin = { seriesInstanceUID: "2.25.2", slice: SLICE, window: null, invert: false };
const CANVAS = { width: 512, height: 512 };

describe("MprModel", () => {
  let sent: ClientMessage[];
  let images: Map<number, FakeImage>;
  let model: MprModel<FakeImage>;
  let painted: number;
  /** How often the series' slices were asked for. */
  let asked: number;

  const planes = (viewport: number): PlaneMessage[] =>
    sent.filter((message) => message.type === "plane").filter((message) => message.viewport === viewport);
  const newest = (viewport: number): PlaneMessage => planes(viewport).at(-1)!;
  const acknowledged = (viewport: number): number[] =>
    sent.filter((message) => message.type === "painted").filter((m) => m.viewport === viewport).map((m) => m.sequence);
  const failed = (viewport: number, sequence: number): FailedEvent => ({
    type: "failed", viewport, sequence, slice: null, message: "The slices have no common orientation.", detail: "Localiser",
  });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    painted = 0;
    const fake = fakeDecoder();
    images = fake.images;
    model = new MprModel({ send: (message) => sent.push(message) > 0, changed: () => {} }, fake.decode, 1, () => (asked += 1));
    asked = 0;
    model.viewports.axial.paint = () => (painted += 1);
  });
  afterEach(() => vi.useRealTimers());

  function enter(origin: Origin = ORIGIN): void {
    model.enter(origin);
    PLANES.forEach((plane) => model.resize(plane, CANVAS, 1));
    sent.filter((message) => message.type === "mpr").slice(-4).forEach(({ viewport, sequence }) => model.onVolume(volumeEventOf({ viewport, sequence })));
  }

  async function arrive(tile: PlaneTile): Promise<void> {
    model.onTile(tile);
    images.get(tile.sequence)?.finish();
    await vi.advanceTimersByTimeAsync(0);
  }

  /** The quick picture, and then the exact one. */
  async function answerAll(viewport: number): Promise<void> {
    await arrive(planeTileOf(newest(viewport)));
    await arrive(planeTileOf(newest(viewport)));
    expect(newest(viewport).quality).toBe("exact");
  }

  test("asks for the volume that holds the slice on the screen, in four viewports", () => {
    model.enter(ORIGIN);
    expect(sent).toEqual(
      [1, 2, 3, 4].map((viewport) => ({ type: "mpr", viewport, sequence: 1, seriesInstanceUID: "2.25.2", slice: 12 })),
    );
    expect(model.open).toBe(true);
    expect(planes(1)).toHaveLength(0);
  });

  test("begins at the middle of that slice, and asks for a quick picture before the exact one", async () => {
    enter();
    expect(near(model.state!.crosshair.center, { x: 0, y: 0, z: 30 }, 1e-9)).toBe(true);
    expect(planes(1)).toHaveLength(1);
    expect(newest(1)).toMatchObject({ sequence: 2, quality: "interactive", method: "mean", slab: 0, window: null, size: CANVAS });
    expect(near(newest(1).center, { x: 0, y: 0, z: 30 }, 1e-9)).toBe(true);
    await arrive(planeTileOf(newest(1)));
    expect(newest(1)).toMatchObject({ sequence: 3, quality: "exact" });
  });

  test("begins at the volume's middle from its first or last slice, where nobody has scrolled yet", () => {
    for (const z of [-149.25, 149.25]) {
      enter({ ...ORIGIN, slice: sliceOf(1, { position: { x: -127.75, y: -127.75, z }, spacing: SLICE.spacing }) });
      expect(near(model.state!.crosshair.center, { x: 0, y: 0, z: 0 }, 1e-9)).toBe(true);
    }
  });

  test("keeps the window that the slice had", () => {
    enter({ ...ORIGIN, window: { center: -600, width: 1500 }, invert: true });
    expect(newest(2)).toMatchObject({ window: { center: -600, width: 1500 }, invert: true });
  });

  test("asks for nothing of a view that isn't on the page", () => {
    model.enter(ORIGIN);
    model.resize("axial", CANVAS, 1);
    model.onVolume(volumeEventOf({ viewport: 1 }));
    model.onVolume(volumeEventOf({ viewport: 2 }));
    expect(planes(1)).toHaveLength(1);
    expect(planes(2)).toHaveLength(0);
    model.resize("coronal", CANVAS, 1);
    expect(planes(2)).toHaveLength(1);
  });

  test("moves only the plane that is scrolled, interactively, and has it exact at rest", async () => {
    enter();
    await answerAll(1);
    const before = planes(2).length;
    executeMpr(model, { type: "scroll", by: 2 }, "axial");
    expect(newest(1)).toMatchObject({ quality: "interactive", center: { z: expect.closeTo(33, 9) as number } });
    expect(planes(2)).toHaveLength(before);
    vi.advanceTimersByTime(100);
    expect(newest(1).quality).toBe("exact");
  });

  test("takes a later picture of the same request when more slices have come", async () => {
    enter();
    const asked = newest(1);
    await arrive(planeTileOf(asked, { loaded: 50, complete: false, exact: false }));
    await arrive(planeTileOf(asked, { loaded: 90, complete: false, exact: false }));
    expect(model.viewports.axial.shown!.tile.loaded).toBe(90);
    await arrive(planeTileOf(asked, { loaded: 70, complete: false, exact: false }));
    expect(model.viewports.axial.shown!.tile.loaded).toBe(90);
    expect(acknowledged(1)).toEqual([2, 2, 2]);
  });

  test("is exact only when every slice has come and nothing has moved since", async () => {
    enter();
    await arrive(planeTileOf(newest(1)));
    const exactly = newest(1);
    const exact = (): boolean => isExactPlane(model.viewports.axial.shown!, wantedPlane(model.state!, "axial", model.viewports.axial));
    await arrive(planeTileOf(exactly, { loaded: 199, complete: false }));
    expect(exact()).toBe(false);
    await arrive(planeTileOf(exactly));
    expect(exact()).toBe(true);
    executeMpr(model, { type: "scroll", by: 1 }, "axial");
    expect(exact()).toBe(false);
  });

  test("never draws an older plane over a newer one", async () => {
    enter();
    const first = newest(1);
    executeMpr(model, { type: "scroll", by: 1 }, "axial");
    const second = newest(1);
    expect(second.sequence).toBeGreaterThan(first.sequence);
    await arrive(planeTileOf(second));
    await arrive(planeTileOf(first));
    expect(model.viewports.axial.shown!.tile.sequence).toBe(second.sequence);
  });

  test("refuses a picture of another place", async () => {
    enter();
    await arrive(planeTileOf(newest(1), { center: { x: 0, y: 0, z: 30.02 } }));
    expect(model.viewports.axial.shown).toBeUndefined();
    expect(model.viewports.axial.failure?.detail).toBe("answer for another place than asked for");
    model.retry("axial");
    await arrive(planeTileOf(newest(1)));
    expect(model.viewports.axial.failure).toBeUndefined();
    expect(model.viewports.axial.shown).toBeDefined();
  });

  test("goes back to the slices where the series is no volume, and says why", () => {
    model.enter(ORIGIN);
    model.onFailed(failed(1, 1));
    model.onFailed(failed(2, 1));
    expect(model.open).toBe(false);
    expect(model.refusal).toEqual({ message: "The slices have no common orientation.", detail: "Localiser" });
    expect(sent.filter(({ type }) => type === "close")).toHaveLength(4);
    model.dismissRefusal();
    expect(model.refusal).toBeUndefined();
  });

  test("says it of one plane where only that can't be shown", () => {
    enter();
    model.onFailed(failed(2, newest(2).sequence));
    expect(model.viewports.coronal.failure?.message).toBe("The slices have no common orientation.");
    expect(model.open).toBe(true);
    expect(model.failure).toBeUndefined();
  });

  test("asks for everything again on a new connection, as it was", async () => {
    enter();
    await answerAll(1);
    executeMpr(model, { type: "slab", mm: 10 }, "axial");
    executeMpr(model, { type: "turn", degrees: 20 }, "axial");
    const before = model.state;
    model.disconnected();
    expect(model.viewports.axial.shown).toBeDefined();
    sent = [];
    model.onSlices([SLICE]);
    const mpr = sent.filter((message) => message.type === "mpr");
    expect(mpr.map(({ viewport }) => viewport)).toEqual([1, 2, 3, 4]);
    expect(planes(1)).toHaveLength(0);
    model.onVolume(volumeEventOf({ viewport: 1, sequence: mpr[0]!.sequence }));
    expect(model.state).toBe(before);
    expect(newest(1)).toMatchObject({ slab: 10 });
  });

  test("asks on a new connection for the volume of the same slice, however that is counted now", () => {
    enter();
    model.disconnected();
    sent = [];
    const before = sliceOf(12, { sopInstanceUID: "2.25.2.99" });
    model.onSlices([before, { ...SLICE, slice: 13, frame: 2 }, { ...SLICE, slice: 14 }]);
    expect(sent.map((message) => message.type === "mpr" && message.slice)).toEqual([14, 14, 14, 14]);
    // Slices that come later are nothing new.
    model.onSlices([SLICE]);
    expect(sent).toHaveLength(4);
  });

  test("asks for the largest volume where the slice is there no more", () => {
    enter();
    model.disconnected();
    sent = [];
    model.onSlices([sliceOf(12, { sopInstanceUID: "2.25.2.99" })]);
    expect(sent[0]).toMatchObject({ type: "mpr", slice: null });
  });

  test("says why where the slices can't come again, and asks for them before the volume", () => {
    enter();
    model.disconnected();
    sent = [];
    model.onSlicesFailed({ message: "The archive didn't answer.", detail: "" });
    expect(model.failure?.message).toBe("The archive didn't answer.");
    model.reopen();
    expect(model.failure).toBeUndefined();
    expect(asked).toBe(1);
    expect(sent).toEqual([]);
    model.onSlices([SLICE]);
    expect(sent[0]).toMatchObject({ type: "mpr", slice: 12 });
  });

  test.each<[string, Partial<VolumeEvent>]>([
    ["series", { seriesInstanceUID: "2.25.3" }],
    ["stack of the series", { label: "echo 2" }],
    ["frame of reference", { frameOfReferenceUID: "2.25.8" }],
    ["place", { corners: volumeEventOf().corners.map(({ x, y, z }) => ({ x, y, z: z + 1 })) }],
  ])("begins anew where the volume that comes again is of another %s", (_, change) => {
    enter();
    executeMpr(model, { type: "slab", mm: 10 }, "axial");
    model.disconnected();
    model.onSlices([SLICE]);
    const { sequence } = sent.filter((message) => message.type === "mpr").at(-1)!;
    model.onVolume(volumeEventOf({ viewport: 1, sequence }));
    expect(model.state!.panes.axial.slabMm).toBe(10);
    model.onVolume(volumeEventOf({ viewport: 2, sequence, ...change }));
    expect(model.state!.panes.axial.slabMm).toBe(0);
  });

  test("says why where the volume can't come again, and keeps the planes' places", () => {
    enter();
    model.disconnected();
    model.onSlices([SLICE]);
    model.onFailed(failed(1, sent.filter((message) => message.type === "mpr").at(-1)!.sequence));
    expect(model.failure?.message).toBe("The slices have no common orientation.");
    expect(model.open).toBe(true);
  });

  test("leaves nothing on the screen or the server when it is left", async () => {
    enter();
    await arrive(planeTileOf(newest(1)));
    const image = images.get(2)!;
    const draws = painted;
    model.leave();
    expect(image.closed).toBe(true);
    expect(painted).toBe(draws + 1);
    expect(sent.filter(({ type }) => type === "close")).toHaveLength(4);
    expect(model.state).toBeUndefined();
  });

  test("starts a window change from the window on the screen", async () => {
    enter();
    await arrive(planeTileOf(newest(1), { windowCenter: 50, windowWidth: 350 }));
    expect(model.effectiveWindow("axial")).toEqual({ center: 50, width: 350 });
    executeMpr(model, { type: "preset", number: 1 }, "axial");
    expect(model.effectiveWindow("sagittal")).toEqual({ center: -600, width: 1500 });
    executeMpr(model, { type: "preset", number: 0 }, "axial");
    expect(model.state!.panes.axial.window).toBeNull();
  });

  test("starts it from the volume's own window right after a return to that, whatever is still on the screen", async () => {
    enter({ ...ORIGIN, window: { center: -600, width: 1500 } });
    await arrive(planeTileOf(newest(1)));
    executeMpr(model, { type: "preset", number: 0 }, "axial");
    expect(model.viewports.axial.shown!.tile.windowWidth).toBe(1500);
    expect(model.effectiveWindow("axial")).toEqual({ center: 40, width: 400 });
  });

  test("arranges the views about the active one", () => {
    enter();
    model.activate("sagittal");
    executeMpr(model, { type: "layout", to: "1+3" });
    expect(model.planes[0]).toBe("sagittal");
    expect(model.lines).toContain("oblique");
    executeMpr(model, { type: "projection", to: "volume-bone" }, "oblique");
    expect(model.lines).not.toContain("oblique");
    model.activate("oblique");
    executeMpr(model, { type: "layout" });
    expect(model.planes).toEqual(["axial", "coronal", "sagittal"]);
    expect(model.active).toBe("axial");
    // A plane that no view shows has no line either.
    expect(model.lines).not.toContain("oblique");
    model.resizeAll(390);
    expect(model.planes).toEqual(["axial"]);
    model.activate("coronal");
    expect(model.planes).toEqual(["coronal"]);
  });

  describe("a view that gives way", () => {
    const opened = () => sent.filter((message) => message.type === "mpr");

    beforeEach(() => enter());

    test("is closed on the server, and opened anew when it is shown again", async () => {
      await answerAll(4);
      const image = images.get(newest(4).sequence)!;
      executeMpr(model, { type: "slab", mm: 10 }, "oblique");
      executeMpr(model, { type: "layout", to: "1x3" });
      sent = [];
      model.viewports.oblique.hide();
      expect(sent).toEqual([{ type: "close", viewport: 4 }]);
      expect(image.closed).toBe(true);
      expect(model.viewports.oblique.awaiting).toBe(false);
      // Nothing is asked for meanwhile, and what comes late isn't shown.
      executeMpr(model, { type: "turn", degrees: 5 }, "axial");
      expect(sent.filter((message) => "viewport" in message && message.viewport === 4)).toHaveLength(1);

      sent = [];
      executeMpr(model, { type: "layout", to: "2x2" });
      expect(opened()).toEqual([{ type: "mpr", viewport: 4, sequence: expect.any(Number) as number, seriesInstanceUID: "2.25.2", slice: 12 }]);
      model.resize("oblique", CANVAS, 1);
      expect(opened()).toHaveLength(1);
      expect(planes(4)).toHaveLength(0);
      model.onVolume(volumeEventOf({ viewport: 4, sequence: opened()[0]!.sequence }));
      expect(newest(4)).toMatchObject({ slab: 10, quality: "interactive" });
    });

    test("is closed only after the one in its place is opened, so that the server keeps the volume", () => {
      executeMpr(model, { type: "layout", to: "1" });
      (["coronal", "sagittal", "oblique"] as const).forEach((plane) => model.viewports[plane].hide());
      sent = [];
      model.activate("coronal");
      expect(sent).toMatchObject([{ type: "mpr", viewport: 2 }]);
      model.viewports.axial.hide();
      expect(sent).toMatchObject([{ type: "mpr", viewport: 2 }, { type: "close", viewport: 1 }]);
    });

    test("is opened anew where its element comes back to the page by itself", () => {
      model.viewports.axial.hide();
      sent = [];
      model.resize("axial", CANVAS, 1);
      expect(sent).toMatchObject([{ type: "mpr", viewport: 1 }]);
    });

    test("isn't opened on a new connection, nor before the slices are known there", () => {
      executeMpr(model, { type: "layout", to: "1x3" });
      model.viewports.oblique.hide();
      model.disconnected();
      sent = [];
      model.onSlices([SLICE]);
      expect(opened().map(({ viewport }) => viewport)).toEqual([1, 2, 3]);
      model.disconnected();
      sent = [];
      executeMpr(model, { type: "layout", to: "2x2" });
      expect(sent).toEqual([]);
    });

    test("is closed once, also where the planes are left after", () => {
      model.viewports.axial.hide();
      sent = [];
      model.leave();
      expect(sent).toMatchObject([2, 3, 4].map((viewport) => ({ type: "close", viewport })));
    });
  });

  describe("what lies under the pointer", () => {
    const probes = () => sent.filter((message) => message.type === "probe");
    const answer = (number: number, viewport = 1): ProbeEvent => ({
      type: "probe", viewport, number, point: { x: 1, y: 2, z: 3 }, cover: "inside", value: 42, unit: "HU", suv: null,
    });

    test("is asked for the newest place, not for each on the way", () => {
      enter();
      for (let x = 0; x < 20; x++) {
        model.pointAt("axial", { x, y: 256 });
      }
      expect(probes()).toHaveLength(1);
      vi.advanceTimersByTime(60);
      expect(probes()).toHaveLength(2);
      const { mmPerPixel } = model.pictureOf("axial")!;
      expect(probes()[1]!.point.x).toBeCloseTo((19 - 256) * mmPerPixel, 6);
      vi.advanceTimersByTime(1000);
      expect(probes()).toHaveLength(2);
    });

    test("is asked anew when the plane moves under a pointer at rest", () => {
      enter();
      model.pointAt("axial", { x: 256, y: 256 });
      vi.advanceTimersByTime(60);
      executeMpr(model, { type: "scroll", by: 1 }, "axial");
      expect(probes().at(-1)!.point.z).toBeCloseTo(31.5, 9);
    });

    test("is forgotten when the pointer leaves, and a late answer isn't shown", () => {
      enter();
      model.pointAt("axial", { x: 256, y: 256 });
      model.onProbe(answer(1));
      expect(model.probe.answer?.value).toBe(42);
      model.pointerLeft();
      expect(model.probe.answer).toBeUndefined();
      model.onProbe(answer(1));
      expect(model.probe.answer).toBeUndefined();
      vi.advanceTimersByTime(60);
      model.pointAt("coronal", { x: 1, y: 1 });
      model.onProbe(answer(1, 2));
      expect(model.probe.answer).toBeUndefined();
    });
  });
});
