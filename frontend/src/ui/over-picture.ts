import { css } from "lit";

/** Of what is drawn over a whole picture, and leaves the pointer to it. */
export const overPicture = css`
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  overflow: hidden;
  pointer-events: none;
`;
