import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { fixedText, text } from "../i18n/text.js";
import { MOUSE_REACH } from "../measure/hit.js";
import "../measure/lightbox-measure-layer.js";
import type { MeasureLayer } from "../measure/lightbox-measure-layer.js";
import "../measure/measure-bar.js";
import { MeasureGestures } from "../measure/measure-gestures.js";
import type { MeasureModel } from "../measure/measure-model.js";
import type { MeasureSurface } from "../measure/picture-map.js";
import type { ExportedViewport } from "../output/compose.js";
import type { Size, StudyEvent } from "../protocol/messages.js";
import { base } from "../ui/theme.js";
import { FIDELITY_TEXT, type Fidelity } from "../viewport/corner-text.js";
import { NO_LETTERS, scaleBar, type ScaleBar } from "../viewport/geometry.js";
import { cornerFontSize, fidelityMark, pictureText, scaleBarMark } from "../viewport/picture-text.js";
import { StageElement } from "../viewport/stage-element.js";
import { viewportStyles } from "../viewport/viewport-styles.js";
import { crosshairSvg } from "./crosshair-svg.js";
import { failureMessage } from "./failure-message.js";
import { sameTarget, type Target } from "./handles.js";
import { lettersOf } from "./letters.js";
import type { MprModel } from "./mpr-model.js";
import type { PlaneName } from "./plane.js";
import { PlaneGestures } from "./plane-gestures.js";
import "./plane-menu.js";
import { planeSurface } from "./plane-map.js";
import { mirrorPlane } from "./plane-mirror.js";
import { PlanePainter } from "./plane-paint.js";
import { planeColours, planeStyles } from "./plane-styles.js";
import { cautionsOf, planeFidelity, planeText, positionOf } from "./plane-text.js";
import type { PlaneViewport } from "./plane-viewport.js";
import { isFinalPlane, type ShownPlane } from "./shown-plane.js";
import { cssSize, wantedPlane, type WantedPlane } from "./wanted-plane.js";

/** A view at least so wide, in CSS pixels, has room for the crosshair's place. */
const ROOMY = 420;

/** What an exported plane has to say of itself beside what its source lost. */
const LIMITED: ReadonlySet<Fidelity> = new Set(["projection", "halfResolution"]);

function barOf(wanted: WantedPlane): ScaleBar {
  return scaleBar(1 / wanted.spacing, wanted.size.width * 0.22);
}

/** One plane's view: the canvas, the crosshair and the text over it, and the gestures. The model decides what is shown. */
@customElement("lightbox-plane")
export class LightboxPlane extends StageElement {
  static override styles = [base, viewportStyles, planeColours, planeStyles];

  @property({ attribute: false }) model!: MprModel;
  @property({ attribute: false }) plane: PlaneName = "axial";
  @property({ attribute: false }) study: StudyEvent | undefined;
  @property({ type: Boolean, reflect: true }) stale = false;
  /** What is measured in the study. */
  @property({ attribute: false }) measuring!: MeasureModel;
  /** Changes with every change of what is measured. */
  @property({ attribute: false }) measured = 0;
  /** Changes with every change of the model, so that text and crosshair follow. */
  @property({ attribute: false }) revision = 0;
  /** What the pointer could take hold of. */
  @state({ hasChanged: (now?: Target, before?: Target) => !sameTarget(now, before) }) private hovered: Target | undefined;

  /** What of a measurement the pointer could take hold of. */
  @state() private over: "handle" | "line" | undefined;
  @query("lightbox-measure-layer") private layer!: MeasureLayer | null;

  private gesturesHere: PlaneGestures | undefined;
  private surface!: MeasureSurface;
  private measureGestures!: MeasureGestures;
  private painter: PlanePainter | undefined;

