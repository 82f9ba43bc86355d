import { css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { LARGEST, LAYOUTS, sameLayout, SINGLE, type Layout } from "../workspace/layout.js";
import { icon } from "./icons.js";
import { MenuButton } from "./menu-button.js";

/** The user chose how many rows and columns of viewports there are. */
export type LayoutChosenEvent = CustomEvent<Layout>;

/** How many viewports there are: a button with a grid of cells, of which one is pointed at. */
@customElement("lightbox-layout-menu")
export class LayoutMenu extends MenuButton {
  static override styles = [
    ...MenuButton.styles,
    css`
      [popover] {
        min-width: 0;
        padding: calc(0.6 * var(--rem));
        text-align: center;
      }
      .cells {
        display: grid;
        grid-template-columns: repeat(4, calc(2.5 * var(--rem)));
        grid-auto-rows: calc(2.5 * var(--rem));
        gap: 3px;
      }
      .cells > [role="menuitemradio"] {
        min-height: 0;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 4px;
        background: var(--surface);
      }
      .cells > [role="menuitemradio"].within {
        border-color: var(--accent);
        background: #1e3a57;
      }
      .cells > [aria-checked="true"] {
        border-width: 2px;
      }
      p {
        margin: calc(0.4 * var(--rem)) 0 0;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) layout: Layout = SINGLE;
  @property({ type: Boolean }) disabled = false;
  /** The one that is pointed at. */
  @state() private pointed: Layout | undefined;

  protected override readonly columns = LARGEST;

  protected override render() {
    return html`<button
        class="tool"
        data-testid="layout-menu"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${text("tool.layout")}
        title="${text("tool.layout")} (V)"
        ?disabled=${this.disabled}
        @click=${this.toggle}
      >
        ${icon("layouts")}${icon("chevron", 16)}
      </button>
      ${this.menuTemplate(text("tool.layout"), "layouts")}`;
  }

  protected override items() {
    const shown = this.pointed ?? this.layout;
    return html`<div class="cells" @pointerleave=${() => (this.pointed = undefined)}>
        ${LAYOUTS.map((layout) => this.cell(layout, shown))}
      </div>
      <p aria-hidden="true">${nameOf(shown)}</p>`;
  }

  private cell(layout: Layout, shown: Layout) {
    const point = (): void => void (this.pointed = layout);
    return html`<button
      class=${layout.rows <= shown.rows && layout.columns <= shown.columns ? "within" : ""}
      role="menuitemradio"
      tabindex="-1"
      data-testid="layout"
      data-layout="${layout.rows}x${layout.columns}"
      aria-label=${nameOf(layout)}
      aria-checked=${sameLayout(layout, this.layout)}
      @pointerenter=${point}
      @focus=${point}
      @click=${() => this.choose(layout)}
    ></button>`;
  }

  private choose(layout: Layout): void {
    this.close();
    this.pointed = undefined;
    this.dispatchEvent(new CustomEvent("layout-chosen", { detail: layout }) satisfies LayoutChosenEvent);
  }
}

/** Rows × columns. */
function nameOf({ rows, columns }: Layout): string {
  return text("tool.layout.name", { rows, columns });
}
