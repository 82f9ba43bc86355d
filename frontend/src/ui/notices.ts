import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { icon } from "./icons.js";
import { base } from "./theme.js";

/** Reservations under which pictures are shown: all of them listed, until they are dismissed; the toolbar opens them again. */
@customElement("lightbox-notices")
export class Notices extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        align-items: flex-start;
        gap: calc(0.7 * var(--rem));
        max-height: 30vh;
        overflow: auto;
        padding: calc(0.35 * var(--rem)) calc(0.4 * var(--rem)) calc(0.35 * var(--rem)) calc(0.9 * var(--rem));
        border-bottom: 1px solid #6b5618;
        background: #2a2310;
        color: #f6dd9b;
        font-size: calc(0.9 * var(--rem));
        line-height: 1.4;
      }
      svg {
        flex: none;
        margin-top: calc(0.2 * var(--rem));
      }
      ul {
        flex: 1;
        margin: 0;
        padding: calc(0.25 * var(--rem)) 0;
        list-style: none;
        overflow-wrap: anywhere;
      }
      button {
        padding: calc(0.25 * var(--rem)) calc(0.8 * var(--rem));
        border: 1px solid #6b5618;
        border-radius: 6px;
        background: none;
      }
      button:hover {
        background: #3a3117;
      }
    `,
  ];

  @property({ attribute: false }) messages: readonly string[] = [];

  protected override render() {
    if (this.messages.length === 0) {
      return nothing;
    }
    return html`<div role="status" aria-label=${text("notices.label")} data-testid="warnings">
      ${icon("warning", 18)}
      <ul>
        ${this.messages.map((message) => html`<li>${message}</li>`)}
      </ul>
      <button
        data-testid="dismiss-warnings"
        @click=${() => this.dispatchEvent(new CustomEvent("notices-dismissed"))}
      >
        ${text("notices.dismiss")}
      </button>
    </div>`;
  }
}
