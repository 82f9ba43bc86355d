import { JsonObject } from "./json-object.js";
import type { OrientationLetters, PatientPoint, PixelSpacing, SliceInfo, WindowLevel } from "./messages.js";

/** More than a server ever sends; a message that says more isn't one of its. */
const MOST_SLICES = 1_000_000;
/** Of the numbers told by their steps. */
const MOST_DECIMALS = 6;

/** Reads the member of an object as a value of a column. */
type Read<T> = (holder: JsonObject, member: string) => T;

/**
 * Reads the slices of a series, which come column by column. Slices that are alike in something share it.
 *
 * @throws ProtocolError where a column hasn't exactly one value a slice
 */
export function slices(event: JsonObject): SliceInfo[] {
  const count = event.integer("count", 0);
  if (count > MOST_SLICES) {
    event.fail("count", count, `at most ${MOST_SLICES}`);
  }
  const columns = new Columns(event, count);
  const uid = columns.uids("sopInstanceUID");
  const frame = columns.numbers("frame");
  const instanceNumber = columns.numbers("instanceNumber");
  const rows = columns.numbers("rows");
  const width = columns.numbers("columns");
  const pixelAspect = columns.numbers("pixelAspect");
  const spacing = columns.values<PixelSpacing | null>("spacing", readSpacing, null);
  const orientation = columns.values<OrientationLetters | null>("orientation", readOrientation, null);
  const x = columns.numbers("x");
  const y = columns.numbers("y");
  const z = columns.numbers("z");
  const row = columns.values<PatientPoint | null>("row", readVector, null);
  const column = columns.values<PatientPoint | null>("column", readVector, null);
  const location = columns.numbers("location");
  const thickness = columns.numbers("thickness");
  const duration = columns.numbers("duration");
  const windowCenter = columns.numbers("windowCenter");
  const windowWidth = columns.numbers("windowWidth");
  const laterality = columns.values<string>("laterality", (holder, member) => holder.string(member), "");
  const view = columns.values<string>("view", (holder, member) => holder.string(member), "");
  const verdict = columns.values<string | null>("verdict", (holder, member) => holder.nullableString(member), null);
  return Array.from({ length: count }, (_, i): SliceInfo => {
    const verdictOf = verdict[i] ?? null;
    // A file that can't be read may have no size either; a picture that can be asked for must have one.
    const smallest = verdictOf === null ? 1 : 0;
    return {
      slice: i + 1,
      sopInstanceUID: uid[i]!,
      frame: columns.integer("frame", frame, i, 1),
      instanceNumber: instanceNumber[i]!,
      rows: columns.integer("rows", rows, i, smallest),
      columns: columns.integer("columns", width, i, smallest),
      pixelAspect: columns.positive("pixelAspect", pixelAspect, i),
      spacing: spacing[i]!,
      orientation: orientation[i]!,
      position: columns.point(x[i]!, y[i]!, z[i]!),
      row: row[i]!,
      column: column[i]!,
      location: location[i]!,
      thickness: thickness[i]!,
      duration: duration[i] === null ? null : columns.positive("duration", duration, i),
      window: window(columns, windowCenter, windowWidth, i),
      laterality: laterality[i]!,
      view: view[i]!,
      verdict: verdictOf,
    };
  });
}

/** The columns of one event, each with `count` values. */
class Columns {
  constructor(
    private readonly slices: JsonObject,
    private readonly count: number,
  ) {}

  /** @param none the value of every slice where the column is left out */
  values<T>(name: string, read: Read<T>, none: T): T[] {
    const column = this.slices.nullableObject(name);
    if (column === null) {
      return new Array<T>(this.count).fill(none);
    }
    return column.has("runs") ? this.runs(column, read) : this.each(column, read);
  }

  /** Numbers, null where there is none. */
  numbers(name: string): (number | null)[] {
    const column = this.slices.nullableObject(name);
    return column?.has("steps") ? this.steps(column) : this.values(name, (holder, member) => holder.nullableNumber(member), null);
  }

  uids(name: string): string[] {
    const column = this.slices.object(name);
    if (column.has("steps")) {
      const prefix = column.string("prefix");
      return this.steps(column).map((number) => prefix + String(number));
    }
    const texts = this.values(name, (holder, member) => holder.string(member), "");
    const prefix = column.string("prefix");
    return prefix === "" ? texts : texts.map((text) => prefix + text);
  }

  integer(name: string, values: readonly (number | null)[], index: number, min: number): number {
    const value = values[index]!;
    return value !== null && Number.isInteger(value) && value >= min
      ? value
      : this.slices.fail(`${name}[${index}]`, value, `an integer of at least ${min}`);
  }

