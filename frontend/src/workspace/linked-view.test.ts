// @vitest-environment node
import { describe, expect, test } from "vitest";
import { decodeView, encodeView, type LinkedCell, type LinkedView } from "./linked-view.js";

const CELL: LinkedCell = {
  seriesInstanceUID: "2.25.2",
  picture: { sopInstanceUID: "2.25.2.4", frame: 7 },
  window: { center: -600.5, width: 1500 },
  invert: true,
  pose: { quarters: 3, mirrored: true },
};
const PLAIN: LinkedCell = { studyInstanceUID: "2.25.300", seriesInstanceUID: "2.25.310", window: null, invert: false, pose: { quarters: 0, mirrored: false } };
const VIEW: LinkedView = { layout: { rows: 1, columns: 3 }, active: 1, cells: [CELL, PLAIN, undefined] };

describe("a linked view", () => {
  test("is written in characters that no address escapes, and read again as it was", () => {
    const text = encodeView(VIEW);
    expect(text).toBe("1x3~a1_s2.25.2~i2.25.2.4~f7~c-600.5~w1500~n~p3m_t2.25.300~s2.25.310_-");
    expect(encodeURIComponent(text)).toBe(text);
    expect(decodeView(text)).toEqual(VIEW);
  });

  test.each([1e21, 1.5e-7, 0.1 + 0.2, -1e9])("keeps a window of %d to nine digits", (width) => {
    const positive = Math.abs(width);
    const text = encodeView({ ...VIEW, cells: [{ ...CELL, window: { center: width, width: positive } }, undefined, undefined] });
    expect(encodeURIComponent(text)).toBe(text);
    expect(decodeView(text)!.cells[0]!.window!.width / positive).toBeCloseTo(1, 8);
  });

  test("of sixteen viewports with the longest identifiers fits into an address", () => {
    const long = "1.".repeat(31) + "12";
    const cell: LinkedCell = { ...CELL, studyInstanceUID: long, seriesInstanceUID: long, picture: { sopInstanceUID: long, frame: 100000 } };
    const text = encodeView({ layout: { rows: 4, columns: 4 }, active: 15, cells: Array.from({ length: 16 }, () => cell) });
    expect(text.length).toBeLessThanOrEqual(6000);
    expect(decodeView(text)!.cells).toHaveLength(16);
  });

  test.each([
    "",
    "1x1",
    "1x1~a0",
    "5x1~a0_-_-_-_-_-",
    "1x2~a2_-_-",
    "1x2~a0_-",
    "1x1~a0_s",
    "1x1~a0_sabc",
    "1x1~a0_s1.2~i1.3",
    "1x1~a0_s1.2~f1",
    "1x1~a0_s1.2~i1.3~f0",
    "1x1~a0_s1.2~c40",
    "1x1~a0_s1.2~c40~w0",
    "1x1~a0_s1.2~cNaN~w1",
    "1x1~a0_s1.2~p4",
    "1x1~a0_s1.2~n1",
    "1x1~a0_s1.2~s1.3",
    "1x1~a0_s1.2~z1",
    `1x1~a0_s${"1".repeat(65)}`,
    "1".repeat(7000),
  ])("that isn't one is left alone: %s", (text) => {
    expect(decodeView(text)).toBeUndefined();
  });
});
