// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { seriesOf } from "../viewport/testing.js";
import type { MeasureModel } from "./measure-model.js";
import { newTrackingUID } from "./measurement.js";
import { answerTo, LINE, measuring, PICTURE, type FakeHost } from "./testing.js";

const OTHER_LINE = [
  { x: 100, y: 100 },
  { x: 300, y: 100 },
];

describe("measurements", () => {
  let host: FakeHost;
  let model: MeasureModel;
  const last = () => host.sent.at(-1)!;
  const only = () => model.measurements[0]!;

  beforeEach(() => {
    ({ host, model } = measuring());
  });

  test("are asked of the server in the slice that their picture is in the series", () => {
    model.create("length", PICTURE, LINE);
    expect(host.sent).toEqual([
      { type: "measure", viewport: 0, number: 1, revision: 1, kind: "length", slice: 2, points: LINE },
    ]);
  });

  test("have the answer to their very revision", () => {
    model.create("length", PICTURE, LINE);
    model.onMeasured(answerTo(last()));
    expect(model.answerTo(only())?.values).toEqual([{ name: "length", value: 70, unit: "mm" }]);
  });

  test("that were moved have no answer until that for their new place has come", () => {
    model.create("length", PICTURE, LINE);
    const first = last();
    model.onMeasured(answerTo(first));
    model.setPoints(1, OTHER_LINE);
    expect(model.answerTo(only())).toBeUndefined();
    model.onMeasured(answerTo(first));
    expect(model.answerTo(only())).toBeUndefined();
    expect(last().points).toEqual(OTHER_LINE);
    model.onMeasured(answerTo(last(), { values: [{ name: "length", value: 140, unit: "mm" }] }));
    expect(model.answerTo(only())?.values[0]?.value).toBe(140);
  });

  test("that are dragged have one question under way, and then that for the newest place", () => {
    model.create("length", PICTURE, LINE);
    for (let x = 201; x <= 230; x += 1) {
      model.setPoints(1, [LINE[0]!, { x, y: 100 }]);
    }
    expect(host.sent).toHaveLength(1);
    model.onMeasured(answerTo(last()));
    expect(host.sent).toHaveLength(2);
    expect(last().points[1]).toEqual({ x: 230, y: 100 });
    expect(model.answerTo(only())).toBeUndefined();
  });

  test("never take a number that was measured in another picture", () => {
    model.create("length", PICTURE, LINE);
    model.onMeasured(answerTo(last(), { image: { sopInstanceUID: "2.25.2.3", frame: 1 } }));
    expect(model.answerTo(only())?.values).toEqual([]);
    expect(model.answerTo(only())?.refusal?.reason).toBe("other-picture");
  });

  test("are asked again on a new connection, and have no number meanwhile", () => {
    model.create("length", PICTURE, LINE);
    model.onMeasured(answerTo(last()));
    model.disconnected();
    expect(model.answerTo(only())).toBeUndefined();
    model.seriesShown(seriesOf(10, { viewport: 5 }));
    expect(host.sent).toHaveLength(2);
    expect(last()).toMatchObject({ viewport: 5, number: 1, slice: 2 });
    model.onMeasured(answerTo(last()));
    expect(model.answerTo(only())).toBeDefined();
  });

  test("wait while no viewport of the stream has their series", () => {
    model.seriesAsked(0);
    model.create("length", PICTURE, LINE);
    expect(host.sent).toEqual([]);
    model.seriesShown(seriesOf(10, { viewport: 3 }));
    expect(last()).toMatchObject({ viewport: 3 });
  });

  test("are asked elsewhere when their viewport goes on to another series", () => {
    model.seriesShown(seriesOf(10, { viewport: 1 }));
    model.create("length", PICTURE, LINE);
    const first = last();
    model.seriesAsked(first.viewport);
    model.onMeasured(answerTo(first));
    expect(model.answerTo(only())).toBeUndefined();
    expect(last()).toMatchObject({ viewport: 1, number: 1 });
  });

  test("are asked again after the server's viewport showed something else", () => {
    model.create("length", PICTURE, LINE);
    model.onMeasured(answerTo(last(), { image: null, values: [], refusal: { reason: "not-shown", message: "" } }));
    expect(model.answerTo(only())).toBeUndefined();
    expect(host.sent).toHaveLength(1);
    model.seriesShown(seriesOf(10));
    expect(host.sent).toHaveLength(2);
  });

  test("are asked a few at a time", () => {
    for (let i = 0; i < 20; i += 1) {
      model.create("length", PICTURE, LINE);
    }
    expect(host.sent).toHaveLength(8);
    model.onMeasured(answerTo(host.sent[0]!));
    expect(host.sent).toHaveLength(9);
  });

  test("aren't taken for asked where the message didn't go out", () => {
    host.connected = false;
    model.create("length", PICTURE, LINE);
    host.connected = true;
    model.seriesShown(seriesOf(10));
    expect(host.sent).toHaveLength(1);
  });

  test("say why the server refused them", () => {
    model.create("polygon", PICTURE, [...LINE, { x: 150, y: 150 }]);
    model.onMeasured(answerTo(last(), { values: [], refusal: { reason: "crosses-itself", message: "" } }));
    expect(model.answerTo(only())?.refusal?.reason).toBe("crosses-itself");
  });

  test("that are arrows are nobody's question", () => {
    model.create("arrow", PICTURE, LINE);
    expect(host.sent).toEqual([]);
    expect(model.typing).toBe(1);
    model.typed(" see here ");
    expect(only().text).toBe("see here");
  });

  test("have tracking UIDs of their own", () => {
    const uids = new Set(Array.from({ length: 100 }, newTrackingUID));
    expect(uids.size).toBe(100);
    uids.forEach((uid) => {
      expect(uid).toMatch(/^2\.25\.[1-9]\d*$/);
      expect(uid.length).toBeLessThanOrEqual(64);
    });
  });

  test("are forgotten when the study is closed", () => {
    model.create("length", PICTURE, LINE);
    model.clear();
    expect(model.measurements).toEqual([]);
    model.undo();
    expect(model.measurements).toEqual([]);
  });
});

