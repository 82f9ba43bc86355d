import { beforeEach, describe, expect, test, vi } from "vitest";
import { FIT } from "../viewport/geometry.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import { seriesOf, sliceOf, CT_SERIES, tileOf } from "../viewport/testing.js";
import "./lightbox-measure-layer.js";
import type { MeasureLayer } from "./lightbox-measure-layer.js";
import { MeasureGestures } from "./measure-gestures.js";
import type { MeasureModel } from "./measure-model.js";
import { sliceSurface } from "./picture-map.js";
import { answerTo, LINE, measuring, PICTURE, type FakeHost } from "./testing.js";

/** The picture is one to one in the middle of a viewport of 612 × 512 CSS pixels. */
const LEFT = 50;

describe("measurements over a picture", () => {
  let host: FakeHost;
  let model: MeasureModel;
  let layer: MeasureLayer;
  let slice: number;

  beforeEach(async () => {
    document.body.innerHTML = "";
    ({ host, model } = measuring());
    slice = 2;
    layer = document.createElement("lightbox-measure-layer") as MeasureLayer;
    const viewport = {
      number: 0,
      get shown() {
        const shown = sliceOf(slice);
        return { kind: "picture", summary: CT_SERIES, series: seriesOf(10), slice: shown, tile: tileOf({ slice }) };
      },
      view: FIT,
      canvas: { width: 612, height: 512 },
      density: 1,
    } as unknown as ViewportModel;
    const nothing = { drag: vi.fn(), doubleClick: vi.fn(), oneFinger: vi.fn(), held: vi.fn(), twoFingers: vi.fn(), scroll: vi.fn(), zoom: vi.fn() };
    const surface = sliceSurface(viewport);
    Object.assign(layer, { model, surface, gestures: new MeasureGestures(surface, model, nothing), active: true });
    document.body.append(layer);
    await layer.updateComplete;
  });

  async function update(): Promise<void> {
    layer.requestUpdate();
    await layer.updateComplete;
  }
  const all = (selector: string) => [...layer.shadowRoot!.querySelectorAll<SVGElement>(selector)];
  const words = () => all("tspan").map((line) => line.textContent);
  const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));

  test("have a number only while it is that of where they are", async () => {
    model.create("length", PICTURE, LINE);
    await update();
    expect(words()).toEqual(["…"]);
    model.onMeasured(answerTo(host.sent.at(-1)!));
    await update();
    expect(words()).toEqual(["70.0 mm"]);
    model.setPoints(1, [LINE[0]!, { x: 260, y: 100 }]);
    await update();
    expect(words()).toEqual(["…"]);
    model.onMeasured(answerTo(host.sent.at(-1)!, { values: [{ name: "length", value: 112, unit: "mm" }] }));
    await update();
    expect(words()).toEqual(["112.0 mm"]);
    model.disconnected();
    await update();
    expect(words()).toEqual(["…"]);
  });

  test("are there only on their own picture", async () => {
    model.create("length", PICTURE, LINE);
    slice = 3;
    await update();
    expect(all("[data-testid=measurement]")).toEqual([]);
    slice = 2;
    await update();
    expect(all("[data-testid=measurement]")).toHaveLength(1);
  });

  test("say beside the picture where a length is true, unless it is simply the patient's", async () => {
    model.create("length", PICTURE, LINE);
    model.onMeasured(answerTo(host.sent.at(-1)!, { spacing: "detector" }));
    await update();
    expect(words()).toEqual(["70.0 mm", "At the detector, not in the patient"]);
  });

  test("have handles where their points are on the screen, while they are chosen", async () => {
    model.create("length", PICTURE, LINE);
    await update();
    expect(all(".handle").map((handle) => [handle.getAttribute("cx"), handle.getAttribute("cy")])).toEqual([
      [String(100 + LEFT), "100"],
      [String(200 + LEFT), "100"],
    ]);
    model.select(undefined);
    await update();
    expect(all(".handle")).toEqual([]);
  });

  test("are moved by arrows, a stroke of keys being a step each, and leave other keys alone", async () => {
    model.create("length", PICTURE, LINE);
    await update();
    const [, end] = all(".handle");
    expect(press(end!, "ArrowRight")).toBe(false);
    press(end!, "ArrowDown", { shiftKey: true });
    end!.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    expect(model.measurements[0]!.points).toEqual([LINE[0], { x: 201, y: 110 }]);
    model.undo();
    expect(model.measurements[0]!.points).toEqual(LINE);
    expect(press(end!, "d")).toBe(true);
  });

  test("are chosen by the keyboard coming to them, and say what they are", async () => {
    model.create("length", PICTURE, LINE);
    model.create("angle", PICTURE, [...LINE, { x: 300, y: 300 }]);
    model.onMeasured(answerTo(host.sent[0]!));
    await update();
    const [first] = all("[data-testid=measurement]");
    expect(first!.getAttribute("aria-label")).toBe("1. Length: 70.0 mm");
    first!.dispatchEvent(new FocusEvent("focus"));
    expect(model.selected?.number).toBe(1);
  });

  test("take an arrow's text where it stands; Escape leaves it as it was", async () => {
    model.create("arrow", PICTURE, LINE);
    await update();
    const field = layer.shadowRoot!.querySelector<HTMLInputElement>("input")!;
    expect(layer.shadowRoot!.activeElement).toBe(field);
    field.value = "node";
    press(field, "Enter");
    await update();
    expect(words()).toEqual(["node"]);
    model.type(1);
    await update();
    const again = layer.shadowRoot!.querySelector<HTMLInputElement>("input")!;
    again.value = "other";
    press(again, "Escape");
    await update();
    expect(words()).toEqual(["node"]);
  });
});
