import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CT_SERIES, STUDY } from "../viewport/testing.js";
import { beginStudy, openWorkspace } from "./begun.js";

const base = new URL("https://pacs.example/lightbox/");
const study = { base, studyInstanceUID: "2.25.1" };
const CLOSED = 3;

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: URL) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = CLOSED;
  }

  greet(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen!();
    this.onmessage!({ data: JSON.stringify(STUDY) });
  }
}

const sockets = (): FakeSocket[] => FakeSocket.all;
const open = (): FakeSocket[] => sockets().filter(({ readyState }) => readyState !== CLOSED);

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no server")));
});
afterEach(() => {
  window.dispatchEvent(new Event("pagehide"));
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a study that is begun before its page is there", () => {
  test("asks for its first series by itself, has the archive asked anew, and is taken over as it is", () => {
    beginStudy(study);
    expect(sockets().map(({ url }) => url.href)).toEqual(["wss://pacs.example/lightbox/stream/2.25.1?anew"]);
    sockets()[0]!.greet();
    expect(sockets()[0]!.sent.map((text) => JSON.parse(text) as object)).toMatchObject([
      { type: "series", seriesInstanceUID: CT_SERIES.seriesInstanceUID },
    ]);
    const changed = vi.fn();
    const workspace = openWorkspace(study, changed);
    expect(workspace.study?.studyInstanceUID).toBe(STUDY.studyInstanceUID);
    expect(changed).toHaveBeenCalledTimes(1);
    workspace.networkLost();
    expect(changed.mock.calls.length, "what comes later is told, too").toBeGreaterThan(1);
    expect(sockets()).toHaveLength(1);
    workspace.close();
  });

  test("is begun once, however often it is clicked", () => {
    beginStudy(study);
    beginStudy(study);
    expect(sockets()).toHaveLength(1);
  });

  test("is taken over once", () => {
    beginStudy(study);
    const first = openWorkspace(study, () => {});
    const second = openWorkspace(study, () => {});
    expect(second).not.toBe(first);
    expect(sockets()).toHaveLength(2);
    [first, second].forEach((workspace) => workspace.close());
  });

  test("ends where another study is opened, or another begun", () => {
    beginStudy(study);
    const other = openWorkspace({ base, studyInstanceUID: "2.25.2" }, () => {});
    expect(open().map(({ url }) => url.href)).toEqual(["wss://pacs.example/lightbox/stream/2.25.2"]);
    other.close();
    beginStudy(study);
    beginStudy({ base, studyInstanceUID: "2.25.3" });
    expect(open().map(({ url }) => url.href)).toEqual(["wss://pacs.example/lightbox/stream/2.25.3?anew"]);
  });

  test("isn't taken where the page asks for certain pictures, or hides the patient", () => {
    for (const more of [{ view: "a" }, { nameHidden: true }]) {
      beginStudy(study);
      const workspace = openWorkspace({ ...study, ...more }, () => {});
      expect(open().map(({ url }) => url.href)).toEqual(["wss://pacs.example/lightbox/stream/2.25.1"]);
      workspace.close();
    }
  });

  test("ends by itself where nobody takes it, and when the page is left", () => {
    beginStudy(study);
    vi.advanceTimersByTime(10_000);
    expect(open()).toEqual([]);
    beginStudy(study);
    window.dispatchEvent(new Event("pagehide"));
    expect(open()).toEqual([]);
  });

  test("isn't taken where the server has refused it: then it is asked again, and what it says is shown", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve({ type: "basic", status: 404 }));
    beginStudy(study);
    sockets()[0]!.onclose!({ code: 1006 });
    await vi.advanceTimersByTimeAsync(0);
    const workspace = openWorkspace(study, () => {});
    expect(workspace.state.kind).toBe("connecting");
    workspace.close();
  });
});