  /** What is on the screen, to be saved or printed; undefined unless no better picture will come, and it is live. The crosshair and the value under the pointer aren't part of it. */
  exported(): ExportedViewport | undefined {
    const { model, plane, study, viewport } = this;
    const { shown, canvas, density } = viewport;
    const wanted = this.wanted();
    if (!shown || !wanted || !study || this.stale || !isFinalPlane(shown, wanted)) {
      return undefined;
    }
    const corners = planeText(plane, study, shown, { crosshair: undefined, probe: undefined });
    const fidelity = planeFidelity(shown, wanted);
    const series = study.series.find(({ seriesInstanceUID }) => seriesInstanceUID === model.origin?.seriesInstanceUID);
    return {
      paint: (context) => new PlanePainter(context).paint(shown, wanted),
      slice: null,
      sourceLossy: shown.tile.sourceLossy,
      cautions: [...cautionsOf(shown, fidelity), ...(LIMITED.has(fidelity) ? [text(FIDELITY_TEXT[fidelity].label)] : [])],
      name: `series-${series?.number ?? "x"}-${plane}`,
      canvas,
      density,
      corners,
      anonymous: { ...corners, topRight: [] },
      mark: "",
      letters: lettersOf(shown.asked.right, shown.asked.down),
      bar: barOf(wanted),
      detector: false,
      fontSize: cornerFontSize(this.renderRoot),
      layers: [this.layer?.renderRoot.querySelector<SVGElement>("svg.measurements")].filter((one) => one !== null && one !== undefined),
    };
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("model") || changes.has("plane") || changes.has("measuring")) {
      this.surface = planeSurface(this.model, this.plane);
      this.gesturesHere = new PlaneGestures(this.model, this.plane);
      this.measureGestures = new MeasureGestures(this.surface, this.measuring, this.gesturesHere);
    }
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("model") || changes.has("plane") || changes.has("measuring")) {
      const [model, plane] = [changes.get("model") ?? this.model, changes.get("plane") ?? this.plane];
      if (changes.get("model") || changes.get("plane")) {
        this.leave(model, plane);
      }
      this.attach();
    }
    mirrorPlane(this, this.model, this.plane, this.stale);
  }

  protected override render(): TemplateResult {
    const { model, plane, viewport } = this;
    const { shown } = viewport;
    const wanted = this.wanted();
    return html`<div
        class="stage ${plane} ${model.active === plane ? "active" : ""} ${this.onClass()}"
        tabindex="0"
        role="application"
        aria-roledescription=${text("viewport.label")}
        aria-label=${this.description()}
        data-testid="stage"
        @pointerdown=${() => model.active !== plane && model.activate(plane)}
        @pointermove=${this.hover}
        @pointerleave=${this.left}
        @focus=${() => model.active !== plane && model.activate(plane)}
        @keydown=${this.key}
      >
        <canvas data-testid="canvas">${text("state.noScript.canvas")}</canvas>
        ${this.crosshair()} ${this.pictureText(shown, wanted)}
        <lightbox-measure-layer
          .model=${this.measuring}
          .surface=${this.surface}
          .gestures=${this.measureGestures}
          .revision=${`${this.revision} ${this.measured}`}
          ?active=${model.active === plane}
          ?stale=${this.stale}
          @typing-done=${() => this.focusStage()}
        ></lightbox-measure-layer>
      </div>
      ${model.active === plane ? this.measureBar() : nothing}
      ${model.state
        ? html`<lightbox-plane-menu .model=${model} .plane=${plane} .pane=${model.state.panes[plane]}></lightbox-plane-menu>`
        : nothing}
      ${this.status()}`;
  }

  protected override gestures(): MeasureGestures {
    return this.measureGestures;
  }

  protected override attach(): void {
    this.viewport.paint = () => this.draw();
    super.attach();
    this.painter = this.context ? new PlanePainter(this.context) : undefined;
    this.draw();
  }

  protected override detach(): void {
    super.detach();
    this.leave(this.model, this.plane);
  }

  protected override resized(size: Size, density: number): void {
    this.painter?.cleared();
    this.model.resize(this.plane, size, density);
    this.draw();
  }

  private get viewport(): PlaneViewport {
    return this.model.viewports[this.plane];
  }

  private wanted(): WantedPlane | undefined {
    return this.model.state && wantedPlane(this.model.state, this.plane, this.viewport);
  }

  /** What a press here takes hold of: with a tool in hand it draws, and a measurement is over the crosshair's lines. */
  private onClass(): string {
    const target = this.measuring.tool ? undefined : this.hovered;
    return target && target.kind !== "line" && this.over !== "handle" ? `on-${target.kind}` : this.over ? `on-${this.over}` : target ? "on-line" : "";
  }

  /** What can be done with what is measured; where the whole volume is seen, why nothing can be. */
  private measureBar(): TemplateResult {
    const { measuring, model, plane } = this;
    const solid = measuring.tool && model.state?.panes[plane].projection;
    return html`<lightbox-measure-bar .model=${measuring} .revision=${this.measured}></lightbox-measure-bar>
      ${solid ? html`<p class="unmeasured" role="status" data-testid="measure-projection">${text("measure.projection")}</p>` : nothing}`;
  }

  private description(): string {
    const { shown } = this.viewport;
    const plane = text(`mpr.plane.${this.plane}`);
    return shown ? text("mpr.view.label", { plane, value: fixedText(positionOf(shown), 1) }) : plane;
  }

  private crosshair(): TemplateResult | typeof nothing {
    const overlay = this.gesturesHere?.overlay;
    return overlay
      ? html`<svg class="crosshair" aria-hidden="true" data-testid="crosshair">
          ${crosshairSvg(overlay, cssSize(this.viewport), this.hovered)}
        </svg>`
      : nothing;
  }

  private pictureText(shown: ShownPlane | undefined, wanted: WantedPlane | undefined): TemplateResult {
    const { model, plane, study } = this;
    if (!shown || !wanted || !study || !model.state) {
      const topLeft = [text(`mpr.plane.${plane}`)];
      return pictureText({ topLeft, topRight: [], bottomLeft: [], bottomRight: [] }, NO_LETTERS);
    }
    const { answer } = model.probe;
    const probe = answer?.viewport === this.viewport.number ? answer : undefined;
    const crosshair = cssSize(this.viewport).width >= ROOMY ? model.state.crosshair.center : undefined;
    const corners = planeText(plane, study, shown, { crosshair, probe });
    const fidelity = this.stale ? "notLive" : planeFidelity(shown, wanted);
    const mark = html`${cautionsOf(shown, fidelity).map((caution) => html`<div class="caution" data-testid="caution">${caution}</div>`)}
    ${fidelityMark(fidelity)}`;
    const letters = lettersOf(shown.asked.right, shown.asked.down);
    const bar = barOf(wanted);
    return html`${pictureText(corners, letters, mark)}${scaleBarMark(bar, bar.pixels / this.viewport.density)}`;
  }

  private status(): TemplateResult | typeof nothing {
    const { model, viewport } = this;
    if (viewport.failure && !model.failure) {
      return failureMessage(viewport.failure, {
        heading: text("mpr.failed.plane"),
        role: "status",
        testIds: ["plane-failure", "retry-plane", "plane-back"],
        retry: () => model.retry(this.plane),
        back: () => model.leave(),
      });
    }
    if (this.stale || model.failure) {
      return nothing;
    }
    const { progress } = model;
    if (progress?.what === "volume") {
      return html`<div class="loading" data-testid="volume-progress" title=${text("mpr.loading", { ...progress })}>
        <div .style=${`width: ${(100 * progress.done) / progress.total}%`}></div>
      </div>`;
    }
    // Keyed by what is on the screen: the wheel appears when nothing has come for a while, not while pictures flow.
    return viewport.awaiting
      ? html`${keyed(viewport.shown?.tile.sequence, html`<div class="busy" data-testid="busy"></div>`)}`
      : nothing;
  }

  /** A mouse without a button pressed: what is under it, to take hold of and in the patient. */
  private hover(event: PointerEvent): void {
    if (event.pointerType !== "touch" && event.buttons === 0) {
      const at = this.pointOf(event);
      this.hovered = this.gesturesHere?.targetAt(at);
      this.model.pointAt(this.plane, at);
      this.measureGestures.hover(at, { shift: event.shiftKey });
      const hold = this.measuring.draft ? undefined : this.measureGestures.holdAt(at, MOUSE_REACH);
      this.over = hold?.handle !== undefined ? "handle" : hold || this.measureGestures.onLabel(at) ? "line" : undefined;
    }
  }

  /** Keys on the stage itself. */
  private key(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target === this.stage && this.measureGestures.enter()) {
      event.preventDefault();
      this.layer?.focusHandle();
    }
  }

  private left(): void {
    this.hovered = this.over = undefined;
    this.model.pointerLeft();
  }

  private leave(model: MprModel, plane: PlaneName): void {
    const viewport = model.viewports[plane];
    viewport.paint = () => {};
    viewport.hide();
  }

  private draw(): void {
    this.painter?.paint(this.viewport.shown, this.wanted());
    mirrorPlane(this, this.model, this.plane, this.stale);
  }
}
