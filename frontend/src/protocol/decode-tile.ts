import { type Picture, type PlaneTile, ProtocolError, type Tile } from "./messages.js";

const HEADER_BYTES = 56;
const PLANE_HEADER_BYTES = 64;
/** "LBT1" */
const MAGIC = 0x4c425431;
/** "LBP1" */
const PLANE_MAGIC = 0x4c425031;
const FLAG_EXACT = 1;
const FLAG_SOURCE_LOSSY = 2;
const FLAG_INVERTED = 4;
/** Of slices; the same bits say something else of planes. */
const FLAG_PRESENTED = 8;
const FLAG_AHEAD = 16;
const FLAG_COMPLETE = 8;
const FLAG_CROSSES_GAP = 16;

/**
 * Reads any binary message, by its first four bytes.
 *
 * @throws ProtocolError
 */
export function decodePicture(message: ArrayBuffer): Picture {
  const isPlane = message.byteLength >= 4 && new DataView(message).getUint32(0) === PLANE_MAGIC;
  return isPlane ? decodePlaneTile(message) : decodeTile(message);
}

/**
 * Reads a binary message. Every field is checked before it is used: a header that lies never leads to a picture in the wrong place.
 *
 * @throws ProtocolError
 */
export function decodeTile(message: ArrayBuffer): Tile {
  if (message.byteLength < HEADER_BYTES) {
    throw new ProtocolError(`tile of ${message.byteLength} bytes, expected at least ${HEADER_BYTES}`);
  }
  const view = new DataView(message);
  const magic = view.getUint32(0);
  if (magic !== MAGIC) {
    throw new ProtocolError(`tile begins with 0x${magic.toString(16)}, expected 0x${MAGIC.toString(16)} ("LBT1")`);
  }
  const flags = view.getUint8(5);
  const imageBytes = view.getUint32(48);
  if (imageBytes !== message.byteLength - HEADER_BYTES) {
    throw new ProtocolError(`tile announces ${imageBytes} bytes of image, found ${message.byteLength - HEADER_BYTES}`);
  }
  return {
    format: format(view.getUint8(4)),
    exact: (flags & FLAG_EXACT) !== 0,
    sourceLossy: (flags & FLAG_SOURCE_LOSSY) !== 0,
    inverted: (flags & FLAG_INVERTED) !== 0,
    presented: (flags & FLAG_PRESENTED) !== 0,
    ahead: (flags & FLAG_AHEAD) !== 0,
    viewport: view.getUint16(6),
    sequence: view.getUint32(8),
    slice: atLeastOne("slice", view.getUint32(12)),
    region: {
      x: finite("region.x", view.getFloat32(16)),
      y: finite("region.y", view.getFloat32(20)),
      width: positive("region.width", view.getFloat32(24)),
      height: positive("region.height", view.getFloat32(28)),
    },
    imageWidth: atLeastOne("image width", view.getUint32(32)),
    imageHeight: atLeastOne("image height", view.getUint32(36)),
    ...window(view.getFloat32(40), view.getFloat32(44)),
    image: new Uint8Array(message, HEADER_BYTES),
  };
}

/**
 * Reads a picture of a volume, as carefully as {@link decodeTile}.
 *
 * @throws ProtocolError
 */
export function decodePlaneTile(message: ArrayBuffer): PlaneTile {
  if (message.byteLength < PLANE_HEADER_BYTES) {
    throw new ProtocolError(`plane of ${message.byteLength} bytes, expected at least ${PLANE_HEADER_BYTES}`);
  }
  const view = new DataView(message);
  const magic = view.getUint32(0);
  if (magic !== PLANE_MAGIC) {
    throw new ProtocolError(`plane begins with 0x${magic.toString(16)}, expected 0x${PLANE_MAGIC.toString(16)} ("LBP1")`);
  }
  const flags = view.getUint8(5);
  const imageBytes = view.getUint32(56);
  if (imageBytes !== message.byteLength - PLANE_HEADER_BYTES) {
    throw new ProtocolError(
      `plane announces ${imageBytes} bytes of image, found ${message.byteLength - PLANE_HEADER_BYTES}`,
    );
  }
  const loaded = view.getUint32(12);
  const slices = atLeastOne("slices", view.getUint32(16));
  if (loaded > slices) {
    throw new ProtocolError(`plane is made from ${loaded} slices, expected at most ${slices}`);
  }
  return {
    format: format(view.getUint8(4)),
    exact: (flags & FLAG_EXACT) !== 0,
    sourceLossy: (flags & FLAG_SOURCE_LOSSY) !== 0,
    inverted: (flags & FLAG_INVERTED) !== 0,
    complete: (flags & FLAG_COMPLETE) !== 0,
    crossesGap: (flags & FLAG_CROSSES_GAP) !== 0,
    viewport: view.getUint16(6),
    sequence: view.getUint32(8),
    loaded,
    slices,
    center: {
      x: finite("center.x", view.getFloat32(20)),
      y: finite("center.y", view.getFloat32(24)),
      z: finite("center.z", view.getFloat32(28)),
    },
    spacing: positive("spacing", view.getFloat32(32)),
    slab: finite("slab", view.getFloat32(36)),
    imageWidth: atLeastOne("image width", view.getUint32(40)),
    imageHeight: atLeastOne("image height", view.getUint32(44)),
    ...window(view.getFloat32(48), view.getFloat32(52)),
    image: new Uint8Array(message, PLANE_HEADER_BYTES),
  };
}

function format(code: number): Tile["format"] {
  switch (code) {
    case 1:
      return "png";
    case 2:
      return "jpeg";
    default:
      throw new ProtocolError(`tile format is ${code}, expected 1 (PNG) or 2 (JPEG)`);
  }
}

function window(center: number, width: number): Pick<Tile, "windowCenter" | "windowWidth"> {
  if (Number.isNaN(center) && Number.isNaN(width)) {
    return { windowCenter: null, windowWidth: null };
  }
  return { windowCenter: finite("window center", center), windowWidth: positive("window width", width) };
}

function atLeastOne(name: string, value: number): number {
  if (value < 1) {
    throw new ProtocolError(`tile's ${name} is ${value}, expected at least 1`);
  }
  return value;
}

function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) {
    throw new ProtocolError(`tile's ${name} is ${value}, expected a finite number`);
  }
  return value;
}

function positive(name: string, value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new ProtocolError(`tile's ${name} is ${value}, expected a number above 0`);
  }
  return value;
}
