// @vitest-environment node
import { describe, expect, test } from "vitest";
import { toRgba } from "./pixels.js";

const bytesOf = (words: Uint32Array): number[] => [...new Uint8Array(words.buffer)];

describe("pixels", () => {
  test("blue first becomes red first, whatever the fourth byte was", () => {
    const words = new Uint32Array(new Uint8Array([1, 2, 200, 0, 9, 8, 7, 255]).buffer);
    toRgba(words, "bgr");
    expect(bytesOf(words)).toEqual([200, 2, 1, 255, 7, 8, 9, 255]);
  });

  test("red first stays so", () => {
    const words = new Uint32Array(new Uint8Array([1, 2, 200, 0]).buffer);
    toRgba(words, "rgb");
    expect(bytesOf(words)).toEqual([1, 2, 200, 255]);
  });
});
