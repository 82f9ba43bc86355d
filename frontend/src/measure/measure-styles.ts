import { css } from "lit";
import { overPicture } from "../ui/over-picture.js";

/** Measurements over a picture: yellow, the chosen one white, all of it with a dark outline. */
export const measureStyles = css`
  .measurements {
    ${overPicture}
  }
  .measurements .line,
  .measurements .halo {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .measurements .halo {
    stroke: rgb(0 0 0 / 75%);
    stroke-width: 4.5;
  }
  .measurements .line {
    stroke: #ffe36b;
    stroke-width: 1.8;
  }
  .measurements .leader.line {
    stroke-width: 1;
    stroke-dasharray: 3 3;
  }
  .measurements .leader.halo {
    stroke-width: 3;
  }
  .measurements .chosen .line {
    stroke: #fff;
  }
  .measurements .draft .line,
  .measurements .beside .line {
    stroke-dasharray: 5 4;
  }
  .measurements .handle,
  .measurements .dot {
    fill: rgb(0 0 0 / 35%);
    stroke: #fff;
    stroke-width: 2;
    filter: drop-shadow(0 0 1.5px #000);
  }
  .measurements .dot {
    fill: #ffe36b;
    stroke: #000;
    stroke-width: 1;
  }
  .measurements .shape:focus,
  .measurements .handle:focus {
    outline: none;
  }
  .measurements .shape:focus-visible .line {
    stroke: var(--accent);
    stroke-width: 2.6;
  }
  .measurements .handle:focus-visible {
    stroke: var(--accent);
    stroke-width: 4;
  }
  .measurements .value {
    font: 600 14px/1.2 var(--font);
    font-variant-numeric: tabular-nums;
    fill: #ffe36b;
    stroke: #000;
    stroke-width: 3.5px;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .measurements .chosen .value {
    fill: #fff;
  }
  .measurements .value .remark {
    font-weight: 400;
    font-size: 13px;
  }
  .measurements .value .refused {
    fill: var(--bad);
    font-weight: 400;
  }
  :host {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  :host([stale]) .measurements {
    opacity: 0.45;
  }
  .arrow-text {
    position: absolute;
    width: min(15em, calc(100% - 16px));
    padding: 5px 8px;
    border: 1px solid var(--accent);
    border-radius: 5px;
    background: rgb(11 13 16 / 92%);
    color: var(--text);
    font: 15px var(--font);
    pointer-events: auto;
    user-select: text;
    -webkit-user-select: text;
  }
`;
