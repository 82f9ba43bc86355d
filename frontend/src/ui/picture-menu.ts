import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import type { KeyAction } from "../keys/key-map.js";
import type { IconName } from "./icons.js";
import { ToolMenu } from "./tool-menu.js";

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
export class PictureMenu extends ToolMenu<KeyAction> {
  static override styles = [
    ...ToolMenu.styles,
    css`
      @media (max-width: 1500px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  @property({ type: Boolean }) inverted = false;
  @property({ type: Boolean }) magnifying = false;

  protected override render() {
    const opener = {
      testId: "picture-menu",
      label: text("tool.picture.label"),
      name: text("tool.picture"),
      icon: "turnRight",
      pressed: this.magnifying,
    } as const;
    return html`${this.openerTemplate(opener)}
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

  protected override choose(command: KeyAction): void {
    this.dispatchEvent(new CustomEvent("picture-chosen", { detail: command }) satisfies PictureChosenEvent);
  }

  /** @param checked of what is on or off */
  private item({ name, icon: picture, key, command }: Item, checked?: boolean) {
    const role = checked === undefined ? "menuitem" : "menuitemcheckbox";
    return this.toolItem({ testId: `picture-${picture}`, name: text(name), icon: picture, key, role, checked, command });
  }
}
