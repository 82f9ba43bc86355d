// @vitest-environment node
import { describe, expect, test } from "vitest";
import { UPRIGHT } from "../viewport/geometry.js";
import { CT_SERIES, sliceOf } from "../viewport/testing.js";
import { facing, type Mammogram } from "./mammograms.js";

/** As "R CC". */
function picture(name: string, orientation: { left: string; right: string } | null = null): Mammogram {
  const [laterality, view] = name.split(" ") as [string, string];
  const info = sliceOf(1, { laterality, view, orientation: orientation && { ...orientation, top: "", bottom: "" } });
  return { summary: { ...CT_SERIES, modality: "MG", description: name }, slice: 1, info };
}
const names = (pictures: readonly Mammogram[]) => facing(pictures)?.map(({ summary }) => summary.description);

describe("mammograms", () => {
  test.each([
    [["R CC", "R MLO", "L CC", "L MLO"]],
    [["L MLO", "L CC", "R MLO", "R CC"]],
  ])("face each other, whatever order they come in (%s)", (order) => {
    expect(names(order.map((name) => picture(name)))).toEqual(["R CC", "L CC", "R MLO", "L MLO"]);
  });
  test("face each other in one view alone, and in views of other names", () => {
    expect(names([picture("L MLO"), picture("R MLO")])).toEqual(["R MLO", "L MLO"]);
    expect(names([picture("L XCCL"), picture("L CC"), picture("R XCCL"), picture("R CC")])).toEqual(["R CC", "L CC", "R XCCL", "L XCCL"]);
  });
  test.each([
    ["of one side", ["R CC", "R MLO"]],
    ["of different views", ["R CC", "L MLO"]],
    ["of which one is unknown", ["R CC", "L CC", "R MLO", " MLO"]],
    ["without a view", ["R ", "L "]],
    ["taken twice", ["R CC", "R CC", "L CC", "L CC"]],
    ["none", []],
  ])("stay as they are: %s", (_, order) => {
    expect(names(order.map((name) => picture(name)))).toBeUndefined();
  });
  test("have their chest walls towards each other: what the file has the other way round is mirrored", () => {
    const inward = facing([picture("R CC", { left: "A", right: "P" }), picture("L CC", { left: "P", right: "A" })])!;
    expect(inward.map(({ pose }) => pose)).toEqual([UPRIGHT, UPRIGHT]);
    const outward = facing([picture("R CC", { left: "P", right: "A" }), picture("L CC", { left: "AR", right: "PL" })])!;
    expect(outward.map(({ pose }) => pose?.mirrored)).toEqual([true, true]);
  });
});
