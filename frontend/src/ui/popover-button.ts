import { css, html, LitElement, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import type { Size } from "../protocol/messages.js";
import { toolButton } from "./tool-button.js";
import { base } from "./theme.js";

/** From the screen's border, in CSS pixels. */
const BESIDE = 8;

/** A button with a popover below it. What that holds is made only while it is open. */
export abstract class PopoverButton extends LitElement {
  static override styles = [
    base,
    toolButton,
    css`
      :host {
        display: block;
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
    `,
  ];

  @state() protected open = false;
  @query("button") private button!: HTMLButtonElement;
  @query("[popover]") protected popoverElement!: HTMLElement;

  /** What the popover holds; asked for only while it is open. */
  protected abstract items(): unknown;

  /** Puts the keyboard into what has just opened. */
  protected abstract focusInside(): void;

  protected popoverTemplate(role: "menu" | "dialog", label: string, testId: string): TemplateResult {
    return html`<div
      popover
      role=${role}
      aria-label=${label}
      data-testid=${testId}
      @toggle=${this.toggled}
      @keydown=${this.key}
      @wheel=${(event: WheelEvent) => event.stopPropagation()}
    >
      ${this.open ? this.items() : ""}
    </div>`;
  }

  /** Opens it, or closes it. */
  toggle(): void {
    if (this.open) {
      this.popoverElement.hidePopover();
      return;
    }
    this.place({ width: 0, height: 0 });
    this.popoverElement.showPopover();
  }

  protected close(): void {
    this.popoverElement.hidePopover();
    this.button.focus();
  }

  /** Keys in the popover. */
  protected key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.close();
      event.preventDefault();
      event.stopPropagation();
    }
  }

  protected async toggled(event: ToggleEvent): Promise<void> {
    this.open = event.newState === "open";
    await this.updateComplete;
    if (this.open) {
      this.place(this.popoverElement.getBoundingClientRect());
      this.focusInside();
    }
  }

  /** Below the button where there is room, else as far up and to the left as it takes. */
  private place({ width, height }: Size): void {
    const { left, bottom } = this.button.getBoundingClientRect();
    this.popoverElement.style.top = `${Math.max(BESIDE, Math.min(bottom + 4, innerHeight - BESIDE - height))}px`;
    this.popoverElement.style.left = `${Math.max(BESIDE, Math.min(left, innerWidth - BESIDE - width))}px`;
  }
}
