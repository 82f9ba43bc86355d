// @vitest-environment node
import { describe, expect, test } from "vitest";
import { afterClose, afterRefusal, pauseMs } from "./close-policy.js";

describe("after a close", () => {
  test.each([1001, 1006, 1011, 1012, 1008, 1013])("with %d it is tried again", (code) => {
    expect(afterClose(code)).toEqual({ retry: true, minPauseMs: 0 });
  });
  test("with 4429 it is tried again after 5 s", () => {
    expect(afterClose(4429)).toEqual({ retry: true, minPauseMs: 5000 });
  });
  test.each([
    [1000, "done"],
    [4400, "not-understood"],
    [1009, "not-understood"],
    [4401, "signed-out"],
    [4404, "not-available"],
  ])("with %d it is over: %s", (code, reason) => {
    expect(afterClose(code)).toEqual({ retry: false, reason });
  });
});

describe("after a refused handshake, a status of", () => {
  test.each([204, 500, 502, undefined])("%s means another try", (status) => {
    expect(afterRefusal(status)).toEqual({ retry: true, minPauseMs: 0 });
  });
  test.each([
    [401, "signed-out"],
    [0, "signed-out"],
    [404, "not-available"],
    [403, "not-available"],
  ])("%d means the end: %s", (status, reason) => {
    expect(afterRefusal(status)).toEqual({ retry: false, reason });
  });
});

test("pauses double from 0.5 s to 10 s", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => pauseMs(attempt, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 10000, 10000,
  ]);
});
test("pauses are shortened by up to a fifth at random", () => {
  expect(pauseMs(1, 0.5)).toBe(900);
  expect(pauseMs(1, 1)).toBe(800);
});
