import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { fieldText, text, typedNumber } from "../i18n/text.js";
import { icon } from "../ui/icons.js";
import { PopoverButton } from "../ui/popover-button.js";
import { executeMpr } from "./mpr-commands.js";
import type { MprModel } from "./mpr-model.js";
import { anglesIn } from "./mpr-state.js";
import type { PlaneAngles } from "./plane-angles.js";

const MOST: Readonly<Record<keyof PlaneAngles, number>> = { turn: 180, tilt: 90 };

/** The fourth view's two angles: how it lies now, and to be typed. It stays open, so that one can look and type again. */
@customElement("lightbox-angle-panel")
export class AnglePanel extends PopoverButton {
  static override styles = [
    ...PopoverButton.styles,
    css`
      .tool {
        height: 40px;
        min-width: 40px;
      }
      form {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: calc(0.4 * var(--rem)) calc(0.8 * var(--rem));
        max-width: calc(22 * var(--rem));
        padding: calc(0.4 * var(--rem)) calc(0.6 * var(--rem));
      }
      input {
        width: calc(5 * var(--rem));
        min-height: 38px;
        padding: 0 calc(0.4 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 5px;
        background: var(--bg);
        color: var(--text);
        font: inherit;
        text-align: right;
      }
      p {
        margin: 0;
        color: var(--muted);
        font-size: calc(0.86 * var(--rem));
      }
      form button {
        min-height: 38px;
        padding: 0 calc(0.8 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 5px;
        background: none;
      }
    `,
  ];

  @property({ attribute: false }) model!: MprModel;
  /** Whether it is to be open. */
  @property({ attribute: false }) asked = false;
  @property({ attribute: false }) revision = 0;

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("asked") && this.asked !== this.open) {
      this.toggle();
    }
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const label = text("mpr.angles");
    return html`<button
        class="tool"
        data-testid="mpr-angles"
        aria-haspopup="dialog"
        aria-expanded=${this.open}
        aria-keyshortcuts="O"
        aria-label=${label}
        title="${label} (O)"
        ?disabled=${!model.state || !model.fourthView}
        @click=${this.toggle}
      >
        ${icon("angles")}
      </button>
      ${this.popoverTemplate("dialog", label, "angles")}`;
  }

  protected override items(): TemplateResult | "" {
    const { state } = this.model;
    if (!state) {
      return "";
    }
    const { turn, tilt } = anglesIn(state);
    return html`<form novalidate @submit=${this.apply}>
      ${this.field("turn", turn)} ${this.field("tilt", tilt)}
      <p>${text("mpr.angles.hint")}</p>
      <button data-testid="angles-apply">${text("mpr.angles.apply")}</button>
    </form>`;
  }

  protected override focusInside(): void {
    const turn = this.fieldOf("turn");
    turn.focus();
    turn.select();
  }

  protected override async toggled(event: ToggleEvent): Promise<void> {
    this.model.showAngles(event.newState === "open");
    await super.toggled(event);
  }

  private field(name: keyof PlaneAngles, degrees: number): TemplateResult {
    return html`<label for=${name}>${text(`mpr.angles.${name}`)}</label>
      <input
        id=${name}
        data-testid="angle-${name}"
        type="text"
        autocomplete="off"
        inputmode="decimal"
        .value=${fieldText(degrees, 1)}
        @input=${(event: Event) => (event.target as HTMLInputElement).setCustomValidity("")}
      />`;
  }

  private fieldOf(name: keyof PlaneAngles): HTMLInputElement {
    return this.popoverElement.querySelector<HTMLInputElement>(`#${name}`)!;
  }

  private apply(event: SubmitEvent): void {
    event.preventDefault();
    const turn = this.typed("turn");
    const tilt = this.typed("tilt");
    if (turn !== undefined && tilt !== undefined) {
      executeMpr(this.model, { type: "layAt", angles: { turn, tilt } });
    }
  }

  /** Not a field for numbers of the browser's own: that one takes the decimal sign of the browser's language, whatever the page's is. */
  private typed(name: keyof PlaneAngles): number | undefined {
    const field = this.fieldOf(name);
    const most = MOST[name];
    const value = typedNumber(field.value);
    if (value !== undefined && Math.abs(value) <= most) {
      return value;
    }
    field.setCustomValidity(text("mpr.angles.invalid", { most }));
    field.reportValidity();
    return undefined;
  }
}
