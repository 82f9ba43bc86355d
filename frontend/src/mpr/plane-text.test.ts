// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { PlaneTile, ProbeEvent, VolumeEvent } from "../protocol/messages.js";
import { text } from "../i18n/text.js";
import { FIDELITY_TEXT } from "../viewport/corner-text.js";
import { FakeImage, STUDY } from "../viewport/testing.js";
import { initialState, turnedIn, withPane, type MprState } from "./mpr-state.js";
import { byPlane, type PlaneName } from "./plane.js";
import { cautionsOf, planeFidelity, planeText } from "./plane-text.js";
import type { ShownPlane } from "./shown-plane.js";
import { PROJECTIONS } from "./slab.js";
import { planeTileOf, volumeEventOf } from "./testing.js";
import { wantedPlane } from "./wanted-plane.js";

const SIZE = { width: 512, height: 512 };
const SCREEN = { canvas: SIZE, density: 1 };
const SIZES = byPlane(() => SIZE);
const HERE = { x: 10, y: -20.25, z: 30 };
const START = initialState(volumeEventOf(), HERE, null, false);

function shownIn(plane: PlaneName, state: MprState, tile: Partial<PlaneTile> = {}, volume: Partial<VolumeEvent> = {}): ShownPlane<FakeImage> {
  const asked = wantedPlane(state, plane, SCREEN);
  const answer = planeTileOf({ type: "plane", viewport: 1, sequence: 1, quality: "exact", ...asked }, tile);
  return { volume: volumeEventOf(volume), tile: answer, asked, image: new FakeImage() };
}

const said = (plane: PlaneName, shown: ShownPlane<FakeImage>, probe?: ProbeEvent) =>
  planeText(plane, STUDY, shown, { crosshair: HERE, probe });

describe("the text of a plane", () => {
  test("says what it is, whose, where, and how it is shown", () => {
    expect(said("coronal", shownIn("coronal", START))).toEqual({
      topLeft: ["Coronal"],
      topRight: ["Müller, Anna", "PAT-1", "1 Nov 2026 10:15"],
      bottomLeft: ["Crosshair L 10.0  P −20.3  H 30.0 mm", "Position −20.3 mm"],
      bottomRight: ["C 40  W 400"],
    });
  });

  test("doesn't call a turned plane by the view's name", () => {
    const turned = turnedIn(START, ["coronal"], "axial", 0.3, SIZES);
    expect(said("coronal", shownIn("coronal", turned)).topLeft).toEqual(["Oblique, near coronal"]);
    expect(said("oblique", shownIn("oblique", START)).topLeft).toEqual(["Oblique"]);
    const upright = { ...START, crosshair: { ...START.crosshair, frames: { ...START.crosshair.frames, oblique: START.crosshair.frames.sagittal } } };
    expect(said("oblique", shownIn("oblique", upright)).topLeft).toEqual(["Sagittal"]);
  });

  test("says how thick it is and by which rule, or which solid it is", () => {
    const thick = withPane(START, "axial", { slabMm: 12.5, mode: "mip" });
    expect(said("axial", shownIn("axial", thick)).topLeft).toEqual(["Axial", "MIP 12.5 mm"]);
    const bone = withPane(START, "oblique", { projection: "volume-bone" });
    const text = said("oblique", shownIn("oblique", bone, { windowCenter: null, windowWidth: null }));
    expect(text.topLeft).toEqual(["Bone"]);
    expect(text.bottomLeft).toEqual(["Crosshair L 10.0  P −20.3  H 30.0 mm"]);
    expect(text.bottomRight).toEqual([]);
  });

  test("says which of a series' volumes it goes through", () => {
    expect(said("axial", shownIn("axial", START, {}, { label: "echo 2" })).topLeft).toEqual(["Axial", "echo 2"]);
  });

  test("keeps to itself nothing that limits the picture", () => {
    const shown = shownIn("axial", START, { loaded: 120, slices: 295, complete: false, crossesGap: true, inverted: true }, { reduced: true });
    expect(cautionsOf(shown, "preview")).toEqual(["120 of 295 slices", "Slices missing here", "Half resolution"]);
    expect(cautionsOf(shownIn("axial", START, { sourceLossy: true }, { reduced: true }), "sourceLossy")).toEqual(["Half resolution"]);
    expect(said("axial", shown).bottomRight).toEqual(["Inverted", "C 40  W 400"]);
    expect(cautionsOf(shownIn("axial", START), "lossless")).toEqual([]);
  });

  test.each<[Partial<ProbeEvent>, string]>([
    [{ value: -1000.5 }, "−1000.5 HU at L 1.0  P 2.0  H −3.5 mm"],
    [{ value: 12345, unit: "BQML", suv: 2.345 }, "12345 BQML  SUV 2.35 at L 1.0  P 2.0  H −3.5 mm"],
    [{ value: null, cover: "outside" }, "Outside the volume"],
    [{ value: null, cover: "gap" }, "No slice here"],
    [{ value: null, cover: "pending" }, "Not loaded yet"],
  ])("tells what is under the pointer: %j", (change, text) => {
    const probe: ProbeEvent = {
      type: "probe", viewport: 1, number: 1, point: { x: 1, y: 2, z: -3.5 }, cover: "inside", value: 0, unit: "HU", suv: null, ...change,
    };
    expect(said("axial", shownIn("axial", START), probe).bottomLeft[0]).toBe(text);
  });
});

