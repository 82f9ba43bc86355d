import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import { barButton, floatingBar } from "../ui/floating-bar.js";
import { type IconName } from "../ui/icons.js";
import { base } from "../ui/theme.js";
import { toolButton } from "../ui/tool-button.js";
import { KINDS } from "./kinds.js";
import type { MeasureModel } from "./measure-model.js";

/** What can be done while something is measured: how the tool in hand is used, and undoing, deleting, ending for those without a keyboard. */
@customElement("lightbox-measure-bar")
export class MeasureBar extends LitElement {
  static override styles = [
    base,
    toolButton,
    floatingBar,
    css`
      /* While something is drawn or moved it isn't in the way. */
      .away {
        opacity: 0.2;
        pointer-events: none;
      }
      p {
        margin: 0 calc(0.5 * var(--rem));
        font-size: calc(0.9 * var(--rem));
        line-height: 1.25;
      }
      /* A low viewport has room for the buttons alone. */
      @container (max-height: 340px) {
        p {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) model!: MeasureModel;
  /** Changes with every change of the model. */
  @property({ attribute: false }) revision = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    const { tool, selected } = model;
    if (!tool && !selected && !model.wantedWindow) {
      return nothing;
    }
    // Who has drawn with it knows how.
    const hint = tool && selected?.kind !== tool ? text("measure.tool", { name: text(KINDS[tool].name), hint: text(KINDS[tool].hint) }) : "";
    // Corners of a polygon are clicked one by one: who does that may still want to read how it ends.
    const away = model.changing || (model.draft && model.draft.kind !== "polygon");
    return html`<div class="bar ${away ? "away" : ""}" role="toolbar" aria-label=${text("measure.bar")} data-testid="measure-bar">
      ${hint ? html`<p role="status">${hint}</p>` : nothing}
      ${this.button("undo", "measure.undo", "Ctrl + Z", model.canUndo, () => model.undo())}
      ${this.button("redo", "measure.redo", "Ctrl + Shift + Z", model.canRedo, () => model.redo())}
      ${this.button("bin", "measure.delete", "Delete", selected !== undefined, () => model.deleteSelected())}
      ${this.button("close", "measure.end", "", true, () => {
        // Out of everything at once: whoever has no Escape key presses once.
        while (model.cancel());
      })}
    </div>`;
  }

  private button(name: IconName, label: TextKey, key: string, enabled: boolean, act: () => void): TemplateResult {
    return barButton(name, `measure-${name}`, text(label), key, act, enabled);
  }
}
