// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientMessage, RenderMessage } from "../protocol/messages.js";
import { execute } from "./commands.js";
import { panBy, place, snap, visiblePart, type GridPart } from "./geometry.js";
import { isExact, type ShownPicture } from "./shown.js";
import type { JoinImages } from "./strips.js";
import { CT_SERIES, seriesOf, sliceOf, tileOf } from "./testing.js";
import { ViewportModel } from "./viewport-model.js";

const COLUMNS = 100;
const ROWS = 80;
const CANVAS = { width: 40, height: 30 };

/** An image whose pixels are known. */
class Pixels {
  closed = false;

  constructor(
    readonly width: number,
    readonly height: number,
    readonly at: (x: number, y: number) => string,
  ) {}

  close(): void {
    expect(this.closed, "closed twice").toBe(false);
    this.closed = true;
  }
}

/** What the server shows in a device pixel of the whole picture. */
function truth({ slice, window, invert }: Pick<RenderMessage, "slice" | "window" | "invert">, width: number, x: number, y: number): string {
  return [slice, window?.center, invert, width, x, y].join();
}

/** A server that answers as ours does: a part of whole device pixels is cut out of the whole picture. */
describe("panning", () => {
  let sent: ClientMessage[];
  let images: Pixels[];
  let model: ViewportModel<Pixels>;
  let joins: number;
  let failing: boolean;

  const renders = (): RenderMessage[] => sent.filter((message) => message.type === "render");
  const pixelsAsked = (from: number): number =>
    renders()
      .slice(from)
      .reduce((sum, { size }) => sum + size.width * size.height, 0);
  const shown = (): ShownPicture<Pixels> => model.shown as ShownPicture<Pixels>;
  const exact = (): boolean => isExact(shown(), model.view, model.canvas);

  const join: JoinImages<Pixels> = ({ width, height }, parts) => {
    joins += 1;
    if (failing) {
      throw new Error("no memory");
    }
    const rows = Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_unused, x) => {
        const part = parts.findLast(({ image, left, top }) => x >= left && y >= top && x < left + image.width && y < top + image.height);
        expect(part?.image.closed, "drawn after it was closed").not.toBe(true);
        return part ? part.image.at(x - part.left, y - part.top) : "nothing";
      }),
    );
    const joined = new Pixels(width, height, (x, y) => rows[y]![x]!);
    images.push(joined);
    return joined;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    images = [];
    joins = 0;
    failing = false;
    const made = new Map<number, Pixels>();
    const host = { send: (message: ClientMessage) => sent.push(message) > 0, changed: () => {} };
    const decode = ({ sequence }: { sequence: number }): Promise<Pixels> => {
      const { region, size, quality, ...look } = renders().find((message) => message.sequence === sequence)!;
      const part = gridOf(region, size);
      const image = new Pixels(size.width, size.height, (x, y) =>
        quality === "exact" ? truth(look, part.whole.width, part.left + x, part.top + y) : "coarse",
      );
      made.set(sequence, image);
      images.push(image);
      return Promise.resolve(image);
    };
    model = new ViewportModel<Pixels>(0, host, decode as never, undefined, join);
    model.resize(CANVAS, 1);
    model.open(CT_SERIES);
    model.onSeries(seriesOf(0, { sequence: 1, slices: [1, 2, 3].map((slice) => sliceOf(slice, { columns: COLUMNS, rows: ROWS })) }));
  });
  afterEach(() => vi.useRealTimers());

  function gridOf(region: RenderMessage["region"], size: RenderMessage["size"]): GridPart {
    const whole = { width: Math.round((size.width * COLUMNS) / region.width), height: Math.round((size.height * ROWS) / region.height) };
    return { whole, left: Math.round((region.x / COLUMNS) * whole.width), top: Math.round((region.y / ROWS) * whole.height), ...size };
  }

  async function answer({ sequence, slice, region, size, quality, window, invert }: RenderMessage): Promise<void> {
    model.onTile(
      tileOf({
        sequence,
        slice,
        region,
        imageWidth: size.width,
        imageHeight: size.height,
        exact: quality === "exact",
        inverted: invert,
        windowCenter: window?.center ?? 40,
        windowWidth: window?.width ?? 400,
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Everything that is asked for is answered, until nothing more is. */
  async function rest(): Promise<void> {
    let answered = renders().at(-1)?.sequence ?? 0;
    for (let round = 0; round < 20; round += 1) {
      await vi.advanceTimersByTimeAsync(100);
      const newest = renders().at(-1)!;
      if (round > 0 && newest.sequence === answered) {
        return;
      }
      answered = newest.sequence;
      await answer(newest);
    }
    throw new Error("it asks for ever");
  }

  function pan(dx: number, dy: number): void {
    model.setView(panBy(model.view, model.sliceInfo!, model.canvas, dx, dy));
  }

  /** Whatever is called exact is the truth, pixel for pixel. */
  function expectTruthWhereExact(): void {
    const { image, asked, slice } = shown();
    expect(image.closed, "on the screen after it was closed").toBe(false);
    if (!exact()) {
      return;
    }
    const { part } = visiblePart(snap(place(model.view, slice, model.canvas)), slice, model.canvas)!;
    for (let y = 0; y < part.height; y += 1) {
      for (let x = 0; x < part.width; x += 1) {
        const found = image.at(part.left - asked.part.left + x, part.top - asked.part.top + y);
        expect(found).toBe(truth(asked, part.whole.width, part.left + x, part.top + y));
      }
    }
  }

  async function zoomedIn(): Promise<void> {
    await rest();
    execute(model, { type: "oneToOne" });
    await rest();
    expect(exact()).toBe(true);
  }

  test("loads what is new, and nothing else", async () => {
    await zoomedIn();
    const before = renders().length;
    pan(-4, 0);
    expect(exact(), "until the strip has come").toBe(false);
    expect(renders().slice(before)).toMatchObject([{ quality: "exact", region: { width: 4, height: 30 }, size: { width: 4, height: 30 } }]);
    await rest();
    expect(pixelsAsked(before)).toBe(4 * 30);
    expect(exact()).toBe(true);
    expectTruthWhereExact();
    pan(4, 0);
    expect(exact(), "what was just seen is still there").toBe(true);
    await rest();
    expect(pixelsAsked(before)).toBe(4 * 30);
  });

  test("moved aslant it loads two strips, one after the other", async () => {
    await zoomedIn();
    const before = renders().length;
    pan(3, -5);
    await rest();
    expect(pixelsAsked(before)).toBe(40 * 30 - 37 * 25);
    expect(renders().slice(before)).toHaveLength(2);
    expect(exact()).toBe(true);
    expectTruthWhereExact();
  });

  test("while a strip is on its way it asks for no other, and then for all that is missing by then", async () => {
    await zoomedIn();
    const before = renders().length;
    for (let step = 0; step < 6; step += 1) {
      pan(-1, 0);
    }
    expect(renders().slice(before)).toHaveLength(1);
    await answer(renders().at(-1)!);
    expect(renders().slice(before)).toMatchObject([{ size: { width: 1 } }, { size: { width: 5 } }]);
  });

  test("where little is left of what was there a quick picture comes first, under what is left", async () => {
    await zoomedIn();
    const before = renders().length;
    pan(-30, 0);
    expect(renders().slice(before)).toMatchObject([{ quality: "interactive", size: CANVAS }]);
    await answer(renders().at(-1)!);
    expect(shown().tile.exact).toBe(true);
    expect(shown().under?.image.at(0, 0)).toBe("coarse");
    expect(exact()).toBe(false);
    await rest();
    expect(renders().slice(before)).toMatchObject([{ quality: "interactive" }, { quality: "exact", size: { width: 30, height: 30 } }]);
    expect(exact()).toBe(true);
    expectTruthWhereExact();
  });

  test("the picture that was zoomed into is drawn where nothing else is yet", async () => {
    await zoomedIn();
    expect(shown().under?.tile.region).toEqual({ x: 0, y: 0, width: COLUMNS, height: ROWS });
    execute(model, { type: "fit" });
    await rest();
    expect(shown().under).toBeUndefined();
  });

  test.each([
    ["window", () => model.setWindow({ center: 300, width: 1500 })],
    ["inversion", () => model.setInvert(true)],
    ["slice", () => model.goTo(2)],
    ["scale", () => execute(model, { type: "zoom", factor: 1.1 })],
  ])("another %s while a strip is on its way: nothing of it is used", async (_name, change) => {
    await zoomedIn();
    pan(-4, 0);
    const strip = renders().at(-1)!;
    change();
    await answer(renders().at(-1)!);
    expect(shown().tile.exact).toBe(false);
    await answer(strip);
    expect(joins).toBe(0);
    await rest();
    expect(exact()).toBe(true);
    expect(shown().asked.part).toMatchObject(CANVAS);
    expectTruthWhereExact();
  });

  test("a strip that comes before the picture of another window is no part of that", async () => {
    await zoomedIn();
    pan(-4, 0);
    const strip = renders().at(-1)!;
    model.setWindow({ center: 300, width: 1500 });
    await answer(strip);
    expect(exact()).toBe(true);
    expectTruthWhereExact();
    await rest();
    expect(shown().tile.windowCenter).toBe(300);
    expectTruthWhereExact();
  });

  test("puts nothing together while a presentation state is awaited", async () => {
    await zoomedIn();
    pan(-4, 0);
    const strip = renders().at(-1)!;
    model.present({ seriesInstanceUID: "2.25.9", sopInstanceUID: "2.25.9.1" });
    await answer(strip);
    expect(joins).toBe(0);
    expect(exact()).toBe(false);
  });

  test("a strip that looks otherwise isn't used: whole pictures come from then on", async () => {
    await zoomedIn();
    const before = renders().length;
    pan(-4, 0);
    const { sequence, region, size } = renders().at(-1)!;
    model.onTile(tileOf({ sequence, region, imageWidth: size.width, imageHeight: size.height, windowCenter: 41 }));
    await rest();
    expect(joins).toBe(0);
    expect(renders().slice(before + 1).every((message) => message.size.width === CANVAS.width)).toBe(true);
    expect(exact()).toBe(true);
    expectTruthWhereExact();
  });

  test("in a browser that can't put pictures together, whole ones come", async () => {
    await zoomedIn();
    failing = true;
    pan(-4, 0);
    await rest();
    expect(joins).toBe(1);
    expect(exact()).toBe(true);
    pan(-4, 0);
    await rest();
    expect(joins).toBe(1);
    expectTruthWhereExact();
  });

  test("what has failed isn't asked for again", async () => {
    await zoomedIn();
    pan(-4, 0);
    const before = renders().length;
    model.onFailed({ type: "failed", viewport: 0, sequence: renders().at(-1)!.sequence, slice: 1, message: "gone", detail: "" });
    expect(model.shown?.kind).toBe("failure");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(renders()).toHaveLength(before);
  });

  test("turned over, the same pixels are used", async () => {
    await zoomedIn();
    execute(model, { type: "flip", axis: "horizontal" });
    expect(exact()).toBe(true);
    const before = renders().length;
    pan(-4, 0);
    await rest();
    expect(pixelsAsked(before)).toBe(4 * 30);
    expectTruthWhereExact();
  });

  test("whatever is done in whatever order, what is called exact is the truth, and at rest it is exact", async () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const waiting: RenderMessage[] = [];
    let taken = 0;
    for (let step = 0; step < 300; step += 1) {
      switch (random(16)) {
        case 0:
          execute(model, { type: "zoom", factor: 0.5 + random(20) / 10 });
          break;
        case 1:
          model.setWindow({ center: random(3), width: 400 });
          break;
        case 2:
          model.goTo(1 + random(3));
          break;
        case 3:
          execute(model, { type: "turnPicture", quarters: 1 });
          break;
        case 4:
          model.resize({ width: 30 + random(20), height: 20 + random(20) }, 1);
          break;
        case 5:
          execute(model, { type: random(2) ? "oneToOne" : "fit" });
          break;
        case 6:
          await vi.advanceTimersByTimeAsync(random(150));
          break;
        default:
          pan(random(21) - 10, random(21) - 10);
      }
      waiting.push(...renders().slice(taken));
      taken = renders().length;
      // The server may skip all but the newest, and answers in order.
      while (waiting.length > 0 && random(3) > 0) {
        const next = random(2) ? waiting.shift()! : waiting.pop()!;
        waiting.splice(0, waiting.length, ...waiting.filter(({ sequence }) => sequence > next.sequence));
        await answer(next);
      }
      if (model.shown) {
        expectTruthWhereExact();
      }
      if (step % 20 === 19) {
        waiting.length = 0;
        await rest();
        taken = renders().length;
        expect(exact(), `at rest after ${step} steps`).toBe(true);
        expectTruthWhereExact();
        expect(images.filter(({ closed }) => !closed).length, "open images").toBeLessThanOrEqual(2);
      }
    }
    expect(joins).toBeGreaterThan(25);
  });
});
