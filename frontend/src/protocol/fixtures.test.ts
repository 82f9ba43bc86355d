// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeEvent } from "./decode-event.js";
import { decodePicture } from "./decode-tile.js";
import { encodeMessage } from "./encode.js";
import { type ClientMessage, isPlaneTile } from "./messages.js";

const DIRECTORY = new URL("../../../docs/fixtures/stream/", import.meta.url);
const FILES = readdirSync(DIRECTORY).sort();

const text = (file: string): string => readFileSync(new URL(file, DIRECTORY), "utf8");
const json = (file: string): unknown => JSON.parse(text(file));

function bytes(file: string): ArrayBuffer {
  const content = readFileSync(new URL(file, DIRECTORY));
  return content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
}

/** With each message's own text in its place, as it is read in English. */
function worded(event: unknown): unknown {
  const { message, warnings, ...rest } = event as { message?: { text: string }; warnings?: { text: string }[] };
  return { ...rest, ...(message && { message: message.text }), ...(warnings && { warnings: warnings.map(({ text }) => text) }) };
}

/** An event as it must be read: the slices of a series stand in a file of their own, one by one. */
function expected(file: string): unknown {
  const event = worded(json(file)) as Record<string, unknown>;
  return event["type"] === "series" ? { ...event, slices: json(file.replace("event-", "slices-")) } : event;
}

describe("docs/fixtures/stream", () => {
  test("holds fixtures of every kind", () => {
    for (const kind of [/^tile-.*\.bin$/, /^plane-.*\.bin$/, /^event-.*\.json$/, /^slices-.*\.json$/, /^message-.*\.json$/]) {
      expect(FILES.filter((file) => kind.test(file))).not.toHaveLength(0);
    }
  });

  test.each(FILES)("%s is read as it says", (file) => {
    if (/^(tile|plane)-.*\.bin$/.test(file)) {
      const picture = decodePicture(bytes(file));
      expect(isPlaneTile(picture)).toBe(file.startsWith("plane-"));
      const { image, ...header } = picture;
      expect({ ...header, imageHex: Buffer.from(image).toString("hex") }).toEqual(json(file.replace(/\.bin$/, ".json")));
    } else if (/^(tile|plane)-.*\.json$/.test(file)) {
      expect(FILES).toContain(file.replace(/\.json$/, ".bin"));
    } else if (file.startsWith("event-") && file.endsWith(".json")) {
      expect(decodeEvent(text(file))).toEqual(expected(file));
    } else if (file.startsWith("slices-") && file.endsWith(".json")) {
      expect(FILES).toContain(file.replace("slices-", "event-"));
    } else if (file.startsWith("message-") && file.endsWith(".json")) {
      expect(JSON.parse(encodeMessage(json(file) as ClientMessage))).toEqual(json(file));
    } else {
      throw new Error(`${file} is a fixture that this test doesn't know`);
    }
  });
});
