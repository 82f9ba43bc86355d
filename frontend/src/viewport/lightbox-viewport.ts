import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { numberText, text } from "../i18n/text.js";
import type { Size, StudyEvent } from "../protocol/messages.js";
import { base } from "../ui/theme.js";
import "../ui/stack-scrollbar.js";
import type { GoToSliceEvent } from "../ui/stack-scrollbar.js";
import { watchDeviceSize } from "./device-size.js";
import { cornerText, FIDELITY_TEXT, fidelityOf } from "./corner-text.js";
import { NO_LETTERS, scaleBar, scaleOf, type Point } from "./geometry.js";
import { listenToMouse } from "./gestures/mouse.js";
import { listenToTouch } from "./gestures/touch.js";
import { listenToWheel } from "./gestures/wheel.js";
import { mirror } from "./mirror.js";
import { paint } from "./paint.js";
import type { Shown, ShownFailure } from "./shown.js";
import type { ViewportModel } from "./viewport-model.js";
import { viewportStyles } from "./viewport-styles.js";

/** The canvas with the text around it, and the gestures on it. The model decides what is shown; this element draws it and mirrors it in its attributes. */
@customElement("lightbox-viewport")
export class LightboxViewport extends LitElement {
  static override styles = [base, viewportStyles];

  @property({ attribute: false }) model!: ViewportModel;
  @property({ attribute: false }) study: StudyEvent | undefined;
  /** The connection is lost: what is on the screen isn't live. */
  @property({ type: Boolean, reflect: true }) stale = false;
  /** Changes with every change of the model, so that the text follows. */
  @property({ attribute: false }) revision = 0;

  @query("canvas") private canvas!: HTMLCanvasElement;
  @query(".stage") private stage!: HTMLElement;

