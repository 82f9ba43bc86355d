import type { SeriesEvent, SeriesSummary, SliceInfo, StudyEvent, Tile } from "../protocol/messages.js";
import type { PictureImage } from "./picture-image.js";
import type { DecodedImage, DecodeImage } from "./tile-decoder.js";

/** What the tests of this folder share: a study of known content, and images that are decoded when the test says so. */

export class FakeImage implements DecodedImage {
  readonly width = 512;
  readonly height = 512;
  closed = false;
  finish!: () => void;
  fail!: (message: string) => void;

  close(): void {
    this.closed = true;
  }
}

/** An image that can only be drawn from its source. */
export function drawnFromSource(width: number, height: number): PictureImage {
  return { width, height, source: { width, height } as ImageBitmap, put: () => false, close: () => {} };
}

export function fakeDecoder(): { decode: DecodeImage<FakeImage>; images: Map<number, FakeImage> } {
  const images = new Map<number, FakeImage>();
  const decode: DecodeImage<FakeImage> = ({ sequence }) =>
    new Promise((resolve, reject) => {
      const image = new FakeImage();
      image.finish = () => resolve(image);
      image.fail = (message) => reject(new Error(message));
      images.set(sequence, image);
    });
  return { decode, images };
}

export function tileOf(change: Partial<Tile>): Tile {
  return {
    format: "png",
    exact: true,
    sourceLossy: false,
    inverted: false,
    presented: false,
    ahead: false,
    viewport: 0,
    sequence: 1,
    slice: 1,
    region: { x: 0, y: 0, width: 512, height: 512 },
    imageWidth: 512,
    imageHeight: 512,
    windowCenter: 40,
    windowWidth: 400,
    image: new Uint8Array(1),
    ...change,
  };
}

export function sliceOf(slice: number, change: Partial<SliceInfo> = {}): SliceInfo {
  return {
    slice,
    sopInstanceUID: `2.25.2.${slice}`,
    frame: 1,
    instanceNumber: slice,
    rows: 512,
    columns: 512,
    pixelAspect: 1,
    spacing: { row: 0.7, column: 0.7, kind: "patient" },
    orientation: { left: "R", right: "L", top: "A", bottom: "P" },
    position: { x: 0, y: 0, z: slice },
    row: { x: 1, y: 0, z: 0 },
    column: { x: 0, y: 1, z: 0 },
    location: slice * 1.5,
    thickness: 1.5,
    duration: null,
    window: { center: 40, width: 400 },
    laterality: "",
    view: "",
    verdict: null,
    ...change,
  };
}

export function seriesOf(count: number, change: Partial<SeriesEvent> = {}): SeriesEvent {
  return {
    type: "series",
    viewport: 0,
    sequence: 1,
    seriesInstanceUID: "2.25.2",
    modality: "CT",
    presets: [{ name: "Lung", center: -600, width: 1500 }],
    frameOfReferenceUID: "2.25.7",
    slices: Array.from({ length: count }, (_, index) => sliceOf(index + 1)),
    warnings: [],
    ...change,
  };
}

export const CT_SERIES: SeriesSummary = {
  seriesInstanceUID: "2.25.2",
  number: 3,
  modality: "CT",
  description: "Axial",
  bodyPart: "CHEST",
  instances: 10,
  thumbnail: "thumbnail",
  images: true,
};

export const STUDY: StudyEvent = {
  type: "study",
  studyInstanceUID: "2.25.1",
  patient: { name: "Müller, Anna", id: "PAT-1", birthDate: "1961-04-12", sex: "F" },
  date: "2026-11-01",
  time: "10:15:00",
  description: "CT Thorax",
  accessionNumber: "A1",
  referringPhysician: "Weber, Karl",
  mayExport: true,
  aheadBytes: 0,
  series: [{ ...CT_SERIES, seriesInstanceUID: "2.25.3", modality: "SR", images: false }, CT_SERIES],
};
