import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { arrowStep } from "../keys/arrows.js";
import { base } from "../ui/theme.js";
import type { Hold } from "./hit.js";
import type { MeasureGestures } from "./measure-gestures.js";
import type { MeasureModel } from "./measure-model.js";
import { measureStyles } from "./measure-styles.js";
import { measureSvg, type MeasureKeys } from "./measure-svg.js";
import type { MeasureMap, MeasureSurface } from "./picture-map.js";

/** Room for the field in which an arrow's text is typed. */
const FIELD = { width: 250, height: 36 };

/** The measurements over a viewport's picture. Pointers go through it to the stage; the keyboard stops here at each measurement and at the chosen one's handles. */
@customElement("lightbox-measure-layer")
export class MeasureLayer extends LitElement {
  static override styles = [base, measureStyles];

  @property({ attribute: false }) model!: MeasureModel;
  @property({ attribute: false }) surface!: MeasureSurface;
  @property({ attribute: false }) gestures: MeasureGestures | undefined;
  /** Whether text is typed here. */
  @property({ type: Boolean }) active = false;
  /** Changes with every change of the model or of where the picture lies. */
  @property({ attribute: false }) revision = "";
  @query(".arrow-text") private field!: HTMLInputElement | null;

  private handleAwaited = false;

  private readonly keys: MeasureKeys = {
    focused: ({ number }) => this.model.select(number),
    key: (hold, event) => this.key(hold, event),
    released: () => this.model.changing && this.model.endChange(),
  };

  /** Puts the keyboard on the first handle of what has just been drawn, as soon as that is there. */
  focusHandle(): void {
    this.handleAwaited = true;
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { map } = this.surface;
    return map
      ? html`<svg class="measurements" data-testid="measurements">${measureSvg(this.model, map, this.keys)}</svg>
          ${this.active ? this.typing(map) : nothing}`
      : nothing;
  }

  protected override updated(_: PropertyValues<this>): void {
    const handle = this.handleAwaited ? this.renderRoot.querySelector<SVGElement>(".chosen .handle") : null;
    if (this.field) {
      this.handleAwaited = false;
      if (this.field !== this.shadowRoot?.activeElement) {
        this.field.focus();
      }
    } else if (handle) {
      this.handleAwaited = false;
      handle.focus();
    }
  }

  private typing(map: MeasureMap): TemplateResult | typeof nothing {
    const { model } = this;
    const arrow = model.on(map).find(({ number }) => number === model.typing);
    if (!arrow) {
      return nothing;
    }
    const { x, y } = map.chartOf(arrow)!.toScreen(arrow.points[1]!);
    const left = Math.max(8, Math.min(x + 8, map.size.width - FIELD.width));
    const top = Math.max(8, Math.min(y - FIELD.height / 2, map.size.height - FIELD.height));
    return html`<input
      class="arrow-text"
      data-testid="arrow-text"
      maxlength="64"
      aria-label=${text("measure.arrow.text")}
      placeholder=${text("measure.arrow.text")}
      .value=${arrow.text}
      .style=${`left: ${left}px; top: ${top}px`}
      @pointerdown=${(event: Event) => event.stopPropagation()}
      @dblclick=${(event: Event) => event.stopPropagation()}
      @keydown=${this.typed}
      @blur=${(event: FocusEvent) => model.typing === arrow.number && model.typed((event.target as HTMLInputElement).value)}
    />`;
  }

  private typed(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      this.model.typed(event.key === "Enter" ? (event.target as HTMLInputElement).value : undefined);
      this.dispatchEvent(new CustomEvent("typing-done"));
    }
  }

  private key(hold: Hold, event: KeyboardEvent): void {
    const step = arrowStep(event);
    const chosen = this.model.selected;
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (step) {
      if (!this.gestures?.nudge(hold, step)) {
        return;
      }
    } else if ((event.key === "Enter" || event.key === " ") && chosen?.kind === "arrow") {
      this.model.type(chosen.number);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
