import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { icon } from "../ui/icons.js";
import { MenuButton } from "../ui/menu-button.js";
import { ALL_KINDS, KINDS, type Kind } from "./kinds.js";
import type { MeasureCommand } from "./measure-commands.js";

/** The user chose a tool, or the list. */
export type MeasureChosenEvent = CustomEvent<MeasureCommand>;

/** The tools for measuring and marking: a button with a menu. It is pressed while a tool is in hand. */
@customElement("lightbox-measure-menu")
export class MeasureMenu extends MenuButton {
  static override styles = [
    ...MenuButton.styles,
    css`
      kbd {
        min-width: 4.6em;
        padding: 0 0.3em;
      }
      hr {
        margin: calc(0.3 * var(--rem)) calc(0.4 * var(--rem));
        border: 0;
        border-top: 1px solid var(--line);
      }
      .picture {
        display: flex;
        width: 1.3em;
        color: var(--muted);
      }
      @media (max-width: 760px) {
        kbd {
          display: none;
        }
      }
      @media (max-width: 1180px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) tool: Kind | undefined;
  @property({ type: Boolean }) listOpen = false;
  @property({ type: Boolean }) disabled = false;

  protected override render() {
    return html`<button
        class="tool"
        data-testid="measure-menu"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-pressed=${this.tool !== undefined}
        aria-label=${text("measure.menu.label")}
        title=${text("measure.menu.label")}
        ?disabled=${this.disabled}
        @click=${this.toggle}
      >
        ${icon(this.tool ?? "length")}<span class="label">${text("measure.menu")}</span>${icon("chevron", 16)}
      </button>
      ${this.menuTemplate(text("measure.menu.label"), "measure-tools")}`;
  }

  protected override items() {
    const list = text("measure.list.show");
    return html`${ALL_KINDS.map((kind) => this.item({ type: "measure", kind }, text(KINDS[kind].name), KINDS[kind].key, this.tool === kind, kind))}
      <hr />
      ${this.item({ type: "measureList" }, list, "J", this.listOpen)}`;
  }

  private item(command: MeasureCommand, name: string, key: string, chosen: boolean, kind?: Kind) {
    return html`<button
      role="menuitemradio"
      tabindex="-1"
      data-testid="measure-${kind ?? "list"}"
      aria-checked=${chosen}
      aria-keyshortcuts=${key.replaceAll(" ", "")}
      @click=${() => {
        this.close();
        this.dispatchEvent(new CustomEvent("measure-chosen", { detail: command }) satisfies MeasureChosenEvent);
      }}
    >
      ${this.mark(chosen)}
      <span class="picture">${kind ? icon(kind) : nothing}</span>
      <span class="name">${name}</span>
      <kbd>${key}</kbd>
    </button>`;
  }
}
