// @vitest-environment node
import { describe, expect, test } from "vitest";
import { ALL_KINDS, KINDS } from "../measure/kinds.js";
import { actionFor, BINDINGS, MEASURE_BINDINGS, PLANE_BINDINGS, planeActionFor, presetKey, SLICE_BINDINGS } from "./key-map.js";

function press(key: string, modifiers: Partial<Record<"shiftKey" | "ctrlKey" | "altKey" | "metaKey", boolean>> = {}) {
  return actionFor({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...modifiers });
}

describe("keys", () => {
  test.each([
    ["ArrowDown", { type: "scroll", by: 1 }],
    ["ArrowUp", { type: "scroll", by: -1 }],
    ["PageDown", { type: "scroll", by: 10 }],
    ["Home", { type: "first" }],
    ["End", { type: "last" }],
    ["+", { type: "zoom", factor: 1.25 }],
    ["-", { type: "zoom", factor: 0.8 }],
    ["f", { type: "fit" }],
    ["1", { type: "oneToOne" }],
    ["2", { type: "preset", number: 1 }],
    ["9", { type: "preset", number: 8 }],
    ["0", { type: "preset", number: 0 }],
    ["i", { type: "invert" }],
    ["r", { type: "reset" }],
    ["w", { type: "nudgeWindow", center: 0, width: 1 }],
    ["l", { type: "nudgeWindow", center: 1, width: 0 }],
    ["m", { type: "planes" }],
    ["v", { type: "layouts" }],
    ["n", { type: "nextViewport", by: 1 }],
    ["e", { type: "maximise" }],
    ["x", { type: "turnPicture", quarters: 1 }],
    ["s", { type: "link", link: "scroll" }],
    ["y", { type: "link", link: "window" }],
    ["k", { type: "findPoint" }],
    ["z", { type: "lens" }],
    ["h", { type: "flip", axis: "horizontal" }],
    ["?", { type: "help" }],
  ])("%s", (key, action) => {
    expect(press(key)).toEqual(action);
  });

  test("Shift turns the arrows to panning, and the others round", () => {
    expect(press("ArrowLeft", { shiftKey: true })).toEqual({ type: "pan", dx: -0.1, dy: 0 });
    expect(press("X", { shiftKey: true })).toEqual({ type: "turnPicture", quarters: -1 });
    expect(press("H", { shiftKey: true })).toEqual({ type: "flip", axis: "vertical" });
    expect(press("W", { shiftKey: true })).toEqual({ type: "nudgeWindow", center: 0, width: -1 });
    expect(press("L", { shiftKey: true })).toEqual({ type: "nudgeWindow", center: -1, width: 0 });
  });
  test("signs count however the keyboard types them", () => {
    expect(press("?", { shiftKey: true })).toEqual({ type: "help" });
    expect(press("+", { shiftKey: true })).toEqual({ type: "zoom", factor: 1.25 });
    // A French keyboard has its digits on Shift.
    expect(press("1", { shiftKey: true })).toEqual({ type: "oneToOne" });
  });
  test("with caps lock, letters mean the same", () => {
    expect(press("I")).toEqual({ type: "invert" });
  });
  test("Shift and a letter without a meaning of its own does nothing", () => {
    expect(press("R", { shiftKey: true })).toBeUndefined();
  });
  test.each(["ctrlKey", "altKey", "metaKey"] as const)("those with %s are the browser's", (modifier) => {
    expect(press("r", { [modifier]: true })).toBeUndefined();
    expect(press("ArrowLeft", { [modifier]: true })).toBeUndefined();
  });
  test("others are nobody's", () => {
    expect(press("ö")).toBeUndefined();
    expect(press("Tab")).toBeUndefined();
    expect(press(" ")).toBeUndefined();
  });
  test.each([
    ["slices", [...SLICE_BINDINGS, ...MEASURE_BINDINGS]],
    ["planes", PLANE_BINDINGS],
  ])("no key stands for two things in %s", (_, own) => {
    const keys = [...BINDINGS, ...own].flatMap((binding) => Object.keys(binding.keys));
    expect(new Set(keys).size).toBe(keys.length);
  });
  test("planes have some of their own, beside those of slices", () => {
    const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    expect(planeActionFor({ ...plain, key: "v" })).toEqual({ type: "layout" });
    expect(planeActionFor({ ...plain, key: "S", shiftKey: true })).toEqual({ type: "thicker", by: -1 });
    expect(planeActionFor({ ...plain, key: "o" })).toEqual({ type: "angles" });
    expect(planeActionFor({ ...plain, key: "m" })).toEqual({ type: "planes" });
    expect(planeActionFor({ ...plain, key: "v", ctrlKey: true })).toBeUndefined();
    expect(press("v")).toEqual({ type: "layouts" });
    expect(planeActionFor({ ...plain, key: "e" })).toBeUndefined();
  });
  test("tools for measuring, and undoing with Ctrl as everywhere", () => {
    expect(press("d")).toEqual({ type: "measure", kind: "length" });
    expect(press("A", { shiftKey: true })).toEqual({ type: "measure", kind: "cobb" });
    expect(press("Delete")).toEqual({ type: "deleteMeasurement" });
    expect(press("z", { ctrlKey: true })).toEqual({ type: "undoMeasuring" });
    expect(press("z", { metaKey: true })).toEqual({ type: "undoMeasuring" });
    expect(press("Z", { ctrlKey: true, shiftKey: true })).toEqual({ type: "redoMeasuring" });
    expect(press("z")).toEqual({ type: "lens" });
  });
  test("each tool for measuring has a key in planes too, and takes none from the planes", () => {
    const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    for (const kind of ALL_KINDS) {
      const shown = KINDS[kind].planeKey ?? KINDS[kind].key;
      const pressed = { ...plain, key: shown.at(-1)!, shiftKey: shown.startsWith("Shift") };
      expect(planeActionFor(pressed)).toEqual({ type: "measure", kind });
    }
    for (const [key, action] of [...BINDINGS, ...PLANE_BINDINGS].flatMap(({ keys }) => Object.entries<unknown>(keys))) {
      const letter = key.replace(/^(Ctrl|Shift)\+/, "");
      expect(planeActionFor({ ...plain, key: letter, shiftKey: key.startsWith("Shift+"), ctrlKey: key.startsWith("Ctrl+") })).toEqual(action);
    }
    expect(planeActionFor({ ...plain, key: "z", ctrlKey: true })).toEqual({ type: "undoMeasuring" });
  });
  test("the menu names the key that works", () => {
    for (const number of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      expect(press(presetKey(number)!)).toEqual({ type: "preset", number });
    }
    expect(presetKey(9)).toBeUndefined();
  });
});
