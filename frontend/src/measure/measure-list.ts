import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { fixedText, text } from "../i18n/text.js";
import { kindText, methodText } from "../mpr/plane-text.js";
import { normalOf } from "../mpr/plane.js";
import { dot } from "../mpr/vector.js";
import type { SeriesSummary } from "../protocol/messages.js";
import { icon } from "../ui/icons.js";
import { sidePanel } from "../ui/side-panel.js";
import { base } from "../ui/theme.js";
import { toolButton } from "../ui/tool-button.js";
import type { BesideStudy } from "../workspace/studies-beside.js";
import { besideText } from "../workspace/study-mark.js";
import { answerText } from "./answer-text.js";
import type { MeasureModel } from "./measure-model.js";
import { isPlane, type Measurement, type PictureReference, type PlaneReference } from "./measurement.js";
import { nameOf } from "./measure-svg.js";

/** The user wants to see a measurement where it is. */
export type MeasurementChosenEvent = CustomEvent<Measurement>;

/** All measurements of the study, with what they come to and where that is true. */
@customElement("lightbox-measure-list")
export class MeasureList extends LitElement {
  static override styles = [
    base,
    toolButton,
    sidePanel,
    css`
      header {
        justify-content: space-between;
        padding: calc(0.2 * var(--rem)) calc(0.3 * var(--rem)) calc(0.2 * var(--rem)) calc(0.8 * var(--rem));
      }
      h2 {
        margin: 0;
        font-size: var(--rem);
      }
      ol {
        flex: 1;
        margin: 0;
        padding: 0;
        list-style: none;
        overflow: auto;
      }
      li {
        display: flex;
        align-items: flex-start;
        border-bottom: 1px solid var(--line);
      }
      li.chosen {
        background: #1e3a57;
      }
      .go {
        flex: 1;
        min-width: 0;
        padding: calc(0.5 * var(--rem)) calc(0.2 * var(--rem)) calc(0.5 * var(--rem)) calc(0.8 * var(--rem));
        border: 0;
        background: none;
        text-align: left;
        overflow-wrap: anywhere;
      }
      .go:hover {
        background: var(--raised);
      }
      .go div {
        font-variant-numeric: tabular-nums;
      }
      .name {
        font-weight: 600;
      }
      .where,
      .spacing,
      .note {
        color: var(--muted);
        font-size: calc(0.86 * var(--rem));
      }
      .warning {
        color: var(--warn);
        font-size: calc(0.86 * var(--rem));
      }
      .refused {
        color: var(--bad);
      }
      .empty,
      .unsaved {
        margin: 0;
        padding: calc(0.7 * var(--rem)) calc(0.8 * var(--rem));
        color: var(--muted);
        font-size: calc(0.9 * var(--rem));
      }
      .unsaved {
        border-top: 1px solid var(--line);
      }
      .tool {
        flex: none;
      }
    `,
  ];

  @property({ attribute: false }) model!: MeasureModel;
  /** Of all open studies. */
  @property({ attribute: false }) series: readonly SeriesSummary[] = [];
  /** The studies that are open beside the stream's own. */
  @property({ attribute: false }) besides: readonly BesideStudy[] = [];
  /** The number of the slice in its series, from 1; undefined while its series isn't open. */
  @property({ attribute: false }) sliceOf: (picture: PictureReference) => number | undefined = () => undefined;
  /** Changes with every change of the model. */
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<header>
        <h2 id="title">${text("measure.list")}</h2>
        <button
          class="tool"
          data-testid="measure-list-close"
          aria-label=${text("measure.list.close")}
          title=${text("measure.list.close")}
          @click=${() => model.toggleList()}
        >
          ${icon("close")}
        </button>
      </header>
      ${model.measurements.length === 0 ? html`<p class="empty">${text("measure.list.empty")}</p>` : nothing}
      <ol aria-labelledby="title">
        ${repeat(
          model.measurements,
          ({ number }) => number,
          (measurement) => this.entry(measurement),
        )}
      </ol>
      <p class="unsaved">${text("measure.list.unsaved")}</p>`;
  }

  private entry(measurement: Measurement): TemplateResult {
    const { model } = this;
    const name = nameOf(model, measurement);
    const arrow = measurement.kind === "arrow";
    const { values, spacing, warning, notes, refused } = answerText(model.answerTo(measurement));
    const { picture } = measurement;
    const aslant = isPlane(picture) && picture.slab > 0 && spacing !== "";
    return html`<li class=${measurement === model.selected ? "chosen" : ""} data-testid="measure-entry" data-number=${measurement.number}>
      <button
        class="go"
        data-testid="measure-go"
        title=${text("measure.list.goTo", { name })}
        @click=${() =>
          this.dispatchEvent(new CustomEvent("measurement-chosen", { detail: measurement }) satisfies MeasurementChosenEvent)}
      >
        <div class="name">${name}</div>
        ${arrow
          ? html`<div>${measurement.text}</div>`
          : html`${values.map((value) => html`<div class=${refused ? "refused" : ""} data-testid="measure-entry-value">${value}</div>`)}
              ${spacing ? html`<div class="spacing" data-testid="measure-entry-spacing">${spacing}</div>` : nothing}
              ${aslant ? html`<div class="warning" data-testid="measure-entry-aslant">${text("measure.slab.warning")}</div>` : nothing}
              ${warning ? html`<div class="warning" data-testid="measure-entry-warning">${warning}</div>` : nothing}
              ${notes.map((note) => html`<div class="note">${note}</div>`)}`}
        <div class="where">${this.where(measurement)}</div>
      </button>
      ${arrow
        ? html`<button
            class="tool"
            data-testid="measure-edit"
            aria-label=${text("measure.list.edit", { name })}
            title=${text("measure.list.edit", { name })}
            @click=${() => {
              this.dispatchEvent(new CustomEvent("measurement-chosen", { detail: measurement }) satisfies MeasurementChosenEvent);
              model.type(measurement.number);
            }}
          >
            ${icon("pencil")}
          </button>`
        : nothing}
      <button
        class="tool"
        data-testid="measure-entry-delete"
        aria-label=${text("measure.list.delete", { name })}
        title=${text("measure.list.delete", { name })}
        @click=${() => model.delete(measurement.number)}
      >
        ${icon("bin")}
      </button>
    </li>`;
  }

  private where(measurement: Measurement): string {
    const { picture } = measurement;
    const series = this.series.find(({ seriesInstanceUID }) => seriesInstanceUID === picture.seriesInstanceUID);
    const place = isPlane(picture) ? planePlace(picture) : this.slicePlace(picture);
    if (!place || !series) {
      return text("measure.list.unplaced");
    }
    const where = text("measure.list.where", { series: series.number ?? series.description, place });
    const beside = this.besides.find(({ study }) => study.studyInstanceUID === series.studyInstanceUID);
    return beside ? `${where} · ${besideText(beside)}` : where;
  }

  private slicePlace(picture: PictureReference): string | undefined {
    const slice = this.sliceOf(picture);
    return slice === undefined ? undefined : text("measure.list.slice", { slice });
  }
}

/** Which plane it is, where, and how thick. */
function planePlace(picture: PlaneReference): string {
  const plane = text("measure.list.plane", { plane: kindText(picture.view, picture), position: fixedText(dot(picture.origin, normalOf(picture)), 1) });
  return [plane, methodText(picture.method, picture.slab)].filter(Boolean).join(", ");
}
