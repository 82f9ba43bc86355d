import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { dateText, plural, text } from "../i18n/text.js";
import type { KeyImage } from "../documents/documents-model.js";
import type { PriorStudy, SeriesSummary, StudyEvent } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { icon } from "./icons.js";
import { followDrag } from "./series-drag.js";
import { base } from "./theme.js";
import { toolButton } from "./tool-button.js";
import type { BesideStudy, StudiesBeside } from "../workspace/studies-beside.js";
import { besideText } from "../workspace/study-mark.js";

/** The user chose a series. */
export type SeriesChosenEvent = CustomEvent<SeriesSummary>;

/** A series is dragged: over a place of the page, let go there, or given up (without a place). */
export type SeriesDraggedEvent = CustomEvent<{
  readonly series: SeriesSummary;
  readonly at: Point | undefined;
  readonly dropped: boolean;
}>;

/** The user wants another study of the patient beside this one, or it closed: its Study Instance UID. */
export type BesideAskedEvent = CustomEvent<string>;

/** The user wants the next key image (1) or the one before (−1). */
export type KeyImageAskedEvent = CustomEvent<number>;

/** The study's series with their thumbnails; at the left, or under the picture on a narrow screen. */
@customElement("lightbox-series-strip")
export class SeriesStrip extends LitElement {
  static override styles = [
    base,
    toolButton,
    css`
      :host {
        display: block;
        overflow: auto;
        background: var(--surface);
        scrollbar-width: thin;
        scrollbar-color: var(--line) transparent;
      }
      ul {
        margin: 0;
        padding: 8px;
        list-style: none;
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      li button {
        display: block;
        width: 100%;
        padding: 6px;
        border: 2px solid transparent;
        border-radius: 8px;
        background: none;
        text-align: left;
        font-size: calc(0.82 * var(--rem));
        line-height: 1.3;
        user-select: none;
        -webkit-user-select: none;
        -webkit-touch-callout: none;
        /* Along the strip a finger scrolls; out of it, it drags. */
        touch-action: pan-y;
      }
      li button:hover {
        background: var(--raised);
      }
      button[aria-current="true"] {
        border-color: var(--accent);
        background: var(--raised);
      }
      .keys {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        padding: 4px 8px 0;
        font-size: calc(0.82 * var(--rem));
      }
      .keys .title {
        flex: 1 0 auto;
        padding-left: 6px;
        font-weight: 600;
      }
      .keys .steps {
        display: inline-flex;
        align-items: center;
      }
      .keys .place {
        min-width: calc(3.6 * var(--rem));
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .keys svg,
      .key svg {
        color: var(--warn);
        vertical-align: -0.15em;
      }
      .keys .tool {
        min-width: calc(1.9 * var(--rem));
        padding: 0;
      }
      .keys .tool svg {
        color: inherit;
      }
      .back svg {
        transform: rotate(90deg);
      }
      .on svg {
        transform: rotate(-90deg);
      }
      .key {
        place-self: start end;
        z-index: 1;
        margin: 3px;
        padding: 0 5px;
        border-radius: 8px;
        background: rgb(0 0 0 / 75%);
        color: var(--text);
        font-size: calc(0.8 * var(--rem));
      }
      .shown .thumb {
        box-shadow: 0 0 0 1px var(--accent);
      }
      .thumb {
        display: grid;
        place-items: center;
        width: 100%;
        aspect-ratio: 4 / 3;
        border-radius: 5px;
        overflow: hidden;
        background: #000;
        color: var(--muted);
      }
      .ghost.thumb {
        position: fixed;
        z-index: 10;
        width: 96px;
        margin: 10px 0 0 10px;
        border-radius: 5px;
        opacity: 0.85;
        pointer-events: none;
        box-shadow: 0 0 0 2px var(--accent);
      }
      .thumb > * {
        grid-area: 1 / 1;
      }
      img {
        width: 100%;
        height: 100%;
        min-height: 0;
        object-fit: contain;
        color: transparent;
      }
      .name {
        margin-top: 5px;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .about {
        color: var(--muted);
      }
      details {
        padding: 0 8px 8px;
        font-size: calc(0.82 * var(--rem));
        line-height: 1.3;
      }
      summary {
        padding: 6px;
        border-radius: 8px;
        font-weight: 600;
        cursor: pointer;
      }
      .priors {
        padding: 0;
        gap: 2px;
      }
      .priors li {
        display: flex;
        align-items: start;
      }
      .priors button.beside {
        flex: 1;
        min-width: 0;
        font-size: inherit;
        overflow-wrap: anywhere;
        touch-action: auto;
      }
      .priors a.tool {
        flex: none;
        color: var(--muted);
      }
      .priors .refused {
        color: var(--bad);
      }
      summary:hover {
        background: var(--raised);
      }
      /* A study beside has the colour of its mark over the pictures. */
      .study {
        margin: 8px 0 0;
        padding-top: 2px;
        border-left: 3px solid var(--warn);
        border-top: 1px solid var(--line);
      }
      .study.own {
        margin-top: 0;
        border-left-color: var(--accent);
        border-top: 0;
      }
      .study h2 {
        display: flex;
        align-items: start;
        gap: 2px;
        margin: 0;
        padding: 6px 4px 0 11px;
        font-size: calc(0.82 * var(--rem));
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      .study h2 span {
        flex: 1;
        min-width: 0;
      }
      .study h2 small {
        display: block;
        color: var(--muted);
        font-size: inherit;
        font-weight: 400;
      }
      .study h2 .tool {
        flex: none;
        height: 28px;
        min-width: 28px;
        margin: -4px 0 0;
        padding: 0;
      }
      a.item {
        display: block;
        padding: 8px;
        border-radius: 8px;
        color: inherit;
        font-size: calc(0.82 * var(--rem));
        line-height: 1.3;
        text-decoration: none;
      }
      a.item:hover {
        background: var(--raised);
      }
      .relation {
        font-weight: 600;
      }
      @media (max-width: 760px) {
        nav {
          display: flex;
          align-items: flex-start;
        }
        details {
          flex: none;
          padding: 6px;
        }
        .priors li {
          width: 150px;
        }
        .study {
          flex: none;
          margin: 0;
          border-top: 0;
        }
        .study h2 {
          max-width: 46vw;
          padding: 4px 4px 0 8px;
        }
        .study h2 small {
          display: none;
        }
        ul {
          flex-direction: row;
          padding: 6px;
          gap: 6px;
        }
        li {
          flex: none;
          width: 92px;
        }
        .keys {
          flex: none;
          flex-direction: column;
          padding: 6px 6px 0;
        }
        .keys .title {
          padding: 0;
        }
        li button {
          padding: 3px;
          touch-action: pan-x;
          font-size: calc(0.72 * var(--rem));
        }
        .name,
        .about {
          white-space: nowrap;
          overflow: hidden;
          text-overflow: ellipsis;
        }
        .name {
          margin-top: 2px;
        }
      }
    `,
  ];

