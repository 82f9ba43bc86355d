import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { hasText, numberText, text } from "../i18n/text.js";
import { presetKey } from "../keys/key-map.js";
import type { Preset, WindowLevel } from "../protocol/messages.js";
import { icon } from "./icons.js";
import { MenuButton } from "./menu-button.js";

/** The user chose a preset by its number, from 1; 0 is each picture's own window. */
export type PresetChosenEvent = CustomEvent<number>;

/** The window presets of the series: a button with a menu. */
@customElement("lightbox-preset-menu")
export class PresetMenu extends MenuButton {
  static override styles = [
    ...MenuButton.styles,
    css`
      @media (max-width: 900px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) presets: readonly Preset[] = [];
  /** The window that the user chose; null for each picture's own. */
  @property({ attribute: false }) window: WindowLevel | null = null;
  @property({ type: Boolean }) disabled = false;

  protected override render() {
    return html`<button
        class="tool"
        data-testid="window-menu"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${text("tool.window.menu")}
        title=${text("tool.window.menu")}
        ?disabled=${this.disabled}
        @click=${this.toggle}
      >
        ${icon("window")}<span class="label">${text("tool.window")}</span>${icon("chevron", 16)}
      </button>
      ${this.menuTemplate(text("tool.window.menu"), "window-presets")}`;
  }

  protected override items() {
    return [this.item(0, text("tool.window.own"), null), ...this.presets.map((p, i) => this.item(i + 1, presetName(p.name), p))];
  }

  private item(number: number, name: string, window: WindowLevel | null) {
    const chosen = window?.center === this.window?.center && window?.width === this.window?.width;
    const key = presetKey(number);
    return html`<button
      role="menuitemradio"
      tabindex="-1"
      data-testid="preset"
      data-preset=${number}
      aria-checked=${chosen}
      aria-keyshortcuts=${key ?? nothing}
      @click=${() => this.choose(number)}
    >
      ${this.mark(chosen)}
      <span class="name">${name}</span>
      ${window
        ? html`<span class="values"
            >${text("corner.window", { center: numberText(window.center, 2), width: numberText(window.width, 2) })}</span
          >`
        : nothing}
      ${key ? html`<kbd>${key}</kbd>` : nothing}
    </button>`;
  }

  private choose(number: number): void {
    this.close();
    this.dispatchEvent(new CustomEvent("preset-chosen", { detail: number }) satisfies PresetChosenEvent);
  }
}

/** The server's own presets have a name in every language; those of the file are called as it calls them. */
function presetName(name: string): string {
  const key = `preset.${name}`;
  return hasText(key) ? text(key) : name;
}
