// @vitest-environment node
import { expect, test } from "vitest";
import { CT_SERIES, seriesOf, sliceOf, STUDY } from "../viewport/testing.js";
import type { ShownFailure } from "../viewport/shown.js";
import { studyMark } from "./study-mark.js";

const shown = (studyInstanceUID?: string): ShownFailure => ({
  kind: "failure",
  sequence: 1,
  summary: studyInstanceUID === undefined ? CT_SERIES : { ...CT_SERIES, studyInstanceUID },
  series: seriesOf(1),
  slice: sliceOf(1),
  message: "",
  detail: "",
  final: false,
});
const besides = [{ study: { ...STUDY, studyInstanceUID: "2.25.300", date: "2024-03-12" }, relation: "prior" as const }];

test("one study alone needs no mark", () => {
  expect(studyMark(shown(), [shown(), shown(), undefined], STUDY, besides)).toBeUndefined();
  expect(studyMark(undefined, [shown("2.25.300")], STUDY, besides)).toBeUndefined();
});

test("two studies are told apart, each by its date", () => {
  const all = [shown(), shown("2.25.300")];
  expect(all.map((one) => studyMark(one, all, STUDY, besides))).toEqual([
    { kind: "own", text: "Opened study · 1 Nov 2026" },
    { kind: "beside", text: "Prior · 12 Mar 2024" },
  ]);
});

test("a patient who is spelled otherwise in the other study is named", () => {
  const spelled = besides.map(({ study, relation }) => ({ study: { ...study, patient: { ...study.patient, name: "Mueller, Anna" } }, relation }));
  expect(studyMark(shown("2.25.300"), [shown("2.25.300")], STUDY, spelled)?.text).toBe("Prior · 12 Mar 2024 · Mueller, Anna");
});

test("another study is marked also where it is alone on the screen", () => {
  expect(studyMark(shown("2.25.300"), [shown("2.25.300")], STUDY, besides)?.kind).toBe("beside");
});
