import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { numberText, text } from "../i18n/text.js";
import { presetKey } from "../keys/key-map.js";
import type { Preset, WindowLevel } from "../protocol/messages.js";
import { icon } from "./icons.js";
import { toolButton } from "./tool-button.js";
import { base } from "./theme.js";

/** The user chose a preset by its number, from 1; 0 is each picture's own window. */
export type PresetChosenEvent = CustomEvent<number>;

/** The window presets of the series: a button with a menu. */
@customElement("lightbox-preset-menu")
export class PresetMenu extends LitElement {
  static override styles = [
    base,
    toolButton,
    css`
      :host {
        display: block;
      }
      .label {
        margin: 0 calc(0.15 * var(--rem)) 0 calc(0.35 * var(--rem));
        font-size: calc(0.92 * var(--rem));
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        min-width: calc(16 * var(--rem));
        max-height: 80vh;
        padding: calc(0.3 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--raised);
        color: var(--text);
        font: calc(0.95 * var(--rem))/1.4 var(--font);
        box-shadow: 0 8px 24px rgb(0 0 0 / 60%);
        overflow: auto;
      }
      [role="menuitemradio"] {
        display: flex;
        align-items: center;
        gap: calc(0.6 * var(--rem));
        width: 100%;
        min-height: 38px;
        padding: calc(0.3 * var(--rem)) calc(0.6 * var(--rem));
        border: 0;
        border-radius: 5px;
        background: none;
        text-align: left;
      }
      [role="menuitemradio"]:hover,
      [role="menuitemradio"]:focus-visible {
        background: #2b3541;
      }
      .mark {
        width: 18px;
        height: 18px;
        color: var(--accent);
      }
      .name {
        flex: 1;
      }
      .values,
      kbd {
        color: var(--muted);
        font: inherit;
        font-size: 0.86em;
        font-variant-numeric: tabular-nums;
      }
      kbd {
        min-width: 1.6em;
        text-align: center;
        border: 1px solid var(--line);
        border-radius: 4px;
      }
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
  @state() private open = false;
  @query("button") private button!: HTMLButtonElement;
  @query("[popover]") private menu!: HTMLElement;

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
      <div
        popover
        role="menu"
        aria-label=${text("tool.window.menu")}
        data-testid="window-presets"
        @toggle=${this.toggled}
        @keydown=${this.key}
      >
        ${this.open
          ? [this.item(0, text("tool.window.own"), null), ...this.presets.map((p, i) => this.item(i + 1, p.name, p))]
          : nothing}
      </div>`;
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
      <span class="mark">${chosen ? icon("check", 18) : nothing}</span>
      <span class="name">${name}</span>
      ${window
        ? html`<span class="values"
            >${text("corner.window", { center: numberText(window.center, 2), width: numberText(window.width, 2) })}</span
          >`
        : nothing}
      ${key ? html`<kbd>${key}</kbd>` : nothing}
    </button>`;
  }

  private toggle(): void {
    if (this.open) {
      this.menu.hidePopover();
      return;
    }
    const { left, bottom } = this.button.getBoundingClientRect();
    this.menu.style.top = `${bottom + 4}px`;
    this.menu.style.left = `${Math.max(8, Math.min(left, innerWidth - 272))}px`;
    this.menu.showPopover();
  }

  private async toggled(event: ToggleEvent): Promise<void> {
    this.open = event.newState === "open";
    await this.updateComplete;
    if (this.open) {
      this.focusItem((items) => Math.max(0, items.findIndex((item) => item.ariaChecked === "true")));
    }
  }

  private choose(number: number): void {
    this.menu.hidePopover();
    this.button.focus();
    this.dispatchEvent(new CustomEvent("preset-chosen", { detail: number }) satisfies PresetChosenEvent);
  }

  private key(event: KeyboardEvent): void {
    const current = (items: HTMLElement[]) => items.indexOf(event.target as HTMLElement);
    switch (event.key) {
      case "ArrowDown":
        this.focusItem((items) => (current(items) + 1) % items.length);
        break;
      case "ArrowUp":
        this.focusItem((items) => (current(items) - 1 + items.length) % items.length);
        break;
      case "Home":
        this.focusItem(() => 0);
        break;
      case "End":
        this.focusItem((items) => items.length - 1);
        break;
      case "Escape":
      case "Tab":
        this.menu.hidePopover();
        this.button.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private focusItem(index: (items: HTMLElement[]) => number): void {
    const items = [...this.menu.querySelectorAll<HTMLElement>("[role=menuitemradio]")];
    items[index(items)]?.focus();
  }
}
