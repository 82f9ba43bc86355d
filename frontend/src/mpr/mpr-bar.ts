import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { fixedText, text, type TextKey } from "../i18n/text.js";
import { icon, type IconName } from "../ui/icons.js";
import { base } from "../ui/theme.js";
import { toolButton } from "../ui/tool-button.js";
import "./angle-panel.js";
import { LAYOUTS, type Layout } from "./layout.js";
import { executeMpr, type MprCommand } from "./mpr-commands.js";
import type { MprModel } from "./mpr-model.js";
import { PLANES } from "./plane.js";
import { planeColours } from "./plane-styles.js";

const LAYOUT_ICONS: Readonly<Record<Layout, IconName>> = {
  "2x2": "layoutFour",
  "1+3": "layoutLarge",
  "1x3": "layoutThree",
  "1": "layoutOne",
};

/** A tilt that is worth saying, in degrees. */
const SLIGHTEST_TILT = 0.1;

/** What belongs to all planes together: their layout, the crosshair, what is linked, and the axes. With one view at a time, also which. */
@customElement("lightbox-mpr-bar")
export class MprBar extends LitElement {
  static override styles = [
    base,
    toolButton,
    planeColours,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px calc(0.3 * var(--rem));
        padding: 2px 8px;
        background: var(--surface);
        border-bottom: 1px solid var(--line);
      }
      .group {
        display: flex;
        gap: 2px;
      }
      .gap {
        width: 1px;
        height: 22px;
        margin: 0 4px;
        background: var(--line);
      }
      .tool {
        height: 40px;
        min-width: 40px;
        font-size: calc(0.92 * var(--rem));
      }
      .note {
        color: var(--muted);
        font-size: calc(0.92 * var(--rem));
      }
      .tab {
        border-bottom: 2px solid var(--plane);
      }
      @media (max-width: 760px) {
        .bar {
          padding: 0 2px;
          gap: 0;
        }
        .gap {
          display: none;
        }
        .tool {
          padding: 0 6px;
        }
      }
    `,
  ];

  @property({ attribute: false }) model!: MprModel;
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult {
    const { model } = this;
    const { state } = model;
    const tilt = model.volume?.tilt ?? 0;
    const acquisition = state?.axes === "acquisition";
    return html`<div class="bar" role="toolbar" aria-label=${text("mpr.name")} data-testid="mpr-bar">
      ${model.usedLayout === "1" ? this.tabs() : nothing}
      <div class="group" role="group" aria-label=${text("mpr.layout")} ?hidden=${model.usedLayout !== model.layout}>
        ${LAYOUTS.map((layout) =>
          this.button(`layout-${layout}`, LAYOUT_ICONS[layout], `mpr.layout.${layout}`, { type: "layout", to: layout }, model.layout === layout),
        )}
      </div>
      <span class="gap"></span>
      ${this.button("crosshair", "crosshair", "mpr.crosshair", { type: "crosshair" }, model.crosshairShown, "C")}
      ${this.button("link-window", "linkWindow", "mpr.linkWindow", { type: "linkWindow" }, state?.windowLinked ?? false)}
      ${this.button("link-zoom", "linkZoom", "mpr.linkZoom", { type: "linkZoom" }, state?.zoomLinked ?? false)}
      <lightbox-angle-panel .model=${model} .asked=${model.anglesShown} .revision=${this.revision}></lightbox-angle-panel>
      <span class="gap"></span>
      <button
        class="tool"
        data-testid="mpr-axes"
        data-axes=${state?.axes ?? nothing}
        title=${text("mpr.axes")}
        ?disabled=${!state}
        @click=${() => this.ask({ type: "axes", to: acquisition ? "patient" : "acquisition" })}
      >
        ${text(acquisition ? "mpr.axes.acquisition" : "mpr.axes.patient")}
      </button>
      ${tilt >= SLIGHTEST_TILT
        ? html`<span class="note" data-testid="mpr-tilt">${text("mpr.tilt", { degrees: fixedText(tilt, 1) })}</span>`
        : nothing}
    </div>`;
  }

  private tabs(): TemplateResult {
    const { model } = this;
    return html`<div class="group" role="tablist" aria-label=${text("mpr.name")}>
        ${PLANES.map(
          (plane) => html`<button
            class="tool tab ${plane}"
            role="tab"
            data-testid="tab-${plane}"
            aria-selected=${model.main === plane}
            aria-pressed=${model.main === plane}
            @click=${() => model.activate(plane)}
          >
            ${text(`mpr.plane.${plane}`)}
          </button>`,
        )}
      </div>
      <span class="gap"></span>`;
  }

  private button(name: string, image: IconName, label: TextKey, command: MprCommand, pressed: boolean, key = ""): TemplateResult {
    return html`<button
      class="tool"
      data-testid="mpr-${name}"
      aria-label=${text(label)}
      aria-pressed=${pressed}
      title="${text(label)}${key && ` (${key})`}"
      @click=${() => this.ask(command)}
    >
      ${icon(image)}
    </button>`;
  }

  private ask(command: MprCommand): void {
    executeMpr(this.model, command);
  }
}
