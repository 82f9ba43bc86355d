import { ProtocolError, type Picture } from "../protocol/messages.js";
import { toRgba } from "./pixels.js";
import type { JoinImages } from "./strips.js";
import type { DecodedImage } from "./tile-decoder.js";

/** A decoded picture, ready for the screen. */
export interface PictureImage extends DecodedImage {
  /** To be stretched, turned or put beside others; good until the image is closed. */
  readonly source: CanvasImageSource;

  /**
   * Puts it at a place of whole device pixels, pixel for pixel, whatever clip or blending the canvas has.
   *
   * @returns false where that can't be done, and it is to be drawn from its source
   */
  put(context: CanvasRenderingContext2D, left: number, top: number): boolean;
}

/** Buffers that wait for the next picture, at most: a few full views. */
const MOST_FREE_BYTES = 8 * 1024 * 1024;

interface PixelBuffer {
  readonly data: ImageData;
  readonly words: Uint32Array;
  surface?: OffscreenCanvas;
}

/**
 * Buffers of pictures, used again and again: the first touch of each page of new memory costs more than everything else that is done with a picture (docs/decisions/0054).
 */
class PixelBuffers {
  private free: PixelBuffer[] = [];
  private bytes = 0;

  take(width: number, height: number): PixelBuffer {
    const at = this.free.findLastIndex(({ data }) => data.width === width && data.height === height);
    const [kept] = at < 0 ? [] : this.free.splice(at, 1);
    if (kept) {
      this.bytes -= kept.data.data.byteLength;
      return kept;
    }
    const data = new ImageData(width, height);
    return { data, words: new Uint32Array(data.data.buffer) };
  }

  give(buffer: PixelBuffer): void {
    this.free.push(buffer);
    this.bytes += buffer.data.data.byteLength;
    while (this.bytes > MOST_FREE_BYTES) {
      this.bytes -= this.free.shift()?.data.data.byteLength ?? this.bytes;
    }
  }
}

const buffers = new PixelBuffers();

/** Pixels in memory that is used again once the image is closed. */
class PixelImage implements PictureImage {
  readonly width: number;
  readonly height: number;
  private drawable = false;
  private buffer: PixelBuffer | undefined;

  constructor(buffer: PixelBuffer) {
    this.buffer = buffer;
    this.width = buffer.data.width;
    this.height = buffer.data.height;
  }

  /** Made when it is first needed: a picture that fills its place never does. */
  get source(): CanvasImageSource {
    const buffer = this.open();
    buffer.surface ??= new OffscreenCanvas(this.width, this.height);
    if (!this.drawable) {
      buffer.surface.getContext("2d", { alpha: false })?.putImageData(buffer.data, 0, 0);
      this.drawable = true;
    }
    return buffer.surface;
  }

  put(context: CanvasRenderingContext2D, left: number, top: number): boolean {
    const { a, b, c, d, e, f } = context.getTransform();
    if (a !== 1 || b !== 0 || c !== 0 || d !== 1 || !Number.isInteger(left + e) || !Number.isInteger(top + f)) {
      return false;
    }
    context.putImageData(this.open().data, left + e, top + f);
    return true;
  }

  close(): void {
    if (this.buffer) {
      buffers.give(this.buffer);
      this.buffer = undefined;
    }
  }

  private open(): PixelBuffer {
    if (!this.buffer) {
      throw new Error("the image is closed");
    }
    return this.buffer;
  }
}

class BitmapImage implements PictureImage {
  constructor(readonly source: ImageBitmap) {}

  get width(): number {
    return this.source.width;
  }

  get height(): number {
    return this.source.height;
  }

  put(): boolean {
    return false;
  }

  close(): void {
    this.source.close();
  }
}

/** Pixels arrive as they were sent: no colour management, no premultiplication. */
export async function decodePictureImage(tile: Picture): Promise<PictureImage> {
  if (tile.image.byteLength === 0) {
    throw new ProtocolError("image of 0 bytes");
  }
  const type = tile.format === "png" ? "image/png" : "image/jpeg";
  // What the one can't decode the other may, or says why.
  const quick = await decodeIntoBuffer(tile.image, type).catch(() => undefined);
  return quick ?? new BitmapImage(await createImageBitmap(new Blob([tile.image], { type }), { colorSpaceConversion: "none", premultiplyAlpha: "none" }));
}

/**
 * By the decoder that takes bytes as they are: a Blob is first carried to another process and back, which takes several times as long as decoding.
 *
 * @returns undefined where the browser hasn't got it (outside of secure contexts, too), or it gives something else than four bytes a pixel
 */
async function decodeIntoBuffer(data: Uint8Array<ArrayBuffer>, type: string): Promise<PictureImage | undefined> {
  if (typeof ImageDecoder === "undefined" || typeof OffscreenCanvas === "undefined") {
    return undefined;
  }
  const decoder = new ImageDecoder({ data, type, colorSpaceConversion: "none" });
  try {
    const { image: frame } = await decoder.decode();
    try {
      const { displayWidth: width, displayHeight: height, format } = frame;
      const order = format && FOUR_BYTES.get(format);
      if (!order || frame.allocationSize() !== width * height * 4) {
        return undefined;
      }
      const buffer = buffers.take(width, height);
      await frame.copyTo(buffer.data.data);
      toRgba(buffer.words, order);
      return new PixelImage(buffer);
    } finally {
      frame.close();
    }
  } finally {
    decoder.close();
  }
}

/** Formats of opaque pixels: nothing that is sent has transparency. */
const FOUR_BYTES = new Map<VideoPixelFormat, "rgb" | "bgr">([
  ["RGBX", "rgb"],
  ["RGBA", "rgb"],
  ["BGRX", "bgr"],
  ["BGRA", "bgr"],
]);

/** As {@link JoinImages} says; undefined in browsers that can't. */
export const joinPictures: JoinImages<PictureImage> | undefined =
  typeof OffscreenCanvas === "undefined"
    ? undefined
    : ({ width, height }, images) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext("2d", { alpha: false });
        if (!context) {
          throw new Error("no 2D canvas");
        }
        context.imageSmoothingEnabled = false;
        for (const { image, left, top } of images) {
          context.drawImage(image.source, left, top);
        }
        return new BitmapImage(canvas.transferToImageBitmap());
      };
