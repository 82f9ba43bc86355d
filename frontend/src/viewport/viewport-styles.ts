import { css } from "lit";

export const viewportStyles = css`
  :host {
    position: relative;
    display: block;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: #000;
    /* Text that changes with every slice lays out nothing but itself. */
    contain: strict;
    container-type: size;
  }
  .stage {
    position: absolute;
    inset: 0;
    overflow: hidden;
    user-select: none;
    -webkit-user-select: none;
    touch-action: none;
    cursor: crosshair;
  }
  .stage:focus-visible {
    outline: 1px solid rgb(108 182 255 / 50%);
    outline-offset: -1px;
  }
  .stage.on-handle {
    cursor: grab;
  }
  .stage.on-line {
    cursor: move;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .waiting canvas {
    opacity: 0.35;
    transition: opacity 0.1s 0.25s;
  }
  :host([stale]) canvas {
    opacity: 0.3;
  }
  lightbox-stack-scrollbar {
    position: absolute;
    top: 12%;
    bottom: 12%;
    right: 2px;
    width: 18px;
  }
  .corner,
  .letter,
  .scale-bar {
    position: absolute;
    pointer-events: none;
    color: #eef1f4;
    font-size: clamp(12px, 9.6px + 0.35vw, 26px);
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
    text-shadow:
      1px 1px 1px #000,
      -1px -1px 1px #000,
      1px -1px 1px #000,
      -1px 1px 1px #000,
      0 0 5px #000;
  }
  .corner {
    max-width: 44%;
    overflow-wrap: anywhere;
  }
  .corner > div {
    white-space: pre-wrap;
  }
  .top-left {
    top: 8px;
    left: 10px;
  }
  .top-left > :first-child {
    font-weight: 600;
  }
  .top-right {
    top: 8px;
    right: 26px;
    text-align: right;
  }
  .bottom-left {
    bottom: 8px;
    left: 10px;
  }
  .bottom-right {
    bottom: 8px;
    right: 26px;
    text-align: right;
  }
  /* Two studies side by side: each says in words and by its colour which one it is. */
  .study-mark {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    height: calc(1.5 * var(--rem));
    padding: 0 calc(0.6 * var(--rem));
    border-top: 3px solid var(--accent);
    background: rgb(13 34 58 / 88%);
    color: #dcebff;
    font-size: calc(0.85 * var(--rem));
    font-weight: 600;
    line-height: calc(1.5 * var(--rem) - 3px);
    text-align: center;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    pointer-events: none;
  }
  .study-mark.beside {
    border-color: var(--warn);
    background: rgb(66 43 8 / 90%);
    color: #ffe7bd;
  }
  .study-mark ~ .top-left,
  .study-mark ~ .top-right,
  .study-mark ~ .letter.top {
    margin-top: calc(1.5 * var(--rem));
  }
  .fidelity {
    display: inline-block;
    pointer-events: auto;
    cursor: default;
    font-weight: 600;
  }
  .fidelity::before {
    content: "";
    display: inline-block;
    width: 0.62em;
    height: 0.62em;
    margin-right: 0.4em;
    border-radius: 50%;
    background: currentColor;
    box-shadow: 0 0 3px #000;
  }
  .lossless {
    color: var(--good);
  }
  .preview {
    color: var(--warn);
  }
  .preview::before {
    border-radius: 0;
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .sourceLossy {
    color: #f0d9a0;
  }
  .sourceLossy::before {
    border-radius: 0;
  }
  .notLive {
    color: var(--bad);
  }
  .letter {
    font-size: clamp(14px, 11.2px + 0.5vw, 32px);
    font-weight: 600;
    color: #f3e6b8;
  }
  .letter.left {
    left: 10px;
    top: 50%;
    transform: translateY(-50%);
  }
  .letter.right {
    right: 28px;
    top: 50%;
    transform: translateY(-50%);
  }
  .letter.top {
    top: 8px;
    left: 50%;
    transform: translateX(-50%);
  }
  .letter.bottom {
    bottom: 8px;
    left: 50%;
    transform: translateX(-50%);
  }
  .scale-bar {
    left: 50%;
    bottom: calc(2.6 * var(--rem));
    transform: translateX(-50%);
    text-align: center;
    pointer-events: auto;
  }
  .ruler {
    height: 7px;
    margin: 1px auto 0;
    border: solid #eef1f4;
    border-width: 0 2px 2px;
    filter: drop-shadow(0 0 1px #000);
  }
  lightbox-measure-bar {
    position: absolute;
    /* Above the corners' text and the scale bar; above the bar of playing, where that is here too. */
    bottom: calc(6.7 * var(--rem));
    left: 8px;
    right: 24px;
  }
  lightbox-measure-bar.raised {
    bottom: calc(9.8 * var(--rem));
  }
  lightbox-cine-bar {
    position: absolute;
    bottom: calc(6.7 * var(--rem));
    left: 8px;
    right: 24px;
  }
  .invitation {
    position: absolute;
    top: 50%;
    left: 50%;
    width: min(calc(22 * var(--rem)), calc(100% - calc(1.5 * var(--rem))));
    margin: 0;
    transform: translate(-50%, -50%);
    color: var(--muted);
    text-align: center;
    pointer-events: none;
  }
  .message {
    position: absolute;
    top: 50%;
    left: 50%;
    transform: translate(-50%, -50%);
    width: min(calc(30 * var(--rem)), calc(100% - calc(4.5 * var(--rem))));
    padding: calc(1.1 * var(--rem)) calc(1.3 * var(--rem));
    border: 1px solid var(--line);
    border-radius: 8px;
    background: rgb(20 24 29 / 94%);
    color: var(--text);
    text-align: center;
    user-select: text;
    -webkit-user-select: text;
    cursor: default;
    overflow-wrap: anywhere;
  }
  .message h2 {
    margin: 0 0 calc(0.5 * var(--rem));
    font-size: calc(1.1 * var(--rem));
    color: var(--bad);
  }
  .message p {
    margin: calc(0.3 * var(--rem)) 0;
  }
  .message .detail {
    color: var(--muted);
    font-size: calc(0.88 * var(--rem));
  }
  .message .button {
    margin-top: calc(0.7 * var(--rem));
  }
  .quiet {
    width: auto;
    min-width: calc(15 * var(--rem));
    animation: appear 0.1s 0.25s backwards;
  }
  progress {
    width: 100%;
    height: 6px;
    accent-color: var(--accent);
  }
  .prefetch {
    position: absolute;
    left: 0;
    right: 0;
    bottom: 0;
    height: 2px;
  }
  .prefetch > div {
    height: 100%;
    background: var(--accent);
    opacity: 0.7;
  }
  .busy {
    position: absolute;
    top: 50%;
    left: 50%;
    width: 34px;
    height: 34px;
    margin: -17px;
    border: 3px solid rgb(0 0 0 / 60%);
    border-top-color: var(--accent);
    border-radius: 50%;
    pointer-events: none;
    animation:
      appear 0.1s 0.5s backwards,
      turn 0.9s linear infinite;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  @media (max-width: 600px) {
    .corner {
      font-size: 11px;
    }
    .scale-bar {
      font-size: 11px;
    }
  }
  /* A small view has room for the picture, and for the text without which it can't be read. */
  @container (max-width: 440px) or (max-height: 340px) {
    .corner,
    .scale-bar {
      font-size: 11px;
      line-height: 1.25;
    }
    .corner.top-left,
    .corner.top-right,
    .letter.top {
      top: 4px;
    }
    .invitation {
      font-size: calc(0.85 * var(--rem));
    }
    .corner.bottom-left,
    .corner.bottom-right,
    .letter.bottom {
      bottom: 4px;
    }
    .corner.top-left,
    .corner.bottom-left,
    .letter.left {
      left: 6px;
    }
    .letter {
      font-size: 13px;
    }
    .scale-bar {
      bottom: 24px;
    }
    .ruler {
      height: 5px;
    }
    /* Both corners of an edge beside each other, with the scrollbar. */
    .corner {
      max-width: calc((100% - 48px) / 2);
    }
    lightbox-measure-bar {
      bottom: 74px;
    }
    lightbox-measure-bar.raised {
      bottom: calc(74px + 2.9 * var(--rem));
    }
    lightbox-cine-bar {
      bottom: 74px;
    }
    .corner.top-left > :nth-child(n + 3),
    .corner.bottom-left > :nth-child(n + 4) {
      display: none;
    }
  }
  @container (max-width: 300px) {
    .corner > div {
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
  }
  /* Letters below and above the corners' lines, which meet in the middle. */
  @container (max-width: 300px) and (min-height: 211px) {
    .letter.top {
      top: 20px;
    }
    .letter.bottom {
      bottom: 48px;
    }
  }
  @container (max-width: 300px) or (max-height: 210px) {
    .scale-bar,
    .corner.top-left > :nth-child(n + 2),
    .corner.top-right > :nth-child(n + 2),
    .corner.bottom-left > :nth-child(n + 3) {
      display: none;
    }
  }
  /* There it would lie over the picture; the keys do the same, where there are some. */
  @media (hover: hover) {
    @container (max-height: 340px) {
      lightbox-measure-bar {
        display: none;
      }
    }
  }
`;
