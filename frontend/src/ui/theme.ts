import { css } from "lit";

/** A dark reading room: near-black surfaces, nothing brighter than it must be, one accent. Contrast of text is at least 7:1. */
export const theme = css`
  :host {
    --bg: #0b0d10;
    --surface: #14181d;
    --raised: #1d232b;
    --line: #2c343e;
    --text: #e6e9ed;
    --muted: #a9b3bf;
    --accent: #6cb6ff;
    --good: #7fd6a0;
    --warn: #f2c14e;
    --bad: #ff9d8a;
    /* The size that every other is a multiple of: larger on a large screen that isn't dense. */
    --rem: clamp(16px, 0.62vw, 26px);
    --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  }
`;

/** What every element of the viewer shares. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  [hidden] {
    display: none !important;
  }
  .button {
    padding: 0.5em 1.1em;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--raised);
    color: var(--text);
    text-decoration: none;
  }
  .button:hover {
    border-color: var(--muted);
  }
  .button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: #06121f;
    font-weight: 600;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
