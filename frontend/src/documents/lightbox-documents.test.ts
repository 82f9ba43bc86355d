import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StudyEvent } from "../protocol/messages.js";
import { decodeDocument, decodeList } from "./decode-documents.js";
import type { StudyDocument } from "./documents.js";
import { DocumentsModel } from "./documents-model.js";
import { LightboxDocuments, type ReferenceChosenEvent } from "./lightbox-documents.js";

const fixture = (file: string): string => readFileSync(`../docs/fixtures/documents/${file}`, "utf8");
const LIST = decodeList(fixture("list.json"));

describe("<lightbox-documents>", () => {
  let panel: LightboxDocuments;

  beforeEach(() => {
    panel = new LightboxDocuments();
    panel.base = new URL("https://viewer.test/context/");
    panel.study = { series: [{ seriesInstanceUID: "2.25.508", number: 2, description: "", images: true }] } as unknown as StudyEvent;
    panel.sliceOf = ({ sopInstanceUID }) => (sopInstanceUID === "2.25.508.1" ? 7 : undefined);
  });
  afterEach(() => panel.remove());

  async function show(opened: StudyDocument | undefined, failure = ""): Promise<void> {
    const model = new DocumentsModel(undefined, () => {});
    Object.assign(model, { documents: LIST.documents, current: LIST.documents[0], opened, failure });
    panel.model = model;
    panel.revision += 1;
    document.body.append(panel);
    await panel.updateComplete;
  }
  const part = (testId: string): HTMLElement | null => panel.shadowRoot!.querySelector(`[data-testid="${testId}"]`);
  const entry = (number: string): string =>
    panel.shadowRoot!.querySelector(`[data-number="${number}"]`)!.textContent!.replace(/\s+/g, " ").trim();

  test("shows a report as headings, names and values, markup as the text that it is", async () => {
    await show(decodeDocument(fixture("report.json")));
    expect(part("document-title")!.textContent).toBe("Imaging Report");
    expect(part("document-state")!.textContent).toContain("28 Feb 2026 09:15VerifiedWeber, Karl, Radiology, 28 Feb 2026");
    expect(entry("1.1.1")).toContain("<b>Finding</b> Größe <script>alert(1)</script> \uFFFDzweite Zeile");
    expect(panel.shadowRoot!.querySelector("script, b")).toBeNull();
    expect(panel.shadowRoot!.querySelector("[role=heading]")!.textContent!.trim()).toBe("Findings");
    expect(entry("1.1.1.1")).toMatch(/^Length 12\.50\u00A0?\s?mm/);
    expect(entry("1.2")).toBe("Observed 27 Feb 2026 14:30");
    expect(entry("1.6")).toBe("Region A place marked in a picture (circle)");
    expect(entry("1.7")).toBe("from See entry 1.1.1");
    expect(entry("1.8")).toBe("Values Can’t be shown (TABLE)");
    expect(part("document-warnings")!.textContent).toContain("no value that can be shown");
    expect(part("document-pdf")).toBeNull();
  });

  test("keeps the direction of each text to itself", async () => {
    const report = decodeDocument(fixture("report.json"));
    await show({ ...report, content: [{ number: "1.1", relationship: "contains", name: "ממצא", code: "", type: "text", text: "תקין", children: [] }] });
    const texts = [...panel.shadowRoot!.querySelectorAll("[data-number] bdi")].map((each) => each.textContent);
    expect(texts).toEqual(["ממצא", "תקין"]);
  });

  test("leads to a picture of this study, and only of this study", async () => {
    const report = decodeDocument(fixture("report.json"));
    const chosen: string[] = [];
    panel.addEventListener("reference-chosen", (event) => chosen.push((event as ReferenceChosenEvent).detail.sopInstanceUID));
    await show(report);
    expect(part("document-image")!.textContent!.trim()).toBe("Picture 7 of series 2");
    part("document-image")!.click();
    expect(chosen).toEqual(["2.25.508.1"]);

    const reference = { seriesInstanceUID: "2.25.508", sopInstanceUID: "1", frames: [], presentationState: false, otherStudy: true };
    const item = { number: "1.1", relationship: "contains", name: "", code: "", type: "image", reference, children: [] } as const;
    await show({ ...report, content: [item, { ...item, number: "1.2", reference: { ...reference, otherStudy: false, seriesInstanceUID: "9" } }] });
    expect([entry("1.1"), entry("1.2")]).toEqual(["A picture of another study", "A picture that isn’t in this study"]);
    expect(part("document-image")).toBeNull();
  });

  test("shows a PDF in a frame of this server, and offers a tab", async () => {
    const pdf = decodeDocument(fixture("pdf.json"));
    await show(pdf);
    const frame = part("document-pdf") as HTMLIFrameElement;
    expect(frame.src).toBe("https://viewer.test/context/documents/2.25.500/series/2.25.503/instances/2.25.503.1/pdf");
    expect(panel.shadowRoot!.querySelector<HTMLAnchorElement>("a[target=_blank]")!.rel).toBe("noopener noreferrer");
    await show({ ...pdf, pdf: "https://elsewhere.test/documents/x", download: "../secret" });
    expect((part("document-pdf") as HTMLIFrameElement).src).toBe("about:blank");
    expect((part("document-download") as HTMLAnchorElement).href).toBe("about:blank");
  });

  test("says of a waveform that it isn't shown, and who may have the file", async () => {
    const ecg: StudyDocument = { ...decodeDocument(fixture("pdf.json")), kind: "waveform", pdf: "" };
    await show(ecg);
    expect(part("document-not-shown")!.textContent).toBe("Waveforms are not shown yet.");
    expect(part("document-download")).not.toBeNull();
    await show({ ...ecg, kind: "other", download: "" });
    expect(part("document-not-shown")!.textContent).toBe("Objects of this kind are not shown yet.");
    expect(part("document-download")).toBeNull();
    expect(part("document")!.textContent).toContain("Ask a radiologist");
  });

  test("says why a document can't be shown", async () => {
    await show(undefined, "This document can't be shown: <i>damaged</i>");
    expect(part("document-failure")!.textContent).toContain("<i>damaged</i>");
    expect(part("document-failure")!.querySelector("i")).toBeNull();
  });

  test("offers every document of the study", async () => {
    await show(decodeDocument(fixture("report.json")));
    const options = [...(part("document-choice") as HTMLSelectElement).options].map(({ text }) => text);
    expect(options.slice(0, 3)).toEqual(["Report · Imaging Report · 28 Feb 2026", "Key images · Of Interest · 28 Feb 2026", "PDF · Arztbrief · 28 Feb 2026"]);
    expect((part("document-choice") as HTMLSelectElement).selectedIndex).toBe(0);
  });
});
