import { css, html, LitElement, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import type { Size } from "../protocol/messages.js";
import { icon } from "./icons.js";
import { toolButton } from "./tool-button.js";
import { base } from "./theme.js";

/** From the screen's border, in CSS pixels. */
const BESIDE = 8;

/** A button with a menu: opening, closing, and moving through it by keys are the same for each. What it holds is made only while it is open. */
export abstract class MenuButton extends LitElement {
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
    `,
  ];

  @state() protected open = false;
  @query("button") private button!: HTMLButtonElement;
  @query("[popover]") private menu!: HTMLElement;

  /** What the menu holds; asked for only while it is open. */
  protected abstract items(): unknown;

  protected menuTemplate(label: string, testId: string): TemplateResult {
    return html`<div
      popover
      role="menu"
      aria-label=${label}
      data-testid=${testId}
      @toggle=${this.toggled}
      @keydown=${this.key}
      @wheel=${(event: WheelEvent) => event.stopPropagation()}
    >
      ${this.open ? this.items() : ""}
    </div>`;
  }

  /** The tick of the chosen one. */
  protected mark(chosen: boolean): TemplateResult {
    return html`<span class="mark">${chosen ? icon("check", 18) : ""}</span>`;
  }

  protected toggle(): void {
    if (this.open) {
      this.menu.hidePopover();
      return;
    }
    this.place({ width: 0, height: 0 });
    this.menu.showPopover();
  }

  /** Below the button where there is room, else as far up and to the left as it takes. */
  private place({ width, height }: Size): void {
    const { left, bottom } = this.button.getBoundingClientRect();
    this.menu.style.top = `${Math.max(BESIDE, Math.min(bottom + 4, innerHeight - BESIDE - height))}px`;
    this.menu.style.left = `${Math.max(BESIDE, Math.min(left, innerWidth - BESIDE - width))}px`;
  }

  protected close(): void {
    this.menu.hidePopover();
    this.button.focus();
  }

  private async toggled(event: ToggleEvent): Promise<void> {
    this.open = event.newState === "open";
    await this.updateComplete;
    if (this.open) {
      this.place(this.menu.getBoundingClientRect());
      this.focusItem((items) => Math.max(0, items.findIndex((item) => item.ariaChecked === "true")));
    }
  }

  private key(event: KeyboardEvent): void {
    const current = (items: HTMLElement[]) => items.indexOf(event.target as HTMLElement);
    if (event.target instanceof HTMLInputElement && event.key !== "Escape") {
      // A field has its own use for keys.
      return;
    }
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
        this.close();
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
