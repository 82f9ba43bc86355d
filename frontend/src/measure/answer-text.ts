import { hasText, measuredText, text } from "../i18n/text.js";
import type { MeasuredValue } from "../protocol/measure-messages.js";
import type { Answer } from "./measurement.js";

/** An answer in words. */
export interface AnswerText {
  /** What was measured, the most important first; where it was refused, why. */
  readonly values: readonly string[];
  /** Where the size of a pixel comes from; empty where no length or area depends on it. */
  readonly spacing: string;
  /** Under which reservation lengths are true; empty where there is none. */
  readonly warning: string;
  readonly notes: readonly string[];
  readonly refused: boolean;
}

/** What is waited for: never a number of another place. */
function pending(): AnswerText {
  return { values: [text("measure.pending")], spacing: "", warning: "", notes: [], refused: false };
}

/** Names whose values depend on the size of a pixel. */
const SIZED: ReadonlySet<string> = new Set(["length", "longAxis", "shortAxis", "area"]);

export function answerText(answer: Answer | undefined): AnswerText {
  if (!answer) {
    return pending();
  }
  const { values, spacing, notes, refusal } = answer;
  if (refusal) {
    const { reason, message } = refusal;
    const key = `measure.refused.${reason}`;
    const words = hasText(key) ? text(key, { message }) : text("measure.refused.unknown", { reason: message || reason });
    return { values: [words], spacing: "", warning: "", notes: [], refused: true };
  }
  const sized = values.some(({ name }) => SIZED.has(name));
  const warning = `measure.spacing.warning.${spacing}`;
  return {
    values: linesOf(values),
    spacing: sized ? wordsOf("measure.spacing", spacing) : "",
    warning: sized && hasText(warning) ? text(warning) : "",
    notes: notes.map((note) => wordsOf("measure.note", note)),
    refused: false,
  };
}

/** Lengths and areas that are true in the patient need no remark beside the picture; all others do. */
export function isPlain({ spacing }: Answer): boolean {
  return spacing === "patient" || spacing === "volume" || spacing === "ultrasound";
}

function wordsOf(prefix: "measure.spacing" | "measure.note", name: string): string {
  const key = `${prefix}.${name}`;
  return hasText(key) ? text(key) : text(`${prefix}.unknown`, { name });
}

/** One value alone needs no name; mean and deviation stand on a line, and so do smallest and largest. */
function linesOf(values: readonly MeasuredValue[]): readonly string[] {
  const [only, ...others] = values;
  if (only && (others.length === 0 || values.every(({ name }) => name === only.name))) {
    return values.map(quantity);
  }
  const lines: string[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const [value, next] = [values[index]!, values[index + 1]];
    if (value.name === "mean" && next?.name === "standardDeviation") {
      lines.push(text("measure.meanAndDeviation", { mean: quantity(value), deviation: quantity(next) }));
      index += 1;
    } else if (value.name === "minimum" && next?.name === "maximum") {
      lines.push(text("measure.range", { minimum: quantity(value), maximum: quantity(next) }));
      index += 1;
    } else {
      lines.push(named(value));
    }
  }
  return lines;
}

function named(value: MeasuredValue): string {
  const key = `measure.value.${value.name}`;
  return text("measure.value", { name: hasText(key) ? text(key) : value.name, value: quantity(value) });
}

function quantity({ name, value, unit }: MeasuredValue): string {
  const number = measuredText(value, decimalsOf(name, value, unit));
  if (isCount(name)) {
    return number;
  }
  return unit === "°" ? text("measure.quantity.degrees", { value: number }) : text("measure.quantity", { value: number, unit }).trim();
}

/** Of pixels, as the name says already. */
function isCount(name: string): boolean {
  return name === "pixelCount" || name === "sampleCount" || name === "leftOut";
}

/** Counts are whole; so are smallest, largest and single values where they are; small numbers (uptake, parametric maps) keep three digits. */
function decimalsOf(name: string, value: number, unit: string): number {
  if (isCount(name)) {
    return 0;
  }
  if (unit === "mm" || unit === "mm²" || unit === "px" || unit === "px²" || unit === "°") {
    return 1;
  }
  const whole = name === "minimum" || name === "maximum" || name === "value";
  if (whole && Number.isInteger(value)) {
    return 0;
  }
  return unit === "HU" || Math.abs(value) >= 10 || value === 0 ? 1 : Math.min(8, 2 - Math.floor(Math.log10(Math.abs(value))));
}
