import { ProtocolError } from "./messages.js";

/** A JSON object whose members are read with a check of their type. Paths in the messages (`slices[3].rows`) name the member, never its value. */
export class JsonObject {
  private constructor(
    private readonly members: Readonly<Record<string, unknown>>,
    readonly path: string,
  ) {}

  /** @throws ProtocolError when the text isn't a JSON object */
  static parse(text: string): JsonObject {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new ProtocolError("event is not JSON");
    }
    return JsonObject.of(value, "event");
  }

  /** @throws ProtocolError when the value isn't an object */
  static of(value: unknown, path: string): JsonObject {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ProtocolError(`${path} is ${kindOf(value)}, expected an object`);
    }
    return new JsonObject(value as Record<string, unknown>, path);
  }

  /** A text; absent or null reads as empty. */
  string(name: string): string {
    const value = this.members[name] ?? "";
    return typeof value === "string" ? value : this.fail(name, value, "a string");
  }

  /** Whether the member is there, null or not. */
  has(name: string): boolean {
    return Object.hasOwn(this.members, name);
  }

  /** A text that must be there and not be empty. */
  requiredString(name: string): string {
    const value = this.members[name];
    return typeof value === "string" && value !== "" ? value : this.fail(name, value, "a string with content");
  }

  nullableString(name: string): string | null {
    const value = this.members[name] ?? null;
    return value === null || typeof value === "string" ? value : this.fail(name, value, "a string or null");
  }

  number(name: string): number {
    const value = this.members[name];
    return typeof value === "number" ? value : this.fail(name, value, "a number");
  }

  integer(name: string, min: number): number {
    const value = this.members[name];
    return Number.isInteger(value) && (value as number) >= min
      ? (value as number)
      : this.fail(name, value, `an integer of at least ${min}`);
  }

  positive(name: string): number {
    const value = this.number(name);
    return value > 0 ? value : this.fail(name, value, "a number above 0");
  }

  nullableNumber(name: string): number | null {
    const value = this.members[name] ?? null;
    return value === null || typeof value === "number" ? value : this.fail(name, value, "a number or null");
  }

  boolean(name: string): boolean {
    const value = this.members[name];
    return typeof value === "boolean" ? value : this.fail(name, value, "true or false");
  }

  object(name: string): JsonObject {
    return JsonObject.of(this.members[name], `${this.path}.${name}`);
  }

  nullableObject(name: string): JsonObject | null {
    return (this.members[name] ?? null) === null ? null : this.object(name);
  }

  objects(name: string): JsonObject[] {
    return this.list(name).map((item, index) => JsonObject.of(item, `${this.path}.${name}[${index}]`));
  }

  /** A list of texts; absent or null reads as empty. */
  /** A list of finite numbers. */
  numbers(name: string): number[] {
    return this.list(name).map((item) => (typeof item === "number" && Number.isFinite(item) ? item : this.fail(name, item, "numbers only")));
  }

  strings(name: string): string[] {
    if ((this.members[name] ?? null) === null) {
      return [];
    }
    return this.list(name).map((item) => (typeof item === "string" ? item : this.fail(name, item, "strings only")));
  }

  /** A list of anything: whoever asks for it checks what is in it. */
  list(name: string): readonly unknown[] {
    const value = this.members[name];
    return Array.isArray(value) ? value : this.fail(name, value, "a list");
  }

  /** A list of integers of at least `min`. */
  integers(name: string, min: number): number[] {
    return this.list(name).map((item) =>
      Number.isInteger(item) && (item as number) >= min ? (item as number) : this.fail(name, item, `integers of at least ${min} only`),
    );
  }

  fail(name: string, actual: unknown, expected: string): never {
    throw new ProtocolError(`${this.path}.${name} is ${kindOf(actual)}, expected ${expected}`);
  }
}

/** What a value is, without quoting it: it may be a patient's. Numbers and booleans are nobody's. */
function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === "" ? "an empty string" : `a ${typeof value}`;
}
