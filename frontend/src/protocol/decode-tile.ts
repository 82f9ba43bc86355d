import { ProtocolError, type Tile } from "./messages.js";

const HEADER_BYTES = 56;
/** "LBT1" */
const MAGIC = 0x4c425431;
const FLAG_EXACT = 1;
const FLAG_SOURCE_LOSSY = 2;
const FLAG_INVERTED = 4;

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
