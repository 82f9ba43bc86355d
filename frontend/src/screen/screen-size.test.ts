// @vitest-environment node
import { describe, expect, test } from "vitest";
import { ScreenSize } from "./screen-size.js";

const SCREEN = { width: 1920, height: 1080, density: 1 };

class Store {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
}

describe("the size of a screen's pixels", () => {
  const sizeIn = (store: Store) => new ScreenSize(() => store);

  test("is known again on the same screen, however the browser zooms, and on no other", () => {
    const store = new Store();
    expect(sizeIn(store).pixelsPerMm(SCREEN)).toBeUndefined();
    sizeIn(store).keep(SCREEN, 3.6);
    expect(sizeIn(store).pixelsPerMm(SCREEN)).toBe(3.6);
    expect(sizeIn(store).pixelsPerMm({ width: 1536, height: 864, density: 1.25 })).toBe(3.6);
    expect(sizeIn(store).pixelsPerMm({ ...SCREEN, width: 2560 })).toBeUndefined();
  });
  test("is all that is kept", () => {
    const store = new Store();
    sizeIn(store).keep(SCREEN, 3.6);
    expect([...store.kept]).toEqual([["lightbox.screen", '{"screen":"1920x1080","pixelsPerMm":3.6}']]);
  });
  test.each(["", "{", "null", "7", "[]", '{"screen":"1920x1080"}', '{"screen":"1920x1080","pixelsPerMm":"4"}', '{"screen":"1920x1080","pixelsPerMm":400}'])(
    "isn't taken from something else (%s)",
    (value) => {
      const store = new Store();
      store.setItem("lightbox.screen", value);
      expect(sizeIn(store).pixelsPerMm(SCREEN)).toBeUndefined();
    },
  );
  test("is known as long as the page lives where storing is forbidden", () => {
    const forbidden = new ScreenSize(() => {
      throw new Error("forbidden");
    });
    expect(forbidden.pixelsPerMm(SCREEN)).toBeUndefined();
    forbidden.keep(SCREEN, 3.6);
    expect(forbidden.pixelsPerMm(SCREEN)).toBe(3.6);
  });
});
