import { JsonObject } from "../protocol/json-object.js";
import type {
  ContentItem,
  DocumentKind,
  DocumentList,
  ItemValue,
  ListedDocument,
  ObjectReference,
  ReportState,
  StudyDocument,
} from "./documents.js";

const KINDS: Readonly<Record<DocumentKind, true>> = {
  report: true,
  keyObjects: true,
  pdf: true,
  cda: true,
  presentationState: true,
  waveform: true,
  video: true,
  other: true,
};

/** @throws ProtocolError */
export function decodeList(text: string): DocumentList {
  const list = JsonObject.parse(text);
  return { documents: list.objects("documents").map(listed), notes: list.strings("notes") };
}

/** @throws ProtocolError */
export function decodeDocument(text: string): StudyDocument {
  const document = JsonObject.parse(text);
  return {
    ...head(document),
    report: document.has("report") ? report(document.object("report")) : undefined,
    content: document.objects("content").map(item),
    warnings: document.strings("warnings"),
    pdf: document.string("pdf"),
  };
}

function listed(document: JsonObject): ListedDocument {
  return {
    ...head(document),
    failure: document.string("failure"),
    keyImages: document.objects("keyImages").map(reference),
    appliesTo: document.objects("appliesTo").map(reference),
  };
}

function head(document: JsonObject): Omit<ListedDocument, "failure" | "keyImages" | "appliesTo"> {
  const kind = document.requiredString("kind");
  return {
    seriesInstanceUID: document.requiredString("seriesInstanceUID"),
    sopInstanceUID: document.requiredString("sopInstanceUID"),
    // A newer server may know more kinds; none of them is shown here.
    kind: Object.hasOwn(KINDS, kind) ? (kind as DocumentKind) : "other",
    title: document.string("title"),
    date: document.string("date"),
    time: document.string("time"),
    download: document.string("download"),
  };
}

function report(state: JsonObject): ReportState {
  return {
    completion: state.string("completion"),
    verification: state.string("verification"),
    preliminary: state.boolean("preliminary"),
    verifiers: state.objects("verifiers").map((verifier) => ({
      name: verifier.string("name"),
      organization: verifier.string("organization"),
      date: verifier.string("date"),
      time: verifier.string("time"),
    })),
    predecessors: state.integer("predecessors", 0),
  };
}

function item(source: JsonObject): ContentItem {
  return {
    number: source.requiredString("number"),
    relationship: source.string("relationship"),
    name: source.string("name"),
    code: source.string("code"),
    ...value(source),
    children: source.objects("children").map(item),
  };
}

function value(source: JsonObject): ItemValue {
  const type = source.requiredString("type");
  const text = source.string("text");
  switch (type) {
    case "container":
      return { type, continuous: source.boolean("continuous") };
    case "code":
      return { type, text, valueCode: source.string("valueCode") };
    case "number":
      return { type, text, unit: source.string("unit"), qualifier: source.string("qualifier") };
    case "moment":
      return { type, text, date: source.string("date"), time: source.string("time") };
    case "image":
    case "object":
      return { type, reference: reference(source.object("reference")) };
    case "text":
    case "person":
    case "uid":
    case "coordinates":
    case "see":
      return { type, text };
    default:
      return { type: "unknown", text };
  }
}

function reference(source: JsonObject): ObjectReference {
  return {
    seriesInstanceUID: source.string("seriesInstanceUID"),
    sopInstanceUID: source.requiredString("sopInstanceUID"),
    frames: source.integers("frames", 1),
    presentationState: source.boolean("presentationState"),
    otherStudy: source.boolean("otherStudy"),
  };
}
