// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import type { Tile } from "../protocol/messages.js";
import { fakeDecoder, tileOf } from "./testing.js";
import { TileDecoder, type DecodedImage } from "./tile-decoder.js";

const WAIT = { timeout: 30_000 };

function decoder() {
  const { decode, images } = fakeDecoder();
  const seen: string[] = [];
  const tiles = new TileDecoder<DecodedImage, Tile>(decode, {
    decoded: (tile) => seen.push(`decoded ${tile.sequence}`),
    broken: (tile, reason) => seen.push(`broken ${tile.sequence}: ${reason}`),
    dropped: (tile) => seen.push(`dropped ${tile.sequence}`),
  });
  return { tiles, images, seen };
}

describe("TileDecoder", () => {
  test("decodes one at a time and skips to the newest", async () => {
    const { tiles, images, seen } = decoder();
    [1, 2, 3, 4].forEach((sequence) => tiles.push(tileOf({ sequence })));
    expect([...images.keys()]).toEqual([1]);
    images.get(1)!.finish();
    await vi.waitFor(() => expect(images.has(4)).toBe(true), WAIT);
    images.get(4)!.finish();
    await vi.waitFor(() => expect(seen).toEqual(["dropped 2", "dropped 3", "decoded 1", "decoded 4"]), WAIT);
    expect([...images.keys()]).toEqual([1, 4]);
  });

  test("hands out nothing that was pushed before a reset, and frees it", async () => {
    const { tiles, images, seen } = decoder();
    tiles.push(tileOf({ sequence: 1 }));
    tiles.push(tileOf({ sequence: 2 }));
    tiles.reset();
    tiles.push(tileOf({ sequence: 3 }));
    images.get(1)!.finish();
    await vi.waitFor(() => expect(images.has(3)).toBe(true), WAIT);
    images.get(3)!.finish();
    await vi.waitFor(() => expect(seen).toEqual(["dropped 2", "dropped 1", "decoded 3"]), WAIT);
    expect(images.get(1)!.closed).toBe(true);
    expect(images.get(3)!.closed).toBe(false);
  });

  test("refuses an image that isn't of the size its header says", async () => {
    const { tiles, images, seen } = decoder();
    tiles.push(tileOf({ sequence: 1, imageWidth: 99 }));
    images.get(1)!.finish();
    await vi.waitFor(() => expect(seen).toEqual(["broken 1: image of 512 × 512, expected 99 × 512"]), WAIT);
    expect(images.get(1)!.closed).toBe(true);
  });

  test("goes on after an image that can't be decoded", async () => {
    const { tiles, images, seen } = decoder();
    tiles.push(tileOf({ sequence: 1 }));
    tiles.push(tileOf({ sequence: 2 }));
    images.get(1)!.fail("not a PNG");
    await vi.waitFor(() => expect(images.has(2)).toBe(true), WAIT);
    images.get(2)!.finish();
    await vi.waitFor(() => expect(seen).toEqual(["broken 1: not a PNG", "decoded 2"]), WAIT);
  });
});
