/**
 * The messages of the stream protocol, version 1, as docs/stream-protocol.md names them. Members keep the names of the page, so that a message on the
 * wire, its fixture and its type read alike.
 */

export const SUBPROTOCOL = "lightbox.v1";

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

export type Quality = "interactive" | "exact";

// Browser → server

export interface OpenSeriesMessage {
  readonly type: "series";
  readonly viewport: number;
  readonly sequence: number;
  readonly seriesInstanceUID: string;
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

export interface PaintedMessage {
  readonly type: "painted";
  readonly viewport: number;
  readonly sequence: number;
}

export interface CloseMessage {
  readonly type: "close";
  readonly viewport: number;
}

export type ClientMessage = OpenSeriesMessage | RenderMessage | PaintedMessage | CloseMessage;

// Server → browser

export interface PatientSummary {
  readonly name: string;
  readonly id: string;
  readonly birthDate: string;
  readonly sex: string;
}

export interface SeriesSummary {
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

export interface StudyEvent {
  readonly type: "study";
  readonly studyInstanceUID: string;
  readonly patient: PatientSummary;
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly accessionNumber: string;
  readonly referringPhysician: string;
  readonly series: readonly SeriesSummary[];
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
  readonly position: { readonly x: number; readonly y: number; readonly z: number } | null;
  /** Position along the slice normal in mm. */
  readonly location: number | null;
  /** Slice Thickness in mm. */
  readonly thickness: number | null;
  /** The picture's own window; null for colour. */
  readonly window: WindowLevel | null;
  /** Why this picture can't be shown, or null. */
  readonly verdict: string | null;
}

export interface SeriesEvent {
  readonly type: "series";
  readonly viewport: number;
  readonly sequence: number;
  readonly seriesInstanceUID: string;
  readonly modality: string;
  readonly presets: readonly Preset[];
  readonly slices: readonly SliceInfo[];
  readonly warnings: readonly string[];
}

export interface ProgressEvent {
  readonly type: "progress";
  readonly viewport: number;
  readonly done: number;
  readonly total: number;
  readonly what: "headers" | "images";
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

export type ServerEvent = StudyEvent | SeriesEvent | ProgressEvent | FailedEvent | WarningEvent;

/** One binary message: the header's fields and the encoded image. */
export interface Tile {
  readonly format: "png" | "jpeg";
  readonly exact: boolean;
  readonly sourceLossy: boolean;
  readonly inverted: boolean;
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

/** A message that doesn't follow the protocol. Its text quotes expected and actual, never a patient's data. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}
