// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeEvent } from "./decode-event.js";
import { decodePicture, decodePlaneTile, decodeTile } from "./decode-tile.js";
import { encodeMessage } from "./encode.js";
import type { MeasureSliceMessage, MeasureVolumeMessage } from "./measure-messages.js";
import type { PatientPoint, PlaneMessage, ProbeMessage, RenderMessage, SeriesEvent } from "./messages.js";

const FIXTURES = new URL("../../../docs/fixtures/stream/", import.meta.url);

function tileBytes(change: (view: DataView) => void): ArrayBuffer {
  const copy = new Uint8Array(readFileSync(new URL("tile-exact-png.bin", FIXTURES))).slice();
  change(new DataView(copy.buffer));
  return copy.buffer;
}

describe("decodeTile refuses", () => {
  test("a message shorter than a header", () => {
    expect(() => decodeTile(new ArrayBuffer(55))).toThrow("tile of 55 bytes, expected at least 56");
  });
  test("another magic number", () => {
    expect(() => decodeTile(tileBytes((view) => view.setUint32(0, 0x4c425432)))).toThrow("expected 0x4c425431");
  });
  test("an unknown format", () => {
    expect(() => decodeTile(tileBytes((view) => view.setUint8(4, 3)))).toThrow("format is 3");
  });
  test("a length that isn't the image's", () => {
    expect(() => decodeTile(tileBytes((view) => view.setUint32(48, 9)))).toThrow("announces 9 bytes of image, found 8");
  });
  test("a region without extent", () => {
    expect(() => decodeTile(tileBytes((view) => view.setFloat32(24, 0)))).toThrow("region.width is 0");
  });
  test("a region at no place", () => {
    expect(() => decodeTile(tileBytes((view) => view.setFloat32(16, NaN)))).toThrow("region.x is NaN");
  });
  test("slice 0", () => {
    expect(() => decodeTile(tileBytes((view) => view.setUint32(12, 0)))).toThrow("slice is 0");
  });
  test("a center without a width", () => {
    expect(() => decodeTile(tileBytes((view) => view.setFloat32(44, NaN)))).toThrow("window width is NaN");
  });
});

describe("decodePlaneTile refuses", () => {
  function planeBytes(change: (view: DataView) => void): ArrayBuffer {
    const copy = new Uint8Array(readFileSync(new URL("plane-exact-png.bin", FIXTURES))).slice();
    change(new DataView(copy.buffer));
    return copy.buffer;
  }

  test("a message shorter than a header", () => {
    expect(() => decodePlaneTile(new ArrayBuffer(63))).toThrow("plane of 63 bytes, expected at least 64");
    expect(() => decodePicture(new ArrayBuffer(3))).toThrow("tile of 3 bytes");
  });
  test("another magic number", () => {
    expect(() => decodePlaneTile(planeBytes((view) => view.setUint32(0, 0x4c425431)))).toThrow("expected 0x4c425031");
  });
  test("a length that isn't the image's", () => {
    expect(() => decodePicture(planeBytes((view) => view.setUint32(56, 9)))).toThrow("announces 9 bytes of image, found 8");
  });
  test("more slices than there are", () => {
    expect(() => decodePicture(planeBytes((view) => view.setUint32(12, 296)))).toThrow("296 slices, expected at most 295");
  });
  test("a place that is none", () => {
    expect(() => decodePicture(planeBytes((view) => view.setFloat32(24, NaN)))).toThrow("center.y is NaN");
    expect(() => decodePicture(planeBytes((view) => view.setFloat32(32, 0)))).toThrow("spacing is 0");
  });
});

describe("decodeEvent", () => {
  test("passes over a type it doesn't know", () => {
    expect(decodeEvent('{"type": "measurement"}')).toBeUndefined();
  });
  test("refuses what isn't an object", () => {
    expect(() => decodeEvent("[]")).toThrow("event is a list, expected an object");
    expect(() => decodeEvent("<html>")).toThrow("event is not JSON");
  });
  test("reads a missing or null text as empty", () => {
    const study = JSON.parse(readFileSync(new URL("event-study.json", FIXTURES), "utf8")) as Record<string, unknown>;
    study["description"] = null;
    study["patient"] = {};
    expect(decodeEvent(JSON.stringify(study))).toMatchObject({ description: "", patient: { name: "", id: "" } });
  });
  test("refuses a volume without its eight corners, and a cover it doesn't know", () => {
    const volume = JSON.parse(readFileSync(new URL("event-volume.json", FIXTURES), "utf8")) as { corners: unknown[] };
    volume.corners.pop();
    expect(() => decodeEvent(JSON.stringify(volume))).toThrow("corners is 7, expected 8 of them");
    const probe = readFileSync(new URL("event-probe.json", FIXTURES), "utf8").replace('"inside"', '"elsewhere"');
    expect(() => decodeEvent(probe)).toThrow("cover is a string, expected inside");
  });
  test("refuses a relation of another study that it doesn't know: it would have to guess which one is older", () => {
    const priors = readFileSync(new URL("event-priors.json", FIXTURES), "utf8").replace('"later"', '"newer"');
    expect(() => decodeEvent(priors)).toThrow("relation is a string, expected prior, later or other");
  });
  test("doesn't quote a value: it may be a patient's", () => {
    expect(() => decodeEvent('{"type": "study", "studyInstanceUID": "1", "patient": "Müller"}')).toThrow(
      /^event.patient is a string, expected an object$/,
    );
  });
});

