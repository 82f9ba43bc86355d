// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientMessage, RenderMessage, SeriesEvent } from "../protocol/messages.js";
import { execute } from "../viewport/commands.js";
import { CT_SERIES, fakeDecoder, tileOf, type FakeImage } from "../viewport/testing.js";
import { ViewportModel } from "../viewport/viewport-model.js";
import { FinderGestures } from "./finder-gestures.js";
import { pointLine } from "./link-text.js";
import { PointFinder } from "./point-finder.js";
import { AXIAL, placeless, SAGITTAL, stackOf } from "./testing.js";

describe("the point in every viewport", () => {
  let viewports: ViewportModel<FakeImage>[];
  let finder: PointFinder<FakeImage>;
  let arrive: (number: number) => Promise<void>;

  /** As they stand on the screen, each with its first slice. */
  async function show(...all: SeriesEvent[]): Promise<void> {
    const sent: ClientMessage[] = [];
    const fakes = all.map(() => fakeDecoder());
    viewports = all.map((series, number) => {
      const host = { send: (message: ClientMessage) => sent.push(message) > 0, changed: () => {} };
      const viewport = new ViewportModel<FakeImage>(number, host, fakes[number]!.decode);
      viewport.resize({ width: 512, height: 512 }, 1);
      viewport.open({ ...CT_SERIES, seriesInstanceUID: series.seriesInstanceUID }, 1);
      viewport.onSeries({ ...series, viewport: number });
      return viewport;
    });
    arrive = async (number) => {
      const { sequence, slice } = sent.filter((message): message is RenderMessage => message.type === "render" && message.viewport === number).at(-1)!;
      viewports[number]!.onTile(tileOf({ viewport: number, sequence, slice }));
      fakes[number]!.images.get(sequence)?.finish();
      await vi.waitFor(() => expect(viewports[number]!.shown?.slice.slice).toBe(slice));
    };
    for (const viewport of viewports) {
      await arrive(viewport.number);
    }
  }

  beforeEach(() => {
    finder = new PointFinder<FakeImage>(
      () => viewports,
      () => {},
    );
  });

  test("brings the others to the nearest slice and marks it there, as soon as that is on the screen", async () => {
    await show(stackOf(AXIAL), stackOf(SAGITTAL), stackOf(AXIAL, { step: 5, count: 40 }));
    viewports[0]!.goTo(20);
    await arrive(0);
    // x = −128 + 100 = −28, y = −128 + 60 = −68, z = 38.
    finder.place(viewports[0]!, { x: 200, y: 120 });
    expect(finder.point).toEqual({ x: -28, y: -68, z: 38 });
    expect(viewports.map(({ slice }) => slice)).toEqual([20, 5, 9]);
    expect(finder.seenBy(viewports[0]!)).toEqual({ kind: "here", at: { x: 200, y: 120 } });
    expect(finder.seenBy(viewports[1]!)).toEqual({ kind: "elsewhere", slice: 5 });
    await arrive(1);
    await arrive(2);
    expect(finder.seenBy(viewports[1]!)).toEqual({ kind: "here", at: { x: 60, y: 162 } });
    expect(finder.seenBy(viewports[2]!)).toEqual({ kind: "here", at: { x: 200, y: 120 } });
    viewports[2]!.goTo(1);
    await arrive(2);
    expect(pointLine(finder.seenBy(viewports[2]!)!)).toBe("The point is in slice 9");
  });

  test("says where it is beyond a stack, or beside its pictures", async () => {
    await show(stackOf(AXIAL), stackOf(AXIAL, { count: 10 }), stackOf(SAGITTAL, { corner: { x: -50, y: -30, z: 200 } }));
    viewports[0]!.goTo(50);
    await arrive(0);
    finder.place(viewports[0]!, { x: 256, y: 120 });
    await arrive(1);
    await arrive(2);
    // The short stack ends at z = 18; the point is at 98, and in front of the sagittal pictures.
    expect(viewports[1]!.slice).toBe(10);
    expect(pointLine(finder.seenBy(viewports[1]!)!)).toBe("The point is outside: 80.0 mm beyond this stack");
    expect(finder.seenBy(viewports[2]!)).toEqual({ kind: "beside" });
  });

  test("says how far it is off a picture that stands alone", async () => {
    await show(stackOf(AXIAL), stackOf(SAGITTAL, { count: 1 }));
    finder.place(viewports[0]!, { x: 256, y: 120 });
    expect(pointLine(finder.seenBy(viewports[1]!)!)).toBe("The point is 50.0 mm off this picture");
  });

  test("moves what is zoomed so that the point is in view", async () => {
    await show(stackOf(AXIAL), stackOf(AXIAL));
    execute(viewports[1]!, { type: "zoom", factor: 8 });
    await arrive(1);
    finder.place(viewports[0]!, { x: 20, y: 30 });
    const { view } = viewports[1]!;
    expect(view).toMatchObject({ fit: false, scale: 8, center: { x: 20 / 512, y: 30 / 512 } });
    finder.place(viewports[0]!, { x: 25, y: 33 });
    expect(viewports[1]!.view).toBe(view);
  });

  test("leaves those of another frame of reference alone, and says of which pictures nothing is known", async () => {
    await show(stackOf(AXIAL), stackOf(AXIAL, { frame: "2.25.8" }), placeless(5));
    viewports[0]!.goTo(7);
    await arrive(0);
    finder.place(viewports[0]!, { x: 20, y: 30 });
    expect(viewports.map(({ slice }) => slice)).toEqual([7, 1, 1]);
    expect(viewports.map((viewport) => finder.seenBy(viewport)?.kind)).toEqual(["here", undefined, undefined]);
    finder.end();
    expect(viewports.map((viewport) => finder.seenBy(viewport)?.kind)).toEqual([undefined, undefined, undefined]);
    finder.toggle(viewports[2]!);
    expect(viewports.map((viewport) => finder.seenBy(viewport)?.kind)).toEqual([undefined, undefined, "unplaced"]);
    expect(finder.point).toBeUndefined();
  });

  test("begins in the middle, is dragged and stays within the picture; the tool put away takes it off", async () => {
    await show(stackOf(AXIAL), stackOf(SAGITTAL));
    const otherwise = { drag: vi.fn(), doubleClick: vi.fn(), oneFinger: vi.fn(), held: vi.fn(), twoFingers: vi.fn(), scroll: vi.fn(), zoom: vi.fn() };
    const gestures = new FinderGestures(viewports[0]!, finder, otherwise);
    gestures.drag(0, { x: 10, y: 10 }, {} as PointerEvent);
    gestures.oneFinger({ x: 10, y: 10 });
    expect([otherwise.drag, otherwise.oneFinger].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    finder.toggle(viewports[0]!);
    expect(finder.point).toEqual({ x: 0, y: 0, z: 0 });
    const drag = gestures.drag(0, { x: 100, y: 120 }, {} as PointerEvent)!;
    expect(finder.seenBy(viewports[0]!)).toEqual({ kind: "here", at: { x: 100, y: 120 } });
    drag.move({ x: 900, y: 120 });
    expect(finder.seenBy(viewports[0]!)).toEqual({ kind: "here", at: { x: 512, y: 120 } });
    gestures.drag(2, { x: 0, y: 0 }, {} as PointerEvent);
    gestures.doubleClick({ x: 0, y: 0 });
    expect([otherwise.drag, otherwise.doubleClick].map(({ mock }) => mock.calls.length)).toEqual([2, 0]);
    finder.toggle(viewports[0]!);
    expect(finder.point).toBeUndefined();
    expect(finder.end()).toBe(false);
  });
});
