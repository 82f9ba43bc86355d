import type { MeasuredEvent, MeasurementKind, MeasureMessage } from "../protocol/measure-messages.js";
import type { PatientPoint, SeriesEvent, VolumeEvent } from "../protocol/messages.js";
import { samePicture } from "../viewport/shown.js";
import { sliceIn } from "../viewport/slices.js";
import { needsValues } from "./kinds.js";
import { isPlane, sameVolumeName, toPatient, type Answer, type Measurement } from "./measurement.js";

/**
 * So many questions are under way at once, and as many again of regions in planes, whose answers wait until the volume is whole: a slow line isn't filled with them, and the server's queue of a viewport never
 * overflows.
 */
const MOST_UNDER_WAY = 8;

/** A number of another picture is worse than none. */
const OF_ANOTHER_PICTURE: Answer = {
  values: [],
  spacing: "pixels",
  notes: [],
  refusal: { reason: "other-picture", message: "" },
};

interface UnderWay {
  readonly revision: number;
  /** The answer may wait until a volume is whole. */
  readonly waits: boolean;
  readonly viewport: number;
}

/**
 * Asks the server what measurements come to, and takes an answer only for the very revision and picture that it was asked for. Of each measurement one question is under
 * way: while it is dragged, the newest place is asked for next.
 */
export class Asking {
  private readonly answers = new Map<number, { readonly measurement: Measurement; readonly answer: Answer }>();
  private readonly underWay = new Map<number, UnderWay>();
  /** Which series or volume the server says that its viewports have, on this connection. */
  private readonly open = new Map<number, SeriesEvent | VolumeEvent>();

  /** @param send false while there is no connection */
  constructor(private readonly send: (message: MeasureMessage) => boolean) {}

  /** What the server said of the measurement as it is drawn now. */
  answerTo({ number, revision }: Measurement): Answer | undefined {
    const known = this.answers.get(number);
    return known?.measurement.revision === revision ? known.answer : undefined;
  }

  /** Asks for what isn't known, as far as a viewport of the stream has its series or volume. */
  ask(wanted: readonly Measurement[]): void {
    for (const measurement of wanted) {
      const { number, revision, kind, picture } = measurement;
      const waits = isPlane(picture) && needsValues(kind);
      const underWay = [...this.underWay.values()].filter((other) => other.waits === waits).length;
      if (kind === "arrow" || underWay >= MOST_UNDER_WAY || this.underWay.has(number) || this.answerTo(measurement)) {
        continue;
      }
      const question = this.questionOf(measurement, kind);
      if (question && this.send(question)) {
        this.underWay.set(number, { revision, waits, viewport: question.viewport });
      }
    }
  }

  /** @returns whether it was waited for and says something new */
  onMeasured(event: MeasuredEvent, asked: readonly Measurement[]): boolean {
    const underWay = this.underWay.get(event.number);
    if (underWay?.revision !== event.revision || underWay.viewport !== event.viewport) {
      return false;
    }
    this.underWay.delete(event.number);
    const measurement = asked.find(({ number, revision }) => number === event.number && revision === event.revision);
    if (event.refusal?.reason === "not-shown") {
      // The server's viewport has gone on to something else; asked again when one has the series.
      this.open.delete(event.viewport);
      return false;
    }
    if (!measurement) {
      return false;
    }
    const { image, values, spacing, notes, refusal } = event;
    const { picture } = measurement;
    const here = image ? !isPlane(picture) && samePicture(image, picture) : isPlane(picture) || refusal !== null;
    const answer = here ? { values, spacing, notes, refusal } : OF_ANOTHER_PICTURE;
    this.answers.set(event.number, { measurement, answer });
    return true;
  }

  /** A viewport was told to show another series: until the server has it, nothing is asked there, and what it was asked before may be lost. */
  seriesAsked(viewport: number): void {
    this.open.delete(viewport);
    this.forget(viewport);
  }

  /** The server's viewport has this series from now on. */
  seriesShown(event: SeriesEvent): void {
    this.forget(event.viewport);
    this.open.set(event.viewport, event);
  }

  /** The server's viewport has this volume from now on. One that was read anew may hold what failed before: what is in it is asked again. */
  volumeShown(event: VolumeEvent): void {
    this.forget(event.viewport);
    if (![...this.open.values()].some((other) => other.type === "volume" && sameVolumeName(other, event))) {
      for (const [number, { measurement }] of this.answers) {
        if (isPlane(measurement.picture) && sameVolumeName(measurement.picture, event)) {
          this.answers.delete(number);
        }
      }
    }
    this.open.set(event.viewport, event);
  }

  /** Nothing under way will be answered; whatever was answered is asked again on the next connection. */
  disconnected(): void {
    this.open.clear();
    this.underWay.clear();
    this.answers.clear();
  }

  private forget(viewport: number): void {
    for (const [number, underWay] of this.underWay) {
      if (underWay.viewport === viewport) {
        this.underWay.delete(number);
      }
    }
  }

  private questionOf({ number, revision, picture, points }: Measurement, kind: MeasurementKind): MeasureMessage | undefined {
    for (const [viewport, shown] of this.open) {
      const question = { type: "measure", viewport, number, revision, kind } as const;
      if (isPlane(picture)) {
        if (shown.type === "volume" && sameVolumeName(shown, picture)) {
          const { right, down, method, slab } = picture;
          return { ...question, slice: null, plane: { right, down, method, slab }, points: points.map((point) => rounded(toPatient(picture, point))) };
        }
      } else if (shown.type === "series" && shown.seriesInstanceUID === picture.seriesInstanceUID) {
        const found = sliceIn(shown.slices, picture);
        if (found) {
          return { ...question, slice: found.slice, points };
        }
      }
    }
    return undefined;
  }
}

/** To a ten-thousandth of a millimetre: a polygon's corners must find room in a message. */
function rounded({ x, y, z }: PatientPoint): PatientPoint {
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  return { x: round(x), y: round(y), z: round(z) };
}
