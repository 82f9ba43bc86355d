import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { fixedText, text } from "../i18n/text.js";
import { dialogStyles } from "../ui/dialog-styles.js";
import { base } from "../ui/theme.js";
import { CARD_HEIGHT_MM, CARD_MM } from "./screen-size.js";

/** The user has said how wide a card is, in CSS pixels; undefined to leave it. */
export type ScreenSizedEvent = CustomEvent<number | undefined>;

/** CSS pixels a millimetre as browsers assume. */
const ASSUMED = 96 / 25.4;

/** Asks for the size of the screen's pixels, by a card that everybody has. */
@customElement("lightbox-screen-dialog")
export class ScreenDialog extends LitElement {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog {
        width: min(calc(46 * var(--rem)), calc(100vw - calc(1.5 * var(--rem))));
        padding: calc(1.2 * var(--rem));
      }
      h2 {
        margin-bottom: calc(0.5 * var(--rem));
      }
      p {
        margin-bottom: calc(0.9 * var(--rem));
      }
      .card {
        border: 2px solid var(--accent);
        border-radius: 12px;
        background: var(--raised);
      }
      input {
        width: 100%;
        min-height: 40px;
        margin: calc(0.8 * var(--rem)) 0;
        accent-color: var(--accent);
      }
    `,
  ];

  /** What is known so far, in CSS pixels a millimetre. */
  @property({ type: Number }) known: number | undefined;
  @state() private width = 0;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override willUpdate(): void {
    this.width ||= (this.known ?? ASSUMED) * CARD_MM;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>("input")?.focus();
  }

  protected override render(): TemplateResult {
    const height = (this.width / CARD_MM) * CARD_HEIGHT_MM;
    return html`<dialog aria-labelledby="title" data-testid="screen-size" @cancel=${(event: Event) => {
      event.preventDefault();
      this.done(undefined);
    }}>
      <h2 id="title">${text("screen.title")}</h2>
      <p>${text("screen.text")}</p>
      <div class="card" data-testid="screen-card" .style=${`width: ${this.width}px; height: ${height}px`}></div>
      <input
        type="range"
        data-testid="screen-width"
        min="120"
        max="1200"
        step="0.5"
        aria-label=${text("screen.width")}
        aria-valuetext=${text("screen.width.value", { pixels: fixedText(this.width, 1) })}
        .value=${String(this.width)}
        @input=${(event: Event) => (this.width = (event.target as HTMLInputElement).valueAsNumber)}
      />
      <p>${text("screen.kept")}</p>
      <div class="actions">
        <button class="button primary" data-testid="screen-keep" @click=${() => this.done(this.width / CARD_MM)}>${text("screen.keep")}</button>
        <button class="button" data-testid="screen-cancel" @click=${() => this.done(undefined)}>${text("screen.cancel")}</button>
      </div>
    </dialog>`;
  }

  private done(cssPixelsPerMm: number | undefined): void {
    this.dispatchEvent(new CustomEvent("screen-sized", { detail: cssPixelsPerMm }) satisfies ScreenSizedEvent);
  }
}
