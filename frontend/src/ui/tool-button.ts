import { css } from "lit";

/** The look of the toolbar's buttons: at least 40 pixels, for fingers too. */
export const toolButton = css`
  .tool {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-width: calc(2.5 * var(--rem));
    height: calc(2.5 * var(--rem));
    padding: 0 calc(0.55 * var(--rem));
    border: 1px solid transparent;
    border-radius: 7px;
    background: none;
    color: var(--text);
    font: var(--rem) var(--font);
    text-decoration: none;
    white-space: nowrap;
  }
  .tool:hover:not(:disabled) {
    background: var(--raised);
  }
  .tool:disabled {
    color: #5d6772;
    cursor: default;
  }
  .tool[aria-pressed="true"] {
    background: #1e3a57;
    border-color: var(--accent);
  }
`;
