/**
 * The messages of the stream protocol, version 2, as docs/stream-protocol.md names them. Members keep the names of the page, so that a message on the
 * wire, its fixture and its type read alike.
 */

import type { MeasuredEvent, MeasureMessage } from "./measure-messages.js";

export const SUBPROTOCOL = "lightbox.v2";

/** The window of a grayscale picture, in modality units (HU for CT). */
export interface WindowLevel {
  readonly center: number;
  readonly width: number;
}

/** A part of a picture in source pixels; (0, 0) is the outer corner of the first pixel. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A size in device pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place in the patient, mm, LPS: x to the left, y to the back, z to the head. */
export interface PatientPoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A direction in the patient, of length 1. */
export type PatientVector = PatientPoint;

export type Quality = "interactive" | "exact";

// Browser → server

export interface OpenSeriesMessage {
  readonly type: "series";
  readonly viewport: number;
  readonly sequence: number;
  /** Left out for the stream's own study. */
  readonly studyInstanceUID?: string;
  readonly seriesInstanceUID: string;
}

/** Another study of the patient is to be shown beside the stream's own. */
export interface OpenBesideMessage {
  readonly type: "beside";
  readonly studyInstanceUID: string;
}

export interface RenderMessage {
  readonly type: "render";
  readonly viewport: number;
  readonly sequence: number;
  /** From 1. */
  readonly slice: number;
  /** Null asks for the picture's own window. */
  readonly window: WindowLevel | null;
  readonly invert: boolean;
  readonly region: Region;
  /** How many device pixels `region` covers. */
  readonly size: Size;
  readonly quality: Quality;
}

/** Where the reader is, and which pictures of the same view they may turn to: they come when there is room, or never. */
export interface AheadMessage {
  readonly type: "ahead";
  readonly viewport: number;
  readonly sequence: number;
  /** From 1: where the reader is. */
  readonly slice: number;
  /** From 1, the next ones first; at most 32. */
  readonly slices: readonly number[];
  /** How many pictures ahead have come since the viewport's series was opened. */
  readonly received: number;
  readonly window: WindowLevel | null;
  readonly invert: boolean;
  readonly region: Region;
  readonly size: Size;
}

/** The viewport shows a volume of this series from now on. */
export interface OpenVolumeMessage {
  readonly type: "mpr";
  readonly viewport: number;
  readonly sequence: number;
  /** Left out for the stream's own study. */
  readonly studyInstanceUID?: string;
  readonly seriesInstanceUID: string;
  /** From 1: the volume that holds this slice; null for the largest. */
  readonly slice: number | null;
}

/** Slab projections, then projections of the whole volume. */
export type PlaneMethod =
  "mean" | "mip" | "minip" | "volume-mip" | "volume-bone" | "volume-vessel" | "volume-soft-tissue";

export interface PlaneMessage {
  readonly type: "plane";
  readonly viewport: number;
  readonly sequence: number;
  /** The middle of the picture. */
  readonly center: PatientPoint;
  /** Unit vector along which columns count. */
  readonly right: PatientVector;
  /** Unit vector along which rows count; perpendicular to `right`. */
  readonly down: PatientVector;
  /** Millimetres for a device pixel. */
  readonly spacing: number;
  /** Device pixels of the picture. */
  readonly size: Size;
  readonly method: PlaneMethod;
  /** Thickness in mm; 0 for the plane alone. */
  readonly slab: number;
  /** Null asks for the volume's own window. */
  readonly window: WindowLevel | null;
  readonly invert: boolean;
  readonly quality: Quality;
}

export interface ProbeMessage {
  readonly type: "probe";
  readonly viewport: number;
  readonly number: number;
  readonly point: PatientPoint;
}

export interface PaintedMessage {
  readonly type: "painted";
  readonly viewport: number;
  readonly sequence: number;
}

export interface CloseMessage {
  readonly type: "close";
  readonly viewport: number;
}

