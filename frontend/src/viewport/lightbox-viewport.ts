import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Cine } from "../cine/cine.js";
import "../cine/cine-bar.js";
import { fixedText, text } from "../i18n/text.js";
import { arrowStep } from "../keys/arrows.js";
import type { Lens } from "../lens/lens.js";
import { LensGestures } from "../lens/lens-gestures.js";
import "../lens/lightbox-lens.js";
import type { LightboxLens } from "../lens/lightbox-lens.js";
import { FinderGestures } from "../linking/finder-gestures.js";
import { pointLine } from "../linking/link-text.js";
import { crossPath, linesSvg } from "../linking/linking-svg.js";
import { linkingStyles } from "../linking/linking-styles.js";
import type { Found, PointFinder } from "../linking/point-finder.js";
import { sameLines, type ReferenceLine } from "../linking/reference-lines.js";
import { MOUSE_REACH } from "../measure/hit.js";
import "../measure/lightbox-measure-layer.js";
import "../measure/measure-bar.js";
import type { MeasureLayer } from "../measure/lightbox-measure-layer.js";
import { MeasureGestures } from "../measure/measure-gestures.js";
import type { MeasureModel } from "../measure/measure-model.js";
import { pictureMap, sliceSurface, type MeasureSurface, type PictureMap } from "../measure/picture-map.js";
import { presentationStyles } from "../presentation/presentation-styles.js";
import { presentationSvg } from "../presentation/presentation-svg.js";
import type { SeriesSummary, Size, SliceInfo, StudyEvent } from "../protocol/messages.js";
import { base } from "../ui/theme.js";
import type { StudyMark } from "../workspace/study-mark.js";
import "../ui/stack-scrollbar.js";
import type { GoToSliceEvent } from "../ui/stack-scrollbar.js";
import { cornerText, fidelityOf, lines } from "./corner-text.js";
import { NO_LETTERS, pixelsPerMm, posedLetters, scaleBar, type Point } from "./geometry.js";
import { SliceGestures } from "./gestures/slice-gestures.js";
import { mirror } from "./mirror.js";
import { paint } from "./paint.js";
import type { PictureImage } from "./picture-image.js";
import { cornerFontSize, fidelityMark, pictureText, scaleBarMark } from "./picture-text.js";
import { withoutPatient, type ExportedViewport } from "../output/compose.js";
import { isExact, type Shown, type ShownFailure } from "./shown.js";
import { StageElement } from "./stage-element.js";
import type { ViewportModel } from "./viewport-model.js";
import { viewportStyles } from "./viewport-styles.js";

/** The user asked for all the room for one viewport, or for the layout again. */
export type MaximiseEvent = CustomEvent<void>;

/** The canvas with the text around it, and the gestures on it. The model decides what is shown; this element draws it and mirrors it in its attributes. */
@customElement("lightbox-viewport")
export class LightboxViewport extends StageElement {
  static override styles = [base, viewportStyles, linkingStyles, presentationStyles];

