// @vitest-environment node
import { describe, expect, test } from "vitest";
import { drawnFromSource } from "../viewport/testing.js";
import { initialState, pictureIn, scrolled, turnedIn, withPane, type MprState } from "./mpr-state.js";
import { pannedPlane, zoomedPlane } from "./picture.js";
import { byPlane } from "./plane.js";
import { PlanePainter } from "./plane-paint.js";
import type { ShownPlane } from "./shown-plane.js";
import { planeTileOf, volumeEventOf } from "./testing.js";
import { wantedPlane, type WantedPlane } from "./wanted-plane.js";

const SIZE = { width: 512, height: 512 };
const SCREEN = { canvas: SIZE, density: 1 };
const SIZES = byPlane(() => SIZE);
const START = initialState(volumeEventOf(), { x: 10, y: -20, z: 30 }, null, false);

/** Where the picture of the coronal plane that was asked for in `before` is drawn in `now`. */
function drawn(before: MprState, now: MprState): { at: readonly number[]; smooth: boolean } {
  const asked: WantedPlane = wantedPlane(before, "coronal", SCREEN);
  const tile = planeTileOf({ type: "plane", viewport: 2, sequence: 1, quality: "exact", ...asked });
  const image = drawnFromSource(512, 512);
  const shown: ShownPlane = { volume: volumeEventOf(), tile, asked, image };
  let at: readonly number[] = [];
  const context = {
    canvas: SIZE,
    imageSmoothingEnabled: false,
    fillRect: () => {},
    drawImage: (_: unknown, ...box: number[]) => (at = box),
  };
  new PlanePainter(context as unknown as CanvasRenderingContext2D).paint(shown, wantedPlane(now, "coronal", SCREEN));
  return { at, smooth: context.imageSmoothingEnabled };
}

describe("a plane's picture", () => {
  const picture = pictureIn(START, "coronal", SIZE);

  test("is drawn pixel for pixel where it was asked for, without smoothing", () => {
    expect(drawn(START, START)).toEqual({ at: [0, 0, 512, 512], smooth: false });
  });

  test("moves with the hand until the next one comes", () => {
    const panned = withPane(START, "coronal", { view: pannedPlane(picture, 40, -25) });
    expect(drawn(START, panned)).toEqual({ at: [40, -25, 512, 512], smooth: false });
  });

  test("is stretched about the pointer until the next one comes", () => {
    const zoomed = withPane(START, "coronal", { view: zoomedPlane(picture, { x: 128, y: 384 }, 2) });
    expect(drawn(START, zoomed)).toEqual({ at: [-128, -384, 1024, 1024], smooth: true });
  });

  test("stays in its place while the plane goes along its normal", () => {
    expect(drawn(START, scrolled(START, "coronal", 9)).at).toEqual([0, 0, 512, 512]);
  });

  test("stays in its place while the plane is turned: here nothing can be turned", () => {
    expect(drawn(START, turnedIn(START, ["coronal", "sagittal"], "axial", 0.4, SIZES)).at).toEqual([0, 0, 512, 512]);
  });

  test("is drawn again only where the view would look otherwise", () => {
    let draws = 0;
    const context = {
      canvas: { ...SIZE },
      imageSmoothingEnabled: false,
      fillRect: () => {},
      drawImage: () => (draws += 1),
    };
    const painter = new PlanePainter(context as unknown as CanvasRenderingContext2D);
    const asked = wantedPlane(START, "coronal", SCREEN);
    const tile = planeTileOf({ type: "plane", viewport: 2, sequence: 1, quality: "exact", ...asked });
    const pictureOf = (): ShownPlane => ({
      volume: volumeEventOf(),
      tile,
      asked,
      image: drawnFromSource(512, 512),
    });
    const shown = pictureOf();
    painter.paint(shown, asked);
    painter.paint(shown, wantedPlane(scrolled(START, "coronal", 9), "coronal", SCREEN));
    expect(draws).toBe(1);
    painter.paint(shown, wantedPlane(withPane(START, "coronal", { view: pannedPlane(picture, 1, 0) }), "coronal", SCREEN));
    expect(draws).toBe(2);
    painter.paint(shown, asked);
    painter.paint(pictureOf(), asked);
    expect(draws).toBe(4);
    context.canvas.width -= 1;
    const narrower = pictureOf();
    painter.paint(narrower, asked);
    painter.cleared();
    painter.paint(narrower, asked);
    expect(draws).toBe(6);
  });
});
