import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { germanMessages } from "./messages.de.js";
import { messageText, type ServerMessage } from "./messages.js";
import { useLanguage } from "./text.js";

const codes = JSON.parse(readFileSync("../docs/fixtures/messages.json", "utf8")) as Record<string, number>;
const gap: ServerMessage = { text: "Slices are missing…", code: "volume.gap", params: [24, 25, 20, 2.5] };

describe("the server's messages", () => {
  afterEach(() => useLanguage("en"));

  test("are all there in German, and fill in no more than they bring", () => {
    expect(Object.keys(germanMessages).sort()).toEqual(Object.keys(codes).sort());
    for (const [code, words] of Object.entries(germanMessages)) {
      const most = Math.max(-1, ...[...words.matchAll(/\{(\d)\}/g)].map(([, index]) => Number(index)));
      expect({ code, fits: most < codes[code]! }).toEqual({ code, fits: true });
    }
  });

  test("are as the server says them in English", () => {
    expect(messageText(gap)).toBe("Slices are missing…");
  });

  test("are worded in German with its decimal sign, whatever is within them too", () => {
    useLanguage("de");
    expect(messageText(gap)).toBe(
      "Zwischen Schicht 24 und Schicht 25 des Volumens fehlen Schichten: Sie liegen 20 mm auseinander, üblich sind hier 2,5 mm.",
    );
    const few: ServerMessage = { text: "…", code: "volume.too-few", params: [3, 2] };
    const none: ServerMessage = {
      text: "…",
      code: "volume.none",
      params: [[{ text: "…", code: "volume.refusal.other", params: [2, few] }, { text: "As it is.", code: "", params: [] }]],
    };
    expect(messageText({ text: "…", code: "failed.volume", params: [none] })).toBe(
      "Das Volumen kann nicht gezeigt werden: Ihre Bilder ergeben kein Volumen. Ein Volumen braucht 3 Schichten an verschiedenen Stellen, es sind 2 (2 Bilder). As it is.",
    );
  });

  test("of a newer server are shown in English", () => {
    useLanguage("de");
    expect(messageText({ text: "The moon is full.", code: "moon.full", params: [1] })).toBe("The moon is full.");
    expect(messageText({ text: "Odd.", code: "toString", params: [] })).toBe("Odd.");
  });
});