/** What the viewport shows is to be saved or printed: may it? */
export interface ExportMessage {
  readonly type: "export";
  readonly viewport: number;
  readonly number: number;
  /** From 1; null in planes. */
  readonly slice: number | null;
  readonly form: "png" | "jpeg" | "print";
  /** Whether name, ID and the like are written on it. */
  readonly patientText: boolean;
}

/** Which presentation state. */
export interface StateName {
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
}

/** The viewport's pictures are to look as a presentation state says from now on; null for as their files say. */
export interface PresentMessage {
  readonly type: "present";
  readonly viewport: number;
  readonly sequence: number;
  readonly state: StateName | null;
}

export type ClientMessage =
  | OpenSeriesMessage
  | OpenBesideMessage
  | RenderMessage
  | AheadMessage
  | OpenVolumeMessage
  | PlaneMessage
  | ProbeMessage
  | MeasureMessage
  | ExportMessage
  | PresentMessage
  | PaintedMessage
  | CloseMessage;

// Server → browser

export interface PatientSummary {
  readonly name: string;
  readonly id: string;
  readonly birthDate: string;
  readonly sex: string;
}

export interface SeriesSummary {
  /** Of the study beside that it belongs to; the stream's own study's series have none. */
  readonly studyInstanceUID?: string;
  readonly seriesInstanceUID: string;
  readonly number: number | null;
  readonly modality: string;
  readonly description: string;
  readonly bodyPart: string;
  readonly instances: number;
  /** A URL relative to the application's context. */
  readonly thumbnail: string;
  /** False marks a series with no pictures, such as a report. */
  readonly images: boolean;
}

export interface StudySummary {
  readonly studyInstanceUID: string;
  readonly patient: PatientSummary;
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly accessionNumber: string;
  readonly referringPhysician: string;
  /** Whether its pictures may be saved and printed. */
  readonly mayExport: boolean;
  /** Of pictures that may be kept ahead by all viewports together; 0: none are asked for. */
  readonly aheadBytes: number;
  readonly series: readonly SeriesSummary[];
}

export interface StudyEvent extends StudySummary {
  readonly type: "study";
}

/** Of a study's date to the opened study's; `other` where the dates don't tell. */
export type Relation = "prior" | "later" | "other";

/** Another study of the same patient. */
export interface PriorStudy {
  readonly studyInstanceUID: string;
  readonly relation: Relation;
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly modalities: readonly string[];
}

/** The patient's other studies that the user may view, the most relevant first. */
export interface PriorsEvent {
  readonly type: "priors";
  readonly studies: readonly PriorStudy[];
}

/** Why a study can't be shown beside the stream's own. */
export type BesideRefusal = "not-available" | "other-patient" | "too-many" | "busy";

/** The answer to `beside`: a study, or why not. */
export interface BesideEvent {
  readonly type: "beside";
  readonly studyInstanceUID: string;
  readonly relation: Relation | null;
  readonly study: StudySummary | null;
  readonly refusal: BesideRefusal | null;
}

export interface Preset extends WindowLevel {
  readonly name: string;
}

export interface PixelSpacing {
  /** Millimetres between rows. */
  readonly row: number;
  /** Millimetres between columns. */
  readonly column: number;
  /** `patient`: Pixel Spacing; `detector`: Imager Pixel Spacing, not corrected for magnification. */
  readonly kind: "patient" | "detector";
}

export interface OrientationLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

export interface SliceInfo {
  /** From 1, in the series' order. */
  readonly slice: number;
  readonly sopInstanceUID: string;
  /** From 1. */
  readonly frame: number;
  readonly instanceNumber: number | null;
  readonly rows: number;
  readonly columns: number;
  /** Height of a pixel divided by its width. */
  readonly pixelAspect: number;
  readonly spacing: PixelSpacing | null;
  readonly orientation: OrientationLetters | null;
  /** Centre of the first pixel, mm, LPS. */
  readonly position: PatientPoint | null;
  /** Unit vector along which columns count; null where `position` is. */
  readonly row: PatientVector | null;
  /** Unit vector along which rows count; null where `position` is. */
  readonly column: PatientVector | null;
  /** Position along the slice normal in mm. */
  readonly location: number | null;
  /** Slice Thickness in mm. */
  readonly thickness: number | null;
  /** How long it stands when the series is played, ms; null where the file doesn't say. */
  readonly duration: number | null;
  /** The picture's own window; null for colour. */
  readonly window: WindowLevel | null;
  /** Of the body part: `R`, `L` or `B`; empty where the file doesn't say. */
  readonly laterality: string;
  /** View Position, such as `MLO`; empty where the file doesn't say. */
  readonly view: string;
  /** Why this picture can't be shown, or null. */
  readonly verdict: string | null;
}

