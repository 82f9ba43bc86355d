import type { OrientationLetters } from "../protocol/messages.js";
import { lengthOf, times, type Vector } from "./vector.js";

/** An axis whose share of the direction is less than this gets no letter: about 3 degrees. The server's slices follow the same rule. */
const NEGLIGIBLE = 0.05;

/** What a picture's edges point to in the patient, as PS3.3 C.7.6.1.1.1 names the directions of a biped. */
export function lettersOf(right: Vector, down: Vector): OrientationLetters {
  return {
    left: directionLetters(times(right, -1)),
    right: directionLetters(right),
    top: directionLetters(times(down, -1)),
    bottom: directionLetters(down),
  };
}

/** The letters of a direction, the axis with the largest share first: `L`, `AL`, `PRH`; empty for no direction. */
export function directionLetters(direction: Vector): string {
  const length = lengthOf(direction);
  if (!(length > 0) || !Number.isFinite(length)) {
    return "";
  }
  const shares = [
    { share: direction.x / length, positive: "L", negative: "R" },
    { share: direction.y / length, positive: "P", negative: "A" },
    { share: direction.z / length, positive: "H", negative: "F" },
  ];
  return shares
    .filter(({ share }) => Math.abs(share) >= NEGLIGIBLE)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .map(({ share, positive, negative }) => (share > 0 ? positive : negative))
    .join("");
}
