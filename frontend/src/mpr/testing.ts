import type { ClientMessage, PlaneMessage, PlaneTile, Size, VolumeEvent } from "../protocol/messages.js";
import { fakeDecoder, type FakeImage } from "../viewport/testing.js";
import type { Crosshair } from "./crosshair.js";
import { MprModel } from "./mpr-model.js";
import { PLANES, standardFrames, type Frame, type PlaneName, type VolumeShape } from "./plane.js";
import { plus, times, turned, X, Y, Z, type Vector } from "./vector.js";

/** What the tests of this folder share: a volume of 512 × 512 × 200 voxels about a given place. */
export function volumeOf(change: Partial<VolumeShape> = {}): VolumeShape {
  const axes = { row: X, column: Y, normal: Z, spacing: { row: 0.5, column: 0.5, slice: 1.5 }, center: { x: 0, y: 0, z: 0 }, ...change };
  const half = { row: axes.spacing.column * 256, column: axes.spacing.row * 256, normal: axes.spacing.slice * 100 };
  const signs = [-1, 1];
  const corners = signs.flatMap((i) =>
    signs.flatMap((j) =>
      signs.map((k) =>
        [times(axes.row, i * half.row), times(axes.column, j * half.column), times(axes.normal, k * half.normal)].reduce(plus, axes.center),
      ),
    ),
  );
  return { corners, ...axes };
}

/** A volume whose slices are tilted about the patient's left-right axis, as a gantry tilts. */
export function tiltedVolume(degrees: number): VolumeShape {
  const radians = (degrees * Math.PI) / 180;
  return volumeOf({ row: X, column: turned(Y, X, radians), normal: turned(Z, X, radians) });
}

export function crosshairOf(center: Vector, frames: Partial<Record<PlaneName, Frame>> = {}): Crosshair {
  return { center, frames: { ...standardFrames("patient", volumeOf()), ...frames } };
}

export function volumeEventOf(change: Partial<VolumeEvent> = {}): VolumeEvent {
  return {
    type: "volume",
    viewport: 1,
    sequence: 1,
    seriesInstanceUID: "2.25.2",
    frameOfReferenceUID: "2.25.7",
    label: "",
    modality: "CT",
    unit: "HU",
    presets: [{ name: "Lung", center: -600, width: 1500 }],
    window: { center: 40, width: 400 },
    columns: 512,
    rows: 512,
    slices: 200,
    tilt: 0,
    reduced: false,
    sourceLossy: false,
    warnings: [],
    ...volumeOf(),
    ...change,
  };
}

/** Four open views of this size, without a server: `sent` collects what would go there. */
export function openPlanes(view: Size, sent: ClientMessage[] = []): MprModel {
  const host = { send: (message: ClientMessage) => sent.push(message) > 0, changed: () => {} };
  const model = new MprModel<FakeImage>(host, fakeDecoder().decode, 1, () => {}) as unknown as MprModel;
  model.enter({ seriesInstanceUID: "2.25.2", slice: undefined, window: null, invert: false });
  PLANES.forEach((plane) => model.resize(plane, view, 1));
  PLANES.forEach((_, index) => model.onVolume(volumeEventOf({ viewport: 1 + index })));
  return model;
}

/** The answer to a request, with its image losslessly at the size that was asked for. */
export function planeTileOf(asked: PlaneMessage, change: Partial<PlaneTile> = {}): PlaneTile {
  return {
    format: "png",
    exact: asked.quality === "exact",
    sourceLossy: false,
    inverted: asked.invert,
    complete: true,
    crossesGap: false,
    viewport: asked.viewport,
    sequence: asked.sequence,
    loaded: 200,
    slices: 200,
    center: asked.center,
    spacing: asked.spacing,
    slab: asked.slab,
    imageWidth: 512,
    imageHeight: 512,
    windowCenter: asked.window?.center ?? 40,
    windowWidth: asked.window?.width ?? 400,
    image: new Uint8Array(1),
    ...change,
  };
}
