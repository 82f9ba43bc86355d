import type { JsonObject } from "./json-object.js";
import type {
  GraphicUnits,
  Presentation,
  PresentationArea,
  PresentationEvent,
  PresentationGraphic,
  PresentationText,
} from "./messages.js";

/** What the server says of a presentation state. */
export function presentation(event: JsonObject): PresentationEvent {
  const found = event.nullableObject("presentation");
  return {
    type: "presentation",
    viewport: event.integer("viewport", 0),
    sequence: event.integer("sequence", 0),
    refusal: event.string("refusal"),
    presentation: found && members(found),
  };
}

function members(found: JsonObject): Presentation {
  const degrees = found.number("degrees");
  if (degrees !== 0 && degrees !== 90 && degrees !== 180 && degrees !== 270) {
    return found.fail("degrees", degrees, "0, 90, 180 or 270");
  }
  return {
    sopInstanceUID: found.requiredString("sopInstanceUID"),
    label: found.string("label"),
    degrees,
    flip: found.boolean("flip"),
    slices: runs(found),
    areas: found.objects("areas").map(area),
    graphics: found.objects("graphics").map(graphic),
    texts: found.objects("texts").map(words),
    warnings: found.strings("warnings"),
  };
}

function area(found: JsonObject): PresentationArea {
  const mode = found.requiredString("mode");
  const [left, top, right, bottom] = [found.number("left"), found.number("top"), found.number("right"), found.number("bottom")];
  if (right <= left || bottom <= top) {
    return found.fail("right", right, "an area that isn't empty");
  }
  if (mode !== "scale-to-fit" && mode !== "true-size" && mode !== "magnify") {
    return found.fail("mode", "a string", "scale-to-fit, true-size or magnify");
  }
  return { slices: runs(found), left, top, right, bottom, mode, magnification: found.nullableNumber("magnification"), columnSpacing: found.nullableNumber("columnSpacing") };
}

function graphic(found: JsonObject): PresentationGraphic {
  return { slices: runs(found), color: color(found), units: units(found), filled: found.boolean("filled"), points: points(found, "points") };
}

function words(found: JsonObject): PresentationText {
  const box = found.nullableObject("box");
  const anchor = found.nullableObject("anchor");
  return {
    slices: runs(found),
    color: color(found),
    text: found.string("text"),
    box: box && { units: units(box), corners: points(box, "corners", 4), align: align(box.string("align")) },
    anchor: anchor && { units: units(anchor), at: points(anchor, "at", 2), visible: anchor.boolean("visible") },
  };
}

function align(term: string): "left" | "right" | "center" {
  return term === "right" || term === "center" ? term : "left";
}

function units(found: JsonObject): GraphicUnits {
  const units = found.requiredString("units");
  return units === "pixel" || units === "display" ? units : found.fail("units", "a string", "pixel or display");
}

/** It goes into a style: nothing but a colour may. */
function color(found: JsonObject): string {
  const color = found.requiredString("color");
  return /^#[0-9a-f]{6}$/.test(color) ? color : found.fail("color", "a string", "#rrggbb");
}

function runs(found: JsonObject): readonly number[] {
  return points(found, "slices");
}

/** Pairs of numbers. */
function points(found: JsonObject, name: string, exactly?: number): readonly number[] {
  const numbers = found.numbers(name);
  if (numbers.length % 2 !== 0 || (exactly !== undefined && numbers.length !== exactly)) {
    return found.fail(name, numbers.length, exactly === undefined ? "pairs of numbers" : `${exactly} numbers`);
  }
  return numbers;
}
