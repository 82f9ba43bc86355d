// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { ClientMessage, SeriesSummary, StudyEvent } from "../protocol/messages.js";
import { CT_SERIES, fakeDecoder, seriesOf, STUDY, type FakeImage } from "../viewport/testing.js";
import { executeGrid } from "./grid-commands.js";
import { FOUR, SIDE_BY_SIDE, SINGLE } from "./layout.js";
import { ViewportGrid } from "./viewport-grid.js";

const series = (number: number): SeriesSummary => ({ ...CT_SERIES, seriesInstanceUID: `2.25.${number}` });
const study = (...numbers: number[]): StudyEvent => ({ ...STUDY, series: numbers.map(series) });

describe("ViewportGrid", () => {
  let sent: ClientMessage[];
  let changes: number;
  let grid: ViewportGrid<FakeImage>;

  const opened = (): string[] =>
    sent.filter((message) => message.type === "series").map((m) => `${m.viewport}: ${m.seriesInstanceUID.slice(5)}`);
  const visible = (): number[] => grid.visible.map(({ number }) => number);

  beforeEach(() => {
    sent = [];
    changes = 0;
    grid = new ViewportGrid<FakeImage>(
      { send: (message) => sent.push(message) > 0, changed: () => (changes += 1) },
      fakeDecoder().decode,
    );
  });

  /** Four series in four viewports, each of ten slices. */
  function fill(): void {
    grid.hang({ layout: FOUR, cells: [1, 2, 3, 4].map((number) => ({ summary: series(number), slice: 1 })), active: 0 });
    for (const message of sent.filter((each) => each.type === "series")) {
      const { viewport, sequence, seriesInstanceUID } = message;
      grid.viewport(viewport)!.resize({ width: 100, height: 100 }, 1);
      grid.viewport(viewport)!.onSeries(seriesOf(10, { viewport, sequence, seriesInstanceUID }));
    }
  }

  test("hangs each series in a viewport of its own", () => {
    fill();
    expect(opened()).toEqual(["0: 1", "1: 2", "2: 3", "3: 4"]);
    expect(visible()).toEqual([0, 1, 2, 3]);
    expect(grid.active.number).toBe(0);
  });

  test("has numbers 0 to 15 in its largest layout", () => {
    grid.arrange({ rows: 4, columns: 4 });
    expect(visible()).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(grid.viewport(15)).toBeDefined();
    expect(grid.viewport(16)).toBeUndefined();
  });

  test("keeps what a viewport showed while it has no place in a smaller layout", () => {
    fill();
    const hidden = grid.viewport(2)!;
    hidden.goTo(7);
    hidden.setWindow({ center: 1, width: 2 });
    grid.arrange(SINGLE);
    expect(visible()).toEqual([0]);
    grid.arrange(FOUR);
    expect(visible()).toEqual([0, 1, 2, 3]);
    expect(hidden).toMatchObject({ slice: 7, window: { center: 1, width: 2 } });
    expect(hidden.summary?.seriesInstanceUID).toBe("2.25.3");
    expect(sent.at(-1)).toMatchObject({ type: "render" });
  });

  test("keeps the active viewport on the screen, whatever its number", () => {
    fill();
    grid.activate(3);
    grid.arrange(SIDE_BY_SIDE);
    expect(visible()).toEqual([0, 3]);
    grid.activate(0);
    expect(visible()).toEqual([0, 3]);
    grid.arrange(FOUR);
    expect(visible()).toEqual([0, 1, 2, 3]);
  });

  test("activates only what is on the screen", () => {
    grid.arrange(SIDE_BY_SIDE);
    grid.activate(5);
    expect(grid.active.number).toBe(0);
    grid.activate(1);
    expect(grid.active.number).toBe(1);
  });

  test("goes round by keys", () => {
    grid.arrange(FOUR);
    const round = [1, 1, 1, 1, -1].map((by) => {
      executeGrid(grid, { type: "nextViewport", by });
      return grid.active.number;
    });
    expect(round).toEqual([1, 2, 3, 0, 3]);
  });

  test("gives the active viewport all the room, and takes it back", () => {
    fill();
    grid.activate(2);
    executeGrid(grid, { type: "maximise" });
    expect(visible()).toEqual([2]);
    expect(grid.visibleLayout).toEqual(SINGLE);
    executeGrid(grid, { type: "nextViewport", by: 1 });
    expect(visible()).toEqual([3]);
    executeGrid(grid, { type: "maximise" });
    expect(visible()).toEqual([0, 1, 2, 3]);
    expect(grid.visibleLayout).toEqual(FOUR);
  });

  test("doesn't maximise the only viewport", () => {
    executeGrid(grid, { type: "maximise" });
    expect(grid.maximised).toBe(false);
  });

  test("asks after a reconnect for what is on the screen now, and for the rest when it comes there", () => {
    fill();
    grid.viewport(1)!.goTo(5);
    grid.arrange(SINGLE);
    grid.disconnected();
    sent.length = 0;
    expect(grid.reopen(study(1, 2, 3, 4))).toBe(true);
    expect(opened()).toEqual(["0: 1"]);
    grid.arrange(SIDE_BY_SIDE);
    expect(opened()).toEqual(["0: 1", "1: 2"]);
    const { sequence } = sent.at(-1) as { sequence: number };
    grid.viewport(1)!.onSeries(seriesOf(10, { viewport: 1, sequence, seriesInstanceUID: "2.25.2" }));
    expect(grid.viewport(1)!.slice).toBe(5);
  });

  test("clears the viewports whose series the study has lost", () => {
    fill();
    expect(grid.reopen(study(1, 3))).toBe(true);
    expect([0, 1, 2, 3].map((number) => grid.viewport(number)!.summary?.seriesInstanceUID)).toEqual([
      "2.25.1",
      undefined,
      "2.25.3",
      undefined,
    ]);
    expect(grid.reopen(study(9))).toBe(false);
  });

  test("counts the changes of each viewport, so that only its own text follows", () => {
    fill();
    const before = grid.viewports.map(({ revision }) => revision);
    const heard = changes;
    grid.viewport(1)!.goTo(4);
    expect(grid.viewport(1)!.revision).toBeGreaterThan(before[1]!);
    expect(grid.viewport(0)!.revision).toBe(before[0]);
    expect(changes).toBeGreaterThan(heard);
  });

  test("tells the warnings of what is on the screen", () => {
    fill();
    grid.viewport(3)!.onWarning({ type: "warning", viewport: 3, message: "Uneven." });
    expect(grid.warnings).toEqual(["Uneven."]);
    grid.arrange(SINGLE);
    expect(grid.warnings).toEqual([]);
  });
});
