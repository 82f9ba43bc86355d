// @vitest-environment node
import { describe, expect, test } from "vitest";
import { answerText } from "./answer-text.js";
import type { Answer } from "./measurement.js";

function answer(change: Partial<Answer>): Answer {
  return { values: [], spacing: "patient", notes: [], refusal: null, ...change };
}
const value = (name: string, number: number, unit: string) => ({ name, value: number, unit });

describe("an answer in words", () => {
  test("is a mark of waiting while there is none", () => {
    expect(answerText(undefined).values).toEqual(["…"]);
  });

  test.each([
    [value("length", 53.249, "mm"), "53.2 mm"],
    [value("length", 1234.56, "px"), "1,234.6 px"],
    [value("angle", 32.06, "°"), "32.1°"],
    [value("value", -1000, "HU"), "−1,000 HU"],
    [value("value", 0.04217, ""), "0.0422"],
  ])("%j alone is %s", (only, words) => {
    expect(answerText(answer({ values: [only] })).values).toEqual([words]);
  });

  test("has mean and deviation on a line, smallest and largest on another", () => {
    const values = [
      value("mean", 41.23, "HU"),
      value("standardDeviation", 4.06, "HU"),
      value("minimum", 28, "HU"),
      value("maximum", 55, "HU"),
      value("area", 1234.5, "mm²"),
      value("pixelCount", 2519, "px"),
    ];
    expect(answerText(answer({ values })).values).toEqual([
      "Mean 41.2 HU, SD 4.1 HU",
      "28 HU to 55 HU",
      "Area 1,234.5 mm²",
      "Pixels 2,519",
    ]);
  });

  test("names both axes", () => {
    const values = [value("longAxis", 30, "mm"), value("shortAxis", 12.34, "mm")];
    expect(answerText(answer({ values })).values).toEqual(["Long 30.0 mm", "Short 12.3 mm"]);
  });

  test("warns of lengths of projection radiographs, and not of their angles", () => {
    const at = answerText(answer({ spacing: "detector", values: [value("length", 100, "mm")] }));
    expect(at.spacing).toBe("At the detector, not in the patient");
    expect(at.warning).toContain("magnification");
    const angle = answerText(answer({ spacing: "detector", values: [value("angle", 90, "°")] }));
    expect([angle.spacing, angle.warning]).toEqual(["", ""]);
  });

  test("says why there is none, for reasons too that were added since", () => {
    const refused = (reason: string, message = "") => answerText(answer({ refusal: { reason, message } }));
    expect(refused("crosses-itself")).toMatchObject({ values: ["The outline crosses itself"], refused: true });
    expect(refused("picture", "its file is damaged.").values[0]).toContain("its file is damaged.");
    expect(refused("too-far-out").values).toEqual(["Not measured: too-far-out"]);
  });

  test("tells notes, and spacings and notes that were added since", () => {
    const words = answerText(answer({ spacing: "guessed", notes: ["pixel-widths", "rounded"], values: [value("length", 1, "px")] }));
    expect(words.spacing).toBe("Spacing: guessed");
    expect(words.notes).toEqual(["In widths of a pixel: its height is another", "Note: rounded"]);
  });
});
