// @vitest-environment node
import { describe, expect, test } from "vitest";
import { turned } from "../mpr/vector.js";
import type { SeriesEvent } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { referenceLines, sameLines, type Beside, type ReferenceLine } from "./reference-lines.js";
import { planeOf, seenIn, toPatient } from "./slice-plane.js";
import { AXIAL, placeless, SAGITTAL, stackOf } from "./testing.js";

const onScreen = (series: SeriesEvent, slice: number) => ({ series, slice: series.slices[slice - 1]! });
const beside = (series: SeriesEvent, slice: number, active = false): Beside => ({ viewport: 2, active, shown: onScreen(series, slice) });
const ends = ({ from, to }: ReferenceLine): readonly Point[] => [from, to].sort((a, b) => a.x - b.x || a.y - b.y);

describe("reference lines", () => {
  const axial = stackOf(AXIAL);
  const sagittal = stackOf(SAGITTAL);

  test("lie where the other slice cuts the picture", () => {
    // The sagittal slice 6 is at x = −25: 103 mm from the left border of pictures of half a millimetre.
    const [line] = referenceLines(onScreen(axial, 20), [beside(sagittal, 6)]);
    expect(line).toMatchObject({ viewport: 2, kind: "shown", active: false });
    expect(ends(line!)).toEqual([{ x: expect.closeTo(206, 9), y: expect.closeTo(0, 9) }, { x: expect.closeTo(206, 9), y: expect.closeTo(512, 9) }]);
  });

  test("and the other way round: the axial slice in the sagittal picture", () => {
    // z = 38 is 162 mm below the upper border.
    const [line] = referenceLines(onScreen(sagittal, 6), [beside(axial, 20)]);
    expect(ends(line!)).toEqual([{ x: expect.closeTo(0, 9), y: expect.closeTo(162, 9) }, { x: expect.closeTo(256, 9), y: expect.closeTo(162, 9) }]);
  });

  test("end where the other picture ends, and where this one does", () => {
    const narrow = stackOf(SAGITTAL, { corner: { x: -50, y: -30, z: 200 }, size: { columns: 60, rows: 200 } });
    expect(ends(referenceLines(onScreen(axial, 20), [beside(narrow, 11)])[0]!).map(({ y }) => y)).toEqual([expect.closeTo(196, 6), expect.closeTo(316, 6)]);
    const wide = stackOf(SAGITTAL, { corner: { x: -50, y: -500, z: 200 }, size: { columns: 1000, rows: 200 } });
    expect(ends(referenceLines(onScreen(axial, 20), [beside(wide, 11)])[0]!).map(({ y }) => y)).toEqual([expect.closeTo(0, 6), expect.closeTo(512, 6)]);
  });

  test("of oblique slices are straight cuts: both ends lie in both planes", () => {
    const oblique = stackOf(SAGITTAL, {
      row: turned(SAGITTAL.row, { x: 0, y: 0, z: 1 }, 0.4),
      column: turned({ x: 0, y: 0, z: -1 }, { x: 1, y: 0, z: 0 }, 0),
    });
    const shown = onScreen(axial, 50);
    const [line] = referenceLines(shown, [beside(oblique, 8)]);
    for (const end of [line!.from, line!.to]) {
      const place = toPatient(planeOf(shown.slice)!, end);
      expect(seenIn(planeOf(oblique.slices[7]!)!, place).distance).toBeCloseTo(0, 6);
    }
  });

  test("are none where slices don't meet, are parallel, or have nothing to do with each other", () => {
    const below = stackOf(SAGITTAL, { corner: { x: -50, y: -128, z: -10 } });
    const elsewhere = stackOf(SAGITTAL, { frame: "2.25.8" });
    const nowhere = stackOf(SAGITTAL, { frame: null });
    const alone = stackOf(SAGITTAL, { count: 1 });
    const all = [below, alone, stackOf(AXIAL, { uid: "2.25.1" }), elsewhere, nowhere, placeless(3)].map((series) => beside(series, series === alone ? 1 : 2, true));
    expect(referenceLines(onScreen(axial, 20), all)).toEqual([]);
    expect(referenceLines(onScreen(stackOf(AXIAL, { frame: null }), 20), [beside(nowhere, 2)])).toEqual([]);
  });

  test("show on a localiser how far the active stack reaches", () => {
    const lines = referenceLines(onScreen(sagittal, 6), [beside(axial, 20, true)]);
    expect(lines.map(({ kind, from }) => [kind, Math.round(from.y)])).toEqual([["end", 200], ["end", 2], ["shown", 162]]);
    expect(referenceLines(onScreen(sagittal, 6), [beside(axial, 1, true)]).map(({ kind }) => kind)).toEqual(["end", "shown"]);
  });

  test("are known again when nothing has moved", () => {
    const lines = (slice: number) => referenceLines(onScreen(sagittal, 6), [beside(axial, slice, true)]);
    expect(sameLines(lines(20), lines(20))).toBe(true);
    expect(sameLines(lines(20), lines(21))).toBe(false);
    expect(sameLines(lines(20), [])).toBe(false);
  });
});
