import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { fixedText, numberText, text } from "../i18n/text.js";
import { barButton, floatingBar } from "../ui/floating-bar.js";
import { type IconName } from "../ui/icons.js";
import { base } from "../ui/theme.js";
import { toolButton } from "../ui/tool-button.js";
import { CINE_MODES, FASTEST, SLOWEST, type Cine, type CineMode } from "./cine.js";
import type { PictureImage } from "../viewport/picture-image.js";

const MODE_ICONS: Readonly<Record<CineMode, IconName>> = { forward: "playForward", loop: "playLoop", bounce: "playBounce" };

/** Playing: pause, what happens at the end, how fast it should be, and how fast it really is. */
@customElement("lightbox-cine-bar")
export class CineBar extends LitElement {
  static override styles = [
    base,
    toolButton,
    floatingBar,
    css`
      input {
        width: clamp(50px, 18cqw, 140px);
        accent-color: var(--accent);
      }
      output {
        min-width: 8.5em;
        margin: 0 calc(0.4 * var(--rem));
        font-size: calc(0.9 * var(--rem));
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .behind {
        color: var(--warn);
      }
      @container (max-width: 420px) {
        input,
        .file {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) cine!: Cine<PictureImage>;
  /** Changes with every change of what is played. */
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult {
    const { cine } = this;
    const { playing, rate, mode } = cine;
    const next = CINE_MODES[(CINE_MODES.indexOf(mode) + 1) % CINE_MODES.length]!;
    const trueRate = playing ? cine.trueRate : undefined;
    const behind = trueRate !== undefined && trueRate < 0.9 * Math.min(rate, FASTEST);
    const wanted = text("cine.rate", { rate: numberText(rate, 1) });
    return html`<div class="bar" role="toolbar" aria-label=${text("cine.bar")} data-testid="cine-bar" data-playing=${playing} data-mode=${mode}>
      ${this.button(playing ? "pause" : "play", playing ? text("cine.pause") : text("cine.play"), "C", () => cine.over && cine.toggle(cine.over))}
      ${this.button(MODE_ICONS[mode], text("cine.mode", { mode: text(`cine.mode.${mode}`) }), "", () => cine.setMode(next))}
      <input
        type="range"
        data-testid="cine-rate"
        min=${SLOWEST}
        max=${FASTEST}
        step="1"
        .value=${String(Math.round(rate))}
        aria-label=${text("cine.wanted")}
        aria-valuetext=${wanted}
        @input=${(event: InputEvent) => cine.setRate(Number((event.target as HTMLInputElement).value))}
      />
      ${cine.chosenRate !== null && cine.fileRate !== undefined
        ? html`<button class="tool file" data-testid="cine-file-rate" title=${text("cine.fileRate.title")} @click=${() => cine.setRate(null)}>
            ${text("cine.fileRate", { rate: numberText(cine.fileRate, 1) })}
          </button>`
        : nothing}
      <output class=${behind ? "behind" : ""} data-testid="cine-true-rate" title=${text("cine.true.title")}
        >${trueRate === undefined ? wanted : text("cine.true", { shown: fixedText(trueRate, 1), wanted: numberText(rate, 1) })}</output
      >
      ${this.button("close", text("cine.end"), "Esc", () => cine.end())}
    </div>`;
  }

  private button(name: IconName, label: string, key: string, act: () => void): TemplateResult {
    return barButton(name, `cine-${name}`, label, key, act);
  }
}
