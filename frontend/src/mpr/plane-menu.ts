import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { numberText, text, typedNumber } from "../i18n/text.js";
import { icon } from "../ui/icons.js";
import { MenuButton } from "../ui/menu-button.js";
import { executeMpr, type MprCommand } from "./mpr-commands.js";
import type { MprModel } from "./mpr-model.js";
import type { Pane } from "./mpr-state.js";
import type { PlaneName } from "./plane.js";
import { PROJECTIONS, SLAB_MODES } from "./slab.js";

/** How thick a plane is and what becomes of its thickness; in the fourth view, the whole volume in place of the plane. */
@customElement("lightbox-plane-menu")
export class PlaneMenu extends MenuButton {
  static override styles = [
    ...MenuButton.styles,
    css`
      .tool {
        min-width: 40px;
        height: 40px;
        padding: 0;
        color: var(--muted);
      }
      h3 {
        margin: calc(0.5 * var(--rem)) calc(0.6 * var(--rem)) calc(0.2 * var(--rem));
        color: var(--muted);
        font-size: calc(0.82 * var(--rem));
        font-weight: 600;
      }
      .thickness {
        display: flex;
        align-items: center;
        gap: calc(0.4 * var(--rem));
        padding: calc(0.3 * var(--rem)) calc(0.6 * var(--rem));
      }
      .thickness label {
        flex: 1;
        white-space: nowrap;
      }
      .thickness input {
        width: calc(4.4 * var(--rem));
        min-height: 38px;
        padding: 0 calc(0.4 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 5px;
        background: var(--bg);
        color: var(--text);
        font: inherit;
        text-align: right;
      }
      .thickness button {
        width: 38px;
        height: 38px;
        border: 1px solid var(--line);
        border-radius: 5px;
        background: none;
      }
    `,
  ];

  @property({ attribute: false }) model!: MprModel;
  @property({ attribute: false }) plane: PlaneName = "axial";
  @property({ attribute: false }) pane!: Pane;

  protected override render() {
    const label = text("mpr.slab.menu");
    return html`<button
        class="tool"
        data-testid="plane-menu"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label="${text(`mpr.plane.${this.plane}`)}: ${label}"
        title=${label}
        @click=${this.toggle}
      >
        ${icon("slab")}
      </button>
      ${this.menuTemplate(label, "plane-menu-items")}`;
  }

  protected override items() {
    const { mode, slabMm, projection } = this.pane;
    return html`<h3>${text("mpr.slab.modes")}</h3>
      <div class="thickness">
        <label for="thickness">${text("mpr.slab.thickness")}</label>
        <button data-testid="thinner" aria-label=${text("mpr.slab.thinner")} @click=${() => this.ask({ type: "thicker", by: -1 })}
          >−</button
        >
        <input
          id="thickness"
          data-testid="slab-thickness"
          type="text"
          autocomplete="off"
          inputmode="decimal"
          .value=${live(numberText(slabMm, 3))}
          @change=${this.typed}
        />
        <button data-testid="thicker" aria-label=${text("mpr.slab.thicker")} @click=${() => this.ask({ type: "thicker", by: 1 })}
          >+</button
        >
      </div>
      ${SLAB_MODES.map((choice) =>
        this.item(
          choice,
          text(`mpr.slab.${choice}`),
          !projection && mode === choice,
          { type: "slabMode", to: choice },
          slabMm > 0 ? `${numberText(slabMm, 1)} mm` : text("mpr.slab.thin"),
        ),
      )}
      ${this.plane === "oblique"
        ? html`<h3>${text("mpr.projections")}</h3>
            ${PROJECTIONS.map((choice) =>
              this.item(choice, text(`mpr.projection.${choice}`), projection === choice, { type: "projection", to: choice }),
            )}`
        : nothing}`;
  }

  /** What is no number is put back. */
  private typed(event: Event): void {
    const mm = typedNumber((event.target as HTMLInputElement).value);
    if (mm !== undefined) {
      this.ask({ type: "slab", mm });
    }
    this.requestUpdate();
  }

  private item(method: string, name: string, chosen: boolean, command: MprCommand, note = "") {
    return html`<button
      role="menuitemradio"
      tabindex="-1"
      data-testid="plane-method"
      data-method=${method}
      aria-checked=${chosen}
      @click=${() => {
        this.close();
        this.ask(command);
      }}
    >
      ${this.mark(chosen)}<span class="name">${name}</span>${chosen && note ? html`<span class="values">${note}</span>` : nothing}
    </button>`;
  }

  private ask(command: MprCommand): void {
    executeMpr(this.model, command, this.plane);
  }
}
