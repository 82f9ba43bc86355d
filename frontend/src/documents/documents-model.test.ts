// @vitest-environment node
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import type { StudyEvent } from "../protocol/messages.js";
import { decodeDocument, decodeList } from "./decode-documents.js";
import type { DocumentSource } from "./document-source.js";
import type { DocumentList, StudyDocument } from "./documents.js";
import { DocumentsModel } from "./documents-model.js";

const fixture = (file: string): string => readFileSync(new URL(`../../../docs/fixtures/documents/${file}`, import.meta.url), "utf8");
const LIST = decodeList(fixture("list.json"));
const REPORT = decodeDocument(fixture("report.json"));
const study = (...images: boolean[]): StudyEvent => ({ series: images.map((one) => ({ images: one })) }) as unknown as StudyEvent;

describe("DocumentsModel", () => {
  let model: DocumentsModel;
  let asked: string[];
  let answers: { list: () => Promise<DocumentList>; open: () => Promise<StudyDocument> };

  beforeEach(() => {
    asked = [];
    answers = { list: () => Promise.resolve(LIST), open: () => Promise.resolve(REPORT) };
    const source: DocumentSource = {
      list: () => (asked.push("list"), answers.list()),
      listOf: (uid) => (asked.push(`list ${uid}`), answers.list()),
      open: (_, uid) => (asked.push(`open ${uid}`), answers.open()),
    };
    model = new DocumentsModel(source, () => {});
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test("asks for documents only where there is a series without pictures", async () => {
    model.studyOpened(study(true, true));
    expect(asked).toEqual([]);
    model.studyOpened(study(true, false));
    await settled();
    expect(model.documents).toEqual(LIST.documents);
    expect(model.current).toBeUndefined();
  });

  test("opens the first document where there are no pictures at all", async () => {
    model.studyOpened(study(false));
    await settled();
    expect(model.current).toEqual(LIST.documents[0]);
    expect(model.opened).toEqual(REPORT);
  });

  test("lists key images frame by frame, each once", async () => {
    answers.list = () =>
      Promise.resolve({
        ...LIST,
        documents: [
          ...LIST.documents,
          { ...LIST.documents[1]!, keyImages: [{ ...LIST.documents[1]!.keyImages[0]!, otherStudy: true, sopInstanceUID: "9" }, LIST.documents[1]!.keyImages[0]!] },
        ],
      });
    model.studyOpened(study(true, false));
    await settled();
    expect(model.keyImages).toEqual([
      { seriesInstanceUID: "2.25.508", sopInstanceUID: "2.25.508.1", frame: 1 },
      { seriesInstanceUID: "2.25.508", sopInstanceUID: "2.25.508.7", frame: 2 },
      { seriesInstanceUID: "2.25.508", sopInstanceUID: "2.25.508.7", frame: 5 },
    ]);
  });

  test("an answer to what isn't wanted any longer changes nothing", async () => {
    let late: (document: StudyDocument) => void = () => {};
    answers.open = () => new Promise((resolve) => (late = resolve));
    model.show(LIST.documents[0]!);
    answers.open = () => Promise.reject(new Error("The archive didn't deliver it."));
    model.show(LIST.documents[1]!);
    late(REPORT);
    await settled();
    expect([model.current, model.opened, model.failure]).toEqual([LIST.documents[1], undefined, "The archive didn't deliver it."]);
    model.close();
    expect([model.current, model.failure]).toEqual([undefined, ""]);
  });

  test("says why one can't be shown without asking for it", () => {
    model.show(LIST.documents[6]!);
    expect(model.failure).toBe("its header can't be read");
    expect(asked).toEqual([]);
  });

  test("looks once into a series that has no picture to show", async () => {
    answers.list = () => Promise.resolve({ documents: [LIST.documents[5]!], notes: [] });
    model.lookInto("2.25.506");
    model.lookInto("2.25.506");
    await settled();
    expect(asked).toEqual(["list 2.25.506", "open 2.25.506.1"]);
    expect(model.documentsOf("2.25.506")).toHaveLength(1);
  });

  test("forgets the patient, and what still comes", async () => {
    model.studyOpened(study(false));
    model.clear();
    await settled();
    expect([model.documents, model.current, model.opened]).toEqual([[], undefined, undefined]);
  });

  test("says when the list doesn't come", async () => {
    answers.list = () => Promise.reject(new Error("The server didn't deliver it."));
    model.studyOpened(study(true, false));
    await settled();
    expect(model.notes[0]).toContain("can’t be listed");
  });
});