export interface SeriesEvent {
  readonly type: "series";
  readonly viewport: number;
  readonly sequence: number;
  readonly seriesInstanceUID: string;
  readonly modality: string;
  /** Of all slices alike; null where they have none or several. Positions in the same one can be compared. */
  readonly frameOfReferenceUID: string | null;
  readonly presets: readonly Preset[];
  readonly slices: readonly SliceInfo[];
  readonly warnings: readonly string[];
}

export interface VolumeEvent {
  readonly type: "volume";
  readonly viewport: number;
  readonly sequence: number;
  readonly seriesInstanceUID: string;
  readonly frameOfReferenceUID: string;
  /** What tells it apart from other volumes of its series; empty where it is the only one. */
  readonly label: string;
  readonly modality: string;
  /** Of modality values, such as HU; empty where it isn't known. */
  readonly unit: string;
  readonly presets: readonly Preset[];
  /** The file's own; null where there is none. */
  readonly window: WindowLevel | null;
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  /** Along which columns count. */
  readonly row: PatientVector;
  /** Along which rows count. */
  readonly column: PatientVector;
  /** Along which slices count. */
  readonly normal: PatientVector;
  /** Distances in mm between rows, between columns, and the median one between slices. */
  readonly spacing: { readonly row: number; readonly column: number; readonly slice: number };
  /** The middle of the volume. */
  readonly center: PatientPoint;
  /** The eight outer corners: columns change first, then rows, then slices. */
  readonly corners: readonly PatientPoint[];
  /** Gantry tilt in degrees. */
  readonly tilt: number;
  /** Read at half its columns and rows. */
  readonly reduced: boolean;
  readonly sourceLossy: boolean;
  readonly warnings: readonly string[];
}

/** Inside of the volume, outside of it, where slices are missing or damaged, or not loaded yet. */
export type Cover = "inside" | "outside" | "gap" | "pending";

export interface ProbeEvent {
  readonly type: "probe";
  readonly viewport: number;
  readonly number: number;
  readonly point: PatientPoint;
  readonly cover: Cover;
  /** In modality units; null unless inside. */
  readonly value: number | null;
  readonly unit: string;
  /** Standardised uptake value by body weight, g/ml; null where it can't be computed. */
  readonly suv: number | null;
}

/** The answer to `export`: null where it is recorded and may be done. */
export interface ExportEvent {
  readonly type: "export";
  readonly viewport: number;
  readonly number: number;
  readonly refusal: "not-allowed" | "not-recorded" | "not-shown" | null;
}

/** A displayed area, in source pixels before turning; may reach beyond the picture. */
export interface PresentationArea {
  /** First and last slice of each run. */
  readonly slices: readonly number[];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly mode: "scale-to-fit" | "true-size" | "magnify";
  /** Device pixels for a pixel of the picture. */
  readonly magnification: number | null;
  /** Millimetres between columns, for the true size. */
  readonly columnSpacing: number | null;
}

/** Source pixels before turning, or fractions of the displayed area as it is shown. */
export type GraphicUnits = "pixel" | "display";

/** A line from point to point, or a dot. */
export interface PresentationGraphic {
  readonly slices: readonly number[];
  /** `#rrggbb` */
  readonly color: string;
  readonly units: GraphicUnits;
  readonly filled: boolean;
  /** x, y, x, y … */
  readonly points: readonly number[];
}

