// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { SliceInfo } from "../protocol/messages.js";
import { CT_SERIES, fakeDecoder, seriesOf, sliceOf, tileOf, FakeImage } from "../viewport/testing.js";
import { ViewportModel } from "../viewport/viewport-model.js";
import { Cine } from "./cine.js";

const FRAME_MS = 1000 / 60;

describe("Cine", () => {
  let now: number;
  let frames: (() => void)[];
  let playable: boolean;
  let viewport: ViewportModel<FakeImage>;
  let cine: Cine<FakeImage>;
  /** Where the viewport was at each frame that changed it. */
  let places: number[];

  beforeEach(() => {
    now = 0;
    frames = [];
    playable = true;
    places = [];
    viewport = new ViewportModel<FakeImage>(0, { send: () => true, changed: () => {} }, fakeDecoder().decode);
    cine = new Cine<FakeImage>(
      () => playable,
      () => {},
      { now: () => now, atNextFrame: (run) => void frames.push(run) },
    );
  });

  function open(count: number, duration: (slice: number) => number | null): void {
    viewport.open(CT_SERIES);
    const slices = Array.from({ length: count }, (_, index) => sliceOf(index + 1, { duration: duration(index + 1) }));
    viewport.onSeries(seriesOf(0, { sequence: 1, slices }));
  }

  /** @param shows what of the wanted is on the screen at each frame: everything, unless said otherwise */
  function run(ms: number, shows: (slice: number) => boolean = () => true, frameMs = FRAME_MS): void {
    for (const end = now + ms; now < end; ) {
      now += frameMs;
      const due = frames;
      frames = [];
      due.forEach((each) => each());
      if (places.at(-1) !== viewport.slice) {
        places.push(viewport.slice);
      }
      if (viewport.sliceInfo && shows(viewport.slice)) {
        show(viewport.sliceInfo);
      }
    }
  }

  function show(slice: SliceInfo): void {
    if (viewport.shown?.slice !== slice) {
      viewport.shown = {
        kind: "picture",
        sequence: (viewport.shown?.sequence ?? 0) + 1,
        summary: CT_SERIES,
        series: viewport.series!,
        slice,
        tile: tileOf({ slice: slice.slice }),
        asked: { slice: slice.slice, window: null, invert: false, region: { x: 0, y: 0, width: 1, height: 1 }, size: { width: 1, height: 1 }, part: { whole: { width: 1, height: 1 }, left: 0, top: 0, width: 1, height: 1 } },
        image: new FakeImage(),
      };
    }
  }

  test("plays at the file's rate, and says so", () => {
    open(100, () => 40);
    cine.toggle(viewport);
    expect(cine.fileRate).toBeCloseTo(25);
    run(2_000);
    expect(viewport.slice).toBe(51);
    expect(cine.trueRate).toBeCloseTo(25, 0);
  });

  test("gives each picture the time that the file gives it", () => {
    open(4, (slice) => [100, 300, 50, 550][slice - 1]!);
    cine.toggle(viewport);
    run(80);
    expect(viewport.slice).toBe(1);
    run(200);
    expect(viewport.slice).toBe(2);
    run(130);
    expect(viewport.slice).toBe(3);
    run(60);
    expect(viewport.slice).toBe(4);
    run(480);
    expect(viewport.slice).toBe(4);
    run(60);
    expect(viewport.slice).toBe(1);
  });

  test("plays a stack that names no rate at fifteen, and at any rate that is chosen", () => {
    open(100, () => null);
    cine.toggle(viewport);
    expect(cine.fileRate).toBeUndefined();
    expect(cine.rate).toBe(15);
    cine.setRate(30);
    run(1_000);
    expect(viewport.slice).toBe(31);
    cine.setRate(500);
    expect(cine.rate).toBe(60);
    cine.setRate(null);
    expect(cine.rate).toBe(15);
  });

  test("passes over what the screen can't show in time, and neither slows nor hurries afterwards", () => {
    open(1000, () => 10);
    cine.toggle(viewport);
    run(1_000, () => true, 50);
    expect(viewport.slice).toBe(101);
    expect(places.slice(0, 3)).toEqual([6, 11, 16]);
  });

  test("tells the rate of what is on the screen, not of what is asked for", () => {
    open(1000, () => 40);
    cine.toggle(viewport);
    run(3_000, (slice) => slice % 5 === 0);
    expect(cine.rate).toBe(25);
    expect(cine.trueRate).toBeCloseTo(5, 0);
    run(3_000, () => false);
    expect(cine.trueRate).toBeUndefined();
  });

  test("begins again, turns round, or stays at the end", () => {
    open(3, () => 100);
    cine.toggle(viewport);
    run(750);
    expect(places).toEqual([1, 2, 3, 1, 2, 3, 1, 2]);
    cine.setMode("bounce");
    places = [];
    run(800);
    expect(places).toEqual([2, 3, 2, 1, 2, 3, 2, 1, 2]);
    cine.setMode("forward");
    run(1_000);
    expect(viewport.slice).toBe(3);
    expect(cine.playing).toBe(false);
    cine.toggle(viewport);
    run(50);
    expect(viewport.slice).toBe(1);
  });

  test("goes on from where the reader goes", () => {
    open(100, () => 100);
    cine.toggle(viewport);
    run(250);
    viewport.goTo(50);
    run(350);
    expect(viewport.slice).toBe(53);
  });

  test("pauses, and plays on from there", () => {
    open(100, () => 100);
    cine.toggle(viewport);
    run(520);
    cine.toggle(viewport);
    run(1_000);
    expect(viewport.slice).toBe(6);
    cine.toggle(viewport);
    run(150);
    expect(viewport.slice).toBe(7);
  });

  test("stops with the connection or its place on the screen, and where another series comes", () => {
    open(100, () => 100);
    cine.toggle(viewport);
    playable = false;
    run(300);
    expect(cine.playing).toBe(false);
    expect(viewport.slice).toBe(1);
    playable = true;
    cine.toggle(viewport);
    viewport.open(CT_SERIES);
    run(300);
    expect(cine.playing).toBe(false);
  });

  test("doesn't hurry after the machine was asleep", () => {
    open(1000, () => 100);
    cine.toggle(viewport);
    run(250);
    now += 60_000;
    run(200);
    expect(viewport.slice).toBeLessThan(8);
  });

  test("has nothing to play in one picture", () => {
    open(1, () => 40);
    cine.toggle(viewport);
    expect(cine.playing).toBe(false);
    expect(cine.over).toBeUndefined();
  });

  test("ends with its bar and the rate that was chosen", () => {
    open(10, () => 40);
    cine.toggle(viewport);
    cine.setRate(5);
    expect(cine.end()).toBe(true);
    expect(cine.over).toBeUndefined();
    expect(cine.end()).toBe(false);
    cine.toggle(viewport);
    expect(cine.rate).toBe(25);
  });
});
