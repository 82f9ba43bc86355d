/** What `docs/documents.md` specifies, as types. */

export type DocumentKind = "report" | "keyObjects" | "pdf" | "cda" | "presentationState" | "waveform" | "video" | "other";

/** Names an object; the open study needn't have it. */
export interface ObjectReference {
  /** Empty where the document doesn't say. */
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  /** From 1; none for all. */
  readonly frames: readonly number[];
  readonly presentationState: boolean;
  readonly otherStudy: boolean;
}

interface DocumentHead {
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly kind: DocumentKind;
  readonly title: string;
  /** ISO, or empty. */
  readonly date: string;
  readonly time: string;
  /** Relative to the context; empty where this user may not. */
  readonly download: string;
}

export interface ListedDocument extends DocumentHead {
  /** Empty, or why it can't be listed properly. */
  readonly failure: string;
  readonly keyImages: readonly ObjectReference[];
  /** Of a presentation state: the images that it is for. */
  readonly appliesTo: readonly ObjectReference[];
}

export interface DocumentList {
  readonly documents: readonly ListedDocument[];
  readonly notes: readonly string[];
}

export interface Verifier {
  readonly name: string;
  readonly organization: string;
  readonly date: string;
  readonly time: string;
}

export interface ReportState {
  readonly completion: string;
  readonly verification: string;
  readonly preliminary: boolean;
  readonly verifiers: readonly Verifier[];
  readonly predecessors: number;
}

export type ItemValue =
  | { readonly type: "container"; readonly continuous: boolean }
  | { readonly type: "text" | "person" | "uid" | "coordinates" | "see" | "unknown"; readonly text: string }
  | { readonly type: "code"; readonly text: string; readonly valueCode: string }
  | { readonly type: "number"; readonly text: string; readonly unit: string; readonly qualifier: string }
  | { readonly type: "moment"; readonly date: string; readonly time: string; readonly text: string }
  | { readonly type: "image" | "object"; readonly reference: ObjectReference };

export type ContentItem = ItemValue & {
  /** Where it stands, such as `1.3.2`. */
  readonly number: string;
  readonly relationship: string;
  readonly name: string;
  readonly code: string;
  readonly children: readonly ContentItem[];
};

/** A document to be read. */
export interface StudyDocument extends DocumentHead {
  readonly report: ReportState | undefined;
  readonly content: readonly ContentItem[];
  readonly warnings: readonly string[];
  /** Relative to the context, or empty. */
  readonly pdf: string;
}
