// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeDocument, decodeList } from "./decode-documents.js";

const DIRECTORY = new URL("../../../docs/fixtures/documents/", import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, DIRECTORY), "utf8");

describe("docs/fixtures/documents", () => {
  test("holds a list and documents, and nothing else", () => {
    expect(readdirSync(DIRECTORY).sort()).toEqual(["cda.json", "list.json", "pdf.json", "report.json"]);
  });

  test("a list is read as it stands", () => {
    expect(decodeList(text("list.json"))).toEqual(JSON.parse(text("list.json")));
  });

  test.each(["cda.json", "pdf.json", "report.json"])("%s is read as it stands", (file) => {
    expect(decodeDocument(text(file))).toEqual({ report: undefined, ...(JSON.parse(text(file)) as object) });
  });
});

describe("what a newer server says", () => {
  const document = JSON.parse(text("report.json")) as { content: Record<string, unknown>[] } & Record<string, unknown>;

  test("reads as far as it is understood", () => {
    const newer = { ...document, kind: "hologram", content: [{ ...document.content[0], type: "smell", children: [] }] };
    const decoded = decodeDocument(JSON.stringify(newer));
    expect(decoded.kind).toBe("other");
    expect(decoded.content[0]!.type).toBe("unknown");
  });

  test("is refused without quoting it where it contradicts itself", () => {
    expect(() => decodeDocument(JSON.stringify({ ...document, content: "Müller" }))).toThrow("event.content is a string, expected a list");
    const frames = { type: "image", reference: { sopInstanceUID: "1", frames: [0], presentationState: false, otherStudy: false } };
    expect(() => decodeDocument(JSON.stringify({ ...document, content: [{ ...document.content[0], ...frames }] }))).toThrow(
      "expected integers of at least 1 only",
    );
  });
});
