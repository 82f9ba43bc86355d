// @vitest-environment node
import { expect, test } from "vitest";
import { deviceSize } from "./device-size.js";

const CSS = { width: 801.5, height: 600.25 };

test("the browser's count of device pixels wins over our rounding", () => {
  expect(deviceSize(CSS, 2, { width: 1604, height: 1200 })).toEqual({ width: 1604, height: 1200 });
});
test("without a count CSS pixels times the density are rounded", () => {
  expect(deviceSize(CSS, 2, undefined)).toEqual({ width: 1603, height: 1201 });
});
test("a count that contradicts the density isn't believed", () => {
  expect(deviceSize(CSS, 2, { width: 801, height: 600 })).toEqual({ width: 1603, height: 1201 });
});
