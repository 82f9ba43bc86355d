import { messageText, type MessageParam, type ServerMessage } from "../i18n/messages.js";
import { measured } from "./decode-measured.js";
import { presentation } from "./decode-presentation.js";
import { slices } from "./decode-slices.js";
import { JsonObject } from "./json-object.js";
import type {
  BesideEvent,
  BesideRefusal,
  Cover,
  ExportEvent,
  FailedEvent,
  PatientPoint,
  PatientSummary,
  Preset,
  PriorStudy,
  ProbeEvent,
  ProgressEvent,
  Relation,
  SeriesEvent,
  SeriesSummary,
  ServerEvent,
  StudySummary,
  VolumeEvent,
  WarningEvent,
  WindowLevel,
} from "./messages.js";

/**
 * Reads a text message of the server.
 *
 * @returns the event; undefined for a type that this version doesn't know (a newer server may say more, and nothing shown depends on it)
 * @throws ProtocolError
 */
export function decodeEvent(text: string): ServerEvent | undefined {
  const event = JsonObject.parse(text);
  switch (event.requiredString("type")) {
    case "study":
      return { type: "study", ...study(event) };
    case "priors":
      return { type: "priors", studies: event.objects("studies").map(prior) };
    case "beside":
      return beside(event);
    case "series":
      return series(event);
    case "volume":
      return volume(event);
    case "probe":
      return probe(event);
    case "measured":
      return measured(event);
    case "export":
      return exported(event);
    case "presentation":
      return presentation(event);
    case "progress":
      return progress(event);
    case "failed":
      return failed(event);
    case "warning":
      return warning(event);
    default:
      return undefined;
  }
}

function study(event: JsonObject): StudySummary {
  return {
    studyInstanceUID: event.requiredString("studyInstanceUID"),
    patient: patient(event.object("patient")),
    date: event.string("date"),
    time: event.string("time"),
    description: event.string("description"),
    accessionNumber: event.string("accessionNumber"),
    referringPhysician: event.string("referringPhysician"),
    mayExport: event.boolean("mayExport"),
    aheadBytes: event.integer("aheadBytes", 0),
    series: event.objects("series").map(seriesSummary),
  };
}

/** Whoever can't be told from another patient isn't shown: a study and a refusal exclude each other. */
function beside(event: JsonObject): BesideEvent {
  const other = event.nullableObject("study");
  const refusal = event.nullableString("refusal");
  if ((other === null) === (refusal === null)) {
    event.fail("study", other === null ? "null" : "an object", "a study or a refusal");
  }
  return {
    type: "beside",
    studyInstanceUID: event.requiredString("studyInstanceUID"),
    relation: other && relation(event),
    study: other && study(other),
    refusal: refusal === null ? null : besideRefusal(refusal),
  };
}

/** One that a newer server knows says no less that the study isn't to be had. */
function besideRefusal(term: string): BesideRefusal {
  return term === "other-patient" || term === "too-many" || term === "busy" ? term : "not-available";
}

function relation(study: JsonObject): Relation {
  const relation = study.requiredString("relation");
  if (relation !== "prior" && relation !== "later" && relation !== "other") {
    study.fail("relation", "a string", "prior, later or other");
  }
  return relation;
}

function prior(study: JsonObject): PriorStudy {
  return {
    studyInstanceUID: study.requiredString("studyInstanceUID"),
    relation: relation(study),
    date: study.string("date"),
    time: study.string("time"),
    description: study.string("description"),
    modalities: study.strings("modalities"),
  };
}

function patient(patient: JsonObject): PatientSummary {
  return {
    name: patient.string("name"),
    id: patient.string("id"),
    birthDate: patient.string("birthDate"),
    sex: patient.string("sex"),
  };
}

function seriesSummary(series: JsonObject): SeriesSummary {
  return {
    seriesInstanceUID: series.requiredString("seriesInstanceUID"),
    number: series.nullableNumber("number"),
    modality: series.string("modality"),
    description: series.string("description"),
    bodyPart: series.string("bodyPart"),
    instances: series.integer("instances", 0),
    thumbnail: series.string("thumbnail"),
    images: series.boolean("images"),
  };
}

function series(event: JsonObject): SeriesEvent {
  return {
    type: "series",
    viewport: event.integer("viewport", 0),
    sequence: event.integer("sequence", 0),
    seriesInstanceUID: event.requiredString("seriesInstanceUID"),
    modality: event.string("modality"),
    presets: event.objects("presets").map(preset),
    frameOfReferenceUID: event.nullableString("frameOfReferenceUID") || null,
    slices: slices(event.object("slices")),
    warnings: event.objects("warnings").map(words),
  };
}

