import { css } from "lit";
import { overPicture } from "../ui/over-picture.js";

/** A plane's colours, dim enough for a dark room, and told apart by lightness too. */
export const planeColours = css`
  .axial {
    --plane: #ff8f7d;
  }
  .coronal {
    --plane: #8fe0a0;
  }
  .sagittal {
    --plane: #82b8ff;
  }
  .oblique {
    --plane: #f2cf62;
  }
`;

export const planeStyles = css`
  :host {
    container-type: size;
  }
  .stage.active::after {
    content: "";
    position: absolute;
    inset: 0;
    border: 1px solid var(--plane);
    opacity: 0.75;
    pointer-events: none;
  }
  .stage.on-center,
  .stage.on-line {
    cursor: move;
  }
  .stage.on-turn,
  .stage.on-slab {
    cursor: grab;
  }
  svg.crosshair {
    ${overPicture}
  }
  .plane line {
    stroke: var(--plane);
    stroke-width: 1.25;
    fill: none;
  }
  .plane .halo {
    stroke: rgb(0 0 0 / 60%);
    stroke-width: 2.75;
  }
  .plane .held {
    stroke-width: 2.25;
  }
  .plane.coronal :is(.line, .halo) {
    stroke-dasharray: 16 4;
  }
  .plane.sagittal :is(.line, .halo) {
    stroke-dasharray: 14 4 3 4;
  }
  .plane.oblique :is(.line, .halo) {
    stroke-dasharray: 3 4;
  }
  .plane .border {
    stroke-dasharray: 5 6;
    stroke-width: 1;
    opacity: 0.8;
  }
  .handle {
    fill: rgb(0 0 0 / 55%);
    stroke: var(--plane);
    stroke-width: 1.75;
  }
  .handle.held {
    fill: var(--plane);
  }
  /* A large screen that isn't dense is looked at from further away. */
  @media (min-width: 2400px) and (max-resolution: 1.4dppx) {
    .plane line {
      stroke-width: 2;
    }
    .plane .halo {
      stroke-width: 4;
    }
    .handle {
      transform-box: fill-box;
      transform-origin: center;
      transform: scale(1.5);
    }
  }
  .plane text {
    fill: var(--plane);
    stroke: #000;
    stroke-width: 3;
    paint-order: stroke;
    font: 600 clamp(13px, 10.5px + 0.25vw, 22px) var(--font);
    text-anchor: middle;
    dominant-baseline: central;
  }
  .middle {
    fill: none;
    stroke: #fff;
    stroke-opacity: 0.55;
    stroke-width: 1;
  }
  .middle.held {
    stroke-opacity: 1;
    stroke-width: 2;
  }
  .top-left {
    top: 6px;
    left: 8px;
  }
  .top-left > :first-child {
    color: var(--plane);
  }
  .top-right {
    top: 6px;
    right: 46px;
  }
  .bottom-left {
    max-width: 62%;
  }
  .bottom-right {
    right: 8px;
    max-width: 36%;
  }
  .caution {
    color: var(--warn);
    font-weight: 600;
  }
  .halfResolution {
    color: var(--warn);
  }
  .projection {
    color: var(--muted);
  }
  .halfResolution::before,
  .projection::before {
    border-radius: 0;
  }
  .letter.right {
    right: 8px;
  }
  lightbox-plane-menu {
    position: absolute;
    top: 2px;
    right: 2px;
  }
  .corner {
    font-size: clamp(11px, 9px + 0.25vw, 22px);
  }
  .letter {
    font-size: clamp(13px, 10.5px + 0.35vw, 28px);
  }
  /* Beside the middle, where the lines are. */
  .scale-bar {
    left: auto;
    right: 8px;
    bottom: calc(4.6 * var(--rem));
    transform: none;
    font-size: clamp(11px, 9px + 0.25vw, 22px);
  }
  .unmeasured {
    position: absolute;
    top: 30%;
    left: 10%;
    right: 10%;
    margin: 0;
    padding: calc(0.6 * var(--rem)) calc(0.8 * var(--rem));
    border-radius: 6px;
    background: rgb(11 13 16 / 88%);
    color: var(--warn);
    font-size: calc(0.95 * var(--rem));
    text-align: center;
    pointer-events: none;
  }
  .loading {
    position: absolute;
    left: 0;
    right: 0;
    bottom: 0;
    height: 2px;
  }
  .loading > div {
    height: 100%;
    background: var(--accent);
  }
  .message .button + .button {
    margin-left: calc(0.5 * var(--rem));
  }
  @container (max-width: 420px) or (max-height: 300px) {
    .top-right,
    .scale-bar {
      display: none;
    }
    .corner {
      font-size: 11px;
    }
    .bottom-left {
      max-width: 46%;
    }
  }
`;
