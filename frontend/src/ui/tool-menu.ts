import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { icon, type IconName } from "./icons.js";
import { MenuButton } from "./menu-button.js";

/** The button that opens the menu. */
export interface ToolMenuOpener {
  readonly testId: string;
  /** For screen readers and as a hint. */
  readonly label: string;
  readonly name: string;
  readonly icon: IconName;
  readonly pressed: boolean;
}

/** An entry of a menu of tools. */
export interface ToolItem<Command> {
  readonly testId: string;
  readonly name: string;
  readonly icon?: IconName | undefined;
  /** As the help sheet writes it; empty where there is none. */
  readonly key: string;
  readonly role: "menuitem" | "menuitemcheckbox" | "menuitemradio";
  /** Of what is on or off, or one of several. */
  readonly checked?: boolean | undefined;
  readonly command: Command;
}

/** A menu of tools: each with its tick, picture, name and key. */
export abstract class ToolMenu<Command> extends MenuButton {
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
    `,
  ];

  @property({ type: Boolean }) disabled = false;

  /** The user chose this; the menu is closed already. */
  protected abstract choose(command: Command): void;

  protected openerTemplate({ testId, label, name, icon: picture, pressed }: ToolMenuOpener): TemplateResult {
    return html`<button
      class="tool"
      data-testid=${testId}
      aria-haspopup="menu"
      aria-expanded=${this.open}
      aria-pressed=${pressed}
      aria-label=${label}
      title=${label}
      ?disabled=${this.disabled}
      @click=${this.toggle}
    >
      ${icon(picture)}<span class="label">${name}</span>${icon("chevron", 16)}
    </button>`;
  }

  protected toolItem({ testId, name, icon: picture, key, role, checked, command }: ToolItem<Command>): TemplateResult {
    return html`<button
      role=${role}
      tabindex="-1"
      data-testid=${testId}
      aria-checked=${checked ?? nothing}
      aria-keyshortcuts=${key ? key.replaceAll(/[ +]+/g, "+") : nothing}
      @click=${() => {
        this.close();
        this.choose(command);
      }}
    >
      ${this.mark(checked ?? false)}
      <span class="picture">${picture ? icon(picture) : nothing}</span>
      <span class="name">${name}</span>
      ${key ? html`<kbd>${key}</kbd>` : nothing}
    </button>`;
  }
}
