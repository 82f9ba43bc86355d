import { text } from "../i18n/text.js";
import { methodText } from "../mpr/plane-text.js";
import { sameSlab } from "../mpr/slab.js";
import type { Point } from "../viewport/geometry.js";
import { answerText, isPlain } from "./answer-text.js";
import { isWhole, needsValues } from "./kinds.js";
import { boxAround, boxAt, placeLabel, type Box } from "./labels.js";
import type { MeasureModel } from "./measure-model.js";
import { isPlane, type Measurement } from "./measurement.js";
import type { MeasureMap } from "./picture-map.js";
import { handlesOf } from "./shape.js";

/** Of the label's text, in CSS pixels; a letter's width is that of a wide font, so that there is rather too much room. */
export const LINE_HEIGHT = 17;
const LETTER_WIDTH = 8.5;

export interface Label {
  readonly lines: readonly { readonly words: string; readonly className: string }[];
  readonly at: Box;
  /** The nearest place of its shape, where the user has put it somewhere else. */
  readonly leader: Point | undefined;
}

/** Where the labels of a picture stand, by the shapes' numbers: the chosen one's first, then in the order in which they were drawn; where the user has put them in any case. */
export function placedLabels(model: MeasureModel, shapes: readonly Measurement[], map: MeasureMap): ReadonlyMap<number, Label> {
  const labels = new Map<number, Label>();
  const boxes: Box[] = [];
  const drawn = shapes.flatMap((shape) => {
    const chart = map.chartOf(shape);
    return chart ? [{ shape, chart }] : [];
  });
  const around = drawn.map(({ shape: { number, points }, chart }) => ({ number, box: boxAround(points.map((point) => chart.toScreen(point))) }));
  const rank = (shape: Measurement): number => (shape.label ? 0 : shape === model.selected ? 1 : 2);
  for (const { shape, chart } of drawn.sort((a, b) => rank(a.shape) - rank(b.shape))) {
    const lines = linesOf(model, shape, map);
    const points = (shape.kind === "arrow" ? shape.points.slice(1) : handlesOf(shape.kind, shape.points)).map((point) => chart.toScreen(point));
    if (lines.length > 0 && points.length > 0) {
      const size = {
        width: LETTER_WIDTH * Math.max(...lines.map(({ words }) => words.length)),
        height: LINE_HEIGHT * lines.length + 4,
      };
      const others = around.filter(({ number }) => number !== shape.number).map(({ box }) => box);
      const put = shape.label && chart.toScreen({ x: shape.points[0]!.x + shape.label.x, y: shape.points[0]!.y + shape.label.y });
      const at = put ? boxAt(put, size, map.size) : placeLabel(points, size, map.size, boxes, others);
      boxes.push(at);
      labels.set(shape.number, { lines, at, leader: put && nearest(points, at) });
    }
  }
  return labels;
}

/** The measurement whose label is at a place of the screen, if there is one. */
export function labelAt(model: MeasureModel, map: MeasureMap, { x, y }: Point): { readonly number: number; readonly at: Box } | undefined {
  const found = [...placedLabels(model, model.on(map), map)].find(
    ([, { at }]) => x >= at.left && x <= at.left + at.width && y >= at.top && y <= at.top + at.height,
  );
  return found && { number: found[0], at: found[1].at };
}

function nearest(points: readonly Point[], { left, top, width, height }: Box): Point {
  const middle = { x: left + width / 2, y: top + height / 2 };
  return points.reduce((a, b) => (Math.hypot(b.x - middle.x, b.y - middle.y) < Math.hypot(a.x - middle.x, a.y - middle.y) ? b : a));
}

/** Of how thick a slab a number is: where that is no slab, only beside the picture of one. Empty in slices. */
export function slabOf({ kind, picture }: Measurement, map: MeasureMap): string {
  if (!isPlane(picture)) {
    return "";
  }
  const differs = needsValues(kind) && isPlane(map.picture) && !sameSlab(picture, map.picture);
  return methodText(picture.method, picture.slab) || (differs ? text("mpr.slab.thin") : "");
}

function linesOf(model: MeasureModel, measurement: Measurement, map: MeasureMap): Label["lines"] {
  if (measurement.kind === "arrow") {
    return measurement.text && model.typing !== measurement.number ? [{ words: measurement.text, className: "" }] : [];
  }
  if (measurement === model.draft && !isWhole(measurement.kind, measurement.points.length)) {
    return [];
  }
  const answer = model.answerTo(measurement);
  const { values, spacing, notes, refused } = answerText(answer);
  const slab = refused ? "" : slabOf(measurement, map);
  const remarks = [answer && !isPlain(answer) ? spacing : "", slab, ...notes].filter(Boolean);
  return [
    ...values.map((words) => ({ words, className: refused ? "refused" : "" })),
    ...remarks.map((words) => ({ words, className: "remark" })),
  ];
}
