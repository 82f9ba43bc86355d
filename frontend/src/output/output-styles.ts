import { css } from "lit";

/** What the dialogs of this folder have besides the look of all. */
export const outputStyles = css`
  dialog {
    width: min(calc(38 * var(--rem)), calc(100vw - calc(1.5 * var(--rem))));
  }
  .said {
    color: var(--text);
  }
  .bad {
    color: var(--bad);
  }
  fieldset {
    margin: 0 0 calc(0.9 * var(--rem));
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  label {
    display: flex;
    align-items: center;
    gap: calc(0.6 * var(--rem));
    min-height: 34px;
  }
  input[type="radio"],
  input[type="checkbox"] {
    flex: none;
    width: calc(1.1 * var(--rem));
    height: calc(1.1 * var(--rem));
    margin: 0;
    accent-color: var(--accent);
  }
  input[type="text"] {
    width: 100%;
    min-height: 40px;
    margin-bottom: calc(0.9 * var(--rem));
    padding: 4px 8px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--bg);
    color: var(--text);
    font: inherit;
  }
`;
