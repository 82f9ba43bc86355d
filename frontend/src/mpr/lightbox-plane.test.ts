import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { text } from "../i18n/text.js";
import { MeasureModel } from "../measure/measure-model.js";
import type { ClientMessage, PlaneMessage, PlaneTile } from "../protocol/messages.js";
import { CT_SERIES, fakeDecoder, STUDY, type FakeImage } from "../viewport/testing.js";
import "./lightbox-plane.js";
import type { LightboxPlane } from "./lightbox-plane.js";
import { executeMpr } from "./mpr-commands.js";
import { MprModel } from "./mpr-model.js";
import { PLANES } from "./plane.js";
import { planeTileOf, volumeEventOf } from "./testing.js";

const SIZE = { width: 512, height: 512 };

describe("a plane that is saved or printed", () => {
  let sent: ClientMessage[];
  let model: MprModel;
  let images: Map<number, FakeImage>;
  let view: LightboxPlane;

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal("ResizeObserver", class {
      observe(): void {}
      disconnect(): void {}
    });
    vi.stubGlobal("matchMedia", () => ({ addEventListener() {}, removeEventListener() {} }));
    // jsdom draws nothing and lays nothing out; a real browser does both (e2e-tests).
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
    sent = [];
    const fake = fakeDecoder();
    images = fake.images;
    model = new MprModel<FakeImage>({ send: (message) => sent.push(message) > 0, changed: () => {} }, fake.decode, 1, () => {}) as unknown as MprModel;
    model.enter({ seriesInstanceUID: "2.25.2", slice: undefined, window: null, invert: false });
    view = document.createElement("lightbox-plane") as LightboxPlane;
    view.model = model;
    view.measuring = new MeasureModel({ send: () => true, changed: () => {}, windowOf: () => null, setWindow: () => {} });
    view.study = { ...STUDY, series: [{ ...CT_SERIES, seriesInstanceUID: "2.25.2", number: 7 }] };
    document.body.replaceChildren(view);
    await view.updateComplete;
    PLANES.forEach((plane) => model.resize(plane, SIZE, 1));
    PLANES.forEach((_, index) => model.onVolume(volumeEventOf({ viewport: 1 + index })));
    // The quick pictures, and then the exact one is asked for.
    while (newest().quality !== "exact") {
      await arrive(planeTileOf(newest()));
    }
  });

  afterEach(() => {
    view.remove();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  function newest(): PlaneMessage {
    return sent.filter((message): message is PlaneMessage => message.type === "plane" && message.viewport === 1).at(-1)!;
  }

  async function arrive(tile: PlaneTile): Promise<void> {
    model.onTile(tile);
    images.get(tile.sequence)?.finish();
    await vi.advanceTimersByTimeAsync(0);
  }

  async function answer(change: Partial<PlaneTile> = {}): Promise<void> {
    await arrive(planeTileOf(newest(), change));
  }

  test("is the exact picture, or nothing", async () => {
    expect(view.exported()).toBeUndefined();
    await answer({ complete: false, exact: false, loaded: 20 });
    expect(view.exported()).toBeUndefined();
    await answer();
    expect(view.exported()).toMatchObject({ slice: null, canvas: SIZE, name: "series-7-axial", sourceLossy: false, cautions: [] });
  });

  test("isn't given away while the connection is lost", async () => {
    await answer();
    view.stale = true;
    expect(view.exported()).toBeUndefined();
  });

  test("is nothing once another place is wanted", async () => {
    await answer();
    executeMpr(model, { type: "scroll", by: 3 }, "axial");
    expect(view.exported()).toBeUndefined();
  });

  test("says what limits it, and names the patient only where that is wanted", async () => {
    await answer({ crossesGap: true, sourceLossy: true });
    const { corners, anonymous, cautions, sourceLossy } = view.exported()!;
    expect(sourceLossy).toBe(true);
    expect(cautions).toHaveLength(1);
    expect(corners.topRight.join()).toContain(STUDY.patient.name);
    expect(JSON.stringify(anonymous)).not.toContain(STUDY.patient.name);
    expect(anonymous.topLeft).toEqual(corners.topLeft);
  });

  test("says that nothing is measured where the whole volume is seen", async () => {
    const note = () => view.renderRoot.querySelector("[data-testid=measure-projection]");
    view.measuring.useTool("length");
    model.activate("axial");
    view.requestUpdate();
    await view.updateComplete;
    expect(note()).toBeNull();
    executeMpr(model, { type: "projection", to: "volume-mip" }, "axial");
    view.requestUpdate();
    await view.updateComplete;
    expect(note()?.textContent).toBe(text("measure.projection"));
  });
});
