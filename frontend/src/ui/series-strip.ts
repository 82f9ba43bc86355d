import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { plural, text } from "../i18n/text.js";
import type { SeriesSummary } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { icon } from "./icons.js";
import { followDrag } from "./series-drag.js";
import { base } from "./theme.js";

/** The user chose a series. */
export type SeriesChosenEvent = CustomEvent<SeriesSummary>;

/** A series is dragged: over a place of the page, let go there, or given up (without a place). */
export type SeriesDraggedEvent = CustomEvent<{
  readonly series: SeriesSummary;
  readonly at: Point | undefined;
  readonly dropped: boolean;
}>;

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
        user-select: none;
        -webkit-user-select: none;
        -webkit-touch-callout: none;
        /* Along the strip a finger scrolls; out of it, it drags. */
        touch-action: pan-y;
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
  /** Series Instance UID of the active viewport's series. */
  @property() current = "";
  /** Those of all series that are on the screen. */
  @property({ attribute: false }) shown: ReadonlySet<string> = new Set();
  /** The application's context URL: thumbnails are relative to it. */
  @property({ attribute: false }) base = new URL(document.baseURI);
  @state() private broken: ReadonlySet<string> = new Set();
  @state() private dragged: { readonly series: SeriesSummary; readonly at: Point } | undefined;

  protected override render() {
    return html`<nav aria-label=${text("strip.label")} data-testid="series-strip" @keydown=${this.key}>
      <ul>
        ${this.series.map((series) => this.item(series))}
      </ul>
      ${this.dragged ? this.ghost(this.dragged) : nothing}
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
        class=${this.shown.has(uid) ? "shown" : ""}
        data-testid="series"
        data-series=${uid}
        aria-current=${uid === this.current ? "true" : "false"}
        aria-disabled=${series.images ? nothing : "true"}
        title=${series.images ? text("strip.hint", { name }) : name}
        @pointerdown=${(event: PointerEvent) => event.button === 0 && series.images && this.drag(event, series)}
        @click=${() => series.images && this.choose(series)}
      >
        <div class="thumb">${this.thumbnail(series)}</div>
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
      buttons[index + by]?.focus();
      event.preventDefault();
    }
  }
}
