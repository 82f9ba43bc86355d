import { html, nothing, type TemplateResult } from "lit";
import { numberText, text } from "../i18n/text.js";
import type { OrientationLetters } from "../protocol/messages.js";
import { FIDELITY_TEXT, type CornerText, type Fidelity } from "./corner-text.js";
import type { ScaleBar } from "./geometry.js";

/** The text around a picture: four corners and four edges. `mark` stands below the last corner. */
export function pictureText(corners: CornerText, letters: OrientationLetters, mark: unknown = nothing): TemplateResult {
  const block = (name: string, lines: readonly string[], more: unknown = nothing) =>
    html`<div class="corner ${name}" data-testid="corner-${name}">
      ${lines.map((line) => html`<div>${line}</div>`)}${more}
    </div>`;
  return html`${block("top-left", corners.topLeft)} ${block("top-right", corners.topRight)}
  ${block("bottom-left", corners.bottomLeft)} ${block("bottom-right", corners.bottomRight, mark)}
  ${(["left", "right", "top", "bottom"] as const).map(
    (edge) => html`<div class="letter ${edge}" data-testid="orientation-${edge}">${letters[edge]}</div>`,
  )}`;
}

/** CSS pixels of what {@link pictureText} writes into the corners there. */
export function cornerFontSize(root: ParentNode): number {
  const corner = root.querySelector(".corner");
  return corner ? parseFloat(getComputedStyle(corner).fontSize) : 13;
}

export function fidelityMark(fidelity: Fidelity): TemplateResult {
  const { label, title } = FIDELITY_TEXT[fidelity];
  return html`<div class="fidelity ${fidelity}" data-testid="fidelity" data-fidelity=${fidelity} title=${text(title)}
    >${text(label)}</div
  >`;
}

/** @param cssPixels the bar's length on the screen */
export function scaleBarMark({ lengthMm }: ScaleBar, cssPixels: number, detector = false): TemplateResult {
  const label = detector ? "corner.scaleBar.detector" : "corner.scaleBar";
  return html`<div
    class="scale-bar"
    data-testid="scale-bar"
    title=${detector ? text("corner.scaleBar.detector.title") : nothing}
  >
    <div>${text(label, { length: numberText(lengthMm, 3) })}</div>
    <div class="ruler" .style=${`width: ${cssPixels}px`}></div>
  </div>`;
}
