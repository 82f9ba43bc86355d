import type { MeasureMessage } from "./measure-messages.js";
import type { AheadMessage, ClientMessage, PatientPoint, PlaneMessage, RenderMessage, Size, WindowLevel } from "./messages.js";

const MAX_VIEWPORT = 31;
/** Of a message, which is in ASCII. */
const MAX_LENGTH = 8192;
const MAX_SEQUENCE = 0xffffffff;
/** Slices of one `ahead`. */
export const MAX_AHEAD = 32;
const MAX_EDGE = 16384;
const MAX_PIXELS = 33_554_432;
const MAX_COORDINATE = 1e6;
const MIN_SPACING = 1e-4;
const MAX_SPACING = 1e4;
const MAX_SLAB = 5000;
/** How far from perpendicular unit vectors a plane's directions may be. */
const TOLERANCE = 0.01;

/**
 * Writes a message for the server. A value out of the protocol's ranges is a fault of ours that the server would answer by ending the connection, so it is
 * refused here.
 *
 * @throws RangeError naming the member, its value and its range
 */
export function encodeMessage(message: ClientMessage): string {
  if ("viewport" in message) {
    integer("viewport", message.viewport, 0, MAX_VIEWPORT);
  }
  if ("sequence" in message) {
    integer("sequence", message.sequence, 0, MAX_SEQUENCE);
  }
  switch (message.type) {
    case "render":
      checkRender(message);
      break;
    case "ahead":
      checkRender(message);
      integer("received", message.received, 0, MAX_SEQUENCE);
      integer("slices.length", message.slices.length, 0, MAX_AHEAD);
      message.slices.forEach((slice) => integer("slices", slice, 1, MAX_SEQUENCE));
      break;
    case "mpr":
      if (message.slice !== null) {
        integer("slice", message.slice, 1, MAX_SEQUENCE);
      }
      break;
    case "plane":
      checkPlane(message);
      break;
    case "probe":
      integer("number", message.number, 0, MAX_SEQUENCE);
      checkPoint("point", message.point);
      break;
    case "measure":
      checkMeasure(message);
      break;
    case "export":
      integer("number", message.number, 0, MAX_SEQUENCE);
      if (message.slice !== null) {
        integer("slice", message.slice, 1, MAX_SEQUENCE);
      }
      break;
    default:
  }
  const text = JSON.stringify(message);
  if (text.length > MAX_LENGTH) {
    throw new RangeError(`the message has ${text.length} characters, expected at most ${MAX_LENGTH}`);
  }
  return text;
}

function checkMeasure(message: MeasureMessage): void {
  integer("number", message.number, 0, MAX_SEQUENCE);
  integer("revision", message.revision, 0, MAX_SEQUENCE);
  if (message.points.length === 0) {
    throw new RangeError("points are none, expected some");
  }
  if (message.slice === null) {
    checkFrame(message.plane);
    message.points.forEach((point) => checkPoint("points", point));
  } else {
    integer("slice", message.slice, 1, MAX_SEQUENCE);
    message.points.forEach(({ x, y }) => checkPoint("points", { x, y, z: 0 }));
  }
}

function checkRender({ slice, window, region, size }: RenderMessage | AheadMessage): void {
  integer("slice", slice, 1, MAX_SEQUENCE);
  checkWindow(window);
  finite("region.x", region.x);
  finite("region.y", region.y);
  positive("region.width", region.width);
  positive("region.height", region.height);
  checkSize(size);
}

function checkPlane(message: PlaneMessage): void {
  checkPoint("center", message.center);
  checkFrame(message);
  within("spacing", message.spacing, MIN_SPACING, MAX_SPACING);
  checkWindow(message.window);
  checkSize(message.size);
}

function checkFrame({ right, down, slab }: Pick<PlaneMessage, "right" | "down" | "slab">): void {
  checkPoint("right", right);
  checkPoint("down", down);
  if (!isUnit(right) || !isUnit(down) || Math.abs(dot(right, down)) > TOLERANCE) {
    throw new RangeError("right and down must be perpendicular unit vectors");
  }
  within("slab", slab, 0, MAX_SLAB);
}

function isUnit(vector: PatientPoint): boolean {
  return Math.abs(Math.sqrt(dot(vector, vector)) - 1) <= TOLERANCE;
}

function dot(a: PatientPoint, b: PatientPoint): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

function checkPoint(name: string, { x, y, z }: PatientPoint): void {
  within(`${name}.x`, x, -MAX_COORDINATE, MAX_COORDINATE);
  within(`${name}.y`, y, -MAX_COORDINATE, MAX_COORDINATE);
  within(`${name}.z`, z, -MAX_COORDINATE, MAX_COORDINATE);
}

function checkWindow(window: WindowLevel | null): void {
  if (window !== null) {
    finite("window.center", window.center);
    positive("window.width", window.width);
  }
}

function checkSize(size: Size): void {
  integer("size.width", size.width, 1, MAX_EDGE);
  integer("size.height", size.height, 1, MAX_EDGE);
  if (size.width * size.height > MAX_PIXELS) {
    throw new RangeError(`size is ${size.width} × ${size.height}, expected at most ${MAX_PIXELS} pixels together`);
  }
}

function integer(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} is ${value}, expected an integer from ${min} to ${max}`);
  }
}

function within(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) {
    throw new RangeError(`${name} is ${value}, expected a number from ${min} to ${max}`);
  }
}

function finite(name: string, value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${name} is ${value}, expected a finite number`);
  }
}

function positive(name: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${name} is ${value}, expected a number above 0`);
  }
}
