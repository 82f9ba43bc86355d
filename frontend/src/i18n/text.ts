import { en } from "./en.js";

export type TextKey = keyof typeof en;
/** A text in every language; a language with a text missing doesn't compile. */
export type Catalogue = Readonly<Record<TextKey, string>>;

type Params = Readonly<Record<string, string | number>>;
type PluralKey = TextKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

const catalogue: Catalogue = en;
/** Dates as 1 Nov 2026: the month as a word, because 1/11 and 11/1 are read differently from country to country. */
const LOCALE = "en-GB";
const plurals = new Intl.PluralRules(LOCALE);
const dates = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });

export function text(key: TextKey, params: Params = {}): string {
  return catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}

export function plural(key: PluralKey, count: number): string {
  const form = plurals.select(count) === "one" ? "one" : "other";
  return text(`${key}.${form}`, { count });
}

/** An ISO date, as the user reads dates; anything else (a partial date, a range) as it came. */
export function dateText(iso: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  // 30 February would be read as 2 March.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? iso : dates.format(time);
}

/** Hours and minutes of an ISO time; anything else as it came. */
export function timeText(iso: string): string {
  return /^\d{2}:\d{2}(:|$)/.test(iso) ? iso.slice(0, 5) : iso;
}

/** A number with at most so many decimals, without trailing zeros. A real minus sign can't be overlooked. */
export function numberText(value: number, decimals: number): string {
  return withMinus(String(Number(value.toFixed(decimals))));
}

/** A number with exactly so many decimals: one that changes while it is looked at shouldn't jump. */
export function fixedText(value: number, decimals: number): string {
  return withMinus(value.toFixed(decimals));
}

/** A measured number, grouped and with the decimal sign of the language; it keeps its decimals, so that it doesn't jump while it changes. */
export function measuredText(value: number, decimals: number): string {
  return formatOf(decimals).format(value).replace("-", "−");
}

const formats = new Map<number, Intl.NumberFormat>();

/** Made once for each number of decimals: labels are written anew with every picture, and making one takes longer than all else in them. */
function formatOf(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: "negative" });
    formats.set(decimals, format);
  }
  return format;
}

/** Whether there is a text of this name: for names that the server may add to. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(catalogue, key);
}

function withMinus(digits: string): string {
  return digits.replace(/^-(?=.*[1-9])/, "−").replace(/^-/, "");
}
