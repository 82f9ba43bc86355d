import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { dialogStyles } from "../ui/dialog-styles.js";
import { base } from "../ui/theme.js";
import { outputStyles } from "./output-styles.js";

/** Shows the link to a view, and copies it where the browser lets it. Tells `dialog-closed`. */
@customElement("lightbox-link-dialog")
export class LinkDialog extends LitElement {
  static override styles = [base, dialogStyles, outputStyles];

  @property() href = "";
  @state() private copied: boolean | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input") private field!: HTMLInputElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.copy();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" data-testid="link-dialog" @close=${() => this.dispatchEvent(new CustomEvent("dialog-closed"))}>
      <h2 id="title">${text("link.title")}</h2>
      <input type="text" readonly data-testid="link-field" aria-label=${text("link.field")} .value=${this.href} @focus=${() => this.field.select()} />
      <p class="said" role="status" data-testid="link-said" data-copied=${this.copied ?? ""}>
        ${this.copied === undefined ? "" : text(this.copied ? "link.copied" : "link.notCopied")}
      </p>
      <p>${text("link.about")}</p>
      <div class="actions">
        <button class="button primary" data-testid="link-copy" @click=${() => this.copy()}>${text("link.copy")}</button>
        <button class="button" data-testid="link-close" @click=${() => this.dialog.close()}>${text("link.close")}</button>
      </div>
    </dialog>`;
  }

  /** Over a line that isn't encrypted there is no clipboard: then the field is there to copy from. */
  private copy(): void {
    this.field.focus();
    this.field.select();
    const writing = navigator.clipboard ? navigator.clipboard.writeText(this.href) : Promise.reject(new Error("no clipboard"));
    void writing.then(
      () => (this.copied = true),
      () => (this.copied = false),
    );
  }
}
