import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { plural, text } from "../i18n/text.js";
import type { SeriesSummary } from "../protocol/messages.js";
import { icon } from "./icons.js";
import { base } from "./theme.js";

/** The user chose a series. */
export type SeriesChosenEvent = CustomEvent<SeriesSummary>;

/** The study's series with their thumbnails; at the left, or under the picture on a narrow screen. */
@customElement("lightbox-series-strip")
export class SeriesStrip extends LitElement {
  static override styles = [
    base,
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
      button {
        display: block;
        width: 100%;
        padding: 6px;
        border: 2px solid transparent;
        border-radius: 8px;
        background: none;
        text-align: left;
        font-size: calc(0.82 * var(--rem));
        line-height: 1.3;
      }
      button:hover {
        background: var(--raised);
      }
      button[aria-current="true"] {
        border-color: var(--accent);
        background: var(--raised);
      }
      button[aria-disabled="true"] {
        cursor: default;
        color: var(--muted);
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
      @media (max-width: 760px) {
        ul {
          flex-direction: row;
          padding: 6px;
          gap: 6px;
        }
        li {
          flex: none;
          width: 92px;
        }
        button {
          padding: 3px;
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
  /** Series Instance UID of the open series. */
  @property() current = "";
  /** The application's context URL: thumbnails are relative to it. */
  @property({ attribute: false }) base = new URL(document.baseURI);
  @state() private broken: ReadonlySet<string> = new Set();

  protected override render() {
    return html`<nav aria-label=${text("strip.label")} data-testid="series-strip" @keydown=${this.key}>
      <ul>
        ${this.series.map((series) => this.item(series))}
      </ul>
    </nav>`;
  }

  private item(series: SeriesSummary): TemplateResult {
    const uid = series.seriesInstanceUID;
    const name =
      series.description ||
      (series.number === null ? text("strip.unnumbered") : text("strip.series", { number: series.number }));
    const count = series.images ? plural("images", series.instances) : text("strip.noImages");
    const number = series.number === null ? "" : `${series.number} · `;
    return html`<li>
      <button
        data-testid="series"
        data-series=${uid}
        aria-current=${uid === this.current ? "true" : "false"}
        aria-disabled=${series.images ? nothing : "true"}
        title=${name}
        @click=${() => series.images && this.choose(series)}
      >
        <div class="thumb">${this.thumbnail(series)}</div>
        <div class="name">${name}</div>
        <div class="about">${number}${series.modality}<br />${count}</div>
      </button>
    </li>`;
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
      buttons[index + by]?.focus();
      event.preventDefault();
    }
  }
}
