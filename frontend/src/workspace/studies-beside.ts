import type { BesideEvent, BesideRefusal, PatientSummary, Relation, SeriesSummary, StudyEvent } from "../protocol/messages.js";

/** Another study of the patient that is open beside the stream's own. */
export interface BesideStudy {
  /** Its series know that they are of this study. */
  readonly study: StudyEvent;
  readonly relation: Relation;
}

/** What became of a study that was to be opened beside: it is open, or it isn't. */
export type BesideAnswer =
  | { readonly kind: "opened"; readonly beside: BesideStudy; /** The user asked for it, and it wasn't open before. */ readonly asked: boolean }
  | { readonly kind: "refused"; readonly studyInstanceUID: string; readonly refusal: BesideRefusal };

/** The patient's other studies beside the stream's own: which are open, which are awaited, and which were refused. */
export class StudiesBeside {
  /** In the order in which they were opened. */
  all: readonly BesideStudy[] = [];
  /** The last one that couldn't be opened, until another one is asked for. */
  refused: { readonly studyInstanceUID: string; readonly refusal: BesideRefusal } | undefined;
  private readonly asked = new Set<string>();

  of(studyInstanceUID: string): BesideStudy | undefined {
    return this.all.find(({ study }) => study.studyInstanceUID === studyInstanceUID);
  }

  awaits(studyInstanceUID: string): boolean {
    return this.asked.has(studyInstanceUID);
  }

  /** The user wants it. */
  ask(studyInstanceUID: string): void {
    this.refused = undefined;
    this.asked.add(studyInstanceUID);
  }

  /**
   * What the server answered. A study whose patient isn't certainly the opened study's is refused here too, whatever the server says: two patients must never be
   * taken for one.
   */
  answered({ studyInstanceUID, study, relation, refusal }: BesideEvent, own: StudyEvent): BesideAnswer {
    const asked = this.asked.delete(studyInstanceUID);
    const why = refusal ?? (study && relation && study.studyInstanceUID === studyInstanceUID && samePatient(study.patient, own.patient) ? null : "other-patient");
    if (why !== null) {
      this.close(studyInstanceUID);
      this.refused = { studyInstanceUID, refusal: why };
      return { kind: "refused", studyInstanceUID, refusal: why };
    }
    const before = this.of(studyInstanceUID);
    const series = study!.series.map((each): SeriesSummary => ({ ...each, studyInstanceUID }));
    const beside: BesideStudy = { study: { type: "study", ...study!, series }, relation: relation! };
    this.all = before ? this.all.map((each) => (each === before ? beside : each)) : [...this.all, beside];
    return { kind: "opened", beside, asked: asked && !before };
  }

  close(studyInstanceUID: string): void {
    this.asked.delete(studyInstanceUID);
    this.all = this.all.filter(({ study }) => study.studyInstanceUID !== studyInstanceUID);
  }

  /** The connection is gone: what is awaited won't be answered. */
  disconnected(): void {
    this.asked.clear();
  }

  clear(): void {
    this.all = [];
    this.refused = undefined;
    this.asked.clear();
  }
}

/** One, not blank, ID, and one birth date where both are known: as the server decides it. */
export function samePatient(one: PatientSummary, other: PatientSummary): boolean {
  const born = one.birthDate === "" || other.birthDate === "" || one.birthDate === other.birthDate;
  return one.id.trim() !== "" && one.id.trim() === other.id.trim() && born;
}

/** The series of another study that goes with this one: of its modality, body part and description if there is one, and else the first. */
export function counterpart(reference: SeriesSummary | undefined, series: readonly SeriesSummary[]): SeriesSummary | undefined {
  const alike = (one: string | undefined, other: string): boolean => one !== undefined && one !== "" && one.trim().toLowerCase() === other.trim().toLowerCase();
  const rank = (candidate: SeriesSummary): number =>
    (alike(reference?.modality, candidate.modality) ? 8 : 0) +
    (alike(reference?.bodyPart, candidate.bodyPart) ? 4 : 0) +
    (alike(reference?.description, candidate.description) ? 2 : 0) +
    // A scout is looked at; a stack is compared.
    (candidate.instances > 1 ? 1 : 0);
  return series
    .filter(({ images }) => images)
    .reduce<SeriesSummary | undefined>((best, candidate) => (best && rank(best) >= rank(candidate) ? best : candidate), undefined);
}
