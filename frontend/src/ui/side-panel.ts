import { css } from "lit";

/** The look of a panel beside the pictures: a header, and what scrolls below it. */
export const sidePanel = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--surface);
    color: var(--text);
  }
  header {
    display: flex;
    align-items: center;
    border-bottom: 1px solid var(--line);
  }
`;