describe("undoing", () => {
  let host: FakeHost;
  let model: MeasureModel;

  beforeEach(() => {
    ({ host, model } = measuring());
    model.create("length", PICTURE, LINE);
  });

  test("takes away what was drawn, and redoing brings it back", () => {
    model.undo();
    expect(model.measurements).toEqual([]);
    expect(model.selected).toBeUndefined();
    model.redo();
    expect(model.measurements.map(({ points }) => points)).toEqual([LINE]);
  });

  test("brings back what was deleted", () => {
    model.delete(1);
    expect(model.measurements).toEqual([]);
    model.undo();
    expect(model.measurements).toHaveLength(1);
  });

  test("takes a whole drag as one step", () => {
    model.beginChange();
    for (const x of [210, 220, 230]) {
      model.setPoints(1, [LINE[0]!, { x, y: 100 }]);
    }
    model.endChange();
    model.undo();
    expect(model.measurements[0]!.points).toEqual(LINE);
    model.redo();
    expect(model.measurements[0]!.points[1]).toEqual({ x: 230, y: 100 });
  });

  test("asks for where it is again: no answer of another place is taken for it", () => {
    model.onMeasured(answerTo(host.sent.at(-1)!));
    model.setPoints(1, OTHER_LINE);
    const moved = host.sent.at(-1)!;
    model.undo();
    expect(model.answerTo(model.measurements[0]!)).toBeUndefined();
    model.onMeasured(answerTo(moved));
    expect(model.answerTo(model.measurements[0]!)).toBeUndefined();
    expect(host.sent.at(-1)!.points).toEqual(LINE);
  });

  test("leaves the numbers of what hasn't moved", () => {
    model.onMeasured(answerTo(host.sent.at(-1)!));
    model.create("length", PICTURE, OTHER_LINE);
    model.undo();
    expect(model.answerTo(model.measurements[0]!)?.values[0]?.value).toBe(70);
  });

  test("of something new forgets what could be redone", () => {
    model.undo();
    model.create("angle", PICTURE, [...LINE, { x: 0, y: 0 }]);
    expect(model.canRedo).toBe(false);
  });

  test("a drag that is given up leaves no step", () => {
    model.beginChange();
    model.setPoints(1, OTHER_LINE);
    expect(model.cancel()).toBe(true);
    expect(model.measurements[0]!.points).toEqual(LINE);
    model.undo();
    expect(model.measurements).toEqual([]);
  });
});

