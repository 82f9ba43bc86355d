import { css } from "lit";
import { overPicture } from "../ui/over-picture.js";

/** What a presentation state draws, in its own colours and with a dark outline. */
export const presentationStyles = css`
  svg.presentation {
    ${overPicture}
  }
  .state-halo {
    fill: none;
    stroke: rgb(0 0 0 / 75%);
    stroke-width: 4;
    stroke-linejoin: round;
  }
  .state-line {
    stroke-width: 1.6;
    stroke-linejoin: round;
  }
  .state-dot {
    stroke: none;
  }
  .state-text {
    font: 600 14px/1.2 var(--font);
    stroke: #000;
    stroke-width: 3.5px;
    stroke-linejoin: round;
    paint-order: stroke;
  }
`;
