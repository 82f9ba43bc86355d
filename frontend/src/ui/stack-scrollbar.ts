import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { base } from "./theme.js";

/** A jump to a slice by the scrollbar. */
export type GoToSliceEvent = CustomEvent<number>;

/** The stack's scrollbar: a slider from the first slice (top) to the last. */
@customElement("lightbox-stack-scrollbar")
export class StackScrollbar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        touch-action: none;
      }
      .track {
        position: relative;
        width: 18px;
        height: 100%;
        border-radius: 9px;
        cursor: pointer;
        touch-action: none;
      }
      .track::before {
        content: "";
        position: absolute;
        inset: 0 7px;
        border-radius: 2px;
        background: rgb(150 165 180 / 35%);
      }
      .thumb {
        position: absolute;
        left: 3px;
        width: 12px;
        height: 28px;
        border-radius: 6px;
        background: #8793a0;
        border: 1px solid #0b0d10;
        transform: translateY(-50%);
      }
      .track:hover .thumb,
      .track:focus-visible .thumb {
        background: var(--accent);
      }
    `,
  ];

  @property({ type: Number }) slice = 1;
  @property({ type: Number }) slices = 1;

  protected override render() {
    const fraction = this.slices > 1 ? (this.slice - 1) / (this.slices - 1) : 0;
    return html`<div
      class="track"
      data-testid="slice-slider"
      role="slider"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${text("viewport.slider")}
      aria-valuemin="1"
      aria-valuemax=${this.slices}
      aria-valuenow=${this.slice}
      aria-valuetext=${text("viewport.slider.value", { slice: this.slice, slices: this.slices })}
      @pointerdown=${this.down}
      @pointermove=${this.move}
    >
      <div class="thumb" .style=${`top: calc(14px + (100% - 28px) * ${fraction})`}></div>
    </div>`;
  }

  private down(event: PointerEvent): void {
    if (event.button === 0) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.go(event);
    }
  }

  private move(event: PointerEvent): void {
    if ((event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) {
      this.go(event);
    }
  }

  private go(event: PointerEvent): void {
    const track = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const fraction = Math.min(1, Math.max(0, (event.clientY - track.top - 14) / Math.max(1, track.height - 28)));
    const slice = 1 + Math.round(fraction * (this.slices - 1));
    this.dispatchEvent(new CustomEvent("go-to-slice", { detail: slice }) satisfies GoToSliceEvent);
  }
}