describe("decodeEvent reads the columns of a series", () => {
  type Columns = Record<string, unknown>;

  /** The fixture of 4 slices, changed. */
  function read(change: (columns: Columns) => void): SeriesEvent {
    const event = JSON.parse(readFileSync(new URL("event-series.json", FIXTURES), "utf8")) as { slices: Columns };
    change(event.slices);
    return decodeEvent(JSON.stringify(event)) as SeriesEvent;
  }

  test.each<[string, Columns, string]>([
    ["too few values", { rows: { runs: [[3, 512]] } }, "slices.rows.runs is 3, expected 4 values"],
    ["too many values", { rows: { runs: [[5, 512]] } }, "runs[0].length is 5, expected at most 4"],
    ["a run that is none", { rows: { runs: [7] } }, "slices.rows.runs[0] is 7, expected a pair"],
    ["a run of nothing", { rows: { runs: [[0, 1], [4, 512]] } }, "length is 0, expected an integer of at least 1"],
    ["too few single values", { view: { each: ["CC"] } }, "slices.view.each is 1, expected 4 values"],
    ["too few steps", { z: { decimals: 0, steps: [1, 2] } }, "slices.z.steps is 2, expected 4 values"],
    ["too many zeros", { z: { decimals: 0, steps: [1, [4_000_000_000]] } }, "expected 4 values"],
    ["a step that is no integer", { z: { decimals: 0, steps: [0.5, 1, 1, 1] } }, "steps[0] is 0.5, expected an integer"],
    ["zeros of no number", { z: { decimals: 0, steps: [1, ["x"]] } }, "steps[1] is a list, expected an integer"],
    ["steps beyond exact numbers", { z: { decimals: 0, steps: [0, 2 ** 52, 2 ** 52, 0] } }, "a step to an exact number"],
    ["more decimals than told", { z: { decimals: 7, steps: [1, 1, 1, 1] } }, "decimals is 7, expected at most 6"],
    ["half a place", { z: { each: [1, 2, 3, 4] } }, "x, y, z is null, expected all or none of them"],
    ["a centre without a width", { windowWidth: { runs: [[4, null]] } }, "windowWidth[0] is null, expected a number above 0"],
    ["no form that is known", { rows: { all: 512 } }, "slices.rows.each is missing, expected a list"],
    ["more slices than a series has", { count: 1_000_001 }, "count is 1000001, expected at most 1000000"],
    ["a pixel of no shape", { pixelAspect: { runs: [[4, 0]] } }, "pixelAspect[0] is 0, expected a number above 0"],
    ["no UIDs", { sopInstanceUID: undefined }, "slices.sopInstanceUID is missing, expected an object"],
  ])("and refuses %s", (_, change, message) => {
    expect(() => read((columns) => Object.assign(columns, change))).toThrow(message);
  });

  test("and refuses a spacing of unknown kind instead of guessing", () => {
    const spacing = { runs: [[4, { row: 1, column: 1, kind: "estimated" }]] };
    expect(() => read((columns) => Object.assign(columns, { spacing }))).toThrow(
      "spacing.runs[0].value.kind is a string, expected patient or detector",
    );
  });

  test("and refuses a picture of no size, but not a broken file's verdict of no size", () => {
    const rows = (each: number[]) => read((columns) => Object.assign(columns, { rows: { each } }));
    expect(rows([512, 0, 512, 512]).slices.map((slice) => slice.rows)).toEqual([512, 0, 512, 512]);
    expect(() => rows([0, 0, 512, 512])).toThrow("rows[0] is 0");
  });

  test("to the very numbers that were sent", () => {
    const z = { decimals: 1, steps: [1, 1, [2]] };
    expect(read((columns) => Object.assign(columns, { x: z, y: z, z })).slices.map(({ position }) => position?.z)).toEqual([
      0.1, 0.2, 0.3, 0.4,
    ]);
  });

  test("and slices that are alike share what is alike", () => {
    const spacing = { runs: [[4, { row: 1, column: 1, kind: "patient" }]] };
    const { slices } = read((columns) => Object.assign(columns, { spacing }));
    expect(slices[3]!.spacing).toBe(slices[0]!.spacing);
  });
});