export interface PresentationText {
  readonly slices: readonly number[];
  readonly color: string;
  /** Lines separated by line feeds. */
  readonly text: string;
  readonly box: { readonly units: GraphicUnits; readonly corners: readonly number[]; readonly align: "left" | "right" | "center" } | null;
  readonly anchor: { readonly units: GraphicUnits; readonly at: readonly number[]; readonly visible: boolean } | null;
}

/** What of a presentation state isn't in the pixels. */
export interface Presentation {
  readonly sopInstanceUID: string;
  readonly label: string;
  /** By which pictures are turned, clockwise. */
  readonly degrees: 0 | 90 | 180 | 270;
  /** Left to right, after turning. */
  readonly flip: boolean;
  /** For which it is: first and last of each run. */
  readonly slices: readonly number[];
  readonly areas: readonly PresentationArea[];
  readonly graphics: readonly PresentationGraphic[];
  readonly texts: readonly PresentationText[];
  readonly warnings: readonly string[];
}

/** The answer to `present`. */
export interface PresentationEvent {
  readonly type: "presentation";
  readonly viewport: number;
  readonly sequence: number;
  /** Empty, or why the state isn't applied. */
  readonly refusal: string;
  /** Null where pictures look as their files say. */
  readonly presentation: Presentation | null;
}

export interface ProgressEvent {
  readonly type: "progress";
  readonly viewport: number;
  readonly done: number;
  readonly total: number;
  readonly what: "headers" | "images" | "volume";
}

export interface FailedEvent {
  readonly type: "failed";
  readonly viewport: number;
  readonly sequence: number;
  readonly slice: number | null;
  readonly message: string;
  readonly detail: string;
}

export interface WarningEvent {
  readonly type: "warning";
  readonly viewport: number | null;
  readonly message: string;
}

export type ServerEvent =
  | StudyEvent
  | PriorsEvent
  | BesideEvent
  | SeriesEvent
  | VolumeEvent
  | ProbeEvent
  | MeasuredEvent
  | ExportEvent
  | PresentationEvent
  | ProgressEvent
  | FailedEvent
  | WarningEvent;

/** One binary message: the header's fields and the encoded image. */
export interface Tile {
  readonly format: "png" | "jpeg";
  readonly exact: boolean;
  readonly sourceLossy: boolean;
  readonly inverted: boolean;
  /** It looks as the viewport's presentation state says. */
  readonly presented: boolean;
  /** Sent before it is asked for: `sequence` is of the `ahead` that it answers. */
  readonly ahead: boolean;
  readonly viewport: number;
  readonly sequence: number;
  /** From 1. */
  readonly slice: number;
  readonly region: Region;
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** Null for colour. */
  readonly windowCenter: number | null;
  readonly windowWidth: number | null;
  /** A view of the message's own bytes, not a copy. */
  readonly image: Uint8Array<ArrayBuffer>;
}

/** One binary message that answers `plane`: the header's fields and the encoded image, which covers the rectangle that was asked for. */
export interface PlaneTile {
  readonly format: "png" | "jpeg";
  readonly exact: boolean;
  readonly sourceLossy: boolean;
  readonly inverted: boolean;
  /** Every slice has come or has failed for good. */
  readonly complete: boolean;
  /** Something is left out because slices are missing or damaged there. */
  readonly crossesGap: boolean;
  readonly viewport: number;
  readonly sequence: number;
  /** Slices that it was made from. */
  readonly loaded: number;
  /** Slices of the volume. */
  readonly slices: number;
  /** As asked for, to float32. */
  readonly center: PatientPoint;
  /** As asked for, mm for a device pixel. */
  readonly spacing: number;
  /** As asked for, mm. */
  readonly slab: number;
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** Null where there is no window. */
  readonly windowCenter: number | null;
  readonly windowWidth: number | null;
  /** A view of the message's own bytes, not a copy. */
  readonly image: Uint8Array<ArrayBuffer>;
}

/** Any binary message; {@link isPlaneTile} tells which. */
export type Picture = Tile | PlaneTile;

export function isPlaneTile(picture: Picture): picture is PlaneTile {
  return "slices" in picture;
}

/** A message that doesn't follow the protocol. Its text quotes expected and actual, never a patient's data. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}
