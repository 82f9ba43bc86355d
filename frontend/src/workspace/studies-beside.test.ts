// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { BesideEvent, SeriesSummary } from "../protocol/messages.js";
import { CT_SERIES, STUDY } from "../viewport/testing.js";
import { counterpart, samePatient, StudiesBeside } from "./studies-beside.js";

const PRIOR = "2.25.300";

function opened(change: Partial<BesideEvent> = {}): BesideEvent {
  const { type: _, ...study } = STUDY;
  return { type: "beside", studyInstanceUID: PRIOR, relation: "prior", study: { ...study, studyInstanceUID: PRIOR, date: "2024-03-12" }, refusal: null, ...change };
}

describe("StudiesBeside", () => {
  test("keeps an opened study, whose series know that they are of it", () => {
    const studies = new StudiesBeside();
    studies.ask(PRIOR);
    expect(studies.awaits(PRIOR)).toBe(true);
    expect(studies.answered(opened(), STUDY)).toMatchObject({ kind: "opened", asked: true });
    expect(studies.all.map(({ study }) => study.series.map(({ studyInstanceUID }) => studyInstanceUID))).toEqual([[PRIOR, PRIOR]]);
    expect(studies.answered(opened(), STUDY)).toMatchObject({ kind: "opened", asked: false });
    expect(studies.all).toHaveLength(1);
  });

  test("refuses another patient whatever the server says", () => {
    const studies = new StudiesBeside();
    const stranger = opened().study!;
    for (const patient of [{ ...STUDY.patient, id: "PAT-2" }, { ...STUDY.patient, id: " " }, { ...STUDY.patient, birthDate: "1961-04-13" }]) {
      expect(studies.answered(opened({ study: { ...stranger, patient } }), STUDY)).toMatchObject({ kind: "refused", refusal: "other-patient" });
    }
    expect(studies.answered(opened({ studyInstanceUID: "2.25.301" }), STUDY)).toMatchObject({ kind: "refused" });
    expect(studies.all).toEqual([]);
    expect(studies.refused?.refusal).toBe("other-patient");
  });

  test("gives up a study that isn't available any more", () => {
    const studies = new StudiesBeside();
    studies.answered(opened(), STUDY);
    studies.answered(opened({ study: null, relation: null, refusal: "not-available" }), STUDY);
    expect(studies.all).toEqual([]);
  });
});

test("one patient has one ID, and one birth date where both are known", () => {
  const { patient } = STUDY;
  expect(samePatient(patient, { ...patient, id: "PAT-1 ", name: "Mueller, Anna" })).toBe(true);
  expect(samePatient(patient, { ...patient, birthDate: "" })).toBe(true);
  expect(samePatient({ ...patient, id: "" }, { ...patient, id: "" })).toBe(false);
});

describe("counterpart", () => {
  const series = (change: Partial<SeriesSummary>): SeriesSummary => ({ ...CT_SERIES, ...change });

  test("is of the same modality, then body part, then description", () => {
    const head = series({ seriesInstanceUID: "1", bodyPart: "HEAD" });
    const sagittal = series({ seriesInstanceUID: "2", description: "Sagittal" });
    const axial = series({ seriesInstanceUID: "3", description: "AXIAL " });
    const other = series({ seriesInstanceUID: "4", modality: "MR" });
    expect(counterpart(CT_SERIES, [other, head, sagittal, axial])).toBe(axial);
    expect(counterpart(CT_SERIES, [other, head, sagittal])).toBe(sagittal);
    expect(counterpart(CT_SERIES, [other, head])).toBe(head);
  });

  test("is a stack rather than a scout, and never a report", () => {
    const scout = series({ seriesInstanceUID: "1", instances: 1, description: "Other" });
    const stack = series({ seriesInstanceUID: "2", description: "Other" });
    expect(counterpart(CT_SERIES, [scout, stack])).toBe(stack);
    expect(counterpart(undefined, [scout])).toBe(scout);
    expect(counterpart(CT_SERIES, [series({ images: false })])).toBeUndefined();
  });
});