  @property({ attribute: false }) series: readonly SeriesSummary[] = [];
  /** The patient's other studies, the most relevant first. */
  @property({ attribute: false }) priors: readonly PriorStudy[] = [];
  /** The opened study. */
  @property({ attribute: false }) study: StudyEvent | undefined;
  /** Those of the others that are open beside it. */
  @property({ attribute: false }) besides: readonly BesideStudy[] = [];
  /** The one that couldn't be opened, and why. */
  @property({ attribute: false }) refused: StudiesBeside["refused"];
  /** Whether a study is being opened. */
  @property({ attribute: false }) awaited: (studyInstanceUID: string) => boolean = () => false;
  /** Changes with every change of what is asked above. */
  @property({ attribute: false }) revision = 0;
  /** Series Instance UID of the active viewport's series. */
  @property() current = "";
  /** Those of all series that are on the screen. */
  @property({ attribute: false }) shown: ReadonlySet<string> = new Set();
  /** The study's key images. */
  @property({ attribute: false }) keyImages: readonly KeyImage[] = [];
  /** Which of them the active viewport shows, from 1; 0 for none. */
  @property({ type: Number }) keyImage = 0;
  /** Series Instance UID of the open document's series. */
  @property() document = "";
  /** The application's context URL: thumbnails are relative to it. */
  @property({ attribute: false }) base = new URL(document.baseURI);
  @state() private broken: ReadonlySet<string> = new Set();
  @state() private dragged: { readonly series: SeriesSummary; readonly at: Point } | undefined;

