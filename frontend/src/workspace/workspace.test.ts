// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { ConnectionListener, StreamConnection } from "../connection/stream-connection.js";
import type { ClientMessage, OpenSeriesMessage } from "../protocol/messages.js";
import { volumeEventOf } from "../mpr/testing.js";
import { CT_SERIES, fakeDecoder, seriesOf, sliceOf, STUDY, tileOf, type FakeImage } from "../viewport/testing.js";
import { decodeView, encodeView } from "./linked-view.js";
import { Workspace } from "./workspace.js";

class FakeConnection {
  sent: ClientMessage[] = [];
  closed = false;
  awaiting = false;
  listener!: ConnectionListener;

  open(): void {}
  close(): void {
    this.closed = true;
  }
  send(message: ClientMessage): boolean {
    this.sent.push(message);
    return true;
  }
  setAwaiting(awaiting: boolean): void {
    this.awaiting = awaiting;
  }
}

describe("Workspace", () => {
  let connection: FakeConnection;
  let images: Map<number, FakeImage>;
  let workspace: Workspace<FakeImage>;

  beforeEach(() => {
    connection = new FakeConnection();
    const fake = fakeDecoder();
    images = fake.images;
    workspace = new Workspace<FakeImage>(
      () => {},
      (listener) => Object.assign(connection, { listener }) as unknown as StreamConnection,
      fake.decode,
    );
    workspace.active.resize({ width: 512, height: 512 }, 1);
    workspace.stateChanged({ kind: "open" });
  });

  async function show(): Promise<void> {
    workspace.event(STUDY);
    workspace.event(seriesOf(10, { sequence: 1 }));
    workspace.tile(tileOf({ sequence: 2 }));
    images.get(2)!.finish();
    await Promise.resolve();
    await Promise.resolve();
  }

  test("opens the first series that has pictures", () => {
    workspace.event(STUDY);
    expect(connection.sent).toEqual([
      { type: "series", viewport: 0, sequence: 1, seriesInstanceUID: CT_SERIES.seriesInstanceUID },
    ]);
  });

  test("opens nothing in a study without pictures", () => {
    workspace.event({ ...STUDY, series: [STUDY.series[0]!] });
    expect(connection.sent).toEqual([]);
  });

  test("is live only while this connection has said which study it carries", () => {
    expect(workspace.live).toBe(false);
    workspace.event(STUDY);
    expect(workspace.live).toBe(true);
    workspace.stateChanged({ kind: "reconnecting", attempt: 1 });
    expect(workspace.live).toBe(false);
    workspace.stateChanged({ kind: "open" });
    expect(workspace.live).toBe(false);
    workspace.event(STUDY);
    expect(workspace.live).toBe(true);
  });

  test("keeps the picture while it reconnects, and asks for the same series again", async () => {
    await show();
    workspace.active.goTo(4);
    workspace.stateChanged({ kind: "reconnecting", attempt: 1 });
    expect(workspace.active.shown?.kind).toBe("picture");
    workspace.stateChanged({ kind: "open" });
    workspace.event(STUDY);
    expect(connection.sent.at(-1)).toMatchObject({ type: "series", seriesInstanceUID: "2.25.2" });
    expect(workspace.active.slice).toBe(4);
  });

  test("opens a series in the active viewport, or in another, which is then active", () => {
    const other = { ...CT_SERIES, seriesInstanceUID: "2.25.9" };
    workspace.event(STUDY);
    workspace.grid.arrange({ rows: 2, columns: 2 });
    workspace.openSeries(other, 2);
    expect(connection.sent.at(-1)).toMatchObject({ type: "series", viewport: 2, seriesInstanceUID: "2.25.9" });
    expect(workspace.active.number).toBe(2);
    workspace.openSeries(CT_SERIES);
    expect(connection.sent.at(-1)).toMatchObject({ type: "series", viewport: 2, seriesInstanceUID: "2.25.2" });
    expect(workspace.grid.viewport(0)!.summary).toBe(CT_SERIES);
  });

  describe("mammograms", () => {
    const names = ["L CC", "L MLO", "R CC", "R MLO"];
    const series = names.map((description, index) => ({ ...CT_SERIES, modality: "MG", instances: 1, description, seriesInstanceUID: `2.25.5${index}` }));
    const shown = () => workspace.grid.visible.map(({ summary }) => summary?.description);

    function said(cell: number): void {
      const { sequence, seriesInstanceUID } = connection.sent.filter((message) => message.type === "series" && message.viewport === cell).at(-1) as OpenSeriesMessage;
      const [laterality, view] = series.find((known) => known.seriesInstanceUID === seriesInstanceUID)!.description.split(" ");
      const orientation = { left: "A", right: "P", top: "", bottom: "" };
      workspace.event(seriesOf(0, { viewport: cell, sequence, seriesInstanceUID, slices: [sliceOf(1, { laterality: laterality!, view: view!, orientation })] }));
    }

    test("face each other as soon as it is known what they show", () => {
      workspace.event({ ...STUDY, series });
      [0, 1, 2].forEach(said);
      expect(shown()).toEqual(names);
      said(3);
      expect(shown()).toEqual(["R CC", "L CC", "R MLO", "L MLO"]);
      expect(workspace.grid.visible.map(({ view }) => view.pose.mirrored)).toEqual([false, true, false, true]);
      [0, 1, 2, 3].forEach(said);
      expect(shown()).toEqual(["R CC", "L CC", "R MLO", "L MLO"]);
      expect(workspace.active.number).toBe(0);
    });

    test("stay where the user has put them meanwhile", () => {
      workspace.event({ ...STUDY, series });
      [0, 1, 2].forEach(said);
      workspace.openSeries(series[3]!, 0);
      said(0);
      said(3);
      expect(shown()).toEqual(["R MLO", "L MLO", "R CC", "R MLO"]);
    });
  });

  test("hangs the series of a study beside each other", () => {
    const other = { ...CT_SERIES, seriesInstanceUID: "2.25.9" };
    workspace.event({ ...STUDY, series: [CT_SERIES, other] });
    expect(connection.sent).toMatchObject([
      { type: "series", viewport: 0, seriesInstanceUID: "2.25.2" },
      { type: "series", viewport: 1, seriesInstanceUID: "2.25.9" },
    ]);
  });

  describe("another study beside", () => {
    const PRIOR = "2.25.300";
    const { type: _, ...own } = STUDY;
    const prior = { ...own, studyInstanceUID: PRIOR, date: "2024-03-12", series: [{ ...CT_SERIES, seriesInstanceUID: "2.25.310" }] };
    const opened = { type: "beside", studyInstanceUID: PRIOR, relation: "prior", study: prior, refusal: null } as const;
    const shown = () => workspace.grid.visible.map(({ summary }) => summary?.seriesInstanceUID);

    test("is asked for, and shown in a second viewport, by its own study's name", () => {
      workspace.event(STUDY);
      workspace.openBeside(PRIOR);
      expect(connection.sent.at(-1)).toEqual({ type: "beside", studyInstanceUID: PRIOR });
      workspace.event(opened);
      expect(shown()).toEqual(["2.25.2", "2.25.310"]);
      expect(connection.sent.at(-1)).toEqual({ type: "series", viewport: 1, sequence: 1, studyInstanceUID: PRIOR, seriesInstanceUID: "2.25.310" });
      expect(workspace.studyOf(workspace.active.summary!)?.date).toBe("2024-03-12");
      expect(workspace.studyOf(CT_SERIES)).toBe(STUDY);
    });

    test("is asked for anew on a new connection, with what was shown of it", () => {
      workspace.event(STUDY);
      workspace.openBeside(PRIOR);
      workspace.event(opened);
      workspace.stateChanged({ kind: "reconnecting", attempt: 1 });
      connection.sent = [];
      workspace.stateChanged({ kind: "open" });
      workspace.event(STUDY);
      expect(connection.sent).toMatchObject([
        { type: "beside", studyInstanceUID: PRIOR },
        { type: "series", viewport: 0, seriesInstanceUID: "2.25.2" },
        { type: "series", viewport: 1, studyInstanceUID: PRIOR, seriesInstanceUID: "2.25.310" },
      ]);
      workspace.event(opened);
      expect(shown()).toEqual(["2.25.2", "2.25.310"]);
    });

    test("leaves the screen when it is closed, or isn't available any more", () => {
      workspace.event(STUDY);
      for (const leave of [() => workspace.closeBeside(PRIOR), () => workspace.event({ ...opened, study: null, relation: null, refusal: "not-available" })]) {
        workspace.openBeside(PRIOR);
        workspace.event(opened);
        expect(shown()).toHaveLength(2);
        leave();
        expect(shown()).toEqual(["2.25.2"]);
        expect(workspace.besides.all).toEqual([]);
      }
    });

    test("of another patient shows nothing, and says so", () => {
      workspace.event(STUDY);
      workspace.openBeside(PRIOR);
      workspace.event({ ...opened, study: { ...prior, patient: { ...prior.patient, id: "PAT-2" } } });
      expect(shown()).toEqual(["2.25.2"]);
      expect(workspace.besides.refused).toEqual({ studyInstanceUID: PRIOR, refusal: "other-patient" });
    });

    test("opens its planes by its own study's name", () => {
      workspace.event(STUDY);
      workspace.openBeside(PRIOR);
      workspace.event(opened);
      workspace.togglePlanes();
      workspace.mpr.resizeAll(1000);
      expect(connection.sent.filter(({ type }) => type === "mpr")[0]).toMatchObject({ studyInstanceUID: PRIOR, seriesInstanceUID: "2.25.310" });
    });
  });

  describe("a linked view", () => {
    const LINK = "1x2~a1_s2.25.2~i2.25.2.4~f1~c-600~w1500~n_t2.25.300~s2.25.310~i2.25.2.3~f1~p1";
    const { type: _, ...own } = STUDY;
    const prior = { ...own, studyInstanceUID: "2.25.300", series: [{ ...CT_SERIES, seriesInstanceUID: "2.25.310" }] };

    function begin(link: string, compact = false): void {
      workspace = new Workspace<FakeImage>(
        () => {},
        (listener) => Object.assign(connection, { listener }) as unknown as StreamConnection,
        fakeDecoder().decode,
        () => compact,
        undefined,
        decodeView(link),
      );
      workspace.grid.viewports.forEach((viewport) => viewport.resize({ width: 512, height: 512 }, 1));
      workspace.stateChanged({ kind: "open" });
      workspace.event(STUDY);
    }

    test("shows its series, slices and windows in its layout, and is the same again when it is copied", () => {
      begin(LINK);
      expect(connection.sent).toEqual([
        { type: "series", viewport: 0, sequence: 1, seriesInstanceUID: "2.25.2" },
        { type: "beside", studyInstanceUID: "2.25.300" },
      ]);
      workspace.event({ type: "beside", studyInstanceUID: "2.25.300", relation: "prior", study: prior, refusal: null });
      expect(connection.sent.at(-1)).toEqual({ type: "series", viewport: 1, sequence: 1, studyInstanceUID: "2.25.300", seriesInstanceUID: "2.25.310" });
      workspace.event(seriesOf(10, { sequence: 1 }));
      workspace.event(seriesOf(10, { viewport: 1, sequence: 1, seriesInstanceUID: "2.25.310" }));
      expect(connection.sent.filter(({ type }) => type === "render")).toMatchObject([
        { viewport: 0, slice: 4, window: { center: -600, width: 1500 }, invert: true },
        { viewport: 1, slice: 3, window: null, invert: false },
      ]);
      expect(encodeView(workspace.currentView!)).toBe(LINK);
      expect(workspace.warnings).toEqual([]);
    });

    test("shows the active viewport alone where there is room for one", () => {
      begin(LINK.replace("~a1", "~a0"), true);
      expect(workspace.grid.visible).toHaveLength(1);
      expect(workspace.active.window).toEqual({ center: -600, width: 1500 });
    });

    test("says what of it can't be shown, and shows the rest", () => {
      begin("1x2~a0_s2.25.2~i2.25.2.4~f1_t2.25.300~s2.25.310");
      workspace.event({ type: "beside", studyInstanceUID: "2.25.300", relation: null, study: null, refusal: "not-available" });
      expect(workspace.warnings).toHaveLength(1);
      expect(workspace.active.summary?.seriesInstanceUID).toBe("2.25.2");
    });

    test("of series that aren't there any more leaves the study as it is usually shown", () => {
      begin("1x1~a0_s2.25.99");
      expect(workspace.active.summary).toBe(CT_SERIES);
      expect(workspace.warnings).toHaveLength(1);
    });
  });

  describe("planes", () => {
    const opened = (): ClientMessage[] => connection.sent.filter(({ type }) => type === "mpr");

    async function openPlanes(): Promise<void> {
      await show();
      workspace.active.goTo(4);
      workspace.togglePlanes();
      for (const viewport of [16, 17, 18, 19]) {
        workspace.event(volumeEventOf({ viewport, sequence: 1 }));
      }
    }

    test("are those of the slice on the screen, and leave the slices as they were", async () => {
      await openPlanes();
      expect(opened()[0]).toMatchObject({ seriesInstanceUID: "2.25.2", slice: 4 });
      expect(workspace.mpr.state).toBeDefined();
      workspace.togglePlanes();
      expect(workspace.mpr.open).toBe(false);
      expect(workspace.active.slice).toBe(4);
      expect(workspace.active.shown?.kind).toBe("picture");
    });

    test("come again after a reconnect, when it is known how the slices are counted now", async () => {
      await openPlanes();
      workspace.stateChanged({ kind: "reconnecting", attempt: 1 });
      expect(workspace.mpr.open).toBe(true);
      workspace.stateChanged({ kind: "open" });
      workspace.event(STUDY);
      expect(opened()).toHaveLength(4);
      const { sequence } = connection.sent.findLast((message) => message.type === "series")!;
      // Two pictures more, before those that were there.
      const slices = [sliceOf(1, { sopInstanceUID: "2.25.2.98" }), sliceOf(2, { sopInstanceUID: "2.25.2.99" })];
      const now = seriesOf(10).slices.map((slice) => ({ ...slice, slice: slice.slice + 2 }));
      workspace.event(seriesOf(12, { sequence, slices: [...slices, ...now] }));
      expect(opened()).toHaveLength(8);
      expect(opened().at(-1)).toMatchObject({ slice: 6 });
    });

    test("say why where the series doesn't come again, and ask for it on demand", async () => {
      await openPlanes();
      workspace.stateChanged({ kind: "reconnecting", attempt: 1 });
      workspace.stateChanged({ kind: "open" });
      workspace.event(STUDY);
      const series = () => connection.sent.filter((message) => message.type === "series");
      const { sequence } = series().at(-1)!;
      workspace.event({ type: "failed", viewport: 0, sequence, slice: null, message: "The archive didn't answer.", detail: "" });
      expect(workspace.mpr.failure?.message).toBe("The archive didn't answer.");
      const before = series().length;
      workspace.mpr.reopen();
      expect(series()).toHaveLength(before + 1);
      workspace.event(seriesOf(0, { sequence: series().at(-1)!.sequence }));
      expect(workspace.mpr.failure?.message).toBe("No picture of this series could be found.");
      expect(opened()).toHaveLength(4);
    });

    test("follow to another series", async () => {
      await openPlanes();
      workspace.openSeries({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
      expect(opened().at(-1)).toMatchObject({ seriesInstanceUID: "2.25.9", slice: null });
    });

    test("give the tools their window and the volume's presets", async () => {
      await openPlanes();
      expect(workspace.tools).toMatchObject({ window: null, windowed: true, presets: [{ name: "Lung" }] });
    });

    test("hear what is said of their viewports, and the slices don't", async () => {
      await openPlanes();
      workspace.event({ type: "progress", viewport: 17, done: 10, total: 200, what: "volume" });
      expect(workspace.mpr.progress?.done).toBe(10);
      expect(workspace.active.progress).toBeUndefined();
      workspace.event({ type: "warning", viewport: 18, message: "2 slices are missing." });
      expect(workspace.warnings).toContain("2 slices are missing.");
      workspace.togglePlanes();
      expect(workspace.warnings).not.toContain("2 slices are missing.");
    });

    test("keep nothing of the patient when the stream is over", async () => {
      await openPlanes();
      workspace.stateChanged({ kind: "ended", reason: "signed-out" });
      expect(workspace.mpr.open).toBe(false);
      expect(workspace.mpr.volume).toBeUndefined();
    });
  });

  test("keeps nothing of the patient when the stream is over", async () => {
    await show();
    workspace.stateChanged({ kind: "ended", reason: "signed-out" });
    expect(workspace.study).toBeUndefined();
    expect(workspace.active.shown).toBeUndefined();
    expect(workspace.active.series).toBeUndefined();
    expect(images.get(2)!.closed).toBe(true);
  });

  test("lists warnings once, those of a series as long as it is open", () => {
    workspace.event(STUDY);
    workspace.event({ type: "warning", viewport: null, message: "1 file could not be read." });
    workspace.event({ type: "warning", viewport: 0, message: "Slices are unevenly spaced." });
    workspace.event(seriesOf(3, { sequence: 1, warnings: ["1 file could not be read.", "The gantry was tilted."] }));
    expect(workspace.warnings).toEqual([
      "1 file could not be read.",
      "The gantry was tilted.",
      "Slices are unevenly spaced.",
    ]);
    workspace.openSeries({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
    expect(workspace.warnings).toEqual(["1 file could not be read."]);
  });

  test("has the connection watched while an answer is awaited, and no longer", async () => {
    const shown = show();
    expect(connection.awaiting).toBe(true);
    await shown;
    expect(connection.awaiting).toBe(false);
  });

  test("ignores what is said of viewports that it doesn't have", () => {
    workspace.event(STUDY);
    workspace.event({ type: "failed", viewport: 30, sequence: 1, slice: null, message: "x", detail: "" });
    workspace.tile(tileOf({ viewport: 30 }));
    expect(workspace.active.seriesFailure).toBeUndefined();
  });

  describe("what is measured", () => {
    const picture = { seriesInstanceUID: CT_SERIES.seriesInstanceUID, sopInstanceUID: "2.25.2.4", frame: 1 };
    const points = [
      { x: 1, y: 1 },
      { x: 9, y: 1 },
    ];
    const asked = () => connection.sent.filter(({ type }) => type === "measure");

    test("is asked in the viewport that has its series, and its answer comes back", async () => {
      await show();
      workspace.measuring.create("length", picture, points);
      expect(asked()).toEqual([expect.objectContaining({ viewport: 0, slice: 4, kind: "length", points })]);
      workspace.event({
        type: "measured",
        viewport: 0,
        number: 1,
        revision: workspace.measuring.measurements[0]!.revision,
        image: { sopInstanceUID: "2.25.2.4", frame: 1 },
        values: [{ name: "length", value: 5.6, unit: "mm" }],
        spacing: "patient",
        notes: [],
        refusal: null,
      });
      expect(workspace.measuring.answerTo(workspace.measuring.measurements[0]!)?.values[0]?.value).toBe(5.6);
    });

    test("is asked again when the series is open on a new connection, not before", async () => {
      await show();
      workspace.measuring.create("length", picture, points);
      workspace.stateChanged({ kind: "reconnecting", attempt: 1 });
      workspace.stateChanged({ kind: "open" });
      workspace.event(STUDY);
      expect(asked()).toHaveLength(1);
      const { sequence } = connection.sent.findLast(({ type }) => type === "series") as { sequence: number };
      workspace.event(seriesOf(10, { sequence }));
      expect(asked()).toHaveLength(2);
    });

    test("is shown where it is, with its series opened for that", async () => {
      await show();
      workspace.measuring.create("length", picture, points);
      const [measurement] = workspace.measuring.measurements;
      workspace.showMeasurement(measurement!);
      expect(workspace.active.slice).toBe(4);

      workspace.openSeries({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
      workspace.showMeasurement(measurement!);
      expect(workspace.active.summary?.seriesInstanceUID).toBe(CT_SERIES.seriesInstanceUID);
      const { sequence } = connection.sent.findLast(({ type }) => type === "series") as { sequence: number };
      workspace.event(seriesOf(10, { sequence }));
      expect(workspace.active.slice).toBe(4);
    });

    test("in a plane is shown in the very volume that it was drawn in: its slices are asked for first where they aren't known", async () => {
      await show();
      const { sopInstanceUID, frame } = sliceOf(7);
      const right = { x: 1, y: 0, z: 0 };
      const down = { x: 0, y: 1, z: 0 };
      const { seriesInstanceUID } = CT_SERIES;
      const plane = { seriesInstanceUID, label: "echo 2", frameOfReferenceUID: "2.25.8", right, down, origin: right, method: "mean", slab: 0, view: "axial", slice: { sopInstanceUID, frame } } as const;
      workspace.measuring.create("length", plane, points);
      const [measurement] = workspace.measuring.measurements;
      workspace.openSeries({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
      workspace.showMeasurement(measurement!);
      const opened = () => connection.sent.filter((message) => message.type === "mpr");
      expect(opened(), "which volume to ask for isn't known yet").toEqual([]);
      const { sequence } = connection.sent.findLast(({ type }) => type === "series") as { sequence: number };
      workspace.event(seriesOf(10, { sequence }));
      expect(opened().length).toBeGreaterThan(0);
      opened().forEach((message) => expect(message).toMatchObject({ seriesInstanceUID, slice: 7 }));

      const before = opened().length;
      workspace.openSeries({ ...CT_SERIES, seriesInstanceUID: "2.25.9" });
      workspace.showMeasurement(measurement!);
      expect(workspace.mpr.open, "the planes of another series make room").toBe(false);
      const again = connection.sent.findLast(({ type }) => type === "series") as { sequence: number };
      workspace.event(seriesOf(10, { sequence: again.sequence }));
      const newest = opened().slice(before).filter(({ seriesInstanceUID: uid }) => uid === seriesInstanceUID);
      expect(newest.length).toBeGreaterThan(0);
      newest.forEach((message) => expect(message).toMatchObject({ slice: 7 }));
    });

    test("is forgotten when the session ends", async () => {
      await show();
      workspace.measuring.create("length", picture, points);
      workspace.stateChanged({ kind: "ended", reason: "signed-out" });
      expect(workspace.measuring.measurements).toEqual([]);
    });
  });

  describe("documents", () => {
    const head = { kind: "keyObjects", title: "Of Interest", date: "", time: "", download: "", failure: "" } as const;
    const image = (sopInstanceUID: string, seriesInstanceUID = CT_SERIES.seriesInstanceUID) => ({
      seriesInstanceUID,
      sopInstanceUID,
      frames: [],
      presentationState: false,
      otherStudy: false,
    });
    let looked: string[];

    beforeEach(() => {
      looked = [];
      const keys = { ...head, seriesInstanceUID: "2.25.90", sopInstanceUID: "2.25.91", appliesTo: [], keyImages: [sliceOf(3), sliceOf(7)].map(({ sopInstanceUID }) => image(sopInstanceUID)) };
      const stray = { ...keys, sopInstanceUID: "2.25.92", keyImages: [image("9.9", "9.8")] };
      workspace = new Workspace<FakeImage>(
        () => {},
        (listener) => Object.assign(connection, { listener }) as unknown as StreamConnection,
        fakeDecoder().decode,
        () => false,
        {
          list: () => Promise.resolve({ documents: [keys, stray], notes: ["Cut."] }),
          listOf: (uid) => (looked.push(uid), Promise.resolve({ documents: [], notes: [] })),
          open: () => Promise.reject(new Error("unused")),
        },
      );
      workspace.active.resize({ width: 512, height: 512 }, 1);
      workspace.stateChanged({ kind: "open" });
    });

    test("goes from key image to key image, round and round, and leaves out those of no series here", async () => {
      workspace.event(STUDY);
      workspace.event(seriesOf(10, { sequence: 1 }));
      await Promise.resolve();
      expect(workspace.warnings).toContain("Cut.");
      expect([workspace.keyImages.length, workspace.keyImage]).toEqual([2, 0]);
      const stepped = [1, 1, 1, -1].map((by) => {
        workspace.stepKeyImage(by);
        return [workspace.active.slice, workspace.keyImage];
      });
      expect(stepped).toEqual([[3, 1], [7, 2], [3, 1], [7, 2]]);
      workspace.active.goTo(5);
      expect(workspace.keyImage).toBe(0);
      workspace.stepKeyImage(-1);
      expect(workspace.active.slice).toBe(7);
    });

    test("opens the picture that a report refers to", () => {
      workspace.event(STUDY);
      workspace.event(seriesOf(10, { sequence: 1 }));
      const reference = image(sliceOf(4).sopInstanceUID);
      expect(workspace.sliceReferred(reference)).toBe(4);
      workspace.showReference(reference);
      expect(workspace.active.slice).toBe(4);
    });

    test("looks for documents where a series can't be shown, and nowhere else", () => {
      workspace.event(STUDY);
      workspace.event(seriesOf(10, { sequence: 1 }));
      expect(looked).toEqual([]);
      workspace.event({ type: "failed", viewport: 0, sequence: 1, slice: null, message: "it holds no pictures.", detail: "" });
      expect(looked).toEqual([CT_SERIES.seriesInstanceUID]);
    });

    test("forgets them with the patient", async () => {
      workspace.event(STUDY);
      await Promise.resolve();
      workspace.stateChanged({ kind: "ended", reason: "signed-out" });
      expect([workspace.documents.documents, workspace.keyImages]).toEqual([[], []]);
    });
  });
});
