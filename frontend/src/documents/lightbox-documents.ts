import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { dateText, hasText, text } from "../i18n/text.js";
import type { StudyEvent } from "../protocol/messages.js";
import { icon } from "../ui/icons.js";
import { sidePanel } from "../ui/side-panel.js";
import { base } from "../ui/theme.js";
import { toolButton } from "../ui/tool-button.js";
import type { DocumentKind, ListedDocument, ObjectReference, StudyDocument } from "./documents.js";
import type { DocumentsModel } from "./documents-model.js";
import { content, stateLine } from "./report-template.js";

/** The user wants to see the picture that a document refers to. */
export type ReferenceChosenEvent = CustomEvent<ObjectReference>;

/** What the panel can't show. */
const NOT_SHOWN: ReadonlySet<DocumentKind> = new Set(["presentationState", "waveform", "video", "other"]);

/** The open document beside the pictures, and a choice of the others. */
@customElement("lightbox-documents")
export class LightboxDocuments extends LitElement {
  static override styles = [
    base,
    toolButton,
    sidePanel,
    css`
      header {
        gap: calc(0.3 * var(--rem));
        padding: calc(0.3 * var(--rem)) calc(0.3 * var(--rem)) calc(0.3 * var(--rem)) calc(0.8 * var(--rem));
      }
      select {
        flex: 1;
        min-width: 0;
        padding: calc(0.35 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--raised);
        color: inherit;
        font: inherit;
      }
      .body {
        flex: 1;
        min-height: 0;
        padding: calc(0.8 * var(--rem)) calc(1 * var(--rem));
        overflow: auto;
        overflow-wrap: anywhere;
        scrollbar-width: thin;
        scrollbar-color: var(--line) transparent;
      }
      .body.pdf {
        display: flex;
        flex-direction: column;
      }
      iframe {
        flex: 1;
        min-height: calc(12 * var(--rem));
        width: 100%;
        border: 1px solid var(--line);
        background: #fff;
      }
      h2 {
        margin: 0;
        font-size: calc(1.15 * var(--rem));
      }
      p {
        margin: calc(0.4 * var(--rem)) 0;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 0 calc(0.8 * var(--rem));
        color: var(--muted);
        font-size: calc(0.9 * var(--rem));
      }
      .heading {
        margin-top: calc(0.9 * var(--rem));
        font-weight: 600;
      }
      .level3 {
        padding-bottom: 2px;
        border-bottom: 1px solid var(--line);
        font-size: calc(1.05 * var(--rem));
      }
      .level5,
      .level6 {
        color: var(--muted);
      }
      .entry {
        margin: calc(0.45 * var(--rem)) 0;
      }
      .name {
        color: var(--muted);
      }
      .name::after {
        content: ": ";
      }
      .relation {
        margin-right: calc(0.3 * var(--rem));
        color: var(--muted);
        font-style: italic;
      }
      .text {
        white-space: pre-wrap;
        tab-size: 4;
      }
      .quiet {
        color: var(--muted);
        font-size: calc(0.9 * var(--rem));
      }
      .below {
        margin-left: calc(0.2 * var(--rem));
        padding-left: calc(0.8 * var(--rem));
        border-left: 2px solid var(--line);
      }
      .link,
      a {
        padding: 0;
        border: 0;
        background: none;
        color: var(--accent);
        text-decoration: underline;
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: calc(0.3 * var(--rem)) calc(1.2 * var(--rem));
      }
      .warnings {
        padding: calc(0.4 * var(--rem)) calc(0.7 * var(--rem));
        border-left: 3px solid var(--warn);
        color: #f6dd9b;
      }
      .failure h2 {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) model!: DocumentsModel;
  @property({ attribute: false }) study: StudyEvent | undefined;
  /** The application's context URL: addresses of documents are relative to it. */
  @property({ attribute: false }) base = new URL(document.baseURI);
  /** The slice that a picture is, from 1; undefined while its series isn't open. */
  @property({ attribute: false }) sliceOf: (reference: ObjectReference) => number | undefined = () => undefined;
  /** Changes with every change of the model. */
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult {
    const { current, opened, failure } = this.model;
    if (!current) {
      return html``;
    }
    return html`<header>
        ${this.choice(current)}
        <button
          class="tool"
          data-testid="document-close"
          aria-label=${text("documents.close")}
          title=${text("documents.close")}
          @click=${() => this.model.close()}
        >
          ${icon("close")}
        </button>
      </header>
      <div class="body ${opened?.pdf ? "pdf" : ""}" tabindex="0" role="document" aria-label=${labelOf(current)} data-testid="document" data-kind=${current.kind}>
        ${failure ? this.failed(failure) : opened ? this.document(opened) : html`<p role="status">${text("documents.loading")}</p>`}
      </div>`;
  }

  private choice(current: ListedDocument): TemplateResult {
    const { documents } = this.model;
    return html`<select
      data-testid="document-choice"
      aria-label=${text("documents.choice")}
      @change=${(event: Event) => this.model.show(documents[(event.target as HTMLSelectElement).selectedIndex]!)}
    >
      ${documents.map((each) => html`<option ?selected=${each.sopInstanceUID === current.sopInstanceUID}>${labelOf(each)}</option>`)}
    </select>`;
  }

  private failed(failure: string): TemplateResult {
    return html`<div class="failure" role="alert" data-testid="document-failure">
      <h2>${text("documents.failed")}</h2>
      <p>${failure}</p>
      <p class="quiet">${text("documents.failed.others")}</p>
    </div>`;
  }

  private document(opened: StudyDocument): TemplateResult {
    return html`<h2 data-testid="document-title"><bdi>${opened.title || kindText(opened.kind)}</bdi></h2>
      ${stateLine(opened)}
      ${opened.warnings.length > 0
        ? html`<div class="warnings" role="note" data-testid="document-warnings">${opened.warnings.map((warning) => html`<p>${warning}</p>`)}</div>`
        : nothing}
      ${NOT_SHOWN.has(opened.kind) ? html`<p data-testid="document-not-shown">${text(notShown(opened.kind))}</p>` : nothing}
      ${content(opened.content, {
        nameOf: (reference) => this.nameOf(reference),
        choose: (detail) => this.dispatchEvent(new CustomEvent("reference-chosen", { detail }) satisfies ReferenceChosenEvent),
      })}
      ${this.links(opened)}
      ${opened.pdf
        ? html`<iframe
            data-testid="document-pdf"
            title=${opened.title || kindText(opened.kind)}
            referrerpolicy="no-referrer"
            src=${this.link(opened.pdf)}
          ></iframe>`
        : nothing}`;
  }

  private links({ pdf, download, kind }: StudyDocument): TemplateResult | typeof nothing {
    if (!pdf && !download) {
      return NOT_SHOWN.has(kind) ? html`<p class="quiet">${text("documents.noDownload")}</p>` : nothing;
    }
    return html`<p class="links">
      ${pdf ? html`<a href=${this.link(pdf)} target="_blank" rel="noopener noreferrer">${text("documents.ownTab")}</a>` : nothing}
      ${download && (pdf || NOT_SHOWN.has(kind))
        ? html`<a href=${this.link(download)} download data-testid="document-download">${text("documents.download")}</a>`
        : nothing}
    </p>`;
  }

  /** Addresses of documents of this server, and of nothing else. */
  private link(address: string): string {
    const url = new URL(address, this.base);
    return url.origin === this.base.origin && url.pathname.startsWith(`${this.base.pathname}documents/`) ? url.href : "about:blank";
  }

  private nameOf(reference: ObjectReference): string | undefined {
    const series = this.study?.series.find(({ seriesInstanceUID }) => seriesInstanceUID === reference.seriesInstanceUID);
    if (reference.otherStudy || !series?.images) {
      return undefined;
    }
    const slice = this.sliceOf(reference);
    const name = series.number ?? series.description;
    return slice === undefined ? text("documents.image", { series: name }) : text("documents.image.slice", { series: name, slice });
  }
}

function kindText(kind: DocumentKind): string {
  return text(kind === "other" ? "documents.kind.unknown" : `documents.kind.${kind}`);
}

function notShown(kind: DocumentKind): "documents.notShown" | "documents.notShown.waveform" | "documents.notShown.video" | "documents.notShown.presentationState" {
  const key = `documents.notShown.${kind}`;
  return hasText(key) ? (key as "documents.notShown.video") : "documents.notShown";
}

function labelOf({ kind, title, date }: ListedDocument): string {
  return [kindText(kind), title, date && dateText(date)].filter(Boolean).join(" · ");
}
