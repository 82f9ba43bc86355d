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

  test("what was decoded before it is pushed isn't decoded again", async () => {
    const { tiles, images, seen } = decoder();
    const likely = tileOf({ sequence: 1 });
    tiles.prepare([likely]);
    images.get(1)!.finish();
    tiles.push({ ...likely, sequence: 2 });
    await vi.waitFor(() => expect(seen).toEqual(["decoded 2"]), WAIT);
    expect([...images.keys()]).toEqual([1]);
    expect(images.get(1)!.closed).toBe(false);
  });

  test("what is being decoded when it is pushed isn't decoded twice", async () => {
    const { tiles, images, seen } = decoder();
    const likely = tileOf({ sequence: 1 });
    tiles.prepare([likely]);
    tiles.push({ ...likely, sequence: 2 });
    images.get(1)!.finish();
    await vi.waitFor(() => expect(seen).toEqual(["decoded 2"]), WAIT);
    expect([...images.keys()]).toEqual([1]);
  });

  test("decodes what may be pushed next one after the other, and not while it decodes what was", async () => {
    const { tiles, images, seen } = decoder();
    tiles.push(tileOf({ sequence: 1 }));
    tiles.prepare([tileOf({ sequence: 2 }), tileOf({ sequence: 3 })]);
    expect([...images.keys()]).toEqual([1]);
    images.get(1)!.finish();
    await vi.waitFor(() => expect([...images.keys()]).toEqual([1, 2]), WAIT);
    expect(seen).toEqual(["decoded 1"]);
    images.get(2)!.finish();
    await vi.waitFor(() => expect([...images.keys()]).toEqual([1, 2, 3]), WAIT);
  });

  test("frees what was decoded and isn't likely any more", async () => {
    const { tiles, images, seen } = decoder();
    const [first, second, third] = [1, 2, 3].map((sequence) => tileOf({ sequence }));
    tiles.prepare([first!, second!]);
    images.get(1)!.finish();
    await vi.waitFor(() => expect(images.has(2)).toBe(true), WAIT);
    tiles.prepare([second!, third!]);
    images.get(2)!.finish();
    await vi.waitFor(() => expect(images.has(3)).toBe(true), WAIT);
    tiles.reset();
    images.get(3)!.finish();
    await vi.waitFor(() => expect([1, 2, 3].map((number) => images.get(number)!.closed)).toEqual([true, true, true]), WAIT);
    expect(seen).toEqual([]);
  });

  test("says that a picture can't be decoded when it is pushed, and not before", async () => {
    const { tiles, images, seen } = decoder();
    const likely = tileOf({ sequence: 1 });
    tiles.prepare([likely, tileOf({ sequence: 2 })]);
    images.get(1)!.fail("not a PNG");
    await vi.waitFor(() => expect(images.has(2)).toBe(true), WAIT);
    expect(seen).toEqual([]);
    tiles.push({ ...likely, sequence: 3 });
    await vi.waitFor(() => expect(seen).toEqual(["broken 3: not a PNG"]), WAIT);
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
