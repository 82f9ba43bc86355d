import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LightboxViewer } from "./lightbox-viewer.js";
import type { SeriesStrip } from "./ui/series-strip.js";
import type { LightboxGrid } from "./workspace/lightbox-grid.js";
import type { LightboxViewport } from "./viewport/lightbox-viewport.js";

const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`../docs/fixtures/stream/${name}`, "utf8")) as Record<string, unknown>;

class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = 0;
  sent: { type: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: URL) {
    FakeSocket.last = this;
  }
  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(event: unknown): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string });
  }
  close(): void {
    this.readyState = 3;
  }
}

describe("<lightbox-viewer>", () => {
  let viewer: LightboxViewer;

  beforeEach(async () => {
    vi.stubGlobal("WebSocket", FakeSocket);
    vi.stubGlobal("ResizeObserver", class {
      observe(): void {}
      disconnect(): void {}
    });
    vi.stubGlobal("matchMedia", () => ({ addEventListener() {}, removeEventListener() {} }));
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => queueMicrotask(frame));
    // jsdom draws nothing and knows no modal dialogs; a real browser shows both (e2e-tests).
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    viewer = new LightboxViewer();
    viewer.studyInstanceUID = "2.25.1";
    viewer.base = "/context/";
    viewer.worklistUrl = "/context/";
    document.body.append(viewer);
    await settled();
  });
  afterEach(() => {
    viewer.remove();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  async function settled(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      await viewer.updateComplete;
      await grid()?.updateComplete;
      await viewport()?.updateComplete;
      await Promise.resolve();
    }
  }
  const part = (testId: string, root: ParentNode = viewer.shadowRoot!): HTMLElement | null =>
    root.querySelector(`[data-testid="${testId}"]`);
  const inside = (tag: string, testId: string): HTMLElement | null =>
    part(testId, viewer.shadowRoot!.querySelector(tag)!.shadowRoot!);
  const grid = (): LightboxGrid | null => viewer.shadowRoot!.querySelector("lightbox-grid");
  const viewports = (): LightboxViewport[] => [
    ...(grid()?.shadowRoot!.querySelectorAll<LightboxViewport>("lightbox-viewport") ?? []),
  ];
  const viewport = (): LightboxViewport | undefined => viewports().find(({ active }) => active);

  async function greet(study: Record<string, unknown> = fixture("event-study.json")): Promise<void> {
    FakeSocket.last.accept();
    FakeSocket.last.say(study);
    await settled();
  }

  test("opens the study's stream under the context", () => {
    expect(FakeSocket.last.url.pathname).toBe("/context/stream/2.25.1");
    expect(part("connecting")!.textContent).toBe("Opening the study…");
  });

  test("speaks the language of the page around it", async () => {
    const page = document.createElement("div");
    page.lang = "de-DE";
    page.append(viewer);
    document.body.replaceChildren(page);
    await viewer.updateComplete;
    expect(part("connecting")!.textContent).toBe("Die Studie wird geöffnet …");
    document.body.replaceChildren(viewer);
    await viewer.updateComplete;
    expect(part("connecting")!.textContent).toBe("Opening the study…");
  });

  test("lists the patient's other studies, each with its relation and date, to be opened beside or in their own tabs", async () => {
    const strip = () => viewer.shadowRoot!.querySelector<SeriesStrip>("lightbox-series-strip")!;
    const listed = () => [...strip().shadowRoot!.querySelectorAll<HTMLAnchorElement>("[data-testid=prior]")];
    await greet();
    expect(inside("lightbox-series-strip", "priors")).toBeNull();
    const priors = fixture("event-priors.json");
    (priors["studies"] as { description: string }[])[1]!.description = "<b>MR</b>";
    FakeSocket.last.say(priors);
    await settled();
    await strip().updateComplete;
    expect((inside("lightbox-series-strip", "priors") as HTMLDetailsElement).open).toBe(false);
    const entries = () => [...strip().shadowRoot!.querySelectorAll<HTMLElement>("[data-testid=prior-beside]")];
    expect(entries().map((entry) => entry.textContent!.replace(/\s+/g, " ").trim())).toEqual([
      "Prior 12 Mar 2024CT Abdomen & Becken CT, SR",
      "Later 2 Nov 2026<b>MR</b> MR",
      "Other no dateStudy",
    ]);
    expect(listed()[0]!.getAttribute("href")).toMatch(/\/context\/viewer\?StudyInstanceUIDs=2\.25\.300$/);
    expect([listed()[0]!.target, listed()[0]!.rel]).toEqual(["_blank", "noopener"]);
    // Another connection may list others, or none: what the last one said doesn't stay.
    FakeSocket.last.say(fixture("event-study.json"));
    await settled();
    await strip().updateComplete;
    expect(listed()).toEqual([]);
  });

  test("opens a prior beside, its series under a heading of their own", async () => {
    const strip = () => viewer.shadowRoot!.querySelector<SeriesStrip>("lightbox-series-strip")!;
    await greet();
    FakeSocket.last.say(fixture("event-priors.json"));
    await settled();
    await strip().updateComplete;
    strip().shadowRoot!.querySelector<HTMLElement>("[data-testid=prior-beside]")!.click();
    expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "beside", studyInstanceUID: "2.25.300" });
    FakeSocket.last.say(fixture("event-beside.json"));
    await settled();
    await strip().updateComplete;
    const section = strip().shadowRoot!.querySelector<HTMLElement>("[data-testid=beside-study]")!;
    expect(section.querySelector("h2")!.textContent).toContain("Prior · 12 Mar 2024");
    expect([...section.querySelectorAll<HTMLElement>("[data-testid=series]")].map(({ dataset }) => dataset["series"])).toEqual(["2.25.310"]);
    expect(FakeSocket.last.sent.at(-1)).toMatchObject({ type: "series", viewport: 1, studyInstanceUID: "2.25.300", seriesInstanceUID: "2.25.310" });
    section.querySelector<HTMLElement>("[data-testid=beside-close]")!.click();
    await settled();
    await strip().updateComplete;
    expect(strip().shadowRoot!.querySelector("[data-testid=beside-study]")).toBeNull();
    expect(viewports()).toHaveLength(1);
  });

  test("opens a report beside the pictures", async () => {
    const list = JSON.parse(readFileSync("../docs/fixtures/documents/list.json", "utf8")) as { documents: { seriesInstanceUID: string }[] };
    const study = fixture("event-study.json");
    list.documents[0]!.seriesInstanceUID = (study["series"] as { images: boolean; seriesInstanceUID: string }[]).find(({ images }) => !images)!.seriesInstanceUID;
    const asked: string[] = [];
    vi.stubGlobal("fetch", (url: URL) => {
      asked.push(url.pathname);
      const body = url.pathname.includes("/instances/") ? readFileSync("../docs/fixtures/documents/report.json", "utf8") : JSON.stringify(list);
      return Promise.resolve(new Response(body));
    });
    await greet(study);
    await new Promise((resolve) => setTimeout(resolve));
    expect(part("documents")).toBeNull();
    const buttons = viewer.shadowRoot!.querySelector("lightbox-series-strip")!.shadowRoot!.querySelectorAll<HTMLElement>("[data-testid=series]");
    buttons[1]!.click();
    await new Promise((resolve) => setTimeout(resolve));
    await settled();
    expect(asked[0]).toBe("/context/documents/2.25.1");
    expect(inside("lightbox-documents", "document-title")!.textContent).toBe("Imaging Report");
    expect(buttons[1]!.getAttribute("aria-current")).toBe("true");
    inside("lightbox-documents", "document-close")!.click();
    await settled();
    expect(part("documents")).toBeNull();
  });

  test("shows the patient and the series as text, never as markup", async () => {
    const study = fixture("event-study.json");
    study["patient"] = { name: "<img src=x onerror=alert(1)>", id: "PAT-1", birthDate: "", sex: "" };
    await greet(study);
    expect(part("patient")!.textContent).toContain("<img src=x onerror=alert(1)>");
    expect(part("patient")!.querySelector("img")).toBeNull();
    const series = [
      ...viewer.shadowRoot!.querySelector("lightbox-series-strip")!.shadowRoot!.querySelectorAll("button"),
    ];
    expect(series.map((button) => button.textContent!.replace(/\s+/g, " ").trim())).toEqual([
      "Axial 1 · CT240 pictures",
      "Series SRNo pictures",
    ]);
    expect(series[0]!.querySelector("img")!.src).toMatch(/\/context\/dicomweb\/studies\/2\.25\.1\/series\/2\.25\.2\/thumbnail$/);
    expect(series[1]!.title).toBe("Series – click: opens beside the pictures");
  });

  test("puts a placeholder where a thumbnail is broken", async () => {
    await greet();
    const strip = viewer.shadowRoot!.querySelector("lightbox-series-strip")!;
    strip.shadowRoot!.querySelector("img")!.dispatchEvent(new Event("error"));
    await settled();
    expect(inside("lightbox-series-strip", "no-thumbnail")).not.toBeNull();
  });

  test("says what a study without pictures holds", async () => {
    const study = fixture("event-study.json");
    study["series"] = (study["series"] as { images: boolean }[]).filter(({ images }) => !images);
    await greet(study);
    expect(part("no-images")!.textContent).toContain("This study has no pictures.");
    expect(part("no-images")!.textContent).toContain("SR (1 object)");
  });

  test("turns through the slices by the keyboard, wherever the focus is", async () => {
    await greet();
    FakeSocket.last.say(fixture("event-series.json"));
    await settled();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, composed: true }));
    await settled();
    expect(viewport()!.dataset["slice"]).toBe("2");
    expect(viewport()!.dataset["state"]).toBe("failure");
    expect(part("slice-failure", viewport()!.shadowRoot!)!.textContent).toContain("can't be decoded yet");
  });

  const press = async (key: string, more: KeyboardEventInit = {}): Promise<void> => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, ...more }));
    await settled();
  };
  const layoutMenu = (): HTMLElement => viewer.shadowRoot!.querySelector("lightbox-toolbar")!.shadowRoot!.querySelector("lightbox-layout-menu")!;

  test("arranges viewports; empty ones say what to do, and the active one has the keys", async () => {
    await greet();
    layoutMenu().dispatchEvent(new CustomEvent("layout-chosen", { detail: { rows: 2, columns: 2 } }));
    await settled();
    expect(viewports().map((each) => each.dataset["viewport"])).toEqual(["0", "1", "2", "3"]);
    expect(part("empty-viewport", viewports()[1]!.shadowRoot!)!.textContent).toContain("Drag a series here");
    expect(part("empty-viewport", viewports()[0]!.shadowRoot!)).toBeNull();
    await press("n");
    expect(viewport()!.dataset["viewport"]).toBe("1");
    inside("lightbox-series-strip", "series")!.click();
    await settled();
    expect(FakeSocket.last.sent.at(-1)).toMatchObject({ type: "series", viewport: 1, seriesInstanceUID: "2.25.2" });
    expect(part("empty-viewport", viewport()!.shadowRoot!)).toBeNull();
  });

  test("makes a viewport active that is clicked, or that Tab comes to", async () => {
    await greet();
    layoutMenu().dispatchEvent(new CustomEvent("layout-chosen", { detail: { rows: 1, columns: 3 } }));
    await settled();
    part("stage", viewports()[2]!.shadowRoot!)!.dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true }));
    await settled();
    expect(viewport()!.dataset["viewport"]).toBe("2");
    part("stage", viewports()[1]!.shadowRoot!)!.focus();
    await settled();
    expect(viewport()!.dataset["viewport"]).toBe("1");
    await press("n", { shiftKey: true });
    expect(viewport()!.dataset["viewport"]).toBe("0");
    expect(viewport()!.shadowRoot!.activeElement).toBe(part("stage", viewport()!.shadowRoot!));
  });

  test("maximises a viewport by a double click, and goes back by another", async () => {
    await greet();
    layoutMenu().dispatchEvent(new CustomEvent("layout-chosen", { detail: { rows: 1, columns: 2 } }));
    await settled();
    part("stage", viewports()[1]!.shadowRoot!)!.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, composed: true }));
    await settled();
    expect(viewports().map((each) => each.dataset["viewport"])).toEqual(["1"]);
    part("stage", viewports()[0]!.shadowRoot!)!.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, composed: true }));
    await settled();
    expect(viewports()).toHaveLength(2);
  });

  test("shows a series in the viewport where its picture is let go, and a drag is no click", async () => {
    await greet();
    layoutMenu().dispatchEvent(new CustomEvent("layout-chosen", { detail: { rows: 1, columns: 2 } }));
    await settled();
    const box = (left: number, width: number) => new DOMRect(left, 0, width, 500);
    grid()!.getBoundingClientRect = () => box(100, 400);
    viewports()[0]!.getBoundingClientRect = () => box(100, 200);
    viewports()[1]!.getBoundingClientRect = () => box(300, 200);
    const thumbnail = inside("lightbox-series-strip", "series")!;
    thumbnail.setPointerCapture = () => {};
    const pointer = async (type: string, clientX: number) => {
      thumbnail.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, clientY: 50, button: 0, bubbles: true }), { pointerId: 1 }));
      await settled();
    };
    await pointer("pointerdown", 10);
    await pointer("pointermove", 350);
    expect(inside("lightbox-series-strip", "dragged-series")).not.toBeNull();
    expect(viewports().map(({ className }) => className)).toEqual(["", "target"]);
    await pointer("pointerup", 350);
    thumbnail.click();
    await settled();
    expect(inside("lightbox-series-strip", "dragged-series")).toBeNull();
    expect(viewports().map(({ className }) => className)).toEqual(["", ""]);
    const opened = FakeSocket.last.sent.filter(({ type }) => type === "series");
    expect(opened).toHaveLength(2);
    expect(opened.at(-1)).toMatchObject({ viewport: 1, seriesInstanceUID: "2.25.2" });
    expect(viewport()!.dataset["viewport"]).toBe("1");

    // Let go beside the pictures, nothing happens.
    await pointer("pointerdown", 10);
    await pointer("pointermove", 50);
    await pointer("pointerup", 50);
    expect(FakeSocket.last.sent.filter(({ type }) => type === "series")).toHaveLength(2);
  });

  test("goes to the planes and back by a key and by a button", async () => {
    await greet();
    FakeSocket.last.say(fixture("event-series.json"));
    await settled();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "m", bubbles: true, composed: true }));
    await settled();
    expect(grid()).toBeNull();
    const mpr = part("mpr")!;
    expect(part("mpr-loading", mpr.shadowRoot!)!.textContent).toContain("Building the volume…");
    expect([...mpr.shadowRoot!.querySelectorAll<HTMLElement>("lightbox-plane")].map((plane) => plane.dataset["plane"])).toEqual([
      "axial",
      "coronal",
      "sagittal",
      "oblique",
    ]);
    const button = inside("lightbox-toolbar", "tool-planes")!;
    expect(button.getAttribute("aria-pressed")).toBe("true");
    button.click();
    await settled();
    expect(part("mpr")).toBeNull();
    expect(viewport()).toBeDefined();
  });

  test("says why a series has no planes, and stays with its slices", async () => {
    await greet();
    FakeSocket.last.say(fixture("event-series.json"));
    await settled();
    inside("lightbox-toolbar", "tool-planes")!.click();
    FakeSocket.last.say({ type: "failed", viewport: 16, sequence: 1, slice: null, message: { text: "These pictures are no volume." }, detail: "" });
    await settled();
    expect(viewport()).toBeDefined();
    expect(part("mpr-refused")!.textContent).toContain("These pictures are no volume.");
    part("mpr-dismiss")!.click();
    await settled();
    expect(part("mpr-refused")).toBeNull();
  });

  test("leaves the keyboard to fields", async () => {
    await greet();
    FakeSocket.last.say(fixture("event-series.json"));
    await settled();
    const field = document.createElement("input");
    document.body.append(field);
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, composed: true }));
    await settled();
    field.remove();
    expect(viewport()!.dataset["slice"]).toBeUndefined();
  });

  test("says that it reconnects, and that the picture isn't live", async () => {
    await greet();
    FakeSocket.last.onclose!({ code: 1006 });
    await settled();
    expect(part("reconnecting")!.getAttribute("role")).toBe("alert");
    expect(viewport()!.stale).toBe(true);
  });

  test("a guest whose link is over is offered no way to sign in and none to the worklist", async () => {
    viewer.guest = true;
    viewer.worklistUrl = "";
    FakeSocket.last.accept();
    FakeSocket.last.say(fixture("event-study.json"));
    FakeSocket.last.onclose?.({ code: 4401 });
    await settled();
    const dialog = part("ended")!.shadowRoot!;
    expect(dialog.textContent).toContain("no longer open here");
    expect(dialog.querySelectorAll("a, button")).toHaveLength(0);
    expect(part("back")).toBeNull();
  });

  test("says that the name is hidden, not that there is none", async () => {
    viewer.nameHidden = true;
    viewer.studyInstanceUID = "2.25.2";
    await settled();
    FakeSocket.last.accept();
    FakeSocket.last.say({ ...fixture("event-study.json"), patient: { name: "", id: "", birthDate: "", sex: "F" } });
    await settled();
    expect(part("patient")!.textContent).toContain("Name hidden");
  });

  test("ends with a dialog that offers to sign in again, and nothing of the patient", async () => {
    await greet();
    FakeSocket.last.onclose!({ code: 4401 });
    await settled();
    const dialog = viewer.shadowRoot!.querySelector("lightbox-message-dialog")!.shadowRoot!.querySelector("dialog")!;
    expect(dialog.getAttribute("role")).toBe("alertdialog");
    expect(dialog.open).toBe(true);
    expect(dialog.textContent).toContain("Your session has ended");
    expect(part("sign-in", dialog)).not.toBeNull();
    const cancel = new Event("cancel", { cancelable: true });
    dialog.dispatchEvent(cancel);
    expect(cancel.defaultPrevented).toBe(true);
    expect(viewer.shadowRoot!.innerHTML).not.toContain("Müller");
  });

  test("offers the worklist where the study isn't available", async () => {
    await greet();
    FakeSocket.last.onclose!({ code: 4404 });
    await settled();
    const link = inside("lightbox-message-dialog", "to-worklist") as HTMLAnchorElement;
    expect(link.pathname).toBe("/context/");
  });

  test("closes the stream when it leaves the page", () => {
    FakeSocket.last.accept();
    viewer.remove();
    expect(FakeSocket.last.readyState).toBe(3);
  });

  test("lists warnings until they are dismissed, and on demand again", async () => {
    await greet();
    FakeSocket.last.say(fixture("event-warning.json"));
    await settled();
    expect(inside("lightbox-notices", "warnings")!.textContent).toContain("1 of 240 files could not be read.");
    inside("lightbox-notices", "dismiss-warnings")!.click();
    await settled();
    expect(inside("lightbox-notices", "warnings")).toBeNull();
    inside("lightbox-toolbar", "tool-warnings")!.click();
    await settled();
    expect(inside("lightbox-notices", "warnings")).not.toBeNull();
  });
});
