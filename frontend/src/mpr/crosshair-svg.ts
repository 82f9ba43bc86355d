import { nothing, svg, type TemplateResult } from "lit";
import type { Size } from "../protocol/messages.js";
import { distance, type Point } from "../viewport/geometry.js";
import type { CrosshairOverlay, PlaneLine, Segment, Target } from "./handles.js";
import type { PlaneName } from "./plane.js";

/** Each plane's line has its own colour, its own pattern and its letter: no two are told apart by colour alone. */
export const PLANE_MARK: Readonly<Record<PlaneName, string>> = { axial: "A", coronal: "C", sagittal: "S", oblique: "O" };

/** From the border and from the line, so that the letter covers neither. */
const LABEL_INSET = 30;
const LABEL_BESIDE = 11;
/** Half of a line at the centre where no lines meet. */
const SQUARE = 5;

/** The crosshair over a view. It takes no pointer: what is taken hold of is decided by the same geometry that is drawn. */
export function crosshairSvg({ center, lines }: CrosshairOverlay, size: Size, hovered: Target | undefined): TemplateResult {
  const held = (kind: Target["kind"], plane: PlaneName): boolean =>
    hovered !== undefined && hovered.kind === kind && "plane" in hovered && hovered.plane === plane;
  return svg`${lines.map((line) => lineSvg(line, size, held))}
    <circle
      class="middle ${hovered?.kind === "center" ? "held" : ""}"
      data-testid="crosshair-center"
      cx=${center.x}
      cy=${center.y}
      r="4"
    />`;
}

function lineSvg(
  { plane, segments, slabBorders, turnHandles, slabHandles, direction }: PlaneLine,
  size: Size,
  held: (kind: Target["kind"], plane: PlaneName) => boolean,
): TemplateResult {
  const label = segments.length > 0 ? labelAt(segments.at(-1)!, direction, size) : undefined;
  return svg`<g class="plane ${plane}" data-testid="line-${plane}">
    ${segments.map((segment) => stroke(`halo`, segment))}
    ${segments.map((segment) => stroke(`line ${held("line", plane) ? "held" : ""}`, segment))}
    ${slabBorders.map((segment) => stroke("border", segment))}
    ${slabHandles.map(
      ({ x, y }, index) => svg`<rect
        class="handle ${held("slab", plane) ? "held" : ""}"
        data-testid="slab-${plane}-${index}"
        x=${x - SQUARE}
        y=${y - SQUARE}
        width=${2 * SQUARE}
        height=${2 * SQUARE}
      />`,
    )}
    ${turnHandles.map(
      ({ x, y }, index) => svg`<circle
        class="handle ${held("turn", plane) ? "held" : ""}"
        data-testid="turn-${plane}-${index}"
        cx=${x}
        cy=${y}
        r="6.5"
      />`,
    )}
    ${label ? svg`<text x=${label.x} y=${label.y}>${PLANE_MARK[plane]}</text>` : nothing}
  </g>`;
}

function stroke(name: string, { from, to }: Segment): TemplateResult {
  return svg`<line class=${name} x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />`;
}

function labelAt({ from, to }: Segment, direction: Point, size: Size): Point | undefined {
  if (distance(to, from) < 2 * LABEL_INSET) {
    return undefined;
  }
  const at = {
    x: to.x - direction.x * LABEL_INSET - direction.y * LABEL_BESIDE,
    y: to.y - direction.y * LABEL_INSET + direction.x * LABEL_BESIDE,
  };
  return at.x > 0 && at.y > 0 && at.x < size.width && at.y < size.height ? at : undefined;
}