describe("Escape", () => {
  test("gives up drawing, then the tool, then the choice, then nothing", () => {
    const { model } = measuring();
    model.create("length", PICTURE, LINE);
    model.useTool("angle");
    model.drawDraft("angle", PICTURE, LINE);
    expect([model.cancel(), model.draft, model.tool]).toEqual([true, undefined, "angle"]);
    expect([model.cancel(), model.tool]).toEqual([true, undefined]);
    expect([model.cancel(), model.selected]).toEqual([true, undefined]);
    expect(model.cancel()).toBe(false);
  });
});

describe("a window by region", () => {
  const answer = [
    { name: "windowCenter", value: 40, unit: "HU" },
    { name: "windowWidth", value: 180, unit: "HU" },
  ];

  test("is set in the viewport where it was drawn, when the server has answered; nothing of it is kept", () => {
    const { host, model } = measuring();
    model.useTool("window");
    model.drawDraft("window", PICTURE, LINE);
    model.finishDraft(7);
    model.onMeasured(answerTo(host.sent.at(-1)!, { values: answer }));
    expect(host.windows).toEqual([{ window: { center: 40, width: 180 }, viewport: 7 }]);
    expect([model.measurements, model.wantedWindow, model.tool, model.canUndo]).toEqual([[], undefined, undefined, false]);
  });

  test("follows the newest place, not one on the way", () => {
    const { host, model } = measuring();
    model.drawDraft("window", PICTURE, LINE);
    const early = host.sent.at(-1)!;
    model.drawDraft("window", PICTURE, OTHER_LINE);
    model.finishDraft(0);
    model.onMeasured(answerTo(early, { values: answer }));
    expect(host.windows).toEqual([]);
    expect(host.sent.at(-1)!.points).toEqual(OTHER_LINE);
  });

  test("isn't set any more where the user has set another one meanwhile, or shows something else there", () => {
    for (const meanwhile of ["window", "series"] as const) {
      const { host, model } = measuring();
      model.drawDraft("window", PICTURE, LINE);
      model.finishDraft(0);
      const question = host.sent.at(-1)!;
      if (meanwhile === "window") {
        host.window = { center: 300, width: 1500 };
      } else {
        model.seriesAsked(0);
        model.seriesShown(seriesOf(10));
        expect(model.wantedWindow).toBeUndefined();
      }
      model.onMeasured(answerTo(question, { values: answer }));
      expect(host.windows, meanwhile).toEqual([]);
      expect(model.wantedWindow, meanwhile).toBeUndefined();
    }
  });

  test("that is refused says so until that was read, and sets nothing", () => {
    const { host, model } = measuring();
    model.drawDraft("window", PICTURE, LINE);
    model.finishDraft(0);
    model.onMeasured(answerTo(host.sent.at(-1)!, { values: [], refusal: { reason: "flat", message: "" } }));
    expect(host.windows).toEqual([]);
    expect(model.answerTo(model.wantedWindow!.region)?.refusal?.reason).toBe("flat");
    model.dismissRefusedWindow();
    expect(model.wantedWindow).toBeUndefined();
  });
});
