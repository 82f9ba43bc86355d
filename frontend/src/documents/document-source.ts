import { text } from "../i18n/text.js";
import { decodeDocument, decodeList } from "./decode-documents.js";
import type { DocumentList, StudyDocument } from "./documents.js";

/** Where documents come from. What it throws is an Error whose message is fit for the user. */
export interface DocumentSource {
  /** Of the whole study, as far as its series' modalities tell. */
  list(signal: AbortSignal): Promise<DocumentList>;
  listOf(seriesInstanceUID: string, signal: AbortSignal): Promise<DocumentList>;
  open(seriesInstanceUID: string, sopInstanceUID: string, signal: AbortSignal): Promise<StudyDocument>;
}

/** Reading a large report may take as long as the archive. */
const PATIENCE_MS = 90_000;

/** The server's. `base` is the application's context URL, ending in a slash. */
export function serverDocuments(base: URL, studyInstanceUID: string): DocumentSource {
  const study = `documents/${encodeURIComponent(studyInstanceUID)}`;
  const series = (uid: string) => `${study}/series/${encodeURIComponent(uid)}`;
  const get = async <T>(path: string, decode: (text: string) => T, signal: AbortSignal): Promise<T> => {
    let response: Response;
    let body: string;
    try {
      response = await fetch(new URL(path, base), {
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      body = await response.text();
    } catch (cause) {
      throw new Error(text("documents.unreachable"), { cause });
    }
    if (!response.ok) {
      const told = response.headers.get("Content-Type")?.startsWith("text/plain") ? body : "";
      throw new Error(told || text(response.status === 404 ? "documents.gone" : "documents.unreachable"));
    }
    try {
      return decode(body);
    } catch (cause) {
      throw new Error(text("documents.notUnderstood"), { cause });
    }
  };
  return {
    list: (signal) => get(study, decodeList, signal),
    listOf: (uid, signal) => get(series(uid), decodeList, signal),
    open: (uid, instance, signal) => get(`${series(uid)}/instances/${encodeURIComponent(instance)}`, decodeDocument, signal),
  };
}
