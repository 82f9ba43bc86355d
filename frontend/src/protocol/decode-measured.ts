import type { JsonObject } from "./json-object.js";
import type { MeasuredEvent } from "./measure-messages.js";

/** @throws ProtocolError */
export function measured(event: JsonObject): MeasuredEvent {
  const image = event.nullableObject("image");
  const refusal = event.nullableObject("refusal");
  return {
    type: "measured",
    viewport: event.integer("viewport", 0),
    number: event.integer("number", 0),
    revision: event.integer("revision", 0),
    image: image && { sopInstanceUID: image.requiredString("sopInstanceUID"), frame: image.integer("frame", 1) },
    values: event.objects("values").map((value) => ({
      name: value.requiredString("name"),
      value: value.number("value"),
      unit: value.string("unit"),
    })),
    spacing: event.requiredString("spacing"),
    notes: event.strings("notes"),
    refusal: refusal && { reason: refusal.requiredString("reason"), message: refusal.string("message") },
  };
}
