// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { SeriesEvent } from "../protocol/messages.js";
import { execute } from "../viewport/commands.js";
import { flipped, place, scaleOf, toSource } from "../viewport/geometry.js";
import { CT_SERIES, fakeDecoder, type FakeImage } from "../viewport/testing.js";
import { ViewportModel } from "../viewport/viewport-model.js";
import { linkLine } from "./link-text.js";
import { Links } from "./links.js";
import { planeOf, seenIn, toPatient } from "./slice-plane.js";
import { AXIAL, placeless, SAGITTAL, stackOf } from "./testing.js";

const OTHER_FRAME = { uid: "2.25.101", frame: "2.25.8" };
const CANVAS = { width: 600, height: 500 };

describe("linked viewports", () => {
  let viewports: ViewportModel<FakeImage>[];
  let links: Links<FakeImage>;
  let active: number;

  function show(...all: SeriesEvent[]): void {
    viewports = all.map((series, number) => {
      const viewport = new ViewportModel<FakeImage>(number, { send: () => true, changed: () => {} }, fakeDecoder().decode);
      viewport.resize(CANVAS, 1);
      viewport.open({ ...CT_SERIES, seriesInstanceUID: series.seriesInstanceUID }, 1);
      viewport.onSeries({ ...series, viewport: number });
      viewport.moved = (what) => links.moved(viewport, what);
      return viewport;
    });
  }
  const slices = () => viewports.map(({ slice }) => slice);

  beforeEach(() => {
    active = 0;
    links = new Links<FakeImage>(
      () => viewports,
      () => viewports[active]!,
    );
  });

  test("do nothing together before they are linked, nor after", () => {
    show(stackOf(AXIAL), stackOf(AXIAL));
    viewports[0]!.goTo(10);
    expect(slices()).toEqual([10, 1]);
    links.toggle("scroll");
    links.toggle("scroll");
    viewports[0]!.goTo(30);
    expect(slices()).toEqual([30, 10]);
  });

  describe("scroll", () => {
    test("to the same place of the patient, whatever their spacing and order", () => {
      const upsideDown = { uid: "2.25.102", count: 40, corner: { ...AXIAL.corner, z: 195 }, step: -5 };
      show(stackOf(AXIAL), stackOf(AXIAL, { count: 50, step: 4 }), stackOf(AXIAL, upsideDown));
      links.toggle("scroll");
      viewports[0]!.goTo(21);
      // At z = 40: every fourth millimetre from 0 up, and every fifth from 195 down.
      expect(slices()).toEqual([21, 11, 32]);
      viewports[2]!.goTo(1);
      expect(slices()).toEqual([98, 50, 1]);
    });

    test("come together when they are linked: to where the active one is", () => {
      show(stackOf(AXIAL), stackOf(AXIAL), stackOf(AXIAL));
      viewports[1]!.goTo(44);
      active = 1;
      links.toggle("scroll");
      expect(slices()).toEqual([44, 44, 44]);
    });

    test("as far as each other where places can't be compared, and remember how far beyond their ends", () => {
      show(stackOf(AXIAL), stackOf(AXIAL, { ...OTHER_FRAME, count: 20, step: 4 }));
      viewports[0]!.goTo(50);
      viewports[1]!.goTo(6);
      links.toggle("scroll");
      expect(slices()).toEqual([50, 6]);
      viewports[0]!.goTo(60);
      expect(slices()).toEqual([60, 11]);
      viewports[0]!.goTo(100);
      expect(slices()).toEqual([100, 20]);
      viewports[0]!.goTo(50);
      expect(slices()).toEqual([50, 6]);
      viewports[1]!.goTo(1);
      expect(slices()).toEqual([40, 1]);
    });

    test("by slices where nothing says where they are", () => {
      show(placeless(30), placeless(12), stackOf(AXIAL));
      viewports[1]!.goTo(3);
      links.toggle("scroll");
      viewports[0]!.goTo(6);
      expect(slices()).toEqual([6, 8, 6]);
    });

    test("not into another direction, and never a single picture", () => {
      show(stackOf(AXIAL), stackOf(SAGITTAL), stackOf(AXIAL, { count: 1 }));
      links.toggle("scroll");
      viewports[0]!.goTo(10);
      expect(slices()).toEqual([10, 1, 1]);
      expect(viewports.map((viewport) => links.stateOf(viewport).scroll)).toEqual(["leads", "none", "none"]);
    });

    test("once for each movement: what follows leads nothing, and the last one counts", () => {
      show(stackOf(AXIAL), stackOf(AXIAL, { step: 3, count: 66 }));
      links.toggle("scroll");
      // Between slices of the other stack: a link that came back would move the first one too.
      viewports[0]!.goTo(3);
      expect(slices()).toEqual([3, 2]);
      viewports[1]!.goTo(31);
      viewports[0]!.goTo(20);
      expect(slices()).toEqual([20, 14]);
    });

    test("say how they go together", () => {
      show(stackOf(AXIAL), stackOf(AXIAL, { count: 10 }), stackOf(AXIAL, OTHER_FRAME));
      links.toggle("scroll");
      links.toggle("zoom");
      viewports[0]!.goTo(50);
      expect(viewports.map((viewport) => linkLine(links.stateOf(viewport)))).toEqual([
        "Linked: scroll, zoom",
        "Linked: position (beyond this stack), zoom",
        "Linked: offset, zoom",
      ]);
      viewports[0]!.goTo(10);
      expect(linkLine(links.stateOf(viewports[1]!))).toBe("Linked: position, zoom");
    });
  });

  describe("zoom and move", () => {
    const middle = (number: number) => {
      const { view, sliceInfo, canvas } = viewports[number]!;
      return toSource(place(view, sliceInfo!, canvas), sliceInfo!, { x: canvas.width / 2, y: canvas.height / 2 });
    };

    test("about the same point of the patient at the same size", () => {
      const shifted = { uid: "2.25.102", corner: { x: -100, y: -90, z: 0 }, pixel: { row: 0.8, column: 0.8 } };
      show(stackOf(AXIAL), stackOf(AXIAL, shifted));
      viewports[1]!.setView({ ...viewports[1]!.view, pose: flipped(viewports[1]!.view.pose, "horizontal") });
      links.toggle("zoom");
      execute(viewports[0]!, { type: "zoom", factor: 3, about: { x: 300, y: 200 } });
      execute(viewports[0]!, { type: "pan", dx: 0.1, dy: 0.02 });
      const [from, to] = viewports.map(({ sliceInfo }) => planeOf(sliceInfo!)!);
      const seen = seenIn(to!, toPatient(from!, middle(0)));
      expect(middle(1).x).toBeCloseTo(seen.x, 6);
      expect(middle(1).y).toBeCloseTo(seen.y, 6);
      const perMm = viewports.map(({ view, sliceInfo, canvas }) => scaleOf(view, sliceInfo!, canvas) / sliceInfo!.spacing!.column);
      expect(perMm[1]).toBeCloseTo(perMm[0]!, 9);
      expect(viewports[1]!.view.pose.mirrored).toBe(true);
    });

    test("on the screen alike where places can't be compared, however they are turned", () => {
      show(stackOf(AXIAL), stackOf(AXIAL, { ...OTHER_FRAME, size: { columns: 256, rows: 256 } }));
      viewports[1]!.setView({ ...viewports[1]!.view, pose: flipped(viewports[1]!.view.pose, "horizontal") });
      links.toggle("zoom");
      execute(viewports[0]!, { type: "zoom", factor: 2, about: { x: 200, y: 300 } });
      expect(middle(1).x).toBeCloseTo(256 - middle(0).x / 2, 6);
      expect(middle(1).y).toBeCloseTo(middle(0).y / 2, 6);
      expect(scaleOf(viewports[1]!.view, viewports[1]!.sliceInfo!, CANVAS)).toBeCloseTo((2 * 500) / 256, 6);
    });

    test("fit together, are reset together, but each is turned alone", () => {
      show(stackOf(AXIAL), stackOf(AXIAL));
      links.toggle("zoom");
      execute(viewports[0]!, { type: "zoom", factor: 2 });
      execute(viewports[0]!, { type: "turnPicture", quarters: 1 });
      expect(viewports[1]!.view).toMatchObject({ fit: false, pose: { quarters: 0 } });
      execute(viewports[1]!, { type: "fit" });
      expect(viewports[0]!.view).toEqual({ fit: true, pose: { mirrored: false, quarters: 1 } });
      execute(viewports[0]!, { type: "zoom", factor: 2 });
      execute(viewports[0]!, { type: "reset" });
      expect(viewports.map(({ view }) => view.fit)).toEqual([true, true]);
    });
  });

  test("share a window and its inversion within a modality", () => {
    show(stackOf(AXIAL), stackOf(AXIAL), stackOf(AXIAL, { ...OTHER_FRAME, modality: "PT" }));
    links.toggle("window");
    viewports[1]!.setWindow({ center: -600, width: 1500 });
    viewports[1]!.setInvert(true);
    expect(viewports.map(({ window, invert }) => [window?.center, invert])).toEqual([
      [-600, true],
      [-600, true],
      [undefined, false],
    ]);
    expect(viewports.map((viewport) => links.stateOf(viewport).window)).toEqual([true, true, false]);
    viewports[0]!.reset();
    expect(viewports.map(({ window, invert }) => [window, invert])).toEqual([[null, false], [null, false], [null, false]]);
  });

  test("leave one that shows nothing alone", () => {
    show(stackOf(AXIAL), stackOf(AXIAL));
    viewports[1]!.dispose();
    (["scroll", "zoom", "window"] as const).forEach((link) => links.toggle(link));
    viewports[0]!.goTo(5);
    expect(viewports[1]!.series).toBeUndefined();
    expect(linkLine(links.stateOf(viewports[1]!))).toBe("");
  });
});
