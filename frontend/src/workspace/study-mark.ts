import { dateText, text } from "../i18n/text.js";
import type { StudyEvent } from "../protocol/messages.js";
import type { Shown } from "../viewport/shown.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { BesideStudy } from "./studies-beside.js";

/** Says of which study a viewport's picture is, where that could be mistaken. */
export interface StudyMark {
  readonly kind: "own" | "beside";
  readonly text: string;
}

/**
 * The mark of a picture on the screen: wherever pictures of several studies are on it, and always for one that isn't of the opened study.
 *
 * @param all what is on the screen, with this one
 */
export function studyMark<I extends DecodedImage>(
  shown: Shown<I> | undefined,
  all: readonly (Shown<I> | undefined)[],
  own: StudyEvent,
  besides: readonly BesideStudy[],
): StudyMark | undefined {
  if (!shown) {
    return undefined;
  }
  const uid = shown.summary.studyInstanceUID;
  if (uid === undefined) {
    const alone = all.every((other) => !other || other.summary.studyInstanceUID === undefined);
    return alone ? undefined : { kind: "own", text: text("mark.own", { date: dated(own) }) };
  }
  const beside = besides.find(({ study }) => study.studyInstanceUID === uid);
  if (!beside) {
    return { kind: "beside", text: text("mark.unclear", { date: "" }) };
  }
  // The same patient may be spelled otherwise; whoever reads must see that at once.
  const { name } = beside.study.patient;
  const words = besideText(beside);
  return { kind: "beside", text: name === own.patient.name ? words : text("mark.spelled", { study: words, name }) };
}

/** Such as “Prior · 12 Mar 2024”. */
export function besideText({ study, relation }: BesideStudy): string {
  return text(relation === "other" ? "mark.unclear" : `mark.${relation}`, { date: dated(study) });
}

function dated({ date }: StudyEvent): string {
  return date ? dateText(date) : text("priors.undated");
}
