import type { Size } from "../protocol/messages.js";
import type { GridPart, Rectangle } from "./geometry.js";
import type { DecodedImage } from "./tile-decoder.js";

/**
 * Which strip of a picture is missing where a part of it is there, and what they make together. Both are parts of one picture at one scale, in whole device pixels. All functions are pure.
 */

/** Makes one picture of several, pixel for pixel: each is drawn at its place, and what reaches beyond is cut off. The originals remain their owner's. */
export type JoinImages<I extends DecodedImage> = (size: Size, images: readonly { readonly image: I; readonly left: number; readonly top: number }[]) => I;

/** Beside what the viewport shows so much of its edge is held, so that who moves back finds it there. */
const MARGIN = 0.25;

export function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.left + outer.width >= inner.left + inner.width &&
    outer.top + outer.height >= inner.top + inner.height
  );
}

/** What two parts have in common; undefined where that is nothing. */
export function common(a: GridPart, b: Rectangle): GridPart | undefined {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { whole: a.whole, left, top, width, height } : undefined;
}

export function area({ width, height }: Rectangle): number {
  return width * height;
}

/**
 * The strip to be asked for next: the largest that makes a rectangle together with what is held of the wanted part. Where the picture was moved aslant, another one is missing afterwards.
 *
 * @returns undefined where nothing is missing, or nothing of the wanted part is held
 */
export function missingStrip(wanted: GridPart, held: GridPart): GridPart | undefined {
  const here = common(wanted, held);
  if (!here) {
    return undefined;
  }
  const right = here.left + here.width;
  const bottom = here.top + here.height;
  const strips: readonly GridPart[] = [
    { ...here, left: wanted.left, width: here.left - wanted.left },
    { ...here, left: right, width: wanted.left + wanted.width - right },
    { ...here, top: wanted.top, height: here.top - wanted.top },
    { ...here, top: bottom, height: wanted.top + wanted.height - bottom },
  ];
  const largest = strips.reduce((a, b) => (area(b) > area(a) ? b : a));
  return area(largest) > 0 ? largest : undefined;
}

/**
 * What is held once a strip has come.
 *
 * @param wanted what the viewport showed when it was asked for: what lies far beside that isn't held any longer
 * @returns undefined where the strip doesn't lie along what is held
 */
export function joinedPart(held: GridPart, strip: GridPart, wanted: GridPart): GridPart | undefined {
  const across = spans(held.top, held.height, strip.top, strip.height);
  const along = spans(held.left, held.width, strip.left, strip.width);
  const marginX = Math.round(wanted.width * MARGIN);
  const marginY = Math.round(wanted.height * MARGIN);
  if (across && touch(held.left, held.width, strip.left, strip.width)) {
    const left = Math.min(held.left, strip.left);
    const width = Math.max(held.left + held.width, strip.left + strip.width) - left;
    const near = { left: wanted.left - marginX, top: strip.top, width: wanted.width + 2 * marginX, height: strip.height };
    return common({ ...strip, left, width }, near);
  }
  if (along && touch(held.top, held.height, strip.top, strip.height)) {
    const top = Math.min(held.top, strip.top);
    const height = Math.max(held.top + held.height, strip.top + strip.height) - top;
    const near = { left: strip.left, top: wanted.top - marginY, width: strip.width, height: wanted.height + 2 * marginY };
    return common({ ...strip, top, height }, near);
  }
  return undefined;
}

function spans(from: number, length: number, innerFrom: number, innerLength: number): boolean {
  return from <= innerFrom && from + length >= innerFrom + innerLength;
}

function touch(a: number, aLength: number, b: number, bLength: number): boolean {
  return a <= b + bLength && b <= a + aLength;
}
