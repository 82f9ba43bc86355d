import type { Picture, Presentation, Size, StudyEvent } from "../protocol/messages.js";
import { dateText, fixedText, numberText, text, timeText, type TextKey } from "../i18n/text.js";
import { scaleOf, type Pose, type View } from "./geometry.js";
import { isExact, type Shown, type ShownPicture } from "./shown.js";
import type { DecodedImage } from "./tile-decoder.js";

/** The text around a picture: lines from the corner's outer edge inwards as they are read, top to bottom. Empty lines aren't there. */
export interface CornerText {
  readonly topLeft: readonly string[];
  readonly topRight: readonly string[];
  readonly bottomLeft: readonly string[];
  readonly bottomRight: readonly string[];
}

/** How faithful the picture on the screen is; half resolution and projection are of planes only; not live when the connection is lost. */
export type Fidelity = "lossless" | "preview" | "sourceLossy" | "halfResolution" | "projection" | "notLive";

export function fidelityOf(picture: ShownPicture<DecodedImage>, view: View, canvas: Size): Fidelity {
  if (!isExact(picture, view, canvas)) {
    return "preview";
  }
  return picture.tile.sourceLossy ? "sourceLossy" : "lossless";
}

export const FIDELITY_TEXT: Readonly<Record<Fidelity, { readonly label: TextKey; readonly title: TextKey }>> = {
  lossless: { label: "fidelity.lossless", title: "fidelity.lossless.title" },
  preview: { label: "fidelity.preview", title: "fidelity.preview.title" },
  sourceLossy: { label: "fidelity.sourceLossy", title: "fidelity.sourceLossy.title" },
  halfResolution: { label: "fidelity.halfResolution", title: "fidelity.halfResolution.title" },
  projection: { label: "fidelity.projection", title: "fidelity.projection.title" },
  notLive: { label: "fidelity.notLive", title: "state.reconnecting.detail" },
};

/** Everything here is said of what is on the screen, never of what is still awaited. */
export function cornerText<I extends DecodedImage>(study: StudyEvent, shown: Shown<I>, view: View, canvas: Size): CornerText {
  const { patient } = study;
  const { summary, series, slice } = shown;
  const born = patient.birthDate && text("corner.born", { date: dateText(patient.birthDate) });
  return {
    topLeft: lines(patient.name || text("viewer.patient.unnamed"), patient.id, join("  ", born, patient.sex)),
    topRight: lines(join(" ", dateText(study.date), timeText(study.time)), study.description),
    bottomLeft: lines(
      join(
        " · ",
        summary.number === null ? text("strip.unnumbered") : text("corner.series", { number: summary.number }),
        series.modality || summary.modality,
        summary.description,
      ),
      text("corner.slice", { slice: slice.slice, slices: series.slices.length }),
      slice.location === null ? "" : text("corner.location", { value: fixedText(slice.location, 1) }),
      slice.thickness === null ? "" : text("corner.thickness", { value: numberText(slice.thickness, 2) }),
    ),
    bottomRight: shown.kind === "picture" ? pictureLines(shown, view, canvas) : [],
  };
}

/** How a picture of slices or of planes was windowed. */
export function windowLines({ inverted, windowCenter: center, windowWidth: width }: Picture): string[] {
  return lines(
    inverted ? text("corner.inverted") : "",
    center === null || width === null
      ? ""
      : text("corner.window", { center: windowText(center, width), width: windowText(width, width) }),
  );
}

function pictureLines({ tile, slice, presentation }: ShownPicture<DecodedImage>, view: View, canvas: Size): string[] {
  return lines(
    presentation ? stateLine(presentation, tile.presented) : "",
    ...windowLines(tile),
    poseLine(view.pose),
    canvas.width > 0 ? text("corner.zoom", { percent: numberText(scaleOf(view, slice, canvas) * 100, 0) }) : "",
  );
}

/** That a state is applied, and not to less than all of what it says; or that it isn't. */
function stateLine({ label, warnings }: Presentation, applied: boolean): string {
  if (!applied) {
    return text("corner.state.not", { label });
  }
  return text(warnings.length > 0 ? "corner.state.incomplete" : "corner.state", { label });
}

/** How the picture is turned over: where the file tells no directions, no letter would say it. */
function poseLine({ mirrored, quarters }: Pose): string {
  if (!mirrored) {
    return quarters === 0 ? "" : text("corner.turned", { degrees: quarters * 90 });
  }
  switch (quarters) {
    case 0:
      return text("corner.flippedHorizontally");
    case 2:
      return text("corner.flippedVertically");
    default:
      return text("corner.flippedAndTurned", { degrees: quarters * 90 });
  }
}

/** Whole units for a wide window; a narrow one (PET, parametric maps) keeps three digits of its width. */
export function windowText(value: number, width: number): string {
  return numberText(value, width >= 20 ? 1 : Math.min(8, Math.max(1, 3 - Math.floor(Math.log10(width)))));
}

export function lines(...all: string[]): string[] {
  return all.filter((line) => line !== "");
}

function join(separator: string, ...parts: string[]): string {
  return parts.filter((part) => part !== "").join(separator);
}
