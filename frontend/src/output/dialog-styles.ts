import { css } from "lit";

/** The look of the dialogs of this folder. */
export const dialogStyles = css`
  dialog {
    width: min(calc(38 * var(--rem)), calc(100vw - calc(1.5 * var(--rem))));
    max-height: calc(100dvh - calc(1.5 * var(--rem)));
    padding: calc(1.2 * var(--rem)) calc(1.4 * var(--rem));
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--text);
    font: var(--rem)/1.5 var(--font);
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(4 6 8 / 82%);
  }
  h2 {
    margin: 0 0 calc(0.6 * var(--rem));
    font-size: calc(1.2 * var(--rem));
  }
  p {
    margin: 0 0 calc(0.8 * var(--rem));
    color: var(--muted);
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
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.7 * var(--rem));
  }
`;