describe("encodeMessage refuses what would end the connection", () => {
  const render: RenderMessage = {
    type: "render",
    viewport: 0,
    sequence: 1,
    slice: 1,
    window: null,
    invert: false,
    region: { x: 0, y: 0, width: 10, height: 10 },
    size: { width: 10, height: 10 },
    quality: "exact",
  };
  test.each([
    ["slice", { slice: 0 }],
    ["viewport", { viewport: 32 }],
    ["sequence", { sequence: 2 ** 32 }],
    ["size.width", { size: { width: 16385, height: 1 } }],
    ["size is 16384 × 16384", { size: { width: 16384, height: 16384 } }],
    ["region.width", { region: { x: 0, y: 0, width: 0, height: 1 } }],
    ["window.width", { window: { center: 0, width: -1 } }],
    ["window.center", { window: { center: NaN, width: 1 } }],
  ])("%s", (name, change) => {
    expect(() => encodeMessage({ ...render, ...change })).toThrow(name);
  });
});

describe("encodeMessage refuses a plane or a probe that would end the connection", () => {
  const plane: PlaneMessage = {
    type: "plane",
    viewport: 1,
    sequence: 1,
    center: { x: 0, y: 0, z: 0 },
    right: { x: 1, y: 0, z: 0 },
    down: { x: 0, y: 1, z: 0 },
    spacing: 1,
    size: { width: 10, height: 10 },
    method: "mean",
    slab: 0,
    window: null,
    invert: false,
    quality: "exact",
  };
  const probe: ProbeMessage = { type: "probe", viewport: 1, number: 0, point: { x: 0, y: 0, z: 0 } };

  test.each<[string, Partial<PlaneMessage>]>([
    ["center.x", { center: { x: 1.1e6, y: 0, z: 0 } }],
    ["center.z", { center: { x: 0, y: 0, z: NaN } }],
    ["right and down", { right: { x: 1.02, y: 0, z: 0 } }],
    ["right and down", { down: { x: 0.02, y: 1, z: 0 } }],
    ["spacing", { spacing: 0 }],
    ["spacing", { spacing: 10001 }],
    ["slab", { slab: -1 }],
    ["slab", { slab: 5001 }],
    ["size.height", { size: { width: 1, height: 0 } }],
    ["window.width", { window: { center: 0, width: 0 } }],
  ])("%s", (name, change) => {
    expect(() => encodeMessage({ ...plane, ...change })).toThrow(name);
  });
  test("a probe's number and point", () => {
    expect(() => encodeMessage({ ...probe, number: 2 ** 32 })).toThrow("number");
    expect(() => encodeMessage({ ...probe, point: { x: 0, y: -Infinity, z: 0 } })).toThrow("point.y");
  });
  test("slice 0 of a volume", () => {
    expect(() =>
      encodeMessage({ type: "mpr", viewport: 1, sequence: 1, seriesInstanceUID: "1.2", slice: 0 }),
    ).toThrow("slice");
  });
});

describe("encodeMessage refuses a measurement that would end the connection", () => {
  const measure: MeasureSliceMessage = {
    type: "measure",
    viewport: 1,
    number: 0,
    revision: 0,
    slice: 1,
    kind: "length",
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
  };
  test.each<[string, Partial<MeasureSliceMessage>]>([
    ["number", { number: -1 }],
    ["revision", { revision: 2 ** 32 }],
    ["slice", { slice: 0 }],
    ["points are none", { points: [] }],
    ["points.y", { points: [{ x: 0, y: NaN }] }],
    ["characters", { points: Array.from({ length: 400 }, () => ({ x: 1234.56, y: 1234.56 })) }],
  ])("%s", (name, change) => {
    expect(() => encodeMessage({ ...measure, ...change })).toThrow(name);
  });
  const plane = { right: { x: 1, y: 0, z: 0 }, down: { x: 0, y: 1, z: 0 }, method: "mean", slab: 0 } as const;
  test.each<[string, PatientPoint, Partial<MeasureVolumeMessage["plane"]>]>([
    ["points.z", { x: 0, y: 0, z: 1e7 }, {}],
    ["perpendicular", { x: 0, y: 0, z: 0 }, { down: plane.right }],
    ["slab", { x: 0, y: 0, z: 0 }, { slab: -1 }],
  ])("%s of a volume", (name, point, change) => {
    expect(() => encodeMessage({ ...measure, slice: null, plane: { ...plane, ...change }, points: [point] })).toThrow(name);
  });
});
