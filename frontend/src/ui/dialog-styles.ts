import { css } from "lit";

/** The look of dialogs over the viewer; each adds its width and what it holds. */
export const dialogStyles = css`
  dialog {
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
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.7 * var(--rem));
  }
`;
