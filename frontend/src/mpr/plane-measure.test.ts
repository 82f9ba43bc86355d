// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { placedLabels } from "../measure/label-places.js";
import { MeasureGestures } from "../measure/measure-gestures.js";
import { MeasureModel } from "../measure/measure-model.js";
import { isPlane, toPatient, type Measurement } from "../measure/measurement.js";
import type { MeasureMap } from "../measure/picture-map.js";
import type { MeasuredEvent, MeasureMessage, MeasureVolumeMessage } from "../protocol/measure-messages.js";
import type { ClientMessage, PlaneMessage, WindowLevel } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { fakeDecoder, type FakeImage } from "../viewport/testing.js";
import { executeMpr } from "./mpr-commands.js";
import { MprModel } from "./mpr-model.js";
import { PlaneGestures } from "./plane-gestures.js";
import { planeSurface } from "./plane-map.js";
import { normalOf, PLANES, type PlaneName } from "./plane.js";
import { planeTileOf, volumeEventOf } from "./testing.js";
import { dot, lengthOf, minus, near, type Vector } from "./vector.js";

/** The volume is 256 mm wide and deep and 300 mm high: half a millimetre a pixel, in axial planes less. */
const VIEW = { width: 600, height: 600 };
const AXIAL_MM = 256 / 600;
const PRESS = { shiftKey: false } as PointerEvent;

