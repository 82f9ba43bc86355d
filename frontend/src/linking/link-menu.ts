import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import type { IconName } from "../ui/icons.js";
import { ToolMenu } from "../ui/tool-menu.js";
import type { GridCommand } from "../workspace/grid-commands.js";

/** The user switched something on or off. */
export type LinkChosenEvent = CustomEvent<GridCommand>;

/** What of it is on. */
export interface Linked {
  readonly scroll: boolean;
  readonly zoom: boolean;
  readonly window: boolean;
  readonly lines: boolean;
  readonly point: boolean;
}

export const NOTHING_LINKED: Linked = { scroll: false, zoom: false, window: false, lines: false, point: false };

/** What viewports have to do with each other: a button with a menu of switches. It is pressed while viewports are linked or the point is looked for. */
@customElement("lightbox-link-menu")
export class LinkMenu extends ToolMenu<GridCommand> {
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

  @property({ attribute: false }) linked: Linked = NOTHING_LINKED;

  protected override render() {
    const { scroll, zoom, window, point } = this.linked;
    const opener = {
      testId: "link-menu",
      label: text("link.menu.label"),
      name: text("link.menu"),
      icon: "link",
      pressed: scroll || zoom || window || point,
    } as const;
    return html`${this.openerTemplate(opener)}
      ${this.menuTemplate(text("link.menu.label"), "links")}`;
  }

  protected override items() {
    const { scroll, zoom, window, lines, point } = this.linked;
    return html`${this.item("link.menu.scroll", "linkScroll", "S", scroll, { type: "link", link: "scroll" })}
      ${this.item("link.menu.zoom", "linkZoom", "Shift S", zoom, { type: "link", link: "zoom" })}
      ${this.item("link.menu.window", "linkWindow", "Y", window, { type: "link", link: "window" })}
      <hr />
      ${this.item("link.menu.lines", "referenceLines", "Shift Y", lines, { type: "lines" })}
      ${this.item("link.menu.point", "crosshair", "K", point, { type: "findPoint" })}`;
  }

  protected override choose(command: GridCommand): void {
    this.dispatchEvent(new CustomEvent("link-chosen", { detail: command }) satisfies LinkChosenEvent);
  }

  private item(name: TextKey, picture: IconName, key: string, checked: boolean, command: GridCommand) {
    return this.toolItem({ testId: `link-${picture}`, name: text(name), icon: picture, key, role: "menuitemcheckbox", checked, command });
  }
}
