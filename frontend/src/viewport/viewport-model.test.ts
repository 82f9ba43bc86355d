// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AheadMessage, ClientMessage, Presentation, PresentationEvent, RenderMessage, Tile } from "../protocol/messages.js";
import { execute } from "./commands.js";
import { FIT } from "./geometry.js";
import { isExact } from "./shown.js";
import { CT_SERIES, fakeDecoder, seriesOf, sliceOf, tileOf, type FakeImage } from "./testing.js";
import { ViewportModel } from "./viewport-model.js";

describe("ViewportModel", () => {
  let sent: ClientMessage[];
  let connected: boolean;
  let model: ViewportModel<FakeImage>;
  let images: Map<number, FakeImage>;
  /** What each draw found on the screen: the slice, and what had been sent by then. */
  let painted: string[];

  const renders = (): RenderMessage[] => sent.filter((message) => message.type === "render");
  const acknowledged = (): number[] =>
    sent.filter((message) => message.type === "painted").map((message) => message.sequence);
  const newest = (): RenderMessage => renders().at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    connected = true;
    painted = [];
    const fake = fakeDecoder();
    images = fake.images;
    const host = {
      send: (message: ClientMessage) => connected && sent.push(message) > 0,
      changed: () => {},
    };
    model = new ViewportModel(0, host, fake.decode);
    model.paint = () =>
      painted.push(`${model.shown?.kind ?? "nothing"} ${model.shown?.slice.slice ?? ""} after ${acknowledged().length}`);
    model.resize({ width: 512, height: 512 }, 1);
  });
  afterEach(() => vi.useRealTimers());

  function open(count = 10): void {
    model.open(CT_SERIES);
    const sequence = sent.filter((message) => message.type === "series").at(-1)!.sequence;
    model.onSeries(seriesOf(count, { sequence }));
  }

  async function arrive(change: Partial<Tile>): Promise<void> {
    const tile = tileOf(change);
    model.onTile(tile);
    images.get(tile.sequence)?.finish();
    await vi.advanceTimersByTimeAsync(0);
  }

  async function showFirst(): Promise<void> {
    open();
    await arrive({ sequence: 2, slice: 1 });
  }

  test("opens a series over a line that it doesn't know and asks for the exact first slice at once", async () => {
    open();
    expect(sent[0]).toEqual({ type: "series", viewport: 0, sequence: 1, seriesInstanceUID: "2.25.2" });
    expect(newest()).toEqual({
      type: "render",
      viewport: 0,
      sequence: 2,
      slice: 1,
      window: null,
      invert: false,
      region: { x: 0, y: 0, width: 512, height: 512 },
      size: { width: 512, height: 512 },
      quality: "exact",
    });
  });

  test("asks for a quick first slice of a large picture, then for the exact one", async () => {
    const large = { rows: 2048, columns: 2048 };
    model.open(CT_SERIES);
    model.onSeries(seriesOf(1, { sequence: 1, slices: [sliceOf(1, large)] }));
    expect(newest()).toMatchObject({ sequence: 2, quality: "interactive" });
    await arrive({ sequence: 2, slice: 1, exact: false });
    expect(newest()).toMatchObject({ sequence: 3, slice: 1, quality: "exact" });
  });

  test("asks for the exact first slice at once where answers are known to come quickly", async () => {
    await showFirst();
    open();
    expect(newest()).toMatchObject({ slice: 1, quality: "exact" });
  });

  test("asks for a quick first slice where answers are known to come slowly", async () => {
    open();
    await vi.advanceTimersByTimeAsync(200);
    await arrive({ sequence: 2, slice: 1, exact: false });
    open();
    expect(newest()).toMatchObject({ slice: 1, quality: "interactive" });
  });

  test("asks for nothing before it has a place on the screen", () => {
    model.canvas = { width: 0, height: 0 };
    open();
    expect(renders()).toHaveLength(0);
    model.resize({ width: 300, height: 300 }, 1);
    expect(newest()).toMatchObject({ size: { width: 300, height: 300 }, quality: "exact" });
  });

  test("says painted after the draw, not before", async () => {
    await showFirst();
    expect(painted.at(-1)).toBe("picture 1 after 0");
    expect(acknowledged()).toEqual([2]);
  });

  test("keeps the old picture with its own slice until the new one comes", async () => {
    await showFirst();
    model.goTo(7);
    expect(model.slice).toBe(7);
    expect(model.shown!.slice.slice).toBe(1);
    await arrive({ sequence: newest().sequence, slice: 7 });
    expect(model.shown!.slice.slice).toBe(7);
    expect(images.get(2)!.closed).toBe(true);
  });

  test("never draws an older tile over a newer one, whichever is decoded first", async () => {
    await showFirst();
    model.goTo(2);
    model.goTo(3);
    const [second, third] = renders().slice(-2);
    await arrive({ sequence: third!.sequence, slice: 3 });
    await arrive({ sequence: second!.sequence, slice: 2 });
    expect(model.shown!.slice.slice).toBe(3);
  });

  test("never draws a tile of the series before", async () => {
    await showFirst();
    model.goTo(2);
    const late = newest().sequence;
    model.onTile(tileOf({ sequence: late, slice: 2 }));
    model.open({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
    images.get(late)!.finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(model.shown!.slice.slice).toBe(1);
    expect(images.get(late)!.closed).toBe(true);
    await arrive({ sequence: late, slice: 2 });
    expect(model.shown!.slice.slice).toBe(1);
    // And yet the server hears that it may go on.
    expect(acknowledged()).toEqual([2, late, late]);
  });

  test("shows no picture that answers for another slice", async () => {
    open();
    await arrive({ sequence: 2, slice: 4 });
    expect(model.shown).toMatchObject({ kind: "failure", detail: "answer for picture 4, asked for 1" });
  });

  test("ignores the answer to a series that isn't wanted any more", () => {
    model.open(CT_SERIES);
    model.open({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
    model.onSeries(seriesOf(10, { sequence: 1 }));
    expect(model.opening).toBe(true);
  });

  test("shows a failed slice at its place, and the others go on", async () => {
    await showFirst();
    model.goTo(3);
    model.onFailed({
      type: "failed",
      viewport: 0,
      sequence: newest().sequence,
      slice: 3,
      message: "Picture 3 can't be shown: its file is truncated.",
      detail: "expected 524288 bytes, found 8130",
    });
    expect(model.shown).toMatchObject({ kind: "failure", slice: { slice: 3 } });
    expect(images.get(2)!.closed).toBe(true);
    model.goTo(4);
    await arrive({ sequence: newest().sequence, slice: 4 });
    expect(model.shown).toMatchObject({ kind: "picture", slice: { slice: 4 } });
  });

  test("asks again for a picture that failed, on demand", async () => {
    open(1);
    const first = newest();
    model.onFailed({
      type: "failed",
      viewport: 0,
      sequence: first.sequence,
      slice: 1,
      message: "The archive is away.",
      detail: "",
    });
    model.retry();
    expect(newest()).toEqual({ ...first, sequence: first.sequence + 1 });
    await arrive({ sequence: newest().sequence });
    expect(model.shown?.kind).toBe("picture");
  });

  test("shows a verdict without asking, and lets no late tile cover it", async () => {
    model.open(CT_SERIES);
    const slices = [sliceOf(1), sliceOf(2, { verdict: "MPEG-4 video can't be shown yet" }), sliceOf(3)];
    model.onSeries(seriesOf(0, { slices }));
    const asked = renders().length;
    model.goTo(2);
    expect(renders()).toHaveLength(asked);
    expect(model.shown).toMatchObject({ kind: "failure", message: "MPEG-4 video can't be shown yet" });
    await arrive({ sequence: 2, slice: 1 });
    expect(model.shown).toMatchObject({ kind: "failure" });
    model.goTo(3);
    expect(newest().slice).toBe(3);
  });

  test("shows a damaged image as a failure", async () => {
    open();
    model.onTile(tileOf({ sequence: 2 }));
    images.get(2)!.fail("The source image could not be decoded.");
    await vi.advanceTimersByTimeAsync(0);
    expect(model.shown).toMatchObject({ kind: "failure", message: "This picture arrived damaged." });
    expect(acknowledged()).toEqual([2]);
  });

  test("tells of a series that fails, and opens it again on demand", () => {
    model.open(CT_SERIES);
    model.onFailed({ type: "failed", viewport: 0, sequence: 1, slice: null, message: "The archive is away.", detail: "" });
    expect(model.seriesFailure?.message).toBe("The archive is away.");
    expect(model.awaiting).toBe(false);
    model.reopen();
    expect(model.seriesFailure).toBeUndefined();
    expect(sent.at(-1)).toMatchObject({ type: "series", sequence: 2 });
  });

  test("keeps slice, window and view through a reconnect, and finds the slice by its identity", async () => {
    await showFirst();
    model.goTo(5);
    model.setWindow({ center: -600, width: 1500 });
    connected = false;
    model.disconnected();
    connected = true;
    model.reopen();
    const { sequence } = sent.at(-1)! as { sequence: number };
    // One more picture has come into the series before it.
    const slices = [sliceOf(1, { sopInstanceUID: "2.25.2.0" }), ...seriesOf(10).slices].map((slice, index) => ({
      ...slice,
      slice: index + 1,
    }));
    model.onSeries(seriesOf(0, { sequence, slices }));
    expect(newest()).toMatchObject({ slice: 6, window: { center: -600, width: 1500 }, quality: "exact" });
  });

  test("starts a window change from the window on the screen", async () => {
    open();
    await arrive({ sequence: 2, windowCenter: 50, windowWidth: 350 });
    expect(model.effectiveWindow).toEqual({ center: 50, width: 350 });
    execute(model, { type: "preset", number: 1 });
    expect(newest().window).toEqual({ center: -600, width: 1500 });
    execute(model, { type: "preset", number: 0 });
    vi.advanceTimersByTime(100);
    expect(newest().window).toBeNull();
  });

  test("windows a gray picture whose file names no window from the one that the server found", async () => {
    model.open(CT_SERIES);
    model.onSeries(seriesOf(0, { slices: [sliceOf(1, { window: null })] }));
    expect(model.effectiveWindow).toBeUndefined();
    await arrive({ sequence: 2, windowCenter: 900, windowWidth: 1800 });
    expect(model.effectiveWindow).toEqual({ center: 900, width: 1800 });
    model.setWindow({ center: 700, width: 500 });
    expect(model.effectiveWindow).toEqual({ center: 700, width: 500 });
  });

  test("doesn't ask for a window of a colour picture", () => {
    model.open(CT_SERIES);
    model.onSeries(seriesOf(0, { slices: [sliceOf(1, { window: null })] }));
    execute(model, { type: "preset", number: 1 });
    execute(model, { type: "nudgeWindow", center: 1, width: 0 });
    expect(model.window).toBeNull();
    expect(renders()).toHaveLength(1);
  });

  test("redraws at once under a new view, and isn't exact until the new tile has come", async () => {
    await showFirst();
    const exact = (): boolean => model.shown?.kind === "picture" && isExact(model.shown, model.view, model.canvas);
    expect(exact()).toBe(true);
    const draws = painted.length;
    execute(model, { type: "zoom", factor: 2 });
    expect(painted).toHaveLength(draws + 1);
    expect(exact()).toBe(false);
    vi.advanceTimersByTime(100);
    const { sequence, region } = newest();
    expect(region).toEqual({ x: 128, y: 128, width: 256, height: 256 });
    await arrive({ sequence, region });
    expect(exact()).toBe(true);
  });

  test("isn't exact when the tile leaves out a visible part", async () => {
    open();
    await arrive({ sequence: 2, region: { x: 0, y: 0, width: 512, height: 500 } });
    expect(model.shown?.kind === "picture" && isExact(model.shown, model.view, model.canvas)).toBe(false);
  });

  test("asks anew when the screen's density changes, with the picture in its place", async () => {
    await showFirst();
    execute(model, { type: "oneToOne" });
    model.resize({ width: 1024, height: 1024 }, 2);
    vi.advanceTimersByTime(100);
    expect(newest()).toMatchObject({
      region: { x: 0, y: 0, width: 512, height: 512 },
      size: { width: 1024, height: 1024 },
      quality: "exact",
    });
  });

  test("stays within the stack", () => {
    open(3);
    execute(model, { type: "scroll", by: -1 });
    expect(model.slice).toBe(1);
    execute(model, { type: "scroll", by: 10 });
    expect(model.slice).toBe(3);
    execute(model, { type: "first" });
    expect(model.slice).toBe(1);
    execute(model, { type: "last" });
    expect(model.slice).toBe(3);
  });

  test("goes to one to one, and back to fit", () => {
    open();
    model.resize({ width: 800, height: 600 }, 1);
    execute(model, { type: "oneToOne" });
    expect(model.view).toMatchObject({ fit: false, scale: 1 });
    execute(model, { type: "fit" });
    expect(model.view).toEqual(FIT);
  });

  test("shows a millimetre for a millimetre, where the picture says how large its pixels are", () => {
    open();
    model.resize({ width: 800, height: 600 }, 2);
    execute(model, { type: "trueSize", pixelsPerMm: 5 });
    expect(model.view).toMatchObject({ fit: false, scale: 5 * 0.7 });
    model.onSeries(seriesOf(10, { sequence: 1, slices: [sliceOf(1, { spacing: null })] }));
    execute(model, { type: "fit" });
    execute(model, { type: "trueSize", pixelsPerMm: 5 });
    expect(model.view).toEqual(FIT);
  });

  test("asks for a picture as it lies upright, however it is turned on the screen", async () => {
    await showFirst();
    model.resize({ width: 800, height: 600 }, 1);
    model.onSeries(seriesOf(10, { sequence: 1, slices: [sliceOf(1, { columns: 400, rows: 200 })] }));
    const answered = () => arrive({ sequence: newest().sequence, slice: 1 });
    await answered();
    execute(model, { type: "turnPicture", quarters: 1 });
    expect(newest()).toMatchObject({ region: { x: 0, y: 0, width: 400, height: 200 }, size: { width: 600, height: 300 } });
    await answered();
    execute(model, { type: "flip", axis: "horizontal" });
    execute(model, { type: "oneToOne" });
    expect(newest()).toMatchObject({ region: { x: 0, y: 0, width: 400, height: 200 }, size: { width: 400, height: 200 } });
    await answered();
    execute(model, { type: "fit" });
    expect(model.view.pose).toEqual({ mirrored: true, quarters: 3 });
    await answered();
    execute(model, { type: "reset" });
    expect(model.view).toEqual(FIT);
    expect(newest()).toMatchObject({ size: { width: 800, height: 400 } });
  });

  test("asks for nothing while it isn't on the screen, and catches up when it is again", async () => {
    await showFirst();
    model.goTo(3);
    model.setVisible(false);
    const asked = sent.length;
    model.goTo(4);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(asked);
    expect(model.awaiting).toBe(false);
    model.setVisible(true);
    expect(newest()).toMatchObject({ slice: 4, quality: "exact" });
  });

  test("asks for a series that is opened off the screen only when it comes onto it", () => {
    model.setVisible(false);
    model.open(CT_SERIES, 3);
    expect(sent).toEqual([]);
    model.setVisible(true);
    expect(sent).toEqual([{ type: "series", viewport: 0, sequence: 1, seriesInstanceUID: "2.25.2" }]);
    model.onSeries(seriesOf(10, { sequence: 1 }));
    expect(newest().slice).toBe(3);
  });

  test("asks again after a reconnect that it didn't see, at the slice where it was", async () => {
    await showFirst();
    model.goTo(5);
    model.setVisible(false);
    model.disconnected();
    model.reopen();
    expect(sent.filter(({ type }) => type === "series")).toHaveLength(1);
    model.setVisible(true);
    const { sequence } = sent.at(-1) as { sequence: number };
    expect(sent.at(-1)).toMatchObject({ type: "series" });
    model.onSeries(seriesOf(10, { sequence }));
    expect(newest().slice).toBe(5);
  });

  test("frees the picture and clears the screen at the end", async () => {
    await showFirst();
    model.dispose();
    expect(painted.at(-1)).toMatch(/^nothing/);
    expect(images.get(2)!.closed).toBe(true);
    expect(model.slices).toBe(0);
  });

  describe("a presentation state", () => {
    const STATE = { seriesInstanceUID: "2.25.90", sopInstanceUID: "2.25.91" };
    const presentation = (change: Partial<Presentation> = {}): Presentation => ({
      sopInstanceUID: "2.25.91",
      label: "Lesion",
      degrees: 90,
      flip: false,
      slices: [3, 4],
      areas: [],
      graphics: [],
      texts: [],
      warnings: [],
      ...change,
    });
    const asked = (): { sequence: number } => sent.filter(({ type }) => type === "present").at(-1) as unknown as { sequence: number };
    const answer = (change: Partial<PresentationEvent> = {}): void =>
      model.onPresentation({ type: "presentation", viewport: 0, sequence: asked().sequence, refusal: "", presentation: presentation(), ...change });

    beforeEach(() => {
      model.open(CT_SERIES);
      model.onSeries(seriesOf(10, { sequence: (sent.at(-1) as { sequence: number }).sequence }));
      model.setWindow({ center: 1, width: 2 });
      sent.length = 0;
      model.present(STATE);
    });

    test("is asked for, with the user's own window put aside", () => {
      expect(sent).toMatchObject([{ type: "present", viewport: 0, state: STATE }]);
      expect(model.window).toBeNull();
    });

    test("goes to its first picture, turned as it says, and asks for that anew", () => {
      answer();
      expect(model.slice).toBe(3);
      expect(model.view.pose).toEqual({ quarters: 1, mirrored: false });
      expect(sent.at(-1)).toMatchObject({ type: "render", slice: 3, window: null });
      expect((sent.at(-1) as { sequence: number }).sequence).toBeGreaterThan(asked().sequence);
    });

    test("never shows what was asked for before it", () => {
      model.goTo(5);
      const before = sent.at(-1) as { sequence: number };
      answer();
      model.onTile(tileOf({ sequence: before.sequence, slice: 5, presented: true }));
      expect(images.has(before.sequence)).toBe(false);
    });

    test("follows each slice's displayed area, and leaves a view alone that the user has moved since", () => {
      const area = { left: 0, top: 0, right: 100, bottom: 100, mode: "scale-to-fit", magnification: null, columnSpacing: null } as const;
      answer({ presentation: presentation({ degrees: 0, areas: [{ ...area, slices: [3, 3] }, { ...area, slices: [4, 4], right: 200 }] }) });
      const first = model.view;
      expect(first.fit).toBe(false);
      model.goTo(4);
      expect(model.view).not.toEqual(first);
      model.setView(FIT);
      model.goTo(5);
      expect(model.view).toEqual(FIT);
    });

    test("that is refused says so and changes nothing", () => {
      answer({ refusal: "The presentation state can't be applied: it is a Blending Softcopy Presentation State.", presentation: null });
      expect(model.state).toBeUndefined();
      expect(model.warnings.at(-1)).toContain("Blending");
      expect(model.view).toEqual(FIT);
    });

    test("that isn't applied completely says what is missing", () => {
      answer({ presentation: presentation({ warnings: ["Its mask subtraction isn't done."] }) });
      expect(model.warnings.at(-1)).toBe("Presentation state Lesion: Its mask subtraction isn't done.");
    });

    test("is asked for again on a new connection, and forgotten with another series", () => {
      answer();
      model.reopen();
      model.onSeries(seriesOf(10, { sequence: (sent.at(-1) as { sequence: number }).sequence }));
      expect(sent.filter(({ type }) => type === "present")).toHaveLength(2);
      model.open({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
      expect([model.state, model.presentation]).toEqual([undefined, undefined]);
    });

    test("is taken off", () => {
      answer();
      model.present(null);
      expect(asked()).toMatchObject({ state: null });
      answer({ presentation: null });
      expect(model.view).toEqual(FIT);
      expect(model.presentation).toBeUndefined();
    });
  });

  describe("with pictures ahead", () => {
    let room: number;

    const aheads = (): AheadMessage[] => sent.filter((message) => message.type === "ahead");
    const shownSlice = (): number | undefined => model.shown?.slice.slice;

    beforeEach(async () => {
      room = 1_000_000;
      const fake = fakeDecoder();
      images = fake.images;
      const host = { send: (message: ClientMessage) => connected && sent.push(message) > 0, changed: () => {} };
      model = new ViewportModel(0, host, fake.decode, () => room);
      model.resize({ width: 512, height: 512 }, 1);
      await showFirst();
    });

    async function comeAhead(...slices: number[]): Promise<void> {
      const { sequence } = aheads().at(-1)!;
      slices.forEach((slice) => model.onTile(tileOf({ ahead: true, exact: false, sequence, slice })));
      await vi.advanceTimersByTimeAsync(0);
    }

    /** The image of what was taken from those that were here. */
    async function decodeNewest(): Promise<void> {
      images.get(Math.max(...images.keys()))!.finish();
      await vi.advanceTimersByTimeAsync(0);
    }

    test("asks for the neighbours once the exact picture is shown, in the same view", () => {
      expect(aheads()).toEqual([
        {
          type: "ahead",
          viewport: 0,
          sequence: 3,
          slice: 1,
          slices: [2, 3, 4, 5, 6, 7, 8, 9, 10],
          received: 0,
          window: null,
          invert: false,
          region: { x: 0, y: 0, width: 512, height: 512 },
          size: { width: 512, height: 512 },
        },
      ]);
    });

    test("shows a kept slice at once without asking for it, says where the reader is, and asks for the exact one at rest", async () => {
      await comeAhead(2, 3);
      const before = renders().length;
      const paintedBefore = acknowledged().length;
      await vi.advanceTimersByTimeAsync(50);
      model.goTo(2);
      await decodeNewest();
      expect(shownSlice()).toBe(2);
      expect(model.shown).toMatchObject({ kind: "picture", tile: { slice: 2, exact: false } });
      expect(isExact(model.shown as never, FIT, model.canvas)).toBe(false);
      expect(renders()).toHaveLength(before);
      expect(acknowledged(), "the server awaits nothing").toHaveLength(paintedBefore);
      expect(aheads().at(-1)).toMatchObject({ slice: 2, received: 2 });
      await vi.advanceTimersByTimeAsync(100);
      expect(newest()).toMatchObject({ slice: 2, quality: "exact" });
      await arrive({ sequence: newest().sequence, slice: 2 });
      expect(model.shown).toMatchObject({ tile: { exact: true } });
    });

    test("the slice that the reader turns to next is decoded by then", async () => {
      await comeAhead(2);
      await decodeNewest();
      const decoded = images.size;
      model.goTo(2);
      await vi.advanceTimersByTimeAsync(0);
      expect(shownSlice()).toBe(2);
      expect(images.size, "nothing was decoded anew").toBe(decoded);
    });

    test("what was decoded for another look at the slices is freed, and never shown", async () => {
      await comeAhead(2);
      await decodeNewest();
      const ready = images.get(Math.max(...images.keys()))!;
      model.setInvert(true);
      await arrive({ sequence: newest().sequence, inverted: true });
      expect(ready.closed).toBe(true);
      model.goTo(2);
      await vi.advanceTimersByTimeAsync(0);
      expect(shownSlice()).toBe(1);
    });

    test("asks for the exact picture again of a slice that it comes back to", async () => {
      await comeAhead(2);
      model.goTo(2);
      await decodeNewest();
      model.goTo(1);
      await vi.advanceTimersByTimeAsync(100);
      expect(newest()).toMatchObject({ slice: 1, quality: "exact" });
    });

    test("an answer to something older never comes over a kept picture, nor stops it from being shown", async () => {
      await comeAhead(3);
      model.goTo(5);
      const asked = newest();
      model.goTo(3);
      // It is being decoded; the older answer comes meanwhile.
      model.onTile(tileOf({ sequence: asked.sequence, slice: 5, exact: false }));
      await decodeNewest();
      expect(shownSlice()).toBe(3);
      expect(acknowledged(), "the server may go on").toContain(asked.sequence);
      await vi.advanceTimersByTimeAsync(100);
      expect(shownSlice()).toBe(3);
    });

    test("a kept picture that can't be decoded is asked for", async () => {
      await comeAhead(2);
      model.goTo(2);
      images.get(Math.max(...images.keys()))!.fail("damaged");
      await vi.advanceTimersByTimeAsync(0);
      expect(model.shown).toMatchObject({ kind: "picture", slice: { slice: 1 } });
      expect(newest()).toMatchObject({ slice: 2, quality: "interactive" });
    });

    test.each([
      ["another window", () => model.setWindow({ center: 10, width: 20 })],
      ["inversion", () => model.setInvert(true)],
      ["another part", () => model.setView({ ...FIT, fit: false, scale: 2, columns: 512, center: { x: 0.3, y: 0.3 } })],
      ["another size", () => model.resize({ width: 300, height: 300 }, 1)],
      ["a lost connection", () => model.disconnected()],
      ["being hidden", () => (model.setVisible(false), model.setVisible(true))],
      ["opening it anew", () => model.reopen()],
      ["another presentation", () => answerNoState()],
    ])("%s empties it", async (_, change) => {
      await comeAhead(2, 3, 4);
      change();
      // What was on its way comes in spite of it.
      await comeAhead(2, 3, 4);
      sent.length = 0;
      model.goTo(3);
      if (model.series) {
        expect(newest(), "of the server").toMatchObject({ slice: 3, quality: "interactive" });
      }
      expect(shownSlice()).toBe(1);
    });

    /** The server tells that pictures look as their files say. */
    function answerNoState(): void {
      model.present({ seriesInstanceUID: "2.25.8", sopInstanceUID: "2.25.9" });
      const { sequence } = sent.filter((message) => message.type === "present").at(-1)!;
      model.onPresentation({ type: "presentation", viewport: 0, sequence, refusal: "none", presentation: null });
    }

    test("a closed viewport keeps nothing and asks for nothing", async () => {
      model.dispose();
      sent.length = 0;
      model.onTile(tileOf({ ahead: true, sequence: 3, slice: 2 }));
      await vi.advanceTimersByTimeAsync(200);
      expect(sent).toEqual([]);
      expect(model.shown).toBeUndefined();
    });

    test("asks for more when those asked for have come but for a few", async () => {
      open(100);
      await arrive({ sequence: newest().sequence, slice: 1 });
      const first = aheads().at(-1)!;
      expect(first.slices).toHaveLength(18);
      await comeAhead(...first.slices.slice(0, 9));
      expect(aheads().at(-1)).toBe(first);
      await comeAhead(11);
      expect(aheads().at(-1)).toMatchObject({ slice: 1, received: 10 });
      expect(aheads().at(-1)!.slices[0]).toBe(12);
    });

    test("says where the reader is no more often than every 30 ms", async () => {
      const before = aheads().length;
      await vi.advanceTimersByTimeAsync(50);
      for (let slice = 2; slice <= 9; slice += 1) {
        model.goTo(slice);
        await vi.advanceTimersByTimeAsync(10);
      }
      expect(aheads().length - before).toBe(3);
    });

    test("keeps quick pictures that were asked for", async () => {
      model.goTo(2);
      await arrive({ sequence: newest().sequence, slice: 2, exact: false });
      model.goTo(1);
      sent.length = 0;
      model.goTo(2);
      await decodeNewest();
      expect(shownSlice()).toBe(2);
      expect(renders()).toEqual([]);
    });

    test("slices of another shape, and those that can't be shown, aren't asked for", async () => {
      model.open(CT_SERIES);
      const { sequence } = sent.filter((message) => message.type === "series").at(-1)!;
      const slices = [sliceOf(1), sliceOf(2, { rows: 256 }), sliceOf(3, { verdict: "no" }), sliceOf(4)];
      model.onSeries(seriesOf(4, { sequence, slices }));
      await arrive({ sequence: newest().sequence, slice: 1 });
      expect(aheads().at(-1)!.slices).toEqual([4]);
    });

    test("without room nothing is asked for ahead", async () => {
      room = 0;
      sent.length = 0;
      open();
      await arrive({ sequence: newest().sequence, slice: 1 });
      model.goTo(4);
      await arrive({ sequence: newest().sequence, slice: 4, exact: false });
      model.goTo(5);
      model.goTo(4);
      expect(aheads()).toEqual([]);
      expect(newest().slice).toBe(4);
    });
  });
});
