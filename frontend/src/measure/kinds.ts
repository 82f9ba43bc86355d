import type { TextKey } from "../i18n/text.js";
import type { MeasurementKind } from "../protocol/measure-messages.js";

/** What can be drawn: what the server measures, and an arrow with text, which it needn't know of. */
export type Kind = MeasurementKind | "arrow";

/** A concept of the structured reports (PS3.16). */
export interface Concept {
  readonly value: string;
  readonly scheme: "SCT" | "DCM";
  readonly meaning: string;
}

/** As spatial coordinates name shapes (PS3.3 C.18.6.1.2). */
export type GraphicType = "POINT" | "POLYLINE" | "ELLIPSE" | "MULTIPOINT";

export interface KindInfo {
  readonly name: TextKey;
  /** How it is drawn, in one sentence. */
  readonly hint: TextKey;
  /** Its key, as the help sheet writes it. */
  readonly key: string;
  /** Its key in planes, where that is another: there the usual one does something else. */
  readonly planeKey?: string;
  /** Points that it takes; undefined for as many as the user sets. */
  readonly points: number | undefined;
  /** What it becomes in a report (TID 1500); null for what isn't kept. */
  readonly report: { readonly concept: Concept; readonly graphic: GraphicType } | null;
}

const sct = (value: string, meaning: string): Concept => ({ value, scheme: "SCT", meaning });
const IMAGE_REGION: Concept = { value: "111030", scheme: "DCM", meaning: "Image Region" };

/** Every kind, in the order of the menu. */
export const KINDS: Readonly<Record<Kind, KindInfo>> = {
  length: {
    name: "measure.length",
    hint: "measure.length.hint",
    key: "D",
    points: 2,
    report: { concept: sct("410668003", "Length"), graphic: "POLYLINE" },
  },
  bidirectional: {
    name: "measure.bidirectional",
    hint: "measure.bidirectional.hint",
    key: "B",
    points: 4,
    report: { concept: sct("103339001", "Long Axis"), graphic: "POLYLINE" },
  },
  angle: {
    name: "measure.angle",
    hint: "measure.angle.hint",
    key: "A",
    points: 3,
    report: { concept: sct("1483009", "Angle"), graphic: "POLYLINE" },
  },
  cobb: {
    name: "measure.cobb",
    hint: "measure.cobb.hint",
    key: "Shift + A",
    points: 4,
    report: { concept: sct("285285000", "Cobb angle"), graphic: "POLYLINE" },
  },
  rectangle: {
    name: "measure.rectangle",
    hint: "measure.region.hint",
    key: "Q",
    points: 2,
    report: { concept: IMAGE_REGION, graphic: "POLYLINE" },
  },
  ellipse: {
    name: "measure.ellipse",
    hint: "measure.region.hint",
    key: "O",
    planeKey: "Shift + O",
    points: 2,
    report: { concept: IMAGE_REGION, graphic: "ELLIPSE" },
  },
  polygon: {
    name: "measure.polygon",
    hint: "measure.polygon.hint",
    key: "G",
    points: undefined,
    report: { concept: IMAGE_REGION, graphic: "POLYLINE" },
  },
  probe: {
    name: "measure.probe",
    hint: "measure.probe.hint",
    key: "P",
    planeKey: "Shift + P",
    points: 1,
    report: { concept: IMAGE_REGION, graphic: "POINT" },
  },
  arrow: {
    name: "measure.arrow",
    hint: "measure.arrow.hint",
    key: "T",
    planeKey: "Shift + D",
    points: 2,
    report: { concept: { value: "121106", scheme: "DCM", meaning: "Comment" }, graphic: "MULTIPOINT" },
  },
  window: { name: "measure.window", hint: "measure.window.hint", key: "U", points: 2, report: null },
};

export const ALL_KINDS = Object.keys(KINDS) as readonly Kind[];

/** Kinds that enclose pixels between two opposite corners. */
export function isBox(kind: Kind): boolean {
  return kind === "rectangle" || kind === "ellipse" || kind === "window";
}

/** Fewer points enclose nothing. */
const CORNERS_OF_A_POLYGON = 3;
/** More would no longer fit a message, and nobody sets so many by hand. */
export const MOST_CORNERS = 150;

/** Whether so many points make the whole shape. */
export function isWhole(kind: Kind, points: number): boolean {
  const needed = KINDS[kind].points;
  return needed === undefined ? points >= CORNERS_OF_A_POLYGON : points === needed;
}

const BY_POINTS_ALONE: ReadonlySet<Kind> = new Set(["length", "bidirectional", "angle", "cobb", "arrow"]);

/** Whether what it comes to depends on the picture's values, and not on its points alone. */
export function needsValues(kind: Kind): boolean {
  return !BY_POINTS_ALONE.has(kind);
}
