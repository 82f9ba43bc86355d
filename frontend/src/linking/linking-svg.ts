import { nothing, svg, type TemplateResult } from "lit";
import type { PictureMap } from "../measure/picture-map.js";
import { distance, type Point } from "../viewport/geometry.js";
import type { ReferenceLine } from "./reference-lines.js";

/** Of the cross about a found point: from the middle outwards, in CSS pixels. */
const GAP = 5;
const ARM = 16;
/** A line's number stands so far from its end, and beside it. */
const INSET = 36;
const BESIDE = 10;

/** Where other slices cut this picture, each with the number of its viewport. */
export function linesSvg(lines: readonly ReferenceLine[], map: PictureMap): TemplateResult {
  return svg`${lines.map((line) => {
    const [from, to] = [map.toScreen(line.from), map.toScreen(line.to)];
    const path = `M${from.x} ${from.y}L${to.x} ${to.y}`;
    return svg`<g
      class="reference ${line.kind} ${line.active ? "of-active" : ""}"
      data-testid="reference-line"
      data-viewport=${line.viewport}
      data-kind=${line.kind}
      data-from=${`${line.from.x},${line.from.y}`}
      data-to=${`${line.to.x},${line.to.y}`}
      ><path class="halo" d=${path} /><path class="line" d=${path} />${line.kind === "shown" ? number(line.viewport, from, to) : nothing}</g
    >`;
  })}`;
}

function number(viewport: number, from: Point, to: Point): TemplateResult | typeof nothing {
  const length = distance(from, to);
  if (length < 3 * INSET) {
    return nothing;
  }
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const x = from.x + along.x * INSET + along.y * BESIDE;
  const y = from.y + along.y * INSET - along.x * BESIDE;
  return svg`<text x=${x} y=${y}>${viewport}</text>`;
}

/** A cross about a point, open in its middle so that what is there can be seen. */
export function crossPath({ x, y }: Point): string {
  return `M${x - ARM} ${y}h${ARM - GAP}m${2 * GAP} 0h${ARM - GAP}M${x} ${y - ARM}v${ARM - GAP}m0 ${2 * GAP}v${ARM - GAP}`;
}
