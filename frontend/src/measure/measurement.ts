import type { Frame, PlaneName } from "../mpr/plane.js";
import type { SlabMode } from "../mpr/slab.js";
import { plus, times, type Vector } from "../mpr/vector.js";
import type { MeasuredEvent, PicturePoint } from "../protocol/measure-messages.js";
import type { VolumeEvent } from "../protocol/messages.js";
import type { PictureName } from "../viewport/shown.js";
import type { Kind } from "./kinds.js";

/** The slice in which something is measured. */
export interface PictureReference extends PictureName {
  readonly seriesInstanceUID: string;
}

/** Which volume of which series. */
export type VolumeName = Pick<VolumeEvent, "seriesInstanceUID" | "label" | "frameOfReferenceUID">;

/** The plane through a volume in which something is measured: it stays where it is in the patient, whatever the views show. */
export interface PlaneReference extends VolumeName, Frame {
  /** From where its points count, mm in the patient. */
  readonly origin: Vector;
  /** What the values of its slab become; the slab is as thick as it was when it was drawn. */
  readonly method: SlabMode;
  readonly slab: number;
  /** The view in which it was drawn. */
  readonly view: PlaneName;
  /** A slice of the volume; undefined where the largest of its series was meant. */
  readonly slice: PictureName | undefined;
}

export type Measured = PictureReference | PlaneReference;

export function isPlane(picture: Measured): picture is PlaneReference {
  return "origin" in picture;
}

export function sameVolumeName(a: VolumeName, b: VolumeName): boolean {
  return a.seriesInstanceUID === b.seriesInstanceUID && a.label === b.label && a.frameOfReferenceUID === b.frameOfReferenceUID;
}

/** Where a point of a plane is in the patient. */
export function toPatient({ origin, right, down }: Pick<PlaneReference, "origin" | keyof Frame>, { x, y }: PicturePoint): Vector {
  return plus(origin, plus(times(right, x), times(down, y)));
}

/**
 * Something that was drawn on a picture: what a measurement group of a structured report (PS3.16 TID 1500) says of it, and what the server answered. It belongs to the
 * picture, not to a viewport.
 */
export interface Measurement {
  /** Tells it apart from all others everywhere (Tracking Unique Identifier). */
  readonly trackingUID: string;
  /** Tells it apart in this page and on the stream. */
  readonly number: number;
  readonly kind: Kind;
  readonly picture: Measured;
  /** Of a slice in source pixels, (0, 0) being the outer corner of the first one; of a plane in mm from its origin to the right and down. */
  readonly points: readonly PicturePoint[];
  /** An arrow's; empty for others. */
  readonly text: string;
  /** Where the user has put the middle of its label, from its first point, in the same units; left out where it finds its own place. */
  readonly label?: PicturePoint | undefined;
  /** Another one whenever points change: an answer is for one revision. */
  readonly revision: number;
}

/** What the server said of the very revision that is drawn, in the very picture; undefined while it hasn't. */
export type Answer = Pick<MeasuredEvent, "values" | "spacing" | "notes" | "refusal">;

/** A new UID from 128 random bits (PS3.5 B.2). */
export function newTrackingUID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // A UUID of version 4.
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `2.25.${bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n)}`;
}
