import type { MeasuredEvent, PicturePoint } from "../protocol/measure-messages.js";
import type { PictureName } from "../viewport/shown.js";
import type { Kind } from "./kinds.js";

/** The picture in which something is measured. */
export interface PictureReference extends PictureName {
  readonly seriesInstanceUID: string;
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
  readonly picture: PictureReference;
  /** In source pixels; (0, 0) is the outer corner of the first pixel. */
  readonly points: readonly PicturePoint[];
  /** An arrow's; empty for others. */
  readonly text: string;
  /** Where the user has put the middle of its label, from its first point in source pixels; left out where it finds its own place. */
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