  protected override render() {
    return html`<nav aria-label=${text("strip.label")} data-testid="series-strip" @keydown=${this.key}>
      ${this.keyImages.length > 0 ? this.keys() : nothing}
      ${this.besides.length === 0 ? this.list(this.series) : this.studies()}
      ${this.priors.length > 0 ? this.others() : nothing}
      ${this.dragged ? this.ghost(this.dragged) : nothing}
    </nav>`;
  }

  /** From key image to key image, over all series. */
  private keys(): TemplateResult {
    const step = (by: number, label: string, side: string, testId: string) => html`<button
      class="tool ${side}"
      data-testid=${testId}
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new CustomEvent("key-image-asked", { detail: by }) satisfies KeyImageAskedEvent)}
    >
      ${icon("chevron")}
    </button>`;
    const number = this.keyImage || "–";
    return html`<div class="keys" role="group" aria-label=${text("strip.keyImages")} data-testid="key-images">
      <span class="title">${icon("star", 14)} ${text("strip.keyImages")}</span>
      <span class="steps">
        ${step(-1, text("strip.keyImages.previous"), "back", "key-image-previous")}<span class="place" role="status" data-testid="key-image-place"
          >${text("strip.keyImages.place", { number, count: this.keyImages.length })}</span
        >${step(1, text("strip.keyImages.next"), "on", "key-image-next")}
      </span>
    </div>`;
  }

  private list(series: readonly SeriesSummary[]): TemplateResult {
    return html`<ul>
      ${series.map((each) => this.item(each))}
    </ul>`;
  }

  /** Each study under its own heading, with the colour of its mark. */
  private studies(): TemplateResult {
    const date = this.study?.date ? dateText(this.study.date) : text("priors.undated");
    return html`<section class="study own" data-testid="own-study">
        <h2><span>${text("mark.own", { date })}<small>${this.study?.description}</small></span></h2>
        ${this.list(this.series)}
      </section>
      ${this.besides.map((beside) => this.beside(beside))}`;
  }

  private beside(beside: BesideStudy): TemplateResult {
    const { study } = beside;
    return html`<section class="study" data-testid="beside-study" data-study=${study.studyInstanceUID}>
      <h2>
        <span>${besideText(beside)}<small>${study.description || text("viewer.study.undescribed")}</small></span>
        <button
          class="tool"
          data-testid="beside-close"
          aria-label=${text("priors.close")}
          title=${text("priors.close")}
          @click=${() => this.tell("beside-closed", study.studyInstanceUID)}
        >
          ${icon("close", 16)}
        </button>
      </h2>
      ${this.list(study.series)}
    </section>`;
  }

