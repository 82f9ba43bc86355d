import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { numberText, text } from "../i18n/text.js";
import { arrowStep } from "../keys/arrows.js";
import { base } from "../ui/theme.js";
import { FIDELITY_TEXT, type Fidelity } from "../viewport/corner-text.js";
import { paint, paintOver } from "../viewport/paint.js";
import type { PictureImage } from "../viewport/picture-image.js";
import type { Lens } from "./lens.js";

/** The lens on the screen: a round canvas, and below it how much it enlarges and how faithful it is. */
@customElement("lightbox-lens")
export class LightboxLens extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        pointer-events: none;
      }
      .lens {
        width: 100%;
        height: 100%;
        border: 2px solid #cfd8e0;
        border-radius: 50%;
        box-shadow: 0 0 0 1px #000, 0 2px 14px #000;
        overflow: hidden;
        background: #000;
      }
      .lens:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 1px;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      .words {
        position: absolute;
        bottom: 7%;
        left: 50%;
        padding: 0.1em 0.5em;
        transform: translateX(-50%);
        border-radius: 5px;
        background: rgb(0 0 0 / 70%);
        font-size: calc(0.8 * var(--rem));
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .lossless {
        color: var(--good);
      }
      .preview,
      .notLive {
        color: var(--warn);
      }
      .sourceLossy {
        color: #f0d9a0;
      }
    `,
  ];

  @property({ attribute: false }) lens!: Lens<PictureImage>;
  /** The connection is lost. */
  @property({ type: Boolean }) stale = false;
  /** Changes with every change of the lens or of what lies below it. */
  @property({ attribute: false }) revision = 0;
  @query("canvas") private canvas!: HTMLCanvasElement;
  @query(".lens") private frame!: HTMLElement;

  /** Puts the keyboard on it. */
  focusLens(): void {
    this.frame.focus({ preventScroll: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.lens.model.paint = () => {};
  }

  protected override render(): TemplateResult {
    const fidelity = this.fidelity;
    const factor = text("lens.factor", { factor: numberText(this.lens.factor, 1) });
    return html`<div
        class="lens"
        tabindex="0"
        role="img"
        aria-label=${text("lens.label", { factor })}
        data-testid="lens"
        data-exact=${this.lens.exact && !this.stale}
        @keydown=${this.key}
      >
        <canvas></canvas>
      </div>
      <div class="words ${fidelity}">${factor} · ${text(FIDELITY_TEXT[fidelity].label)}</div>`;
  }

  protected override updated(_: PropertyValues<this>): void {
    const { lens } = this;
    const { x, y } = lens.corner;
    Object.assign(this.style, { left: `${x}px`, top: `${y}px`, width: `${lens.diameter}px`, height: `${lens.diameter}px` });
    lens.model.paint = () => this.draw();
    this.draw();
  }

  private get fidelity(): Fidelity {
    if (this.stale) {
      return "notLive";
    }
    return !this.lens.exact ? "preview" : this.lens.own?.tile.sourceLossy ? "sourceLossy" : "lossless";
  }

  private draw(): void {
    const { canvas, lens } = this;
    const { model, picture, own } = lens;
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) {
      return;
    }
    if (canvas.width !== model.canvas.width || canvas.height !== model.canvas.height) {
      canvas.width = model.canvas.width;
      canvas.height = model.canvas.height;
    }
    paint(context, model.canvas, picture, model.view);
    if (own) {
      paintOver(context, model.canvas, own, model.view);
    }
  }

  private key(event: KeyboardEvent): void {
    const step = arrowStep(event);
    if (step) {
      this.lens.moveBy(step);
      event.preventDefault();
      event.stopPropagation();
    }
  }
}
