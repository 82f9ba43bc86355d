// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeEvent } from "./decode-event.js";
import { decodeTile } from "./decode-tile.js";
import { encodeMessage } from "./encode.js";
import type { ClientMessage } from "./messages.js";

const DIRECTORY = new URL("../../../docs/fixtures/stream/", import.meta.url);
const FILES = readdirSync(DIRECTORY).sort();

const text = (file: string): string => readFileSync(new URL(file, DIRECTORY), "utf8");
const json = (file: string): unknown => JSON.parse(text(file));

function bytes(file: string): ArrayBuffer {
  const content = readFileSync(new URL(file, DIRECTORY));
  return content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
}

describe("docs/fixtures/stream", () => {
  test("holds fixtures of every kind", () => {
    for (const kind of [/^tile-.*\.bin$/, /^event-.*\.json$/, /^message-.*\.json$/]) {
      expect(FILES.filter((file) => kind.test(file))).not.toHaveLength(0);
    }
  });

  test.each(FILES)("%s is read as it says", (file) => {
    if (file.startsWith("tile-") && file.endsWith(".bin")) {
      const { image, ...header } = decodeTile(bytes(file));
      expect({ ...header, imageHex: Buffer.from(image).toString("hex") }).toEqual(json(file.replace(/\.bin$/, ".json")));
    } else if (file.startsWith("tile-") && file.endsWith(".json")) {
      expect(FILES).toContain(file.replace(/\.json$/, ".bin"));
    } else if (file.startsWith("event-") && file.endsWith(".json")) {
      expect(decodeEvent(text(file))).toEqual(json(file));
    } else if (file.startsWith("message-") && file.endsWith(".json")) {
      expect(JSON.parse(encodeMessage(json(file) as ClientMessage))).toEqual(json(file));
    } else {
      throw new Error(`${file} is a fixture that this test doesn't know`);
    }
  });
});
