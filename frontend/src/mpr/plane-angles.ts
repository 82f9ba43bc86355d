import { normalOf, turnedFrame, type Frame } from "./plane.js";
import { dot, times } from "./vector.js";

/**
 * How a plane lies, by two angles from the coronal plane: first it is turned about its vertical axis, then tilted about its own horizontal one. A turn of 90° is
 * the sagittal plane, a tilt of 90° the axial one. The picture stands upright: its rows lie in an axial plane.
 */
export interface PlaneAngles {
  /** In degrees, from -180 to 180; positive where the picture's right side goes away from the viewer. */
  readonly turn: number;
  /** In degrees, from -90 to 90; positive where its lower side goes away. */
  readonly tilt: number;
}

const DEGREE = Math.PI / 180;
/** So near to the axial plane (the sine of a thousandth of a degree) no turn can be told from the normal. */
const UPRIGHT = 1.7e-5;

/** @param coronal of the axes that count: the patient's, or those of the acquisition */
export function frameAt({ turn, tilt }: PlaneAngles, coronal: Frame): Frame {
  const up = times(coronal.down, -1);
  const turned = turnedFrame(coronal, up, turn * DEGREE);
  return turnedFrame(turned, turned.right, tilt * DEGREE);
}

/** The angles of a plane, however its picture is turned in itself. */
export function anglesOf(frame: Frame, coronal: Frame): PlaneAngles {
  const away = normalOf(coronal);
  const normal = normalOf(frame);
  const [x, y, z] = [dot(normal, coronal.right), dot(normal, away), -dot(normal, coronal.down)];
  const turn =
    Math.hypot(x, y) > UPRIGHT ? Math.atan2(-x, y) : Math.atan2(dot(frame.right, away), dot(frame.right, coronal.right));
  return { turn: turn / DEGREE, tilt: Math.asin(Math.max(-1, Math.min(1, z))) / DEGREE };
}
