import { nothing, svg, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { text } from "../i18n/text.js";
import { distance, type Point } from "../viewport/geometry.js";
import { answerText } from "./answer-text.js";
import { strokesOf, type Hold } from "./hit.js";
import { isBox, KINDS } from "./kinds.js";
import { LINE_HEIGHT, placedLabels, slabOf, type Label } from "./label-places.js";
import type { MeasureModel } from "./measure-model.js";
import type { Measurement } from "./measurement.js";
import type { MeasureChart, MeasureMap } from "./picture-map.js";
import { ellipseIn, handlesOf, type Ellipse } from "./shape.js";

const TICK = 6;
const HANDLE = 6.5;
const HEAD = 12;

/** What the keyboard does to what it has hold of. */
export interface MeasureKeys {
  focused(hold: Hold): void;
  key(hold: Hold, event: KeyboardEvent): void;
  released(): void;
}

/** All measurements of the picture on the screen. It takes no pointer: what is taken hold of is decided by the same geometry that is drawn. */
export function measureSvg(model: MeasureModel, map: MeasureMap, keys: MeasureKeys): TemplateResult {
  const here = model.on(map);
  const passing = [model.draft, model.wantedWindow?.region].flatMap((shape) => {
    const chart = shape && map.chartOf(shape);
    return shape && chart ? [{ shape, chart }] : [];
  });
  const labels = placedLabels(model, [...passing.map(({ shape }) => shape), ...here], map);
  const labelOf = ({ number }: Measurement) => {
    const known = labels.get(number);
    return known ? label(known) : nothing;
  };
  return svg`${repeat(
    here,
    ({ number }) => number,
    (measurement) => one(model, measurement, map, keys, labelOf(measurement)),
  )}${passing.map(({ shape, chart }) => svg`<g class="shape draft" data-testid="draft" data-kind=${shape.kind}>
    ${drawn(shape, chart)}${dots(shape, chart)}${labelOf(shape)}
  </g>`)}`;
}

function one(model: MeasureModel, measurement: Measurement, map: MeasureMap, keys: MeasureKeys, words: unknown): TemplateResult {
  const { number, kind, points } = measurement;
  const chosen = measurement === model.selected;
  const chart = map.chartOf(measurement)!;
  const own = map.isOwn(measurement);
  const name = nameOf(model, measurement);
  const handles = handlesOf(kind, points);
  const whole: Hold = { number, handle: undefined };
  return svg`<g
    class="shape ${chosen ? "chosen" : ""} ${own ? "" : "beside"}"
    tabindex="0"
    role="button"
    aria-pressed=${chosen}
    aria-label=${describe(model, measurement, map)}
    data-testid="measurement"
    data-number=${number}
    data-kind=${kind}
    data-revision=${measurement.revision}
    data-own=${own}
    data-answered=${kind === "arrow" || model.answerTo(measurement) !== undefined}
    @focus=${() => keys.focused(whole)}
    @keydown=${(event: KeyboardEvent) => keys.key(whole, event)}
    @keyup=${() => keys.released()}
    @blur=${() => keys.released()}
  >
    ${drawn(measurement, chart)}
    ${chosen && own
      ? handles.map((point, handle) => {
          const { x, y } = chart.toScreen(point);
          const hold: Hold = { number, handle };
          return svg`<circle
            class="handle"
            tabindex="0"
            role="button"
            aria-label=${text("measure.handle", { name, handle: handle + 1, handles: handles.length })}
            data-testid="measure-handle"
            data-handle=${handle}
            cx=${x}
            cy=${y}
            r=${HANDLE}
            @focus=${(event: Event) => event.stopPropagation()}
            @keydown=${(event: KeyboardEvent) => keys.key(hold, event)}
            @keyup=${() => keys.released()}
            @blur=${() => keys.released()}
          />`;
        })
      : nothing}
    ${words}
  </g>`;
}

/** What it is called, as in the list. */
export function nameOf(model: MeasureModel, measurement: Measurement): string {
  return text("measure.numbered", { number: model.positionOf(measurement), name: text(KINDS[measurement.kind].name) });
}

function describe(model: MeasureModel, measurement: Measurement, map: MeasureMap): string {
  const answer = model.answerTo(measurement);
  const words = answer ? [...answerText(answer).values, slabOf(measurement, map)] : [text("measure.pending.described")];
  const said = measurement.kind === "arrow" ? [measurement.text] : words;
  return text("measure.described", {
    name: nameOf(model, measurement),
    answer: [...said, map.isOwn(measurement) ? "" : text("measure.beside")].filter(Boolean).join(", "),
  });
}

/** The lines: dark ones below, so that they can be seen on bright pictures too. */
function drawn({ kind, points }: Measurement, map: MeasureChart): TemplateResult | typeof nothing {
  const screen = points.map((point) => map.toScreen(point));
  if (kind === "ellipse") {
    return ellipse(ellipseIn(handlesOf(kind, points).map((point) => map.toScreen(point))));
  }
  if (kind === "probe") {
    return svg`${screen.map(({ x, y }) => path(`M${x - 9} ${y}h6m6 0h6M${x} ${y - 9}v6m0 6v6`))}`;
  }
  const strokes = strokesOf(kind, points).map(([from, to]) => [map.toScreen(from), map.toScreen(to)] as const);
  const lines = strokes.map(([from, to]) => `M${from.x} ${from.y}L${to.x} ${to.y}`).join("");
  const ends = isBox(kind) || kind === "polygon" || kind === "angle" ? "" : strokes.map((stroke) => endsOf(kind, stroke)).join("");
  return path(lines + ends);
}

function path(d: string, more = ""): TemplateResult {
  return svg`<path class="halo ${more}" d=${d} /><path class="line ${more}" d=${d} />`;
}

function ellipse(shape: Ellipse | undefined): TemplateResult | typeof nothing {
  if (!shape) {
    return nothing;
  }
  const { center, rx, ry, angle } = shape;
  const [dx, dy] = [rx * Math.cos(angle), rx * Math.sin(angle)];
  const arc = `A${rx} ${ry} ${(angle * 180) / Math.PI} 1 0`;
  return path(`M${center.x - dx} ${center.y - dy}${arc} ${center.x + dx} ${center.y + dy}${arc} ${center.x - dx} ${center.y - dy}Z`);
}

/** A tick across each end; an arrow's head at what it points at. */
function endsOf(kind: Measurement["kind"], [from, to]: readonly [Point, Point]): string {
  const length = distance(from, to) || 1;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  if (kind === "arrow") {
    const wing = (side: number) =>
      `M${from.x} ${from.y}l${along.x * HEAD - side * along.y * HEAD * 0.5} ${along.y * HEAD + side * along.x * HEAD * 0.5}`;
    return wing(1) + wing(-1);
  }
  const tick = ({ x, y }: Point) =>
    `M${x - along.y * TICK} ${y + along.x * TICK}l${2 * along.y * TICK} ${-2 * along.x * TICK}`;
  return tick(from) + tick(to);
}

/** The points that are set while it is drawn. */
function dots({ points }: Measurement, map: MeasureChart): readonly TemplateResult[] {
  return points.map((point) => {
    const { x, y } = map.toScreen(point);
    return svg`<circle class="dot" cx=${x} cy=${y} r="3" />`;
  });
}

function label({ lines, at: { left, top, width, height }, leader }: Label): TemplateResult {
  const line = leader && path(`M${left + width / 2} ${leader.y < top ? top : leader.y > top + height ? top + height : top + height / 2}L${leader.x} ${leader.y}`, "leader");
  return svg`${line ?? nothing}<text class="value" data-testid="measure-label" x=${left} y=${top + LINE_HEIGHT - 4}
    >${lines.map(({ words, className }, index) => svg`<tspan class=${className} x=${left} dy=${index === 0 ? 0 : LINE_HEIGHT}>${words}</tspan>`)}</text
  >`;
}
