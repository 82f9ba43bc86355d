import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { base } from "./theme.js";

export interface DialogAction {
  readonly label: string;
  readonly href?: string;
  readonly run?: () => void;
  readonly primary?: boolean;
  readonly testId: string;
}

/** A dialog that can't be passed by: it says why nothing goes on here, and offers the ways out. The browser keeps the focus inside. */
@customElement("lightbox-message-dialog")
export class MessageDialog extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        width: min(calc(27 * var(--rem)), calc(100vw - calc(2 * var(--rem))));
        padding: calc(1.6 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--surface);
        color: var(--text);
        font: var(--rem)/1.5 var(--font);
      }
      dialog::backdrop {
        background: rgb(4 6 8 / 82%);
      }
      h2 {
        margin: 0 0 calc(0.6 * var(--rem));
        font-size: calc(1.25 * var(--rem));
      }
      p {
        margin: 0 0 calc(1.3 * var(--rem));
        color: var(--muted);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: calc(0.7 * var(--rem));
      }
    `,
  ];

  @property() heading = "";
  @property() text = "";
  @property({ attribute: false }) actions: readonly DialogAction[] = [];
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>(".primary, .button")?.focus();
  }

  protected override render() {
    return html`<dialog
      role="alertdialog"
      aria-labelledby="heading"
      aria-describedby="text"
      @cancel=${(event: Event) => event.preventDefault()}
      @keydown=${(event: KeyboardEvent) => event.key === "Escape" && event.preventDefault()}
    >
      <h2 id="heading">${this.heading}</h2>
      <p id="text">${this.text}</p>
      <div class="actions">
        ${this.actions.map((action) =>
          action.href
            ? html`<a
                class="button ${action.primary ? "primary" : ""}"
                data-testid=${action.testId}
                href=${action.href}
                >${action.label}</a
              >`
            : html`<button
                class="button ${action.primary ? "primary" : ""}"
                data-testid=${action.testId}
                @click=${action.run ?? nothing}
              >
                ${action.label}
              </button>`,
        )}
      </div>
    </dialog>`;
  }
}
