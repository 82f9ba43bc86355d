import { text } from "../i18n/text.js";
import type { SeriesSummary, StudyEvent } from "../protocol/messages.js";
import type { PictureName } from "../viewport/shown.js";
import type { DocumentSource } from "./document-source.js";
import type { ListedDocument, ObjectReference, StudyDocument } from "./documents.js";

/** A picture that a key object selection points out. */
export type KeyImage = PictureName & { readonly seriesInstanceUID: string };

/** The documents of one study: which there are, and which one is open. */
export class DocumentsModel {
  documents: readonly ListedDocument[] = [];
  /** The one in the panel; without it the panel is closed. */
  current: ListedDocument | undefined;
  /** Its content, once it has come. */
  opened: StudyDocument | undefined;
  /** Why it can't be shown. */
  failure = "";
  /** What isn't listed, and why. */
  notes: readonly string[] = [];
  private listing = new AbortController();
  private opening = new AbortController();
  private readonly lookedInto = new Set<string>();

  constructor(
    private readonly source: DocumentSource | undefined,
    private readonly changed: () => void,
  ) {}

  /** All key images in the order of their selections, each once. */
  get keyImages(): readonly KeyImage[] {
    const all = new Map<string, KeyImage>();
    for (const { sopInstanceUID, seriesInstanceUID, frames, otherStudy } of this.documents.flatMap(({ keyImages }) => keyImages)) {
      for (const frame of otherStudy ? [] : frames.length > 0 ? frames : [1]) {
        const key = `${sopInstanceUID}#${frame}`;
        all.set(key, all.get(key) ?? { seriesInstanceUID, sopInstanceUID, frame });
      }
    }
    return [...all.values()];
  }

  /** Presentation states for pictures of a series. */
  statesOf(seriesInstanceUID: string): readonly ListedDocument[] {
    return this.documents.filter(
      ({ kind, appliesTo }) =>
        kind === "presentationState" && appliesTo.some((image) => !image.otherStudy && image.seriesInstanceUID === seriesInstanceUID),
    );
  }

  documentsOf(seriesInstanceUID: string): readonly ListedDocument[] {
    return this.documents.filter((document) => document.seriesInstanceUID === seriesInstanceUID);
  }

  /** On each connection: the study may have got more. What is open stays open. */
  studyOpened({ series }: StudyEvent): void {
    this.listing.abort();
    this.listing = new AbortController();
    this.lookedInto.clear();
    if (!this.source || series.every(({ images }) => images)) {
      return;
    }
    const { signal } = this.listing;
    const withoutPictures = series.every(({ images }) => !images);
    void this.source.list(signal).then(
      ({ documents, notes }) => {
        if (!signal.aborted) {
          this.documents = documents;
          this.notes = notes;
          if (withoutPictures && !this.current && documents[0]) {
            this.show(documents[0]);
          }
          this.changed();
        }
      },
      () => {
        if (!signal.aborted) {
          this.notes = [text("documents.unlisted")];
          this.changed();
        }
      },
    );
  }

  /** Opens the first document of a series; one that isn't listed yet is looked for. */
  openSeries({ seriesInstanceUID }: Pick<SeriesSummary, "seriesInstanceUID">): void {
    const [first] = this.documentsOf(seriesInstanceUID);
    if (first) {
      this.show(first);
    } else {
      this.lookInto(seriesInstanceUID);
    }
  }

  /** A series has no picture that can be shown: if it holds documents, the first one opens. Looked for once on a connection. */
  lookInto(seriesInstanceUID: string): void {
    if (!this.source || this.lookedInto.has(seriesInstanceUID)) {
      return;
    }
    this.lookedInto.add(seriesInstanceUID);
    const { signal } = this.listing;
    void this.source.listOf(seriesInstanceUID, signal).then(
      ({ documents, notes }) => {
        if (signal.aborted) {
          return;
        }
        this.documents = [
          ...this.documents.filter((document) => document.seriesInstanceUID !== seriesInstanceUID),
          ...documents,
        ];
        this.notes = [...new Set([...this.notes, ...notes])];
        if (documents[0]) {
          this.show(documents[0]);
        }
        this.changed();
      },
      () => {
        // The series' own failure stands on the screen; it may be looked into again.
        this.lookedInto.delete(seriesInstanceUID);
      },
    );
  }

  show(document: ListedDocument): void {
    this.opening.abort();
    this.opening = new AbortController();
    this.current = document;
    this.opened = undefined;
    this.failure = document.failure;
    this.changed();
    if (!this.source || document.failure) {
      return;
    }
    const { signal } = this.opening;
    void this.source.open(document.seriesInstanceUID, document.sopInstanceUID, signal).then(
      (opened) => this.answered(signal, opened, ""),
      (error: Error) => this.answered(signal, undefined, error.message),
    );
  }

  close(): void {
    this.opening.abort();
    this.current = this.opened = undefined;
    this.failure = "";
    this.changed();
  }

  /** Forgets everything of the patient. */
  clear(): void {
    this.listing.abort();
    this.opening.abort();
    this.documents = [];
    this.notes = [];
    this.current = this.opened = undefined;
    this.failure = "";
    this.lookedInto.clear();
  }

  private answered(signal: AbortSignal, opened: StudyDocument | undefined, failure: string): void {
    if (!signal.aborted) {
      this.opened = opened;
      this.failure = failure;
      this.changed();
    }
  }
}

/** The picture that a reference opens: its first frame. */
export function pictureOf({ sopInstanceUID, frames }: ObjectReference): PictureName {
  return { sopInstanceUID, frame: frames[0] ?? 1 };
}
