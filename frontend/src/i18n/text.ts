import { de } from "./de.js";
import { en } from "./en.js";

export type TextKey = keyof typeof en;
/** A text in every language; a language with a text missing doesn't compile. */
export type Catalogue = Readonly<Record<TextKey, string>>;

type Params = Readonly<Record<string, string | number>>;
type PluralKey = TextKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

interface Language {
  readonly catalogue: Catalogue;
  readonly plurals: Intl.PluralRules;
  readonly dates: Intl.DateTimeFormat;
  readonly decimalSign: string;
  /** By the number of decimals. Made once for each: labels are written anew with every picture, and making one takes longer than all else in them. */
  readonly formats: Map<number, Intl.NumberFormat>;
  readonly locale: string;
}

/** Dates as 1 Nov 2026 or 01.11.2026: in English the month as a word, because 1/11 and 11/1 are read differently from country to country. */
function language(locale: string, catalogue: Catalogue): Language {
  return {
    catalogue,
    locale,
    plurals: new Intl.PluralRules(locale),
    dates: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }),
    decimalSign: (0.5).toLocaleString(locale).charAt(1),
    formats: new Map(),
  };
}

const ENGLISH = language("en-GB", en);
const GERMAN = language("de-DE", de);
let current = ENGLISH;

export function isGerman(): boolean {
  return current === GERMAN;
}

/** All texts from now on are in the language of this tag (`de`, `de-AT`), or in English where it is none of ours. What is already on the screen stays. */
export function useLanguage(tag: string): void {
  current = /^de\b/i.test(tag) ? GERMAN : ENGLISH;
}

export function text(key: TextKey, params: Params = {}): string {
  return current.catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}

export function plural(key: PluralKey, count: number): string {
  const form = current.plurals.select(count) === "one" ? "one" : "other";
  return text(`${key}.${form}`, { count });
}

/** An ISO date, as the user reads dates; anything else (a partial date, a range) as it came. */
export function dateText(iso: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  // 30 February would be read as 2 March.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? iso : current.dates.format(time);
}

/** Hours and minutes of an ISO time; anything else as it came. */
export function timeText(iso: string): string {
  return /^\d{2}:\d{2}(:|$)/.test(iso) ? iso.slice(0, 5) : iso;
}

/** A number with at most so many decimals, without trailing zeros. A real minus sign can't be overlooked. */
export function numberText(value: number, decimals: number): string {
  return signed(String(Number(value.toFixed(decimals))));
}

/** A number with exactly so many decimals: one that changes while it is looked at shouldn't jump. */
export function fixedText(value: number, decimals: number): string {
  return signed(value.toFixed(decimals));
}

/** A measured number, grouped and with the decimal sign of the language; it keeps its decimals, so that it doesn't jump while it changes. */
export function measuredText(value: number, decimals: number): string {
  return formatOf(decimals).format(value).replace("-", "−");
}

function formatOf(decimals: number): Intl.NumberFormat {
  let format = current.formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(current.locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: "negative",
    });
    current.formats.set(decimals, format);
  }
  return format;
}

/** A number for a field in which it can be changed: the language's decimal sign, and a minus that is on every keyboard. */
export function fieldText(value: number, decimals: number): string {
  return fixedText(value, decimals).replace("−", "-");
}

/** What somebody typed as a number, with comma or point, whichever their keyboard has; undefined where it is none. */
export function typedNumber(typed: string): number | undefined {
  const digits = typed.trim().replace(/^−/, "-");
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(digits) ? Number(digits.replace(",", ".")) : undefined;
}

/** Whether there is a text of this name: for names that the server may add to. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

/** Digits as JavaScript writes them: with the language's decimal sign and a real minus, and no minus before nothing but zeros. */
function signed(digits: string): string {
  return digits.replace(/^-(?=.*[1-9])/, "−").replace(/^-/, "").replace(".", current.decimalSign);
}