  positive(name: string, values: readonly (number | null)[], index: number): number {
    const value = values[index]!;
    return value !== null && value > 0 ? value : this.slices.fail(`${name}[${index}]`, value, "a number above 0");
  }

  point(x: number | null, y: number | null, z: number | null): PatientPoint | null {
    if (x === null && y === null && z === null) {
      return null;
    }
    // Half a place is none; and none would be hidden.
    return x !== null && y !== null && z !== null ? { x, y, z } : this.slices.fail("x, y, z", null, "all or none of them");
  }

  private runs<T>(column: JsonObject, read: Read<T>): T[] {
    const values: T[] = [];
    column.list("runs").forEach((run, index) => {
      const pair = Array.isArray(run) && run.length === 2 ? run : column.fail(`runs[${index}]`, run, "a pair");
      const holder = JsonObject.of({ length: pair[0] as unknown, value: pair[1] as unknown }, `${column.path}.runs[${index}]`);
      const length = holder.integer("length", 1);
      if (values.length + length > this.count) {
        holder.fail("length", length, `at most ${this.count - values.length}`);
      }
      const value = read(holder, "value");
      for (let i = 0; i < length; i++) {
        values.push(value);
      }
    });
    return this.complete(column, "runs", values);
  }

  private each<T>(column: JsonObject, read: Read<T>): T[] {
    const list = column.list("each");
    this.complete(column, "each", list);
    return list.map((value, index) => read(JsonObject.of({ value }, `${column.path}.each[${index}]`), "value"));
  }

  /** The first number, its distance to the second, then by how much each distance is larger than that before; `[n]` stands for n zeros. */
  private steps(column: JsonObject): number[] {
    const decimals = column.integer("decimals", 0);
    if (decimals > MOST_DECIMALS) {
      column.fail("decimals", decimals, `at most ${MOST_DECIMALS}`);
    }
    const scale = 10 ** decimals;
    const values: number[] = [];
    let number = 0;
    let distance = 0;
    const step = (by: number, index: number): void => {
      if (values.length === 0) {
        number = by;
      } else {
        distance += by;
        number += distance;
      }
      if (!Number.isSafeInteger(number) || !Number.isSafeInteger(distance)) {
        column.fail(`steps[${index}]`, by, "a step to an exact number");
      }
      values.push(number / scale);
    };
    column.list("steps").forEach((item, index) => {
      const [by, times]: readonly unknown[] = Array.isArray(item) && item.length === 1 ? [0, item[0] as unknown] : [item, 1];
      if (!Number.isSafeInteger(by) || !Number.isSafeInteger(times) || (times as number) < 1) {
        column.fail(`steps[${index}]`, item, "an integer, or a list of one that is at least 1");
      }
      if (values.length + (times as number) > this.count) {
        column.fail("steps", values.length + (times as number), `${this.count} values`);
      }
      for (let i = 0; i < (times as number); i++) {
        step(by as number, index);
      }
    });
    return this.complete(column, "steps", values);
  }

  private complete<V extends readonly unknown[]>(column: JsonObject, name: string, values: V): V {
    return values.length === this.count ? values : column.fail(name, values.length, `${this.count} values`);
  }
}

function window(
  columns: Columns,
  centers: readonly (number | null)[],
  widths: readonly (number | null)[],
  index: number,
): WindowLevel | null {
  const center = centers[index]!;
  return center === null ? null : { center, width: columns.positive("windowWidth", widths, index) };
}

const readSpacing: Read<PixelSpacing | null> = (holder, member) => {
  const spacing = holder.nullableObject(member);
  if (spacing === null) {
    return null;
  }
  const kind = spacing.requiredString("kind");
  if (kind !== "patient" && kind !== "detector") {
    // Never guessed: a detector's millimetres aren't the patient's.
    return spacing.fail("kind", kind, "patient or detector");
  }
  return { row: spacing.positive("row"), column: spacing.positive("column"), kind };
};

const readOrientation: Read<OrientationLetters | null> = (holder, member) => {
  const letters = holder.nullableObject(member);
  return (
    letters && {
      left: letters.string("left"),
      right: letters.string("right"),
      top: letters.string("top"),
      bottom: letters.string("bottom"),
    }
  );
};

const readVector: Read<PatientPoint | null> = (holder, member) => {
  const vector = holder.nullableObject(member);
  return vector && { x: vector.number("x"), y: vector.number("y"), z: vector.number("z") };
};
