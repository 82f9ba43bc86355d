// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { SeriesSummary } from "../protocol/messages.js";
import { CT_SERIES } from "../viewport/testing.js";
import { hangingOf } from "./hanging.js";

function seriesOf(modality: string, ...instances: number[]): SeriesSummary[] {
  return instances.map((count, index) => ({
    ...CT_SERIES,
    seriesInstanceUID: `2.25.${index + 1}`,
    modality,
    instances: count,
  }));
}

/** As `rows×columns: series/slice …`. */
function hung(series: readonly SeriesSummary[], compact = false): string {
  const { layout, cells } = hangingOf(series, compact);
  const shown = cells.map((hung) => hung!).map(({ summary, slice }) => `${summary.seriesInstanceUID.replace("2.25.", "")}/${slice}`);
  return `${layout.rows}×${layout.columns}: ${shown.join(" ")}`;
}

describe("the hanging of a study", () => {
  test.each([
    ["one CT series has all the room", seriesOf("CT", 300), "1×1: 1/1"],
    ["CT series stand side by side", seriesOf("CT", 1, 300, 120), "1×2: 1/1 2/1"],
    ["MR sequences stand in fours", seriesOf("MR", 30, 30, 30, 30, 30), "2×2: 1/1 2/1 3/1 4/1"],
    ["two MR sequences stand side by side", seriesOf("MR", 30, 30), "1×2: 1/1 2/1"],
    ["three leave a viewport empty", seriesOf("MR", 30, 30, 30), "2×2: 1/1 2/1 3/1"],
    ["a single radiograph has all the room", seriesOf("DX", 1), "1×1: 1/1"],
    ["two radiographs stand side by side", seriesOf("CR", 1, 1), "1×2: 1/1 2/1"],
    ["so do those of one series", seriesOf("DX", 2), "1×2: 1/1 1/2"],
    ["a mammography stands in fours, by series", seriesOf("MG", 1, 1, 1, 1), "2×2: 1/1 2/1 3/1 4/1"],
    ["or by picture", seriesOf("MG", 4), "2×2: 1/1 1/2 1/3 1/4"],
    ["ultrasound has all the room", seriesOf("US", 12, 3), "1×1: 1/1"],
    ["a study without pictures shows nothing", [], "1×1: "],
  ])("%s", (_, series, expected) => {
    expect(hung(series)).toBe(expected);
  });

  test("leaves out what has no pictures", () => {
    const [report, ct] = seriesOf("CT", 1, 40);
    expect(hung([{ ...report!, modality: "SR", images: false }, ct!])).toBe("1×1: 2/1");
  });

  test("is one picture on a small screen", () => {
    expect(hung(seriesOf("MR", 30, 30, 30, 30), true)).toBe("1×1: 1/1");
    expect(hung(seriesOf("MG", 4), true)).toBe("1×1: 1/1");
    expect(hung(seriesOf("CT", 1, 240), true)).toBe("1×1: 2/1");
  });

  test("works in the first stack, not in a scout", () => {
    expect(hangingOf(seriesOf("CT", 1, 240)).active).toBe(1);
    expect(hangingOf(seriesOf("CT", 30, 240)).active).toBe(0);
    expect(hangingOf(seriesOf("CT", 1)).active).toBe(0);
    expect(hangingOf(seriesOf("CR", 1, 2)).active).toBe(0);
  });
});