  @property({ attribute: false }) model!: ViewportModel;
  @property({ attribute: false }) study: StudyEvent | undefined;
  /** The study that a series belongs to: the text is of the picture that is shown, whichever study that is of. */
  @property({ attribute: false }) studyOf: (series: SeriesSummary) => StudyEvent | undefined = () => this.study;
  /** Of which study the picture is, where that could be mistaken. */
  @property({ attribute: false, hasChanged: (now?: StudyMark, before?: StudyMark) => now?.kind !== before?.kind || now?.text !== before?.text })
  mark: StudyMark | undefined;
  /** The connection is lost: what is on the screen isn't live. */
  @property({ type: Boolean, reflect: true }) stale = false;
  /** Whether tools and keys work on this one. */
  @property({ type: Boolean, reflect: true }) active = false;
  /** What it is called where there are several; empty where there is one. */
  @property() name = "";
  /** What is measured in the study. */
  @property({ attribute: false }) measuring!: MeasureModel;
  /** Changes with every change of what is measured. */
  @property({ attribute: false }) measured = 0;
  /** Changes with every change of the model, so that the text follows. */
  @property({ attribute: false }) revision = 0;
  /** Finds a point in every viewport. */
  @property({ attribute: false }) finder!: PointFinder<PictureImage>;
  /** A magnifying glass, which may be over this viewport or another. */
  @property({ attribute: false }) lens!: Lens<PictureImage>;
  /** Changes with every change of the lens while it is here; undefined while it is elsewhere. */
  @property({ attribute: false }) lensRevision: number | undefined;
  /** What is played, in this viewport or another. */
  @property({ attribute: false }) cine!: Cine<PictureImage>;
  /** Changes with every change of what is played here; undefined while nothing is. */
  @property({ attribute: false }) cineRevision: number | undefined;
  /** What this picture has to say of the found point. */
  @property({ attribute: false, hasChanged: (now?: Found, before?: Found) => !sameFound(now, before) }) found: Found | undefined;
  /** Where other slices cut this picture. */
  @property({ attribute: false, hasChanged: (now: readonly ReferenceLine[], before?: readonly ReferenceLine[]) => !before || !sameLines(now, before) })
  lines: readonly ReferenceLine[] = [];
  /** Whether somebody has pointed the picture that is shown out. */
  @property({ type: Boolean }) isKey = false;
  /** How this viewport goes with the others, in words; empty where it doesn't. */
  @property() linked = "";
  /** What of a measurement the pointer could take hold of. */
  @state() private over: "handle" | "line" | undefined;
  @query("lightbox-lens") private glass!: LightboxLens | null;
  @query("lightbox-measure-layer") private layer!: MeasureLayer | null;

  private surface!: MeasureSurface;
  private measureGestures!: MeasureGestures;
  private allGestures!: LensGestures;
  private pointAwaited = false;

  /** Puts the keyboard on the lens as soon as it is there. */
  focusLens(): void {
    void this.updateComplete.then(() => this.glass?.updateComplete).then(() => this.glass?.focusLens());
  }

  /** Puts the keyboard on the found point as soon as it is there. */
  focusPoint(): void {
    this.pointAwaited = true;
    this.requestUpdate();
  }

