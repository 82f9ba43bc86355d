import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { text } from "../i18n/text.js";
import type { MeasureModel } from "../measure/measure-model.js";
import type { ExportPlace } from "../output/exporter.js";
import type { StudyEvent } from "../protocol/messages.js";
import { base } from "../ui/theme.js";
import { failureMessage } from "./failure-message.js";
import "./lightbox-plane.js";
import "./mpr-bar.js";
import type { LightboxPlane } from "./lightbox-plane.js";
import type { MprModel } from "./mpr-model.js";
import { PLANES } from "./plane.js";
import { mirrorPlanes } from "./plane-mirror.js";
import { viewportStyles } from "../viewport/viewport-styles.js";

/** The planes through a volume, arranged, with the bar that belongs to them all. */
@customElement("lightbox-mpr")
export class LightboxMpr extends LitElement {
  static override styles = [
    base,
    viewportStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        contain: layout size;
      }
      .views {
        container-type: size;
        min-width: 0;
        min-height: 0;
      }
      .grid {
        display: grid;
        gap: 2px;
        width: 100%;
        height: 100%;
        background: var(--line);
      }
      lightbox-plane {
        min-width: 0;
        min-height: 0;
      }
      [data-layout="2x2"] {
        grid-template: repeat(2, minmax(0, 1fr)) / repeat(2, minmax(0, 1fr));
      }
      [data-layout="1x3"] {
        grid-template: minmax(0, 1fr) / repeat(3, minmax(0, 1fr));
      }
      [data-layout="1+3"] {
        grid-template: repeat(3, minmax(0, 1fr)) / minmax(0, 2.6fr) minmax(0, 1fr);
      }
      /* Views keep their order in the document: one that moves there would begin anew. */
      [data-layout="1+3"] > .large {
        order: -1;
        grid-row: 1 / -1;
      }
      [data-layout="1"] {
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      @container (max-aspect-ratio: 1/1) {
        [data-layout="1x3"] {
          grid-template: repeat(3, minmax(0, 1fr)) / minmax(0, 1fr);
        }
        [data-layout="1+3"] {
          grid-template: minmax(0, 2.2fr) minmax(0, 1fr) / repeat(3, minmax(0, 1fr));
        }
        [data-layout="1+3"] > .large {
          grid-row: auto;
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) model!: MprModel;
  @property({ attribute: false }) study: StudyEvent | undefined;
  /** What is measured in the study. */
  @property({ attribute: false }) measuring!: MeasureModel;
  @property({ type: Boolean, reflect: true }) stale = false;
  @property({ attribute: false }) revision = 0;
  @query(".views") private views!: HTMLElement;

  private observer: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(([entry]) => entry && this.model.resizeAll(entry.contentRect.width));
    if (this.hasUpdated) {
      this.observer.observe(this.views);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  /** Puts the keyboard on the active plane. */
  focusStage(): void {
    [...this.renderRoot.querySelectorAll<LightboxPlane>("lightbox-plane")]
      .find(({ plane }) => plane === this.model.active)
      ?.focusStage();
  }

  exported(all: boolean): readonly ExportPlace[] {
    return [...this.renderRoot.querySelectorAll<LightboxPlane>("lightbox-plane")]
      .filter(({ plane }) => all || plane === this.model.active)
      .map((element) => ({
        number: this.model.viewports[element.plane].number,
        box: element.getBoundingClientRect(),
        viewport: element.exported(),
      }));
  }

  protected override firstUpdated(): void {
    this.observer?.observe(this.views);
    this.model.resizeAll(this.views.clientWidth);
    void this.updateComplete.then(() => this.focusStage());
  }

  protected override updated(_: PropertyValues<this>): void {
    mirrorPlanes(this, this.model);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<lightbox-mpr-bar .model=${model} .revision=${this.revision}></lightbox-mpr-bar>
      <div class="views">
        <div class="grid" data-layout=${model.usedLayout} data-testid="planes">
          ${repeat(
            PLANES.filter((plane) => model.planes.includes(plane)),
            (plane) => plane,
            (plane) => html`<lightbox-plane
              class=${plane === model.main ? "large" : ""}
              data-testid="plane-${plane}"
              .model=${model}
              .plane=${plane}
              .study=${this.study}
              .measuring=${this.measuring}
              .measured=${this.measuring.version}
              .revision=${this.revision}
              ?stale=${this.stale}
            ></lightbox-plane>`,
          )}
        </div>
      </div>
      ${this.status()}`;
  }

  private status(): TemplateResult | typeof nothing {
    const { model } = this;
    if (model.failure) {
      return failureMessage(model.failure, {
        heading: text("mpr.failed"),
        role: "alert",
        testIds: ["mpr-failure", "mpr-retry", "mpr-back"],
        retry: () => model.reopen(),
        back: () => model.leave(),
      });
    }
    if (model.state || this.stale) {
      return nothing;
    }
    const { progress } = model;
    const known = progress && progress.total > 0 ? progress : undefined;
    return html`<div class="message quiet" data-testid="mpr-loading" role="status">
      <p>${known?.what === "headers" ? text("state.headers", { ...known }) : text("mpr.building")}</p>
      <progress max=${known?.total ?? nothing} value=${known?.done ?? nothing}></progress>
    </div>`;
  }
}
