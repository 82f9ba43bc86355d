import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import { icon, type IconName } from "../ui/icons.js";
import { MenuButton } from "../ui/menu-button.js";
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
export class LinkMenu extends MenuButton {
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

  @property({ attribute: false }) linked: Linked = NOTHING_LINKED;
  @property({ type: Boolean }) disabled = false;

  protected override render() {
    const { scroll, zoom, window, point } = this.linked;
    return html`<button
        class="tool"
        data-testid="link-menu"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-pressed=${scroll || zoom || window || point}
        aria-label=${text("link.menu.label")}
        title=${text("link.menu.label")}
        ?disabled=${this.disabled}
        @click=${this.toggle}
      >
        ${icon("link")}<span class="label">${text("link.menu")}</span>${icon("chevron", 16)}
      </button>
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

  private item(name: TextKey, picture: IconName, key: string, checked: boolean, command: GridCommand) {
    return html`<button
      role="menuitemcheckbox"
      tabindex="-1"
      data-testid="link-${picture}"
      aria-checked=${checked}
      aria-keyshortcuts=${key.replace(" ", "+")}
      @click=${() => {
        this.close();
        this.dispatchEvent(new CustomEvent("link-chosen", { detail: command }) satisfies LinkChosenEvent);
      }}
    >
      ${this.mark(checked)}
      <span class="picture">${icon(picture)}</span>
      <span class="name">${text(name)}</span>
      <kbd>${key}</kbd>
    </button>`;
  }
}
