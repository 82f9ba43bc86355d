import { beforeEach, describe, expect, test, vi } from "vitest";
import { FIT, UPRIGHT, withPose, type Point } from "../viewport/geometry.js";
import { listenToMouse } from "../viewport/gestures/mouse.js";
import type { MouseGestures, TouchGestures, WheelGestures } from "../viewport/gestures/gesture.js";
import { listenToTouch } from "../viewport/gestures/touch.js";
import { CT_SERIES, fakeDecoder, seriesOf, tileOf, type FakeImage } from "../viewport/testing.js";
import { ViewportModel } from "../viewport/viewport-model.js";
import type { Kind } from "./kinds.js";
import { placedLabels } from "./label-places.js";
import type { Box } from "./labels.js";
import { sliceSurface } from "./picture-map.js";
import { MeasureGestures } from "./measure-gestures.js";
import type { MeasureModel } from "./measure-model.js";
import { measuring, PICTURE } from "./testing.js";

/** A picture of 512 × 512 pixels, one to one in the middle of a viewport of 612 × 512 CSS pixels. */
const LEFT = 50;

describe("drawing", () => {
  let viewport: ViewportModel<FakeImage>;
  let model: MeasureModel;
  let gestures: MeasureGestures;
  let target: HTMLElement;
  let images: Map<number, FakeImage>;
  let otherwise: MouseGestures & TouchGestures & WheelGestures;
  const windowed = vi.fn();
  const scrolled = vi.fn();

  beforeEach(async () => {
    vi.stubGlobal("requestAnimationFrame", (run: () => void) => {
      run();
      return 0;
    });
    windowed.mockReset();
    scrolled.mockReset();
    const fake = fakeDecoder();
    images = fake.images;
    viewport = new ViewportModel<FakeImage>(0, { send: () => true, changed: () => {} }, fake.decode);
    viewport.resize({ width: 612, height: 512 }, 1);
    viewport.open(CT_SERIES, 2);
    viewport.onSeries(seriesOf(10));
    await showSlice(2, 2);
    ({ model } = measuring());
    otherwise = {
      drag: () => ({ move: windowed }),
      doubleClick: vi.fn(),
      oneFinger: () => ({ move: scrolled }),
      held: () => ({ move: windowed }),
      twoFingers: () => ({ move: vi.fn() }),
      scroll: vi.fn(),
      zoom: vi.fn(),
    };
    gestures = new MeasureGestures(sliceSurface(viewport), model, otherwise);
    target = Object.assign(document.createElement("div"), { setPointerCapture: () => {} });
    const pointOf = ({ clientX, clientY }: MouseEvent) => ({ x: clientX, y: clientY });
    listenToMouse(target, gestures, pointOf);
    listenToTouch(target, gestures, pointOf);
    return () => vi.unstubAllGlobals();
  });

  /** @param sequence of the tile that answers */
  async function showSlice(slice: number, sequence: number): Promise<void> {
    viewport.goTo(slice);
    viewport.onTile(tileOf({ sequence, slice }));
    images.get(sequence)!.finish();
    await vi.waitFor(() => expect(viewport.shown?.slice.slice).toBe(slice));
  }
  function pointer(type: "down" | "move" | "up", { x, y }: Point, pointerType = "mouse", more: { shiftKey?: boolean; pointerId?: number } = {}): void {
    const event = new MouseEvent(`pointer${type}`, { clientX: x + LEFT, clientY: y, button: 0, buttons: 1, ...more });
    target.dispatchEvent(Object.assign(event, { pointerType, pointerId: more.pointerId ?? 1 }));
  }
  /** Between source pixels of the picture. */
  function drag(from: Point, to: Point, pointerType = "mouse", more: object = {}): void {
    pointer("down", from, pointerType, more);
    pointer("move", to, pointerType, more);
    pointer("up", to, pointerType, more);
  }
  function click(at: Point): void {
    pointer("down", at);
    pointer("up", at);
  }
  const at = (x: number, y: number): Point => ({ x, y });
  const drawn = () => model.measurements.map(({ kind, points }) => ({ kind, points }));

  test.each<[Kind]>([["length"], ["rectangle"], ["ellipse"], ["arrow"]])("a %s is dragged from end to end", (kind) => {
    model.useTool(kind);
    drag(at(100, 100), at(200, 150));
    expect(drawn()).toEqual([{ kind, points: [at(100, 100), at(200, 150)] }]);
    expect(model.measurements[0]!.picture).toEqual(PICTURE);
    expect(windowed).not.toHaveBeenCalled();
  });

  test("two clicks draw a line as well", () => {
    model.useTool("length");
    click(at(100, 100));
    expect(drawn()).toEqual([]);
    gestures.hover(at(170 + LEFT, 120), { shift: false });
    expect(model.draft?.points).toEqual([at(100, 100), at(170, 120)]);
    click(at(200, 150));
    expect(drawn()).toEqual([{ kind: "length", points: [at(100, 100), at(200, 150)] }]);
  });

  test("an angle is dragged to its vertex and clicked at its other end", () => {
    model.useTool("angle");
    drag(at(100, 100), at(200, 100));
    click(at(200, 200));
    expect(drawn()).toEqual([{ kind: "angle", points: [at(100, 100), at(200, 100), at(200, 200)] }]);
  });

  test("a Cobb angle is two lines that are dragged", () => {
    model.useTool("cobb");
    drag(at(100, 100), at(200, 110));
    drag(at(100, 300), at(210, 280));
    expect(drawn()).toEqual([{ kind: "cobb", points: [at(100, 100), at(200, 110), at(100, 300), at(210, 280)] }]);
  });

  test("of two axes the long one is dragged", () => {
    model.useTool("bidirectional");
    drag(at(100, 100), at(200, 100));
    expect(drawn()).toEqual([{ kind: "bidirectional", points: [at(100, 100), at(200, 100), at(150, 125), at(150, 75)] }]);
  });

  test("a polygon is clicked, and closed at its first corner", () => {
    model.useTool("polygon");
    [at(100, 100), at(200, 100), at(200, 200)].forEach(click);
    expect(drawn()).toEqual([]);
    click(at(103, 97));
    expect(drawn()).toEqual([{ kind: "polygon", points: [at(100, 100), at(200, 100), at(200, 200)] }]);
  });

  test("a polygon is closed by a double click, which sets no corner twice", () => {
    model.useTool("polygon");
    [at(100, 100), at(200, 100), at(200, 200), at(200, 200)].forEach(click);
    target.dispatchEvent(new MouseEvent("dblclick", { clientX: 200 + LEFT, clientY: 200 }));
    expect(drawn()[0]?.points).toHaveLength(3);
    expect(otherwise.doubleClick).not.toHaveBeenCalled();
  });

  test("a value of a pixel is where the press ends", () => {
    model.useTool("probe");
    drag(at(100, 100), at(140, 130));
    expect(drawn()).toEqual([{ kind: "probe", points: [at(140, 130)] }]);
  });

  test("with Shift lines run level", () => {
    model.useTool("length");
    drag(at(100, 100), at(200, 108), "mouse", { shiftKey: true });
    expect(drawn()[0]?.points[1]).toEqual(at(200, 100));
  });

  test("nothing is drawn beside the picture, and lines end at its border", () => {
    model.useTool("length");
    drag(at(-20, 100), at(100, 100));
    expect(drawn()).toEqual([]);
    expect(windowed).not.toHaveBeenCalled();
    drag(at(100, 100), at(-20, 100));
    expect(drawn()[0]?.points[1]).toEqual(at(0, 100));
  });

  test("Escape gives up what is being drawn, and what follows of the drag draws nothing", () => {
    model.useTool("length");
    pointer("down", at(100, 100));
    pointer("move", at(150, 150));
    model.cancel();
    pointer("move", at(200, 200));
    pointer("up", at(200, 200));
    expect([drawn(), model.draft]).toEqual([[], undefined]);
  });

  test("what is begun on a slice is gone on with there, and never ends up on another one", async () => {
    model.useTool("angle");
    drag(at(100, 100), at(200, 100));
    await showSlice(3, 3);
    gestures.hover(at(300 + LEFT, 300), { shift: false });
    await showSlice(2, 4);
    click(at(200, 200));
    expect(drawn()).toEqual([{ kind: "angle", points: [at(100, 100), at(200, 100), at(200, 200)] }]);

    drag(at(100, 300), at(200, 300));
    await showSlice(3, 5);
    drag(at(110, 310), at(210, 310));
    click(at(210, 400));
    expect(model.measurements.at(-1)).toMatchObject({
      picture: { sopInstanceUID: "2.25.2.3" },
      points: [at(110, 310), at(210, 310), at(210, 400)],
    });
    expect(model.measurements).toHaveLength(2);
  });

  test("a second finger takes back what the first began: two fingers zoom", () => {
    model.useTool("length");
    pointer("down", at(100, 100), "touch");
    pointer("move", at(120, 100), "touch");
    pointer("down", at(300, 300), "touch", { pointerId: 2 });
    expect(model.draft).toBeUndefined();
    pointer("up", at(300, 300), "touch", { pointerId: 2 });
    pointer("up", at(120, 100), "touch");
    expect(drawn()).toEqual([]);
  });

  test("one finger draws with a tool in hand, and scrolls without", () => {
    drag(at(100, 100), at(100, 200), "touch");
    expect(scrolled).toHaveBeenCalled();
    scrolled.mockReset();
    model.useTool("ellipse");
    drag(at(100, 100), at(200, 200), "touch");
    expect(drawn()).toHaveLength(1);
    expect(scrolled).not.toHaveBeenCalled();
  });

  describe("what is drawn", () => {
    beforeEach(() => {
      model.create("rectangle", PICTURE, [at(100, 100), at(200, 200)]);
      model.select(undefined);
    });

    test("is changed by a drag of a handle, however far beside it that begins", () => {
      drag(at(204, 103), at(254, 53));
      expect(drawn()[0]?.points).toEqual([at(100, 50), at(250, 200)]);
      model.undo();
      expect(drawn()[0]?.points).toEqual([at(100, 100), at(200, 200)]);
    });

    test("is moved by a drag of its outline", () => {
      drag(at(150, 101), at(170, 111));
      expect(drawn()[0]?.points).toEqual([at(120, 110), at(220, 210)]);
    });

    test("is chosen by a click, which moves nothing; a press beside it ends that and does what it always does", () => {
      click(at(150, 101));
      expect(model.selected?.number).toBe(1);
      expect(drawn()[0]?.points).toEqual([at(100, 100), at(200, 200)]);
      drag(at(400, 400), at(410, 410));
      expect(model.selected).toBeUndefined();
      expect(windowed).toHaveBeenCalled();
    });

    test("isn't moved by a finger that scrolls; a tap chooses it, then a finger moves it", () => {
      drag(at(150, 101), at(150, 160), "touch");
      expect(scrolled).toHaveBeenCalled();
      expect(drawn()[0]?.points).toEqual([at(100, 100), at(200, 200)]);
      drag(at(150, 101), at(150, 101), "touch");
      expect(model.selected?.number).toBe(1);
      drag(at(215, 210), at(235, 230), "touch");
      expect(drawn()[0]?.points).toEqual([at(100, 100), at(220, 220)]);
    });

    test("on another slice isn't there", () => {
      model.create("length", { ...PICTURE, sopInstanceUID: "2.25.2.3" }, [at(300, 300), at(400, 300)]);
      expect(gestures.holdAt(at(350 + LEFT, 300), 12)).toBeUndefined();
    });

    test("keeps its place in the picture when that is zoomed and moved", () => {
      viewport.setView({ fit: false, pose: UPRIGHT, scale: 2, columns: 512, center: { x: 0.25, y: 0.25 } });
      // Source (100, 100) at two pixels a pixel, with source (128, 128) in the middle.
      expect(gestures.holdAt({ x: 306 - 56, y: 256 - 56 }, 3)).toEqual({ number: 1, handle: 0 });
    });
  });

  test("on a picture that is mirrored and turned, what is drawn is where it is seen", () => {
    viewport.setView(withPose(FIT, { mirrored: true, quarters: 1 }));
    // Mirrored and turned by a quarter: what is right of the picture's left edge is seen above its lower edge, and so rows count to the left.
    const seen = (x: number, y: number): Point => at(512 - y, 512 - x);
    model.useTool("length");
    drag(seen(100, 120), seen(300, 160));
    expect(drawn()).toEqual([{ kind: "length", points: [at(100, 120), at(300, 160)] }]);
    expect(gestures.holdAt({ x: 512 - 160 + LEFT, y: 512 - 300 }, 3)).toEqual({ number: 1, handle: 1 });
    gestures.nudge({ number: 1, handle: 1 }, { x: -5, y: -2 });
    expect(drawn()[0]!.points[1]).toEqual(at(302, 165));
    viewport.setView(FIT);
    expect(gestures.holdAt({ x: 302 + LEFT, y: 165 }, 3)).toEqual({ number: 1, handle: 1 });
  });

  test("by keys: Enter begins a shape in the middle, arrows move a handle, or all of it", () => {
    model.useTool("length");
    expect(gestures.enter()).toBe(true);
    const [from, to] = drawn()[0]!.points;
    expect((from!.x + to!.x) / 2).toBeCloseTo(256);
    gestures.nudge({ number: 1, handle: 1 }, { x: 10, y: 0 });
    gestures.nudge({ number: 1, handle: 1 }, { x: 0, y: -1 });
    model.endChange();
    expect(drawn()[0]!.points).toEqual([from, at(to!.x + 10, to!.y - 1)]);
    gestures.nudge({ number: 1, handle: undefined }, { x: -1, y: 0 });
    expect(drawn()[0]!.points[0]!.x).toBeCloseTo(from!.x - 1);
  });

  test("Enter does nothing without a tool", () => {
    expect(gestures.enter()).toBe(false);
  });

  describe("a label", () => {
    const press = (at: Point): ReturnType<typeof gestures.drag> => gestures.drag(0, at, new MouseEvent("pointerdown") as PointerEvent);
    const label = () => placedLabels(model, model.measurements, sliceSurface(viewport).map!).get(1)!;
    const middle = ({ left, top, width, height }: Box): Point => ({ x: left + width / 2, y: top + height / 2 });

    beforeEach(() => {
      model.create("length", PICTURE, [{ x: 100, y: 100 }, { x: 200, y: 100 }]);
      model.select(undefined);
    });

    test("is dragged elsewhere, and goes with its shape from there", () => {
      const before = label();
      expect(before.leader).toBeUndefined();
      const at = middle(before.at);
      const drag = press(at)!;
      drag.move({ x: at.x + 60, y: at.y + 80 });
      drag.end?.();
      expect(model.selected?.number).toBe(1);
      expect(middle(label().at)).toEqual({ x: at.x + 60, y: at.y + 80 });
      expect(label().leader).toEqual({ x: LEFT + 200, y: 100 });
      const revision = model.measurements[0]!.revision;
      model.setPoints(1, [{ x: 110, y: 120 }, { x: 210, y: 120 }]);
      expect(middle(label().at)).toEqual({ x: at.x + 70, y: at.y + 100 });
      expect(model.measurements[0]!.revision).toBeGreaterThan(revision);
    });

    test("is one step to undo, and nothing is measured anew for it", () => {
      const { revision } = model.measurements[0]!;
      const at = middle(label().at);
      const drag = press(at)!;
      drag.move({ x: at.x + 20, y: at.y });
      drag.move({ x: at.x + 40, y: at.y });
      drag.end?.();
      expect(model.measurements[0]!.revision).toBe(revision);
      model.undo();
      expect(model.measurements[0]!.label).toBeUndefined();
    });

    test("gives way to a tool in hand", () => {
      const at = middle(label().at);
      model.useTool("length");
      press(at)!.end?.();
      expect(model.measurements[0]!.label).toBeUndefined();
      expect(model.draft).toBeDefined();
    });
  });
});