function preset(preset: JsonObject): Preset {
  return { name: preset.requiredString("name"), ...windowLevel(preset) };
}

function point(point: JsonObject): PatientPoint {
  return { x: point.number("x"), y: point.number("y"), z: point.number("z") };
}

function volume(event: JsonObject): VolumeEvent {
  const spacing = event.object("spacing");
  const corners = event.objects("corners").map(point);
  if (corners.length !== 8) {
    event.fail("corners", corners.length, "8 of them");
  }
  return {
    type: "volume",
    viewport: event.integer("viewport", 0),
    sequence: event.integer("sequence", 0),
    seriesInstanceUID: event.requiredString("seriesInstanceUID"),
    frameOfReferenceUID: event.string("frameOfReferenceUID"),
    label: event.string("label"),
    modality: event.string("modality"),
    unit: event.string("unit"),
    presets: event.objects("presets").map(preset),
    window: nullableWindow(event.nullableObject("window")),
    columns: event.integer("columns", 1),
    rows: event.integer("rows", 1),
    slices: event.integer("slices", 2),
    row: point(event.object("row")),
    column: point(event.object("column")),
    normal: point(event.object("normal")),
    spacing: { row: spacing.positive("row"), column: spacing.positive("column"), slice: spacing.positive("slice") },
    center: point(event.object("center")),
    corners,
    tilt: event.number("tilt"),
    reduced: event.boolean("reduced"),
    sourceLossy: event.boolean("sourceLossy"),
    warnings: event.objects("warnings").map(words),
  };
}

function probe(event: JsonObject): ProbeEvent {
  return {
    type: "probe",
    viewport: event.integer("viewport", 0),
    number: event.integer("number", 0),
    point: point(event.object("point")),
    cover: cover(event),
    value: event.nullableNumber("value"),
    unit: event.string("unit"),
    suv: event.nullableNumber("suv"),
  };
}

function cover(event: JsonObject): Cover {
  const cover = event.requiredString("cover");
  switch (cover) {
    case "inside":
    case "outside":
    case "gap":
    case "pending":
      return cover;
    default:
      return event.fail("cover", cover, "inside, outside, gap or pending");
  }
}

function nullableWindow(window: JsonObject | null): WindowLevel | null {
  return window && windowLevel(window);
}

function windowLevel(window: JsonObject): WindowLevel {
  return { center: window.number("center"), width: window.positive("width") };
}

/** Whatever refusal it is: it is one. */
function exported(event: JsonObject): ExportEvent {
  const refusal = event.nullableString("refusal");
  return {
    type: "export",
    viewport: event.integer("viewport", 0),
    number: event.integer("number", 0),
    refusal: refusal === null || refusal === "not-recorded" || refusal === "not-shown" ? refusal : "not-allowed",
  };
}

function progress(event: JsonObject): ProgressEvent {
  return {
    type: "progress",
    viewport: event.integer("viewport", 0),
    done: event.integer("done", 0),
    total: event.integer("total", 0),
    what: what(event.requiredString("what")),
  };
}

function what(what: string): ProgressEvent["what"] {
  return what === "headers" || what === "volume" ? what : "images";
}

function failed(event: JsonObject): FailedEvent {
  return {
    type: "failed",
    viewport: event.integer("viewport", 0),
    sequence: event.integer("sequence", 0),
    slice: event.nullableNumber("slice"),
    message: words(event.object("message")),
    detail: event.string("detail"),
  };
}

function warning(event: JsonObject): WarningEvent {
  return { type: "warning", viewport: event.nullableNumber("viewport"), message: words(event.object("message")) };
}

/** A message, worded in the user's language. */
function words(message: JsonObject): string {
  return messageText(serverMessage(message));
}

function serverMessage(message: JsonObject): ServerMessage {
  return {
    text: message.requiredString("text"),
    code: message.string("code"),
    params: message.has("params") ? message.list("params").map((param) => messageParam(param, message)) : [],
  };
}

function messageParam(param: unknown, message: JsonObject): MessageParam {
  if (typeof param === "string" || typeof param === "number") {
    return param;
  }
  return Array.isArray(param)
    ? param.map((one) => messageParam(one, message))
    : serverMessage(JsonObject.of(param, `${message.path}.params`));
}