describe("the mark of fidelity", () => {
  const wanted = wantedPlane(START, "axial", SCREEN);
  test("is lossless for the exact picture of what is wanted only", () => {
    expect(planeFidelity(shownIn("axial", START), wanted)).toBe("lossless");
    expect(planeFidelity(shownIn("axial", START, { exact: false }), wanted)).toBe("preview");
    expect(planeFidelity(shownIn("axial", START, { complete: false }), wanted)).toBe("preview");
    expect(planeFidelity(shownIn("axial", START), { ...wanted, slab: 3 })).toBe("preview");
  });
  describe("of a volume at half its resolution", () => {
    // The server calls none of its pictures exact.
    const half = (tile: Partial<PlaneTile> = {}) => shownIn("axial", START, { exact: false, ...tile }, { reduced: true });

    test("is that, where no better picture will come, and is said once", () => {
      expect(planeFidelity(half(), wanted)).toBe("halfResolution");
      expect(text(FIDELITY_TEXT.halfResolution.label)).toBe("Half resolution");
      expect(cautionsOf(half(), "halfResolution")).toEqual([]);
      expect(planeFidelity(half({ exact: true }), wanted)).toBe("halfResolution");
    });

    test.each<[string, Partial<PlaneTile>]>([
      ["was lossily encoded", { format: "jpeg" }],
      ["is smaller than the view", { imageWidth: 256, imageHeight: 256 }],
      ["lacks slices", { complete: false }],
    ])("is a preview while the picture %s", (_, tile) => {
      expect(planeFidelity(half(tile), wanted)).toBe("preview");
    });

    test("is a preview of another plane", () => {
      expect(planeFidelity(half(), { ...wanted, slab: 3 })).toBe("preview");
    });
  });

  test.each(PROJECTIONS)("never calls the whole volume lossless: %s", (projection) => {
    const solid = withPane(START, "oblique", { projection });
    const shown = shownIn("oblique", solid);
    expect(planeFidelity(shown, wantedPlane(solid, "oblique", SCREEN))).toBe("projection");
    expect(planeFidelity({ ...shown, tile: { ...shown.tile, exact: false } }, wantedPlane(solid, "oblique", SCREEN))).toBe("preview");
  });

  test("never forgets that the source was lossy", () => {
    expect(planeFidelity(shownIn("axial", START, { sourceLossy: true }), wanted)).toBe("sourceLossy");
  });
});
