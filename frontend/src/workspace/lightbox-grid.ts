import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { text } from "../i18n/text.js";
import type { KeyImage } from "../documents/documents-model.js";
import { linkLine } from "../linking/link-text.js";
import type { MeasureModel } from "../measure/measure-model.js";
import type { SeriesSummary, StudyEvent } from "../protocol/messages.js";
import type { ExportPlace } from "../output/exporter.js";
import { base } from "../ui/theme.js";
import type { Point } from "../viewport/geometry.js";
import "../viewport/lightbox-viewport.js";
import type { LightboxViewport } from "../viewport/lightbox-viewport.js";
import { samePicture } from "../viewport/shown.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import { cellsOf } from "./layout.js";
import type { BesideStudy } from "./studies-beside.js";
import { studyMark } from "./study-mark.js";
import type { ViewportGrid } from "./viewport-grid.js";

/** The viewports of slices, arranged. One of them is active: it has a border, and the keyboard. */
@customElement("lightbox-grid")
export class LightboxGrid extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        contain: layout size;
      }
      .grid {
        display: grid;
        gap: 3px;
        width: 100%;
        height: 100%;
        background: var(--line);
      }
      .several {
        /* Room for the outermost viewports' borders, which never cover a picture. */
        padding: 2px;
      }
      .several > [active] {
        outline: 2px solid var(--accent);
        z-index: 1;
      }
      .several > .target,
      .target {
        outline: 2px dashed var(--good);
        outline-offset: -2px;
        z-index: 2;
      }
    `,
  ];

  @property({ attribute: false }) grid!: ViewportGrid;
  @property({ attribute: false }) measuring!: MeasureModel;
  @property({ attribute: false }) study: StudyEvent | undefined;
  /** Those that somebody has pointed out. */
  @property({ attribute: false }) keyImages: readonly KeyImage[] = [];
  /** The patient's other studies that are open beside it. */
  @property({ attribute: false }) besides: readonly BesideStudy[] = [];
  /** The study that a series belongs to. */
  @property({ attribute: false }) studyOf: (series: SeriesSummary) => StudyEvent | undefined = () => this.study;
  /** The connection is lost: what is on the screen isn't live. */
  @property({ type: Boolean }) stale = false;
  /** Changes with every change of the grid or of a viewport. */
  @property({ attribute: false }) revision = 0;
  /** The viewport over which something is held that would be shown there. */
  @state() private target: number | undefined;

  /** Puts the keyboard on the active viewport. */
  focusStage(): void {
    void this.updateComplete.then(() => this.element(this.grid.active.number)?.focusStage());
  }

  /** Puts the keyboard on the found point in the active viewport. */
  focusPoint(): void {
    void this.updateComplete.then(() => this.element(this.grid.active.number)?.focusPoint());
  }

  /** Puts the keyboard on the lens in the active viewport. */
  focusLens(): void {
    void this.updateComplete.then(() => this.element(this.grid.active.number)?.focusLens());
  }

  /** The viewports that have a series. */
  exported(all: boolean): readonly ExportPlace[] {
    const viewports = (all ? this.grid.visible : [this.grid.active]).filter(({ summary }) => summary);
    return viewports.flatMap(({ number }) => {
      const element = this.element(number);
      return element ? [{ number, box: element.getBoundingClientRect(), viewport: element.exported() }] : [];
    });
  }

  /** Marks the viewport at this place of the page as the one where something would be dropped. */
  aimAt(place: Point | undefined): void {
    this.target = place && this.viewportAt(place);
  }

  /** The number of the viewport at this place of the page, in CSS pixels. */
  viewportAt(place: Point): number | undefined {
    return this.elements.find((element) => holds(element, place))?.model.number;
  }

  protected override updated(_: PropertyValues<this>): void {
    const focused = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
    const active = this.element(this.grid.active.number);
    if (focused && active && focused !== active) {
      // The keyboard goes where the border goes.
      void active.updateComplete.then(() => active.active && active.focusStage());
    }
  }

  protected override render(): TemplateResult {
    const { grid } = this;
    const { rows, columns } = grid.visibleLayout;
    const several = cellsOf({ rows, columns }) > 1;
    return html`<div
      class="grid ${several ? "several" : ""}"
      data-testid="grid"
      data-layout="${rows}x${columns}"
      data-maximised=${grid.maximised}
      .style=${`grid-template: repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`}
    >
      ${repeat(
        grid.visible,
        ({ number }) => number,
        (model, index) => this.viewport(model, several, text("viewport.number", { number: index + 1 })),
      )}
    </div>`;
  }

  private viewport(model: ViewportModel, several: boolean, name: string): TemplateResult {
    const { grid } = this;
    const activate = (): void => grid.activate(model.number);
    return html`<lightbox-viewport
      class=${model.number === this.target ? "target" : ""}
      data-testid="viewport"
      data-viewport=${model.number}
      .model=${model}
      .measuring=${this.measuring}
      .measured=${this.measuring.version}
      .study=${this.study}
      .studyOf=${this.studyOf}
      .mark=${this.study && studyMark(model.shown, grid.visible.map(({ shown }) => shown), this.study, this.besides)}
      .revision=${model.revision}
      .finder=${grid.finder}
      .lens=${grid.lens}
      .lensRevision=${grid.lens.over === model ? this.revision : undefined}
      .cine=${grid.cine}
      .cineRevision=${grid.cine.over === model ? this.revision : undefined}
      .found=${grid.finder.seenBy(model)}
      .lines=${grid.linesOn(model)}
      .isKey=${this.isKey(model)}
      .linked=${several ? linkLine(grid.links.stateOf(model)) : ""}
      .name=${several ? name : ""}
      ?active=${model === grid.active}
      ?stale=${this.stale}
      @pointerdown=${{ handleEvent: activate, capture: true }}
      @focusin=${activate}
      @maximise-asked=${() => {
        activate();
        grid.toggleMaximised();
      }}
    ></lightbox-viewport>`;
  }

  private isKey({ shown }: ViewportModel): boolean {
    return (
      shown !== undefined &&
      this.keyImages.some((key) => key.seriesInstanceUID === shown.summary.seriesInstanceUID && samePicture(key, shown.slice))
    );
  }

  private get elements(): readonly LightboxViewport[] {
    return [...this.renderRoot.querySelectorAll<LightboxViewport>("lightbox-viewport")];
  }

  private element(number: number): LightboxViewport | undefined {
    return this.elements.find(({ model }) => model.number === number);
  }
}

/** Whether the element is at this place of the page. */
export function holds(element: Element, { x, y }: Point): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
}
