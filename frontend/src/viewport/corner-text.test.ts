// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { SliceInfo, StudyEvent, Tile } from "../protocol/messages.js";
import { cornerText, fidelityOf } from "./corner-text.js";
import { FIT, UPRIGHT, withPose } from "./geometry.js";
import type { ShownPicture } from "./shown.js";
import { CT_SERIES, FakeImage, seriesOf, sliceOf, STUDY, tileOf } from "./testing.js";

const CANVAS = { width: 1024, height: 768 };

function picture(tile: Partial<Tile> = {}, slice: Partial<SliceInfo> = {}): ShownPicture<FakeImage> {
  const size = { width: 768, height: 768 };
  const region = { x: 0, y: 0, width: 512, height: 512 };
  return {
    kind: "picture",
    sequence: 1,
    summary: CT_SERIES,
    series: seriesOf(240),
    slice: sliceOf(3, { location: -180.5, ...slice }),
    tile: tileOf({ slice: 3, ...tile }),
    asked: { slice: 3, window: null, invert: false, region, size, part: { whole: size, left: 0, top: 0, ...size } },
    image: new FakeImage(),
  };
}

const text = (shown: ShownPicture<FakeImage>, study: StudyEvent = STUDY) => cornerText(study, shown, FIT, CANVAS);

describe("corner text", () => {
  test("says everything of a CT slice", () => {
    expect(text(picture())).toEqual({
      topLeft: ["Müller, Anna", "PAT-1", "* 12 Apr 1961  F"],
      topRight: ["1 Nov 2026 10:15", "CT Thorax"],
      bottomLeft: ["Series 3 · CT · Axial", "3 / 240", "Location −180.5 mm", "Thickness 1.5 mm"],
      bottomRight: ["C 40  W 400", "Zoom 150 %"],
    });
  });

  test("takes slice and window from the tile on the screen", () => {
    expect(text(picture({ windowCenter: -600, windowWidth: 1500, inverted: true })).bottomRight).toEqual([
      "Inverted",
      "C −600  W 1500",
      "Zoom 150 %",
    ]);
  });

  test.each([
    [false, 1, "Turned 90°"],
    [false, 3, "Turned 270°"],
    [true, 0, "Flipped left to right"],
    [true, 2, "Flipped top to bottom"],
    [true, 1, "Flipped, turned 90°"],
  ] as const)("says how the picture is turned over (%s, %d)", (mirrored, quarters, words) => {
    const { bottomRight } = cornerText(STUDY, picture(), withPose(FIT, { mirrored, quarters }), CANVAS);
    expect(bottomRight).toContain(words);
  });

  test("says nothing of what isn't known", () => {
    const unknown: StudyEvent = {
      ...STUDY,
      patient: { name: "", id: "", birthDate: "", sex: "" },
      date: "",
      time: "",
      description: "",
    };
    const shown = {
      ...picture({ windowCenter: null, windowWidth: null }, { location: null, thickness: null }),
      summary: { ...CT_SERIES, number: null, description: "" },
    };
    expect(text(shown, unknown)).toEqual({
      topLeft: ["No name"],
      topRight: [],
      bottomLeft: ["Series · CT", "3 / 240"],
      bottomRight: ["Zoom 150 %"],
    });
  });

  test("shows a date that isn't one as it came", () => {
    const study = { ...STUDY, date: "2026", patient: { ...STUDY.patient, birthDate: "1961-02-30" } };
    expect(text(picture(), study).topLeft[2]).toBe("* 1961-02-30  F");
    expect(text(picture(), study).topRight[0]).toBe("2026 10:15");
  });

  test("writes a narrow window with its decimals", () => {
    expect(text(picture({ windowCenter: 2.5, windowWidth: 5 })).bottomRight[0]).toBe("C 2.5  W 5");
    expect(text(picture({ windowCenter: 0.00125, windowWidth: 0.0025 })).bottomRight[0]).toBe("C 0.00125  W 0.0025");
  });

  test("has no −0", () => {
    expect(text(picture({}, { location: -0.04 })).bottomLeft[2]).toBe("Location 0.0 mm");
  });

  test("says which slice failed, and nothing of a picture that isn't there", () => {
    const { summary, series, slice } = picture();
    const failure = { kind: "failure" as const, sequence: 1, summary, series, slice, message: "truncated", detail: "", final: false };
    const corners = cornerText(STUDY, failure, FIT, CANVAS);
    expect(corners.bottomLeft[1]).toBe("3 / 240");
    expect(corners.bottomRight).toEqual([]);
  });
});

describe("the fidelity mark", () => {
  const fidelity = (tile: Partial<Tile>, view = FIT) => fidelityOf(picture(tile), view, CANVAS);

  test("is lossless for an exact tile", () => {
    expect(fidelity({ exact: true })).toBe("lossless");
  });
  test("is source lossy for the exact picture of a lossy source", () => {
    expect(fidelity({ exact: true, sourceLossy: true })).toBe("sourceLossy");
  });
  test("is preview for a tile that isn't exact", () => {
    expect(fidelity({ exact: false })).toBe("preview");
    expect(fidelity({ exact: false, sourceLossy: true })).toBe("preview");
  });
  test("is preview while the browser stretches an exact tile", () => {
    expect(fidelity({ exact: true }, { fit: false, pose: UPRIGHT, scale: 3, columns: 512, center: { x: 0.5, y: 0.5 } })).toBe("preview");
  });
});
