import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { ToolMenu } from "../ui/tool-menu.js";

/** What can be done with what is on the screen, beyond looking at it. */
export type OutputCommand = { readonly type: "linkAsked" } | { readonly type: "exportAsked" };

/** The user chose something. */
export type OutputChosenEvent = CustomEvent<OutputCommand>;

/** A link to what is on the screen, or pictures of it: a button with a menu. */
@customElement("lightbox-output-menu")
export class OutputMenu extends ToolMenu<OutputCommand> {
  static override styles = [
    ...ToolMenu.styles,
    css`
      .note {
        max-width: calc(19 * var(--rem));
        margin: calc(0.3 * var(--rem)) calc(0.6 * var(--rem));
        color: var(--muted);
        font-size: calc(0.86 * var(--rem));
      }
      @media (max-width: 1700px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  /** Whether a link to what is on the screen leads anywhere: a guest has no way in but their own link. */
  @property({ type: Boolean }) linkable = true;
  /** Whether pictures of the active viewport's study may be saved and printed. */
  @property({ type: Boolean }) allowed = false;

  protected override render() {
    const opener = { testId: "output-menu", label: text("output.menu.label"), name: text("output.menu"), icon: "share", pressed: false } as const;
    return html`${this.openerTemplate(opener)} ${this.menuTemplate(text("output.menu.label"), "outputs")}`;
  }

  protected override items() {
    const item = { role: "menuitem", checked: undefined } as const;
    return html`${this.linkable ? this.linkItem() : ""}
    ${this.toolItem({ ...item, testId: "output-save", name: text("output.save"), icon: "save", key: "Ctrl P", command: { type: "exportAsked" } })}
    ${this.allowed ? "" : html`<p class="note" data-testid="output-forbidden">${text("output.forbidden")}</p>`}`;
  }

  private linkItem() {
    return this.toolItem({
      role: "menuitem",
      checked: undefined,
      testId: "output-link",
      name: text("output.link"),
      icon: "link",
      key: "Shift C",
      command: { type: "linkAsked" },
    });
  }

  protected override choose(command: OutputCommand): void {
    this.dispatchEvent(new CustomEvent("output-chosen", { detail: command }) satisfies OutputChosenEvent);
  }
}