  private tell(type: "beside-asked" | "beside-closed", studyInstanceUID: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail: studyInstanceUID }) satisfies BesideAskedEvent);
  }

  private others(): TemplateResult {
    return html`<details data-testid="priors">
      <summary>${text("priors.heading", { count: this.priors.length })}</summary>
      <ul class="priors">
        ${this.priors.map((study) => this.other(study))}
      </ul>
    </details>`;
  }

  /** Opens beside the study, or in a tab of its own. */
  private other(study: PriorStudy): TemplateResult {
    const relation = text(study.relation === "other" ? "relation.unclear" : `relation.${study.relation}`);
    const date = study.date ? dateText(study.date) : text("priors.undated");
    const description = study.description || text("viewer.study.undescribed");
    const uid = study.studyInstanceUID;
    const refused = this.refused?.studyInstanceUID === uid ? text(`priors.refused.${this.refused.refusal}`) : "";
    return html`<li>
      <button
        class="beside"
        data-testid="prior-beside"
        data-study=${uid}
        aria-pressed=${this.besides.some(({ study: open }) => open.studyInstanceUID === uid)}
        title=${text("priors.beside", { relation, date, description })}
        @click=${() => this.tell("beside-asked", uid)}
        ><span class="relation">${relation}</span> ${date}<br />${description}
        <div class="about">${this.awaited(uid) ? text("priors.opening") : study.modalities.join(", ")}</div>
        ${refused ? html`<div class="refused" role="alert" data-testid="prior-refused">${refused}</div>` : nothing}</button
      >
      <a
        class="tool"
        data-testid="prior"
        data-study=${uid}
        href=${this.ownTab(uid)}
        target="_blank"
        rel="noopener"
        aria-label=${text("priors.open", { relation, date, description })}
        title=${text("priors.ownTab")}
        >${icon("ownTab", 16)}</a
      >
    </li>`;
  }

  private ownTab(studyInstanceUID: string): string {
    return new URL(`viewer?StudyInstanceUIDs=${encodeURIComponent(studyInstanceUID)}`, this.base).href;
  }

  private item(series: SeriesSummary): TemplateResult {
    const uid = series.seriesInstanceUID;
    const name =
      series.description ||
      (series.number === null ? text("strip.unnumbered") : text("strip.series", { number: series.number }));
    const count = series.images ? plural("images", series.instances) : text("strip.noImages");
    const number = series.number === null ? "" : `${series.number} · `;
    if (!series.images && series.studyInstanceUID !== undefined) {
      // Documents of another study are read with that study.
      return html`<li>
        <a class="item" data-testid="beside-document" href=${this.ownTab(series.studyInstanceUID)} target="_blank" rel="noopener" title=${text("priors.ownTab")}
          >${icon("document", 16)} ${name} ${icon("ownTab", 12)}<br /><span class="about">${number}${series.modality}</span></a
        >
      </li>`;
    }
    const keys = this.keyImages.filter(({ seriesInstanceUID }) => seriesInstanceUID === uid).length;
    return html`<li>
      <button
        class=${this.shown.has(uid) ? "shown" : ""}
        data-testid="series"
        data-series=${uid}
        aria-current=${uid === (series.images ? this.current : this.document) ? "true" : "false"}
        title=${text(series.images ? "strip.hint" : "strip.hint.document", { name })}
        @pointerdown=${(event: PointerEvent) => event.button === 0 && series.images && this.drag(event, series)}
        @click=${() => this.choose(series)}
      >
        <div class="thumb">
          ${this.thumbnail(series)}${keys > 0
            ? html`<span class="key" data-testid="series-key-images" title=${plural("keyImages", keys)}>${icon("star", 12)} ${keys}</span>`
            : nothing}
        </div>
        <div class="name">${name}</div>
        <div class="about">${number}${series.modality}<br />${count}</div>
      </button>
    </li>`;
  }

  private ghost({ series, at }: { readonly series: SeriesSummary; readonly at: Point }): TemplateResult {
    return html`<div class="ghost thumb" data-testid="dragged-series" .style=${`left: ${at.x}px; top: ${at.y}px`}>
      ${this.thumbnail(series)}
    </div>`;
  }

  private drag(pressed: PointerEvent, series: SeriesSummary): void {
    const tell = (at: Point | undefined, dropped: boolean): void => {
      this.dragged = at && !dropped ? { series, at } : undefined;
      this.dispatchEvent(
        new CustomEvent("series-dragged", { detail: { series, at, dropped } }) satisfies SeriesDraggedEvent,
      );
    };
    followDrag(pressed, {
      over: (at) => tell(at, false),
      dropped: (at) => tell(at, true),
      cancelled: () => tell(undefined, false),
    });
  }

  private thumbnail(series: SeriesSummary): TemplateResult {
    const uid = series.seriesInstanceUID;
    if (!series.images) {
      return html`<span data-testid="no-pictures">${icon("document", 30)}</span>`;
    }
    if (this.broken.has(uid) || series.thumbnail === "") {
      return html`<span data-testid="no-thumbnail">${icon("noImage", 30)}</span>`;
    }
    return html`<img
      alt=""
      loading="lazy"
      decoding="async"
      draggable="false"
      src=${new URL(series.thumbnail, this.base).href}
      @error=${() => (this.broken = new Set([...this.broken, uid]))}
    />`;
  }

  private choose(series: SeriesSummary): void {
    this.dispatchEvent(new CustomEvent("series-chosen", { detail: series }) satisfies SeriesChosenEvent);
  }

  /** Within the strip the arrows go from series to series. */
  private key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const buttons = [...this.renderRoot.querySelectorAll("button")];
      const index = buttons.indexOf(event.target as HTMLButtonElement);
      if (index >= 0) {
        buttons[index + by]?.focus();
        event.preventDefault();
      }
    }
  }
}
