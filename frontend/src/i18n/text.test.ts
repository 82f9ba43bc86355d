import { afterEach, describe, expect, test } from "vitest";
import { de } from "./de.js";
import { en } from "./en.js";
import { dateText, fieldText, fixedText, measuredText, numberText, plural, text, typedNumber, useLanguage, type TextKey } from "./text.js";

const keys = Object.keys(en) as TextKey[];
const filledIn = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the catalogues", () => {
  test("have the same texts, none of them empty", () => {
    expect(Object.keys(de).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => !de[key].trim())).toEqual([]);
  });

  test("fill in the same", () => {
    for (const key of keys) {
      expect({ key, names: filledIn(de[key]) }).toEqual({ key, names: filledIn(en[key]) });
    }
  });

  test("have typographic apostrophes, quotes and ellipses", () => {
    expect(keys.filter((key) => /['"]|\.\.\./.test(en[key] + de[key]))).toEqual([]);
    expect(keys.filter((key) => /[“”](?=\w)/.test(de[key]))).toEqual([]);
  });
});

describe("the language", () => {
  afterEach(() => useLanguage("en"));

  test("is German for every German tag, else English", () => {
    for (const [tag, words] of [["de", "Lupe"], ["de-AT", "Lupe"], ["DE", "Lupe"], ["en-US", "Magnifying glass"], ["den", "Magnifying glass"], ["", "Magnifying glass"]] as const) {
      useLanguage(tag);
      expect([tag, text("tool.lens")]).toEqual([tag, words]);
    }
  });

  test("says how numbers, dates and plurals are written", () => {
    expect([numberText(-1.5, 2), fixedText(1234.5, 2), measuredText(1234.5, 1), dateText("2026-11-03"), plural("images", 2)]).toEqual([
      "−1.5", "1234.50", "1,234.5", "3 Nov 2026", "2 pictures",
    ]);
    useLanguage("de");
    expect([numberText(-1.5, 2), fixedText(1234.5, 2), measuredText(1234.5, 1), dateText("2026-11-03"), plural("images", 2)]).toEqual([
      "−1,5", "1234,50", "1.234,5", "03.11.2026", "2 Bilder",
    ]);
    expect([plural("images", 1), fixedText(-0.04, 1), fixedText(-12, 0)]).toEqual(["1 Bild", "0,0", "−12"]);
  });

  test("is that of fields for numbers, which take comma and point alike", () => {
    expect(fieldText(-25.66, 1)).toBe("-25.7");
    useLanguage("de");
    expect(fieldText(-25.66, 1)).toBe("-25,7");
    expect(["1,5", "1.5", " -,5 ", "−3", "+2,", "12"].map(typedNumber)).toEqual([1.5, 1.5, -0.5, -3, 2, 12]);
    expect(["", "1,5,2", "1.000,5", "1e3", "-", ",", "drei", "0x10", "Infinity"].map(typedNumber)).toEqual(Array(9).fill(undefined));
  });
});
