import type { PatientPoint, PlaneMethod, ProbeEvent, StudyEvent } from "../protocol/messages.js";
import { dateText, fixedText, numberText, text, timeText } from "../i18n/text.js";
import { lines, windowLines, type CornerText, type Fidelity } from "../viewport/corner-text.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import { kindOf, normalOf, type Frame, type PlaneName } from "./plane.js";
import { isFinalPlane, type ShownPlane } from "./shown-plane.js";
import { isProjection } from "./slab.js";
import { dot } from "./vector.js";
import type { WantedPlane } from "./wanted-plane.js";

/** Half of the voxels, or the whole volume at once, is never called lossless, however exactly it was sent. */
export function planeFidelity(shown: ShownPlane<DecodedImage>, wanted: WantedPlane): Fidelity {
  const { volume, tile, asked } = shown;
  if (!isFinalPlane(shown, wanted)) {
    return "preview";
  }
  if (tile.sourceLossy) {
    return "sourceLossy";
  }
  if (isProjection(asked.method)) {
    return "projection";
  }
  return volume.reduced ? "halfResolution" : "lossless";
}

/** What is said beside the picture: of the crosshair, and of the place under the pointer. */
export interface PlaneNotes {
  /** Undefined where there is no room to say it. */
  readonly crosshair: PatientPoint | undefined;
  readonly probe: ProbeEvent | undefined;
}

/** What limits the picture, so that nobody reads more from it than it shows; but for what the mark of fidelity says already. */
export function cautionsOf({ tile, volume }: ShownPlane<DecodedImage>, fidelity: Fidelity): readonly string[] {
  return lines(
    tile.complete ? "" : text("mpr.loaded", { loaded: tile.loaded, slices: tile.slices }),
    tile.crossesGap ? text("mpr.gap") : "",
    volume.reduced && fidelity !== "halfResolution" ? text("fidelity.halfResolution") : "",
  );
}

/** Everything that is said of the picture is said of the one on the screen, never of what is still awaited. */
export function planeText<I extends DecodedImage>(
  plane: PlaneName,
  study: StudyEvent,
  shown: ShownPlane<I>,
  notes: PlaneNotes,
): CornerText {
  const { asked, tile } = shown;
  const solid = isProjection(asked.method);
  return {
    topLeft: lines(kindText(plane, asked), methodText(asked.method, tile.slab), shown.volume.label),
    topRight: lines(
      study.patient.name || text("viewer.patient.unnamed"),
      study.patient.id,
      [dateText(study.date), timeText(study.time)].filter(Boolean).join(" "),
    ),
    bottomLeft: lines(
      notes.probe ? probeText(notes.probe) : "",
      notes.crosshair ? text("mpr.crosshair.place", { place: placeText(notes.crosshair) }) : "",
      solid ? "" : text("mpr.position", { value: fixedText(positionOf(shown), 1) }),
    ),
    bottomRight: windowLines(tile),
  };
}

/** Where the shown plane lies along its normal, mm. */
export function positionOf({ asked }: ShownPlane<DecodedImage>): number {
  return dot(asked.center, normalOf(asked));
}

/** What a plane is called as it lies: a turned one isn't axial any more, whichever view shows it. */
export function kindText(plane: PlaneName, asked: Pick<WantedPlane, "method"> & Frame): string {
  if (isProjection(asked.method)) {
    return text(`mpr.projection.${asked.method}`);
  }
  const { name, exact } = kindOf(asked);
  if (exact) {
    return text(`mpr.plane.${name}`);
  }
  return plane === "oblique" ? text("mpr.plane.oblique") : text("mpr.kind.oblique", { plane: text(`mpr.plane.${name}`).toLowerCase() });
}

export function methodText(method: PlaneMethod, slabMm: number): string {
  if (isProjection(method) || slabMm === 0) {
    return "";
  }
  return text("mpr.slab", { mode: text(`mpr.slab.${method}`), thickness: numberText(slabMm, 1) });
}

export function placeText({ x, y, z }: PatientPoint): string {
  return text("mpr.place", { x: fixedText(x, 1), y: fixedText(y, 1), z: fixedText(z, 1) });
}

function probeText({ cover, value, unit, suv, point }: ProbeEvent): string {
  if (cover !== "inside" || value === null) {
    return cover === "inside" ? "" : text(`mpr.probe.${cover}`);
  }
  const measured = [numberText(value, 2), unit].filter(Boolean).join(" ");
  const uptake = suv === null ? [] : [text("mpr.probe.suv", { value: fixedText(suv, 2) })];
  return text("mpr.probe", { value: [measured, ...uptake].join("  "), place: placeText(point) });
}