  /** What is on the screen, to be saved or printed; undefined unless it is the exact picture, and live. */
  exported(): ExportedViewport | undefined {
    const { shown, view, canvas, density } = this.model;
    const study = shown && this.studyOf(shown.summary);
    if (shown?.kind !== "picture" || !study || this.stale || !isExact(shown, view, canvas)) {
      return undefined;
    }
    const { slice } = shown;
    const layer = this.layer?.renderRoot.querySelector<SVGElement>("svg.measurements");
    const corners = cornerText(study, shown, view, canvas);
    return {
      paint: (context) => paint(context, canvas, shown, view),
      slice: slice.slice,
      sourceLossy: shown.tile.sourceLossy,
      cautions: [],
      name: `series-${shown.summary.number ?? "x"}-picture-${slice.slice}`,
      canvas,
      density,
      corners,
      anonymous: withoutPatient(corners),
      mark: this.mark?.text ?? "",
      letters: posedLetters(view.pose, slice.orientation ?? NO_LETTERS),
      bar: this.scaleBar(slice),
      detector: slice.spacing?.kind === "detector",
      fontSize: cornerFontSize(this.renderRoot),
      layers: [this.renderRoot.querySelector<SVGElement>("svg.presentation"), layer].filter((one) => one !== null && one !== undefined),
    };
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("model") || changes.has("measuring") || changes.has("finder")) {
      const slices = new SliceGestures(this.model, () =>
        this.dispatchEvent(new CustomEvent("maximise-asked") satisfies MaximiseEvent),
      );
      this.surface = sliceSurface(this.model);
      this.measureGestures = new MeasureGestures(this.surface, this.measuring, slices);
      const finding = new FinderGestures(this.model, this.finder, this.measureGestures);
      this.allGestures = new LensGestures(this.model, this.lens, finding);
    }
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("model") || changes.has("measuring") || changes.has("finder")) {
      this.leave(changes.get("model"));
      this.attach();
    }
    const point = this.pointAwaited ? this.renderRoot.querySelector<SVGElement>(".found") : null;
    if (point) {
      this.pointAwaited = false;
      point.focus();
    }
    mirror(this, this.model, this.stale);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<div
        class="stage ${model.opening ? "waiting" : ""} ${this.over ? `on-${this.over}` : ""}"
        tabindex="0"
        role="application"
        aria-roledescription=${text("viewport.label")}
        aria-label=${this.description()}
        data-testid="stage"
        @pointermove=${this.hover}
        @pointerleave=${this.left}
        @keydown=${this.key}
      >
        <canvas data-testid="canvas">${text("state.noScript.canvas")}</canvas>
        ${model.shown ? this.overlay(model.shown) : nothing}
        ${this.presented()} ${this.linking()}
        <lightbox-measure-layer
          .model=${this.measuring}
          .surface=${this.surface}
          .gestures=${this.measureGestures}
          .revision=${`${this.revision} ${this.measured}`}
          ?active=${this.active}
          ?stale=${this.stale}
          @typing-done=${() => this.focusStage()}
        ></lightbox-measure-layer>
        ${this.lensRevision === undefined
          ? nothing
          : html`<lightbox-lens .lens=${this.lens} .revision=${this.lensRevision} ?stale=${this.stale}></lightbox-lens>`}
      </div>
      ${this.active
        ? html`<lightbox-measure-bar class=${this.cineRevision === undefined ? "" : "raised"} .model=${this.measuring} .revision=${this.measured}></lightbox-measure-bar>`
        : nothing}
      ${this.cineRevision === undefined
        ? nothing
        : html`<lightbox-cine-bar .cine=${this.cine} .revision=${this.cineRevision}></lightbox-cine-bar>`}
      ${this.invitation()}
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

  private description(): string {
    const shown = this.model.shown;
    const what = shown
      ? text("viewport.slider.value", { slice: shown.slice.slice, slices: shown.series.slices.length })
      : text(this.model.summary ? "viewport.label" : "viewport.empty");
    return [this.name, this.mark?.text, what].filter(Boolean).join(": ");
  }

  /** What to do with an empty viewport; in a study without pictures there is nothing to do. */
  private invitation(): TemplateResult | typeof nothing {
    return !this.model.summary && this.study?.series.some(({ images }) => images)
      ? html`<p class="invitation" data-testid="empty-viewport">${text(this.active ? "viewport.empty.here" : "viewport.empty.there")}</p>`
      : nothing;
  }

  private overlay(shown: Shown): TemplateResult | typeof nothing {
    const { view, canvas } = this.model;
    const study = this.studyOf(shown.summary);
    if (!study) {
      return nothing;
    }
    const { bottomRight, ...corners } = cornerText(study, shown, view, canvas);
    const letters = posedLetters(view.pose, (shown.kind === "picture" && shown.slice.orientation) || NO_LETTERS);
    const { mark } = this;
    const key = this.isKey && shown.kind === "picture" ? [text("corner.keyImage")] : [];
    return html`${mark ? html`<div class="study-mark ${mark.kind}" data-testid="study-mark" data-study=${mark.kind}>${mark.text}</div>` : nothing}
      ${pictureText({ ...corners, bottomRight: lines(...key, this.linked, ...bottomRight) }, letters, this.fidelity(shown))}${shown.kind === "picture" ? this.bar(shown) : nothing}`;
  }

  /** What the presentation state draws over a picture that looks as it says. */
  private presented(): TemplateResult | typeof nothing {
    const { shown } = this.model;
    const presentation = shown?.kind === "picture" && shown.tile.presented ? shown.presentation : undefined;
    const map = presentation && pictureMap(this.model);
    return presentation && map ? html`<svg class="presentation" data-testid="presentation">${presentationSvg(presentation, map)}</svg>` : nothing;
  }

  /** Other slices' lines, and the found point. */
  private linking(): TemplateResult | typeof nothing {
    const map = this.lines.length > 0 || this.found ? pictureMap(this.model) : undefined;
    if (!map) {
      return nothing;
    }
    const note = this.found ? pointLine(this.found) : "";
    return html`<svg class="linking">${linesSvg(this.lines, map)}${this.found?.kind === "here" ? this.point(this.found.at, map) : nothing}</svg>
      ${note ? html`<div class="point-note" data-testid="point-note" role="status">${note}</div>` : nothing}`;
  }

  private point(at: Point, map: PictureMap): TemplateResult {
    const { point } = this.finder;
    const path = crossPath(map.toScreen(at));
    const place = point && text("mpr.place", { x: fixedText(point.x, 1), y: fixedText(point.y, 1), z: fixedText(point.z, 1) });
    return svg`<g
      class="found"
      tabindex=${this.active && this.finder.tool ? 0 : nothing}
      role="img"
      aria-label=${text("point.label", { place: place ?? "" })}
      data-testid="found-point"
      data-at=${`${at.x},${at.y}`}
      @keydown=${(event: KeyboardEvent) => this.pointKey(event, at, map)}
      ><path class="halo" d=${path} /><path class="line" d=${path} /></g
    >`;
  }

  /** Arrows move the found point. */
  private pointKey(event: KeyboardEvent, at: Point, map: PictureMap): void {
    const step = arrowStep(event);
    if (step) {
      const { x, y } = map.toScreen(at);
      this.finder.placeAt(this.model, { x: x + step.x, y: y + step.y });
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private fidelity(shown: Shown): TemplateResult | typeof nothing {
    return shown.kind === "picture"
      ? fidelityMark(this.stale ? "notLive" : fidelityOf(shown, this.model.view, this.model.canvas))
      : nothing;
  }

  private bar({ slice }: Shown): TemplateResult | typeof nothing {
    const bar = this.scaleBar(slice);
    return bar ? scaleBarMark(bar, bar.pixels / this.model.density, slice.spacing?.kind === "detector") : nothing;
  }

  /** In device pixels; undefined where nothing is known of the picture's size, or of the screen's. */
  private scaleBar(slice: SliceInfo): ReturnType<typeof scaleBar> | undefined {
    const { view, canvas } = this.model;
    return slice.spacing && canvas.width > 0
      ? scaleBar(pixelsPerMm(view, slice, slice.spacing, canvas), canvas.width * 0.22)
      : undefined;
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

  protected override gestures(): LensGestures {
    return this.allGestures;
  }

  /** A mouse without a button pressed. */
  private hover(event: PointerEvent): void {
    if (event.pointerType !== "touch") {
      this.lens.moveTo(this.model, this.pointOf(event));
    }
    if (event.pointerType !== "touch" && event.buttons === 0) {
      const at = this.pointOf(event);
      this.measureGestures.hover(at, { shift: event.shiftKey });
      const hold = this.measuring.draft ? undefined : this.measureGestures.holdAt(at, MOUSE_REACH);
      const label = !hold && !this.measuring.draft && this.measureGestures.onLabel(at);
      this.over = hold ? (hold.handle === undefined ? "line" : "handle") : label ? "line" : undefined;
    }
  }

  private left(event: PointerEvent): void {
    this.over = undefined;
    // A finger that is lifted leaves the lens where it is.
    if (event.pointerType !== "touch") {
      this.lens.left(this.model);
    }
  }

  /** Keys on the stage itself. */
  private key(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target === this.stage && this.measureGestures.enter()) {
      event.preventDefault();
      this.layer?.focusHandle();
    }
  }

  protected override attach(): void {
    this.model.paint = () => this.draw();
    super.attach();
  }

  protected override detach(): void {
    super.detach();
    this.leave(this.model);
  }

  protected override resized(size: Size, density: number): void {
    this.model.resize(size, density);
    this.draw();
  }

  private leave(model: ViewportModel | undefined): void {
    if (model) {
      model.paint = () => {};
    }
  }

  private draw(): void {
    if (this.context) {
      paint(this.context, this.model.canvas, this.model.shown, this.model.view);
    }
    if (this.lens.over === this.model) {
      this.lens.follow();
    }
    mirror(this, this.model, this.stale);
  }
}

function sameFound(a: Found | undefined, b: Found | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
