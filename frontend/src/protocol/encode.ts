import type { ClientMessage, RenderMessage } from "./messages.js";

const MAX_SEQUENCE = 0xffffffff;
const MAX_EDGE = 16384;
const MAX_PIXELS = 33_554_432;

/**
 * Writes a message for the server. A value out of the protocol's ranges is a fault of ours that the server would answer by ending the connection, so it is
 * refused here.
 *
 * @throws RangeError naming the member, its value and its range
 */
export function encodeMessage(message: ClientMessage): string {
  integer("viewport", message.viewport, 0, 15);
  if ("sequence" in message) {
    integer("sequence", message.sequence, 0, MAX_SEQUENCE);
  }
  if (message.type === "render") {
    checkRender(message);
  }
  return JSON.stringify(message);
}

function checkRender({ slice, window, region, size }: RenderMessage): void {
  integer("slice", slice, 1, MAX_SEQUENCE);
  if (window !== null) {
    finite("window.center", window.center);
    positive("window.width", window.width);
  }
  finite("region.x", region.x);
  finite("region.y", region.y);
  positive("region.width", region.width);
  positive("region.height", region.height);
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