describe("measuring in planes", () => {
  let sent: ClientMessage[];
  let asked: MeasureMessage[];
  let windows: { readonly window: WindowLevel; readonly viewport: number }[];
  let images: Map<number, FakeImage>;
  let model: MprModel;
  let measuring: MeasureModel;

  beforeEach(async () => {
    vi.useFakeTimers();
    [sent, asked, windows] = [[], [], []];
    const fake = fakeDecoder();
    images = fake.images;
    model = new MprModel<FakeImage>({ send: (message) => sent.push(message) > 0, changed: () => {} }, fake.decode, 1, () => {}) as unknown as MprModel;
    measuring = new MeasureModel({
      send: (message) => asked.push(message) > 0,
      changed: () => {},
      windowOf: () => null,
      setWindow: (window, viewport) => windows.push({ window, viewport }),
    });
    await enter();
  });
  afterEach(() => vi.useRealTimers());

  async function enter(): Promise<void> {
    model.enter({ seriesInstanceUID: "2.25.2", slice: undefined, window: null, invert: false });
    PLANES.forEach((plane) => model.resize(plane, VIEW, 1));
    opened();
    await settle();
  }
  /** The server says which volume it is, wherever it is asked for. */
  function opened(): void {
    for (const { viewport, sequence } of sent.filter((message) => message.type === "mpr").slice(-4)) {
      const event = volumeEventOf({ viewport, sequence });
      if (model.onVolume(event)) {
        measuring.volumeShown(event);
      }
    }
  }
  /** The newest picture of each view comes. */
  async function settle(): Promise<void> {
    for (const viewport of [1, 2, 3, 4]) {
      await arrive(sent.filter((message): message is PlaneMessage => message.type === "plane" && message.viewport === viewport).at(-1));
    }
  }
  async function arrive(request: PlaneMessage | undefined): Promise<void> {
    if (request) {
      model.onTile(planeTileOf(request));
      images.get(request.sequence)?.finish();
      await vi.advanceTimersByTimeAsync(0);
    }
  }
  const mapOf = (plane: PlaneName): MeasureMap | undefined => planeSurface(model, plane).map;
  const gesturesOf = (plane: PlaneName) => new MeasureGestures(planeSurface(model, plane), measuring, new PlaneGestures(model, plane));
  const only = (): Measurement => measuring.measurements[0]!;
  const question = (): MeasureVolumeMessage => asked.at(-1) as MeasureVolumeMessage;
  const places = ({ picture, points }: Measurement): readonly Vector[] => points.map((point) => (isPlane(picture) ? toPatient(picture, point) : { x: NaN, y: NaN, z: NaN }));

  function drag(plane: PlaneName, from: Point, to: Point): void {
    const move = gesturesOf(plane).drag(0, from, PRESS);
    move?.move(to, { shift: false });
    move?.end?.();
  }
  function draw(plane: PlaneName, kind: Parameters<MeasureModel["useTool"]>[0], from: Point, to: Point): void {
    measuring.useTool(kind);
    drag(plane, from, to);
    if (measuring.tool) {
      measuring.useTool(undefined);
    }
  }
  function answer(message: MeasureMessage, change: Partial<MeasuredEvent> = {}): void {
    const { viewport, number, revision } = message;
    const values = [{ name: "length", value: 50, unit: "mm" }];
    measuring.onMeasured({ type: "measured", viewport, number, revision, image: null, values, spacing: "volume", notes: [], refusal: null, ...change });
  }

  /** What was asked while it was being drawn, and then of its last place. */
  function answerNewest(change: Partial<MeasuredEvent> = {}): void {
    for (let before = -1; before < asked.length; ) {
      before = asked.length;
      answer(question(), change);
    }
  }

  test("asks for the very places of the patient, in the plane that is shown", () => {
    draw("coronal", "length", { x: 200, y: 150 }, { x: 300, y: 250 });
    const { center } = model.state!.crosshair;
    const { points, plane, slice, viewport } = question();
    // In JSON there is no −0.
    expect(JSON.parse(JSON.stringify({ plane, slice, viewport }))).toEqual({ plane: { right: { x: 1, y: 0, z: 0 }, down: { x: 0, y: 0, z: -1 }, method: "mean", slab: 0 }, slice: null, viewport: 1 });
    expect(near(points[0]!, { x: -50, y: center.y, z: 75 }, 0.001)).toBe(true);
    expect(near(points[1]!, { x: 0, y: center.y, z: 25 }, 0.001)).toBe(true);
    answerNewest();
    expect(measuring.answerTo(only())?.values[0]?.value).toBe(50);
  });

  test("draws it in its plane alone, and comes back with it", async () => {
    draw("axial", "length", { x: 200, y: 200 }, { x: 300, y: 200 });
    const screen = () => mapOf("axial")!.chartOf(only())?.toScreen(only().points[0]!);
    expect(screen()!.x).toBeCloseTo(200, 1);
    expect(PLANES.filter((plane) => mapOf(plane)!.chartOf(only()))).toEqual(["axial"]);
    executeMpr(model, { type: "scroll", by: 1 }, "axial");
    // What is on the screen is still the plane before.
    expect(screen()).toBeDefined();
    await settle();
    expect(screen()).toBeUndefined();
    executeMpr(model, { type: "scroll", by: -1 }, "axial");
    await settle();
    executeMpr(model, { type: "zoom", factor: 2, about: { x: 200, y: 200 } }, "axial");
    expect(screen()!.x).toBeCloseTo(200, 1);
    expect(screen()!.y).toBeCloseTo(200, 1);
    expect(mapOf("axial")!.chartOf(only())!.toScreen(only().points[1]!).x).toBeCloseTo(400, 1);
  });

  test("shows it within half a step beside its plane, but changes it nowhere else than there", async () => {
    draw("axial", "length", { x: 200, y: 150 }, { x: 300, y: 150 });
    const before = only().points;
    executeMpr(model, { type: "scroll", by: 0.4 }, "axial");
    await settle();
    expect(mapOf("axial")!.chartOf(only())).toBeDefined();
    drag("axial", { x: 300, y: 150 }, { x: 400, y: 170 });
    expect(only().points).toBe(before);
    expect(measuring.selected).toBe(only());
    executeMpr(model, { type: "scroll", by: -0.4 }, "axial");
    await settle();
    drag("axial", { x: 300, y: 150 }, { x: 400, y: 170 });
    expect(lengthOf(minus(places(only())[1]!, places(only())[0]!))).toBeCloseTo(AXIAL_MM * Math.hypot(200, 20), 2);
    executeMpr(model, { type: "scroll", by: 0.6 }, "axial");
    await settle();
    expect(mapOf("axial")!.chartOf(only())).toBeUndefined();
  });

  test("measures the slab in which it was drawn, and shows it as far as that reaches", async () => {
    executeMpr(model, { type: "slabMode", to: "mip" }, "axial");
    executeMpr(model, { type: "slab", mm: 20 }, "axial");
    await settle();
    draw("axial", "ellipse", { x: 200, y: 150 }, { x: 300, y: 220 });
    expect(question().plane).toMatchObject({ method: "mip", slab: 20 });
    executeMpr(model, { type: "scroll", by: 6 }, "axial");
    await settle();
    expect(mapOf("axial")!.chartOf(only())).toBeDefined();
    executeMpr(model, { type: "slab", mm: 0 }, "axial");
    await settle();
    expect(mapOf("axial")!.chartOf(only())).toBeUndefined();
  });

  test("keeps what was drawn in place in a plane that turns in itself", async () => {
    draw("oblique", "rectangle", { x: 220, y: 200 }, { x: 330, y: 260 });
    const before = places(only());
    executeMpr(model, { type: "turn", degrees: 20 }, "oblique");
    await settle();
    const chart = mapOf("oblique")!.chartOf(only())!;
    const [corner, across] = only().points.map((point) => chart.toScreen(point));
    expect(Math.hypot(across!.x - corner!.x, across!.y - corner!.y)).toBeCloseTo(Math.hypot(110, 60), 1);
    expect(Math.abs(across!.y - corner!.y - 60)).toBeGreaterThan(10);
    expect(mapOf("oblique")!.isOwn(only())).toBe(true);
    expect(chart.toPicture(corner!).x).toBeCloseTo(only().points[0]!.x, 6);
    expect(places(only())).toEqual(before);
  });

  test("measures nothing where the whole volume is seen", async () => {
    executeMpr(model, { type: "projection", to: "volume-mip" }, "oblique");
    await settle();
    expect(mapOf("oblique")).toBeUndefined();
    draw("oblique", "length", { x: 200, y: 200 }, { x: 300, y: 250 });
    expect(measuring.measurements).toHaveLength(0);
  });

  test("leaves the crosshair's middle to the crosshair, but not with a tool in hand", () => {
    const before = model.state!.crosshair.center;
    draw("axial", "length", { x: 300, y: 300 }, { x: 380, y: 340 });
    expect(model.state!.crosshair.center).toBe(before);
    expect(measuring.measurements).toHaveLength(1);
    measuring.select(undefined);
    drag("axial", { x: 300, y: 300 }, { x: 320, y: 300 });
    expect(lengthOf(minus(places(only())[1]!, places(only())[0]!))).toBeCloseTo(AXIAL_MM * Math.hypot(60, 40), 2);
  });

  test("lets the crosshair be moved where something was measured across it", () => {
    draw("axial", "length", { x: 250, y: 300 }, { x: 350, y: 300 });
    const [before, { x, y, z }] = [only().points, model.state!.crosshair.center];
    drag("axial", { x: 300, y: 300 }, { x: 320, y: 310 });
    expect(only().points).toBe(before);
    expect(near(model.state!.crosshair.center, { x: x + 20 * AXIAL_MM, y: y + 10 * AXIAL_MM, z }, 0.001)).toBe(true);
  });

  test("brings the plane back as it was: turned, thick, through the middle of what was measured", async () => {
    executeMpr(model, { type: "slab", mm: 10 }, "sagittal");
    await settle();
    draw("sagittal", "length", { x: 220, y: 240 }, { x: 280, y: 180 });
    const [from, to] = places(only());
    executeMpr(model, { type: "turn", degrees: 25 }, "axial");
    executeMpr(model, { type: "slab", mm: 0 }, "sagittal");
    executeMpr(model, { type: "scroll", by: 30 }, "sagittal");
    model.arrange("1+3");
    await settle();
    expect(mapOf("sagittal")!.chartOf(only())).toBeUndefined();
    const { picture } = only();
    const middle = { x: (from!.x + to!.x) / 2, y: (from!.y + to!.y) / 2, z: (from!.z + to!.z) / 2 };
    model.bringBack(isPlane(picture) ? picture : (undefined as never), middle);
    await settle();
    expect(model.active).toBe("sagittal");
    expect(mapOf("sagittal")!.isOwn(only())).toBe(true);
    expect(near(model.state!.crosshair.center, middle, 1e-6)).toBe(true);
    expect(model.state!.panes.sagittal.slabMm).toBe(10);
    const normals = (["axial", "coronal", "sagittal"] as const).map((plane) => normalOf(model.state!.crosshair.frames[plane]));
    expect(dot(normals[0]!, normals[1]!)).toBeCloseTo(0, 9);
    expect(dot(normals[1]!, normals[2]!)).toBeCloseTo(0, 9);
  });

  test("a region of another slab isn't changed here, and its label says of which slab its number is; what is made of points alone is the same in both", async () => {
    draw("axial", "rectangle", { x: 220, y: 240 }, { x: 280, y: 180 });
    draw("axial", "length", { x: 320, y: 240 }, { x: 380, y: 180 });
    const [region, length] = measuring.measurements;
    const labelOf = ({ number }: Measurement) => {
      const map = mapOf("axial")!;
      return placedLabels(measuring, measuring.on(map), map).get(number)?.lines.map(({ words }) => words);
    };
    asked.slice().forEach((question) => answer(question));
    expect(mapOf("axial")!.isOwn(region!)).toBe(true);
    expect(labelOf(region!)).not.toContain("Thin");
    executeMpr(model, { type: "slabMode", to: "mip" }, "axial");
    executeMpr(model, { type: "slab", mm: 20 }, "axial");
    await settle();
    expect(mapOf("axial")!.chartOf(region!), "it is still there").toBeDefined();
    expect(mapOf("axial")!.isOwn(region!)).toBe(false);
    expect(labelOf(region!)).toContain("Thin");
    expect(mapOf("axial")!.isOwn(length!)).toBe(true);
    expect(labelOf(length!)).not.toContain("Thin");
    expect(gesturesOf("axial").nudge({ number: region!.number, handle: undefined }, { x: 5, y: 0 })).toBe(false);
    expect(gesturesOf("axial").nudge({ number: length!.number, handle: undefined }, { x: 5, y: 0 })).toBe(true);
  });

  test("regions that wait for the whole volume don't keep what needs none of it from being asked", () => {
    for (let i = 0; i < 10; i += 1) {
      draw("axial", "rectangle", { x: 220 + i, y: 240 }, { x: 280 + i, y: 180 });
    }
    const regions = new Set(asked.map(({ number }) => number)).size;
    expect(regions, "not all of them are under way").toBeLessThan(10);
    draw("axial", "length", { x: 320, y: 240 }, { x: 380, y: 180 });
    expect(question()).toMatchObject({ kind: "length", number: measuring.measurements.at(-1)!.number });
  });

  test("waits for the volume of what is to be shown", async () => {
    draw("coronal", "length", { x: 220, y: 240 }, { x: 280, y: 180 });
    const { picture } = only();
    const plane = isPlane(picture) ? picture : (undefined as never);
    model.leave();
    model.enter({ seriesInstanceUID: "2.25.2", slice: undefined, window: null, invert: false });
    model.bringBack(plane, { x: 3, y: plane.origin.y, z: -20 });
    PLANES.forEach((name) => model.resize(name, VIEW, 1));
    opened();
    expect(near(model.state!.crosshair.center, { x: 3, y: plane.origin.y, z: -20 }, 1e-6)).toBe(true);
    expect(model.active).toBe("coronal");
  });

  test("asks elsewhere what a view that is closed won't answer, and again of a volume that was read anew", async () => {
    draw("coronal", "ellipse", { x: 220, y: 240 }, { x: 280, y: 180 });
    const first = question();
    measuring.seriesAsked(first.viewport);
    expect(asked).toHaveLength(2);
    expect(question().viewport).not.toBe(first.viewport);
    answer(first);
    expect(measuring.answerTo(only())).toBeUndefined();
    answer(question());
    expect(measuring.answerTo(only())).toBeDefined();
    [1, 2, 3, 4].forEach((viewport) => measuring.seriesAsked(viewport));
    expect(measuring.answerTo(only())).toBeDefined();
    measuring.volumeShown(volumeEventOf({ viewport: 2 }));
    expect(measuring.answerTo(only())).toBeUndefined();
    expect(asked).toHaveLength(3);
    measuring.volumeShown(volumeEventOf({ viewport: 3, label: "echo 2" }));
    answer(question(), { image: { sopInstanceUID: "2.25.2.12", frame: 1 } });
    expect(measuring.answerTo(only())?.refusal?.reason).toBe("other-picture");
  });

  test("takes a region's window for the planes", () => {
    draw("axial", "window", { x: 220, y: 240 }, { x: 280, y: 180 });
    const values = [
      { name: "windowCenter", value: 35, unit: "HU" },
      { name: "windowWidth", value: 80, unit: "HU" },
    ];
    expect(question().kind).toBe("window");
    answerNewest({ values });
    expect(windows).toEqual([{ window: { center: 35, width: 80 }, viewport: 1 }]);
  });

  test("finds room for the corners of any polygon in a message", () => {
    const { picture } = mapOf("oblique")!;
    const corners = Array.from({ length: 150 }, (_, index) => ({ x: 150 + 100.123 * Math.cos(index / 24), y: 150 + 100.123 * Math.sin(index / 24) }));
    measuring.create("polygon", picture, corners);
    expect(JSON.stringify(question()).length).toBeLessThan(8192);
  });
});
