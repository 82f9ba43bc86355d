import { css } from "lit";
import { overPicture } from "../ui/over-picture.js";

/** Lines of other slices, and the found point: each with a dark outline, told apart by pattern and number too. */
export const linkingStyles = css`
  .linking {
    ${overPicture}
  }
  .linking path {
    fill: none;
    stroke-linecap: butt;
  }
  .linking .halo {
    stroke: rgb(0 0 0 / 65%);
    stroke-width: 3.5;
  }
  .reference .line {
    stroke: #9fb4c6;
    stroke-width: 1.2;
  }
  .reference.of-active .line {
    stroke: #6cd3ff;
    stroke-width: 1.6;
  }
  .reference.end .line {
    stroke-dasharray: 2 5;
  }
  .reference text {
    fill: #9fb4c6;
    font: 600 12px/1 var(--font);
    text-anchor: middle;
    dominant-baseline: central;
    paint-order: stroke;
    stroke: #000;
    stroke-width: 3px;
  }
  .reference.of-active text {
    fill: #6cd3ff;
  }
  .found .line {
    stroke: #ff9ad5;
    stroke-width: 2;
  }
  .found .halo {
    stroke-width: 5;
  }
  .found:focus {
    outline: none;
  }
  .found:focus-visible .line {
    stroke: #fff;
    stroke-width: 3;
  }
  .point-note {
    position: absolute;
    top: calc(50% - 4.2em);
    left: 50%;
    max-width: calc(100% - calc(4.5 * var(--rem)));
    padding: 0.3em 0.7em;
    transform: translateX(-50%);
    border: 1px solid #ff9ad5;
    border-radius: 6px;
    background: rgb(20 24 29 / 88%);
    color: #ffd3ec;
    font-size: calc(0.88 * var(--rem));
    text-align: center;
    pointer-events: none;
  }
`;
