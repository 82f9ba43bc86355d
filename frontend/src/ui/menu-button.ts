import { css, html, type TemplateResult } from "lit";
import { icon } from "./icons.js";
import { PopoverButton } from "./popover-button.js";

/** A button with a menu: opening, closing, and moving through it by keys are the same for each. */
export abstract class MenuButton extends PopoverButton {
  static override styles = [
    ...PopoverButton.styles,
    css`
      .label {
        margin: 0 calc(0.15 * var(--rem)) 0 calc(0.35 * var(--rem));
        font-size: calc(0.92 * var(--rem));
      }
      [role^="menuitem"] {
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
      [role^="menuitem"]:hover,
      [role^="menuitem"]:focus-visible {
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
      /* A row of buttons has no room for them there. */
      @media (max-width: 760px) {
        .tool > svg:last-of-type:not(:only-of-type) {
          display: none;
        }
      }
      kbd {
        min-width: 1.6em;
        text-align: center;
        border: 1px solid var(--line);
        border-radius: 4px;
      }
    `,
  ];

  /** In how many columns the menu's items stand. */
  protected readonly columns: number = 1;

  protected menuTemplate(label: string, testId: string): TemplateResult {
    return this.popoverTemplate("menu", label, testId);
  }

  /** The tick of the chosen one. */
  protected mark(chosen: boolean): TemplateResult {
    return html`<span class="mark">${chosen ? icon("check", 18) : ""}</span>`;
  }

  protected override focusInside(): void {
    this.focusItem((items) => Math.max(0, items.findIndex((item) => item.ariaChecked === "true")));
  }

  protected override key(event: KeyboardEvent): void {
    const current = (items: HTMLElement[]) => items.indexOf(event.target as HTMLElement);
    if (event.target instanceof HTMLInputElement && event.key !== "Escape" && event.key !== "Tab") {
      // A field has its own use for keys.
      return;
    }
    const move = (by: number) =>
      this.focusItem((items) => {
        const from = current(items);
        // From beside the items, up is the last of them.
        return from < 0 && by < 0 ? items.length - 1 : (from + by + items.length) % items.length;
      });
    switch (event.key) {
      case "ArrowDown":
        move(this.columns);
        break;
      case "ArrowUp":
        move(-this.columns);
        break;
      case "ArrowRight":
        move(1);
        break;
      case "ArrowLeft":
        move(-1);
        break;
      case "Home":
        this.focusItem(() => 0);
        break;
      case "End":
        this.focusItem((items) => items.length - 1);
        break;
      case "Tab":
        this.focusNext(event);
        break;
      default:
        return super.key(event);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Tab goes through what stands beside the items, and over all of these at once; beyond the last it leaves the menu. */
  private focusNext({ target, shiftKey }: KeyboardEvent): void {
    const stops: Element[] = [...this.popoverElement.querySelectorAll("button:not([role^=menuitem]), input")];
    // The items stand below the rest, and are one stop.
    const stop = stops.indexOf(target as Element);
    const next = (stop < 0 ? stops.length : stop) + (shiftKey ? -1 : 1);
    const beside = stops[next];
    if (beside instanceof HTMLElement) {
      beside.focus();
    } else if (next === stops.length) {
      MenuButton.prototype.focusInside.call(this);
    } else {
      this.close();
    }
  }

  private focusItem(index: (items: HTMLElement[]) => number): void {
    const items = [...this.popoverElement.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    items[index(items)]?.focus();
  }
}
