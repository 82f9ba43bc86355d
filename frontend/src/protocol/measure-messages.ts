import type { PatientPoint, PlaneMessage } from "./messages.js";

/** Each takes a number of points of its own; see docs/stream-protocol.md, Measurements. */
export type MeasurementKind =
  "length" | "angle" | "cobb" | "bidirectional" | "rectangle" | "ellipse" | "polygon" | "probe" | "window";

/** A place in a picture in source pixels; (0, 0) is the outer corner of the first pixel. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

interface Measure {
  readonly type: "measure";
  readonly viewport: number;
  /** Tells the viewport's measurements apart. */
  readonly number: number;
  /** Tells apart the places to which it has been moved. */
  readonly revision: number;
  readonly kind: MeasurementKind;
}

/** What does a measurement come to in a slice of the viewport's series? */
export interface MeasureSliceMessage extends Measure {
  /** From 1. */
  readonly slice: number;
  readonly points: readonly PicturePoint[];
}

/** What does a measurement come to in a plane of the viewport's volume? */
export interface MeasureVolumeMessage extends Measure {
  readonly slice: null;
  readonly plane: Pick<PlaneMessage, "right" | "down" | "slab"> & { readonly method: "mean" | "mip" | "minip" };
  readonly points: readonly PatientPoint[];
}

export type MeasureMessage = MeasureSliceMessage | MeasureVolumeMessage;

export interface MeasuredValue {
  /** Such as `length` or `mean`. */
  readonly name: string;
  readonly value: number;
  /** For people, such as `mm²` or `HU`; empty where it isn't known. */
  readonly unit: string;
}

export interface MeasuredEvent {
  readonly type: "measured";
  readonly viewport: number;
  readonly number: number;
  readonly revision: number;
  /** The picture in which it was measured; null in a volume. */
  readonly image: { readonly sopInstanceUID: string; readonly frame: number } | null;
  readonly values: readonly MeasuredValue[];
  /** Where the size of a pixel comes from, such as `patient` or `detector`. */
  readonly spacing: string;
  readonly notes: readonly string[];
  /** Why there are no values, or null. */
  readonly refusal: { readonly reason: string; readonly message: string } | null;
}
