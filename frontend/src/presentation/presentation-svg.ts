import { nothing, svg, type TemplateResult } from "lit";
import type { PictureMap } from "../measure/picture-map.js";
import type { Presentation, PresentationText } from "../protocol/messages.js";
import type { Point } from "../viewport/geometry.js";
import { includes, pointsOf, toSource } from "./presentation.js";

const LINE_HEIGHT = 17;

/** What a state draws over the picture that is shown. */
export function presentationSvg(presentation: Presentation, map: PictureMap): TemplateResult {
  const { slice } = map;
  const place = (units: "pixel" | "display", at: Point): Point => map.toScreen(toSource(presentation, slice.slice, slice, units, at));
  const here = <T extends { readonly slices: readonly number[] }>(all: readonly T[]): readonly T[] => all.filter(({ slices }) => includes(slices, slice.slice));
  return svg`${here(presentation.graphics).map(({ color, units, filled, points }) => {
    const screen = pointsOf(points).map((at) => place(units, at));
    return screen.length === 1 ? dot(screen[0]!, color) : path(screen, color, filled);
  })}${here(presentation.texts).map((words) => text(words, place))}`;
}

function dot({ x, y }: Point, color: string): TemplateResult {
  return svg`<circle class="state-halo" cx=${x} cy=${y} r="4" /><circle class="state-dot" cx=${x} cy=${y} r="2.5" .style=${`fill: ${color}`} />`;
}

function path(points: readonly Point[], color: string, filled: boolean): TemplateResult {
  const d = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  return svg`<path class="state-halo" d=${d} /><path class="state-line" data-testid="state-graphic" d=${d} .style=${`stroke: ${color}; fill: ${filled ? color : "none"}`} />`;
}

function text({ color, text: words, box, anchor }: PresentationText, place: (units: "pixel" | "display", at: Point) => Point): TemplateResult | typeof nothing {
  const corners = box && pointsOf(box.corners).map((at) => place(box.units, at));
  const to = anchor && place(anchor.units, pointsOf(anchor.at)[0]!);
  if (!corners && !to) {
    return nothing;
  }
  const left = corners ? Math.min(corners[0]!.x, corners[1]!.x) : to!.x + 8;
  const right = corners ? Math.max(corners[0]!.x, corners[1]!.x) : left;
  const top = corners ? Math.min(corners[0]!.y, corners[1]!.y) : to!.y - LINE_HEIGHT / 2;
  const align = box?.align ?? "left";
  const x = align === "right" ? right : align === "center" ? (left + right) / 2 : left;
  const anchorAt = align === "right" ? "end" : align === "center" ? "middle" : "start";
  const lines = words.split("\n");
  const line = anchor?.visible && corners ? path([{ x: (left + right) / 2, y: top + (LINE_HEIGHT * lines.length) / 2 }, to!], color, false) : nothing;
  return svg`${line}<text class="state-text" data-testid="state-text" x=${x} y=${top + LINE_HEIGHT - 4} .style=${`fill: ${color}; text-anchor: ${anchorAt}`}
    >${lines.map((one, index) => svg`<tspan x=${x} dy=${index === 0 ? 0 : LINE_HEIGHT}>${one}</tspan>`)}</text
  >`;
}

function round(value: number): number {
  // Lines without an end reach far beyond the screen; a tenth of a pixel is enough for all.
  return Math.round(Math.max(-1e6, Math.min(1e6, value)) * 10) / 10;
}