  private context: CanvasRenderingContext2D | null = null;
  private stopListening: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.attach();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.detach(this.model);
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("model")) {
      this.detach(changes.get("model"));
      this.attach();
    }
    mirror(this, this.model, this.stale);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<div
        class="stage ${model.opening ? "waiting" : ""}"
        tabindex="0"
        role="application"
        aria-roledescription=${text("viewport.label")}
        aria-label=${this.description()}
        data-testid="stage"
      >
        <canvas data-testid="canvas">${text("state.noScript.canvas")}</canvas>
        ${model.shown && this.study ? this.overlay(this.study, model.shown) : nothing}
      </div>
      ${model.shown?.kind === "failure" && !model.seriesFailure ? this.sliceFailure(model.shown) : nothing}
      ${this.status()}
      ${model.slices > 1
        ? html`<lightbox-stack-scrollbar
            .slice=${model.slice}
            .slices=${model.slices}
            @go-to-slice=${(event: GoToSliceEvent) => model.goTo(event.detail)}
          ></lightbox-stack-scrollbar>`
        : nothing}`;
  }

  /** Puts the keyboard here. */
  focusStage(): void {
    this.stage.focus({ preventScroll: true });
  }

  private description(): string {
    const shown = this.model.shown;
    return shown
      ? text("viewport.slider.value", { slice: shown.slice.slice, slices: shown.series.slices.length })
      : text("viewport.label");
  }

  private overlay(study: StudyEvent, shown: Shown): TemplateResult {
    const { view, canvas } = this.model;
    const corners = cornerText(study, shown, view, canvas);
    const letters = (shown.kind === "picture" && shown.slice.orientation) || NO_LETTERS;
    const block = (name: string, lines: readonly string[], more: TemplateResult | typeof nothing = nothing) =>
      html`<div class="corner ${name}" data-testid="corner-${name}">
        ${lines.map((line) => html`<div>${line}</div>`)}${more}
      </div>`;
    return html`${block("top-left", corners.topLeft)} ${block("top-right", corners.topRight)}
    ${block("bottom-left", corners.bottomLeft)} ${block("bottom-right", corners.bottomRight, this.fidelity(shown))}
    ${(["left", "right", "top", "bottom"] as const).map(
      (edge) => html`<div class="letter ${edge}" data-testid="orientation-${edge}">${letters[edge]}</div>`,
    )}
    ${shown.kind === "picture" ? this.bar(shown) : nothing}`;
  }

  private fidelity(shown: Shown): TemplateResult | typeof nothing {
    if (shown.kind !== "picture") {
      return nothing;
    }
    const fidelity = this.stale ? "notLive" : fidelityOf(shown, this.model.view, this.model.canvas);
    const { label, title } = FIDELITY_TEXT[fidelity];
    return html`<div class="fidelity ${fidelity}" data-testid="fidelity" data-fidelity=${fidelity} title=${text(title)}
      >${text(label)}</div
    >`;
  }

  private bar({ slice }: Shown): TemplateResult | typeof nothing {
    const { view, canvas, density } = this.model;
    if (!slice.spacing || canvas.width === 0) {
      return nothing;
    }
    const { lengthMm, pixels } = scaleBar(slice.spacing, scaleOf(view, slice, canvas), canvas.width * 0.22);
    const detector = slice.spacing.kind === "detector";
    const label = detector ? "corner.scaleBar.detector" : "corner.scaleBar";
    return html`<div
      class="scale-bar"
      data-testid="scale-bar"
      title=${detector ? text("corner.scaleBar.detector.title") : nothing}
    >
      <div>${text(label, { length: numberText(lengthMm, 3) })}</div>
      <div class="ruler" .style=${`width: ${pixels / density}px`}></div>
    </div>`;
  }

  private sliceFailure(failure: ShownFailure): TemplateResult {
    return html`<div class="message" data-testid="slice-failure" role="status">
      <h2>${text("state.failed.slice", { slice: failure.slice.slice })}</h2>
      <p>${failure.message}</p>
      ${failure.detail ? html`<p class="detail">${failure.detail}</p>` : nothing}
      ${this.model.slices > 1 ? html`<p class="detail">${text("state.failed.others")}</p>` : nothing}
      ${failure.final
        ? nothing
        : html`<button class="button" data-testid="retry-slice" @click=${() => this.model.retry()}>
            ${text("state.retry")}
          </button>`}
    </div>`;
  }

  private status(): TemplateResult | typeof nothing {
    const { model } = this;
    if (model.seriesFailure) {
      return html`<div class="message cover" data-testid="series-failure" role="status">
        <h2>${text("state.failed.series")}</h2>
        <p>${model.seriesFailure.message}</p>
        ${model.seriesFailure.detail ? html`<p class="detail">${model.seriesFailure.detail}</p>` : nothing}
        <button class="button" data-testid="retry-series" @click=${() => model.reopen()}>${text("state.retry")}</button>
      </div>`;
    }
    if (this.stale) {
      return nothing;
    }
    const { progress } = model;
    if (model.opening) {
      const headers = progress?.what === "headers" && progress.total > 0 ? progress : undefined;
      return html`<div class="message quiet" data-testid="series-loading" role="status">
        <p>${headers ? text("state.headers", { ...headers }) : text("state.loadingSeries")}</p>
        <progress max=${headers?.total ?? nothing} value=${headers?.done ?? nothing}></progress>
      </div>`;
    }
    if (progress?.what === "images") {
      return html`<div class="prefetch" data-testid="image-progress" title=${text("state.images", { ...progress })}>
        <div .style=${`width: ${(100 * progress.done) / progress.total}%`}></div>
      </div>`;
    }
    // Keyed by what is on the screen: the wheel appears when nothing has come for a while, not while pictures flow.
    return model.awaiting ? html`${keyed(model.shown?.sequence, html`<div class="busy" data-testid="busy"></div>`)}` : nothing;
  }

  private attach(): void {
    const { model, stage, canvas } = this;
    this.context = canvas.getContext("2d", { alpha: false });
    model.paint = () => this.draw();
    const pointOf = (event: MouseEvent): Point => {
      const { left, top } = canvas.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    this.stopListening = [
      listenToWheel(this, model, pointOf),
      listenToMouse(stage, model, pointOf),
      listenToTouch(stage, model, pointOf),
      watchDeviceSize(canvas, (size, density) => this.resized(size, density)),
    ];
  }

  private detach(model: ViewportModel | undefined): void {
    this.stopListening.forEach((stop) => stop());
    this.stopListening = [];
    if (model) {
      model.paint = () => {};
    }
  }

  private resized(size: Size, density: number): void {
    if (this.canvas.width !== size.width || this.canvas.height !== size.height) {
      // Setting a canvas's size clears it; the model draws it again.
      this.canvas.width = size.width;
      this.canvas.height = size.height;
    }
    this.model.resize(size, density);
    this.draw();
  }

  private draw(): void {
    if (this.context) {
      paint(this.context, this.model.canvas, this.model.shown, this.model.view);
    }
    mirror(this, this.model, this.stale);
  }
}
