import { beforeEach, describe, expect, test, vi } from "vitest";
import { cornerText } from "../viewport/corner-text.js";
import { FIT, NO_LETTERS } from "../viewport/geometry.js";
import { paint } from "../viewport/paint.js";
import type { ShownPicture } from "../viewport/shown.js";
import { CT_SERIES, seriesOf, sliceOf, STUDY, tileOf, drawnFromSource } from "../viewport/testing.js";
import { compose, lossMarks, withoutPatient, type ExportedViewport, type ExportForm } from "./compose.js";

/** Remembers what is written and drawn. */
class FakeContext {
  written: string[] = [];
  drawn: unknown[][] = [];
  imageSmoothingEnabled = true;
  fillText(words: string): void {
    this.written.push(words);
  }
  drawImage(...args: unknown[]): void {
    this.drawn.push([...args, this.imageSmoothingEnabled]);
  }
  measureText(words: string): { width: number } {
    return { width: words.length * 8 };
  }
  strokeText(): void {}
  fillRect(): void {}
  setTransform(): void {}
  resetTransform(): void {}
  stroke(): void {}
}

const canvas = { width: 512, height: 512 };

function exported(sourceLossy = false, cautions: readonly string[] = []): ExportedViewport {
  const shown: ShownPicture = {
    kind: "picture",
    sequence: 1,
    summary: CT_SERIES,
    series: seriesOf(3),
    slice: sliceOf(2),
    tile: tileOf({ slice: 2, sourceLossy }),
    asked: { slice: 2, window: null, invert: false, region: { x: 0, y: 0, ...canvas }, size: canvas, part: { whole: canvas, left: 0, top: 0, ...canvas } },
    image: drawnFromSource(512, 512),
  };
  const corners = cornerText(STUDY, shown, FIT, canvas);
  return {
    paint: (context) => paint(context, canvas, shown, FIT),
    slice: 2,
    sourceLossy,
    cautions,
    name: "series-2-picture-2",
    canvas,
    density: 1,
    corners,
    anonymous: withoutPatient(corners),
    mark: "",
    letters: { ...NO_LETTERS, left: "R" },
    bar: undefined,
    detector: false,
    fontSize: 13,
    layers: [],
  };
}

function written(patientText: boolean, form: ExportForm, sourceLossy = false): string {
  const context = new FakeContext();
  compose(context as unknown as CanvasRenderingContext2D, exported(sourceLossy), { patientText, graphics: true }, form);
  return context.written.join("|");
}

describe("an exported picture", () => {
  beforeEach(() => {
    vi.stubGlobal("Path2D", class {});
  });

  test("has the server's pixels one by one", () => {
    const context = new FakeContext();
    compose(context as unknown as CanvasRenderingContext2D, exported(), { patientText: true, graphics: true }, "png");
    expect(context.drawn).toEqual([[{ width: 512, height: 512 }, 0, 0, 512, 512, false]]);
  });

  test("tells the patient, the study, the picture and its orientation", () => {
    const words = written(true, "png");
    for (const expected of ["Müller, Anna", "PAT-1", "1961", "1 Nov 2026", "CT Thorax", "Axial", "2 / 3", "C 40  W 400", "R"]) {
      expect(words).toContain(expected);
    }
  });

  test("tells nothing of the patient where that isn't wanted", () => {
    const words = written(false, "png");
    for (const secret of ["Müller", "Anna", "PAT-1", "1961", "2026", "Thorax", "Axial"]) {
      expect(words).not.toContain(secret);
    }
    expect(words).toContain("2 / 3");
    expect(words).toContain("C 40  W 400");
    expect(words).toContain("R");
  });

  test("says its loss, with text or without", () => {
    for (const patientText of [true, false]) {
      expect(written(patientText, "png")).not.toMatch(/lossy/i);
      expect(written(patientText, "jpeg")).toContain("JPEG, lossy");
      expect(written(patientText, "png", true)).toContain("Source lossy");
      expect(written(patientText, "jpeg", true)).toContain("JPEG, lossy|Source lossy");
      expect(written(patientText, "print", true)).toContain("Source lossy");
    }
    expect(lossMarks(false, "print")).toEqual([]);
  });

  test("says what limits it, with text or without", () => {
    for (const patientText of [true, false]) {
      const context = new FakeContext();
      compose(context as unknown as CanvasRenderingContext2D, exported(false, ["Projection"]), { patientText, graphics: false }, "png");
      expect(context.written).toContain("Projection");
    }
  });
});
