import { css, html, type TemplateResult } from "lit";
import { icon, type IconName } from "./icons.js";

/** The look of a bar of buttons over a picture; beside it, the picture can be reached. */
export const floatingBar = css`
  :host {
    display: block;
    pointer-events: none;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 2px;
    width: max-content;
    max-width: 100%;
    margin: 0 auto;
    padding: 2px 6px;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: rgb(20 24 29 / 90%);
    color: var(--text);
    pointer-events: auto;
  }
  .tool {
    height: calc(2.4 * var(--rem));
    flex: none;
  }
`;

/** @param key as the help sheet writes it; empty where there is none */
export function barButton(name: IconName, testId: string, label: string, key: string, act: () => void, enabled = true): TemplateResult {
  return html`<button
    class="tool"
    data-testid=${testId}
    aria-label=${label}
    title=${key ? `${label} (${key})` : label}
    ?disabled=${!enabled}
    @click=${act}
  >
    ${icon(name)}
  </button>`;
}
