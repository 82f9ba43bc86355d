// @vitest-environment node
import { describe, expect, test } from "vitest";
import { drawAt } from "./paint.js";
import { drawnFromSource } from "./testing.js";

function drawn(placement: { left: number; top: number; width: number; height: number }, takes: boolean) {
  const done: unknown[] = [];
  const image = {
    ...drawnFromSource(512, 256),
    put: (_: CanvasRenderingContext2D, left: number, top: number) => {
      done.push(["put", left, top]);
      return takes;
    },
  };
  const context = { imageSmoothingEnabled: true, drawImage: (_: unknown, ...box: number[]) => done.push(["draw", ...box, context.imageSmoothingEnabled]) };
  drawAt(context as unknown as CanvasRenderingContext2D, image, placement);
  return done;
}

describe("a picture", () => {
  test("that fills its place pixel for pixel is put there", () => {
    expect(drawn({ left: 3.01, top: -7, width: 512, height: 256 }, true)).toEqual([["put", 3, -7]]);
  });

  test("that fits but can't be put is drawn without smoothing", () => {
    expect(drawn({ left: 3, top: -7, width: 512, height: 256 }, false)).toEqual([
      ["put", 3, -7],
      ["draw", 3, -7, 512, 256, false],
    ]);
  });

  test("of another size than its place is stretched", () => {
    expect(drawn({ left: 0, top: 0, width: 600, height: 300 }, true)).toEqual([["draw", 0, 0, 600, 300, true]]);
  });
});
