import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import { dialogStyles } from "../ui/dialog-styles.js";
import { base } from "../ui/theme.js";
import { outputStyles } from "./output-styles.js";
import type { ExportChoice, ExportForm } from "./compose.js";

/** What is to be exported, and as what. */
export interface ExportWish extends ExportChoice {
  readonly form: ExportForm;
  /** All viewports on the screen, or the active one alone. */
  readonly all: boolean;
}

export type ExportWishedEvent = CustomEvent<ExportWish>;

/** Asks what is saved or printed, and with what on it. Tells `dialog-closed`. */
@customElement("lightbox-export-dialog")
export class ExportDialog extends LitElement {
  static override styles = [base, dialogStyles, outputStyles];

  /** Whether there is more than one viewport. */
  @property({ type: Boolean }) several = false;
  /** Whether it is allowed at all. */
  @property({ type: Boolean }) allowed = false;
  /** It is under way. */
  @property({ type: Boolean }) busy = false;
  /** Why it couldn't be done. */
  @property() failure = "";
  @state() private all = false;
  @state() private patientText = true;
  @state() private graphics = true;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" data-testid="export-dialog" @close=${() => this.dispatchEvent(new CustomEvent("dialog-closed"))}>
      <h2 id="title">${text("export.title")}</h2>
      ${this.allowed ? this.choice() : html`<p class="said" data-testid="export-forbidden">${text("output.forbidden")}</p>`}
      <div class="actions">
        ${this.allowed ? (["png", "jpeg", "print"] as const).map((form, index) => this.action(form, index === 0)) : nothing}
        <button class="button" data-testid="export-close" @click=${() => this.dialog.close()}>${text("link.close")}</button>
      </div>
    </dialog>`;
  }

  private choice(): TemplateResult {
    const check = (name: TextKey, testId: string, checked: boolean, change: (checked: boolean) => void): TemplateResult =>
      html`<label
        ><input type="checkbox" data-testid=${testId} .checked=${checked} @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} />
        ${text(name)}</label
      >`;
    return html`${this.several
        ? html`<fieldset>
            <legend>${text("export.which")}</legend>
            ${[false, true].map(
              (all) => html`<label
                ><input type="radio" name="which" data-testid=${all ? "export-all" : "export-one"} .checked=${this.all === all} @change=${() => (this.all = all)} />
                ${text(all ? "export.all" : "export.one")}</label
              >`,
            )}
          </fieldset>`
        : nothing}
      <fieldset>
        <legend>${text("export.with")}</legend>
        ${check("export.patientText", "export-patient", this.patientText, (on) => (this.patientText = on))}
        ${check("export.graphics", "export-graphics", this.graphics, (on) => (this.graphics = on))}
      </fieldset>
      ${this.patientText ? nothing : html`<p data-testid="export-burnt">${text("export.burnt")}</p>`}
      <p>${text("export.about")}</p>
      ${this.failure ? html`<p class="bad" role="alert" data-testid="export-failure">${this.failure}</p>` : nothing}`;
  }

  private action(form: ExportForm, primary: boolean): TemplateResult {
    return html`<button
      class="button ${primary ? "primary" : ""}"
      data-testid="export-${form}"
      ?disabled=${this.busy}
      @click=${() => {
        const { all, patientText, graphics } = this;
        this.dispatchEvent(new CustomEvent("export-wished", { detail: { form, all, patientText, graphics } }) satisfies ExportWishedEvent);
      }}
    >
      ${text(`export.${form}`)}
    </button>`;
  }
}
