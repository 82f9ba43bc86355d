import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import type { KeyAction } from "../keys/key-map.js";
import { icon, type IconName } from "./icons.js";
import { MenuButton } from "./menu-button.js";

/** The user asked for something by the menu. */
export type PictureChosenEvent = CustomEvent<KeyAction>;

interface Item {
  readonly name: TextKey;
  readonly icon: IconName;
  /** As the help sheet writes it. */
  readonly key: string;
  readonly command: KeyAction;
}

const TURNS: readonly Item[] = [
  { name: "tool.turnRight", icon: "turnRight", key: "X", command: { type: "turnPicture", quarters: 1 } },
  { name: "tool.turnLeft", icon: "turnLeft", key: "Shift X", command: { type: "turnPicture", quarters: -1 } },
  { name: "tool.flipHorizontally", icon: "flipHorizontally", key: "H", command: { type: "flip", axis: "horizontal" } },
  { name: "tool.flipVertically", icon: "flipVertically", key: "Shift H", command: { type: "flip", axis: "vertical" } },
];
const SIZES: readonly Item[] = [
  { name: "tool.fit", icon: "fit", key: "F", command: { type: "fit" } },
  { name: "help.oneToOne", icon: "oneToOne", key: "1", command: { type: "oneToOne" } },
  { name: "tool.trueSize", icon: "trueSize", key: "Shift F", command: { type: "trueSizeAsked" } },
  { name: "tool.screen", icon: "screen", key: "", command: { type: "screenAsked" } },
];

/** How the picture lies on the screen: a button with a menu. Where the toolbar has no room for all of its buttons, they are found here. */
@customElement("lightbox-picture-menu")
export class PictureMenu extends MenuButton {
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
      @media (max-width: 1500px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  @property({ type: Boolean }) inverted = false;
  @property({ type: Boolean }) magnifying = false;
  @property({ type: Boolean }) disabled = false;

  protected override render() {
    return html`<button
        class="tool"
        data-testid="picture-menu"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-pressed=${this.magnifying}
        aria-label=${text("tool.picture.label")}
        title=${text("tool.picture.label")}
        ?disabled=${this.disabled}
        @click=${this.toggle}
      >
        ${icon("turnRight")}<span class="label">${text("tool.picture")}</span>${icon("chevron", 16)}
      </button>
      ${this.menuTemplate(text("tool.picture.label"), "picture-tools")}`;
  }

  protected override items() {
    return html`${TURNS.map((item) => this.item(item))}
      <hr />
      ${SIZES.map((item) => this.item(item))}
      ${this.item({ name: "tool.lens", icon: "lens", key: "Z", command: { type: "lens" } }, this.magnifying)}
      <hr />
      ${this.item({ name: "tool.invert", icon: "invert", key: "I", command: { type: "invert" } }, this.inverted)}
      ${this.item({ name: "tool.reset", icon: "reset", key: "R", command: { type: "reset" } })}`;
  }

  /** @param checked of what is on or off */
  private item({ name, icon: iconName, key, command }: Item, checked?: boolean) {
    return html`<button
      role=${checked === undefined ? "menuitem" : "menuitemcheckbox"}
      tabindex="-1"
      data-testid="picture-${iconName}"
      aria-checked=${checked ?? nothing}
      aria-keyshortcuts=${key ? key.replace(" ", "+") : nothing}
      @click=${() => {
        this.close();
        this.dispatchEvent(new CustomEvent("picture-chosen", { detail: command }) satisfies PictureChosenEvent);
      }}
    >
      ${this.mark(checked ?? false)}
      <span class="picture">${icon(iconName)}</span>
      <span class="name">${text(name)}</span>
      ${key ? html`<kbd>${key}</kbd>` : nothing}
    </button>`;
  }
}
