// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientMessage, RenderMessage, Tile } from "../protocol/messages.js";
import { execute } from "../viewport/commands.js";
import { CT_SERIES, fakeDecoder, seriesOf, tileOf, type FakeImage } from "../viewport/testing.js";
import { ViewportModel } from "../viewport/viewport-model.js";
import { Lens } from "./lens.js";
import { LensGestures } from "./lens-gestures.js";

const LENS = 31;

describe("the lens", () => {
  let sent: ClientMessage[];
  let viewport: ViewportModel<FakeImage>;
  let lens: Lens<FakeImage>;
  let images: Map<number, FakeImage>;
  let lensImages: Map<number, FakeImage>;

  const newest = (number: number) => sent.filter((message): message is RenderMessage => message.type === "render" && message.viewport === number).at(-1)!;

  async function arrive(number: number, change: Partial<Tile> = {}): Promise<void> {
    const { sequence, slice, region } = newest(number);
    const [model, decoded] = number === LENS ? [lens.model, lensImages] : [viewport, images];
    model.onTile(tileOf({ viewport: number, sequence, slice, region, ...change }));
    decoded.get(sequence)!.finish();
    await vi.waitFor(() => expect(model.shown?.sequence).toBe(sequence));
  }
  /** The server says what the lens' series is. */
  function opened(): void {
    const { sequence } = sent.filter((message) => message.type === "series" && message.viewport === LENS).at(-1) as { sequence: number };
    lens.model.onSeries(seriesOf(10, { viewport: LENS, sequence }));
  }

  /** A picture of 512 × 512 pixels, one to one in the middle of 612 × 512 CSS pixels. */
  beforeEach(async () => {
    sent = [];
    const host = { send: (message: ClientMessage) => sent.push(message) > 0, changed: () => {} };
    const [fake, lensFake] = [fakeDecoder(), fakeDecoder()];
    [images, lensImages] = [fake.images, lensFake.images];
    viewport = new ViewportModel<FakeImage>(0, host, fake.decode);
    lens = new Lens<FakeImage>(LENS, host, lensFake.decode);
    viewport.paint = () => lens.follow();
    viewport.resize({ width: 612, height: 512 }, 1);
    viewport.open(CT_SERIES, 2);
    viewport.onSeries(seriesOf(10));
    await arrive(0);
  });

  test("asks for twice the size about the pointer, in the same slice and window", async () => {
    viewport.setWindow({ center: -600, width: 1500 });
    await arrive(0, { windowCenter: -600, windowWidth: 1500 });
    lens.toggle(viewport);
    lens.moveTo(viewport, { x: 50 + 200, y: 100 });
    opened();
    expect(newest(LENS)).toMatchObject({
      slice: 2,
      window: { center: -600, width: 1500 },
      region: { x: 140, y: 40, width: 120, height: 120 },
      size: { width: 240, height: 240 },
    });
    expect(lens.factor).toBe(2);
    expect(lens.corner).toEqual({ x: 130, y: -20 });
  });

  test("shows no less than every pixel of a large picture", () => {
    viewport.resize({ width: 128, height: 128 }, 1);
    lens.toggle(viewport);
    opened();
    expect(lens.factor).toBe(4);
    expect(newest(LENS).size).toEqual({ width: 76, height: 76 });
    expect(newest(LENS).region.width).toBe(76);
  });

  test("is exact when its own exact picture is there, of what the viewport shows", async () => {
    lens.toggle(viewport);
    opened();
    expect([lens.own, lens.exact]).toEqual([undefined, false]);
    await arrive(LENS);
    expect(lens.exact).toBe(true);
    lens.moveBy({ x: 10, y: 0 });
    expect(lens.own).toBeDefined();
    expect(lens.exact).toBe(false);
    await arrive(LENS);
    expect(lens.exact).toBe(true);
    viewport.goTo(3);
    await arrive(0);
    // The slice below is another one by now: what the lens has isn't shown any more.
    expect(lens.own).toBeUndefined();
    expect(newest(LENS).slice).toBe(3);
    await arrive(LENS);
    expect(lens.exact).toBe(true);
  });

  test("turns with the picture", () => {
    execute(viewport, { type: "turnPicture", quarters: 1 });
    lens.toggle(viewport);
    lens.moveTo(viewport, { x: 50 + 100, y: 200 });
    opened();
    expect(lens.model.view.pose.quarters).toBe(1);
    // Turned by a quarter, what is seen at (100, 200) is column 200 of row 412.
    expect(newest(LENS).region).toMatchObject({ x: 140, y: 352 });
  });

  test("goes with one finger, above it, and leaves the mouse's buttons alone", () => {
    const otherwise = { drag: vi.fn(), doubleClick: vi.fn(), oneFinger: vi.fn(), held: vi.fn(), twoFingers: vi.fn(), scroll: vi.fn(), zoom: vi.fn() };
    const gestures = new LensGestures(viewport, lens, otherwise);
    gestures.oneFinger({ x: 300, y: 400 });
    expect(otherwise.oneFinger).toHaveBeenCalledOnce();
    lens.toggle(viewport);
    gestures.oneFinger({ x: 300, y: 400 })!.move({ x: 310, y: 400 });
    expect(lens.corner).toEqual({ x: 190, y: 124 });
    gestures.held({ x: 300, y: 400 });
    gestures.drag(0, { x: 0, y: 0 }, {} as PointerEvent);
    expect([otherwise.oneFinger, otherwise.held, otherwise.drag].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });

  test("is gone when the pointer leaves, and gives its series back when it is put away", () => {
    lens.toggle(viewport);
    opened();
    lens.left(viewport);
    expect(lens.over).toBeUndefined();
    lens.moveTo(viewport, { x: 10, y: 10 });
    expect(lens.over).toBe(viewport);
    lens.toggle(viewport);
    expect(sent.at(-1)).toEqual({ type: "close", viewport: LENS });
    lens.moveTo(viewport, { x: 10, y: 10 });
    expect([lens.over, lens.model.shown, lens.end()]).toEqual([undefined, undefined, false]);
  });
});
