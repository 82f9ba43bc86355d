import type { MeasuredEvent, MeasureMessage } from "../protocol/measure-messages.js";
import type { SeriesEvent } from "../protocol/messages.js";
import { samePicture } from "../viewport/shown.js";
import { sliceIn } from "../viewport/slices.js";
import type { Answer, Measurement, PictureReference } from "./measurement.js";

/** So many questions are under way at once: a slow line isn't filled with them, and the server's queue of a viewport never overflows. */
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
  readonly viewport: number;
}

/**
 * Asks the server what measurements come to, and takes an answer only for the very revision and picture that it was asked for. Of each measurement one question is under
 * way: while it is dragged, the newest place is asked for next.
 */
export class Asking {
  private readonly answers = new Map<number, { readonly revision: number; readonly answer: Answer }>();
  private readonly underWay = new Map<number, UnderWay>();
  /** Which series the server says that its viewports have, on this connection. */
  private readonly open = new Map<number, SeriesEvent>();

  /** @param send false while there is no connection */
  constructor(private readonly send: (message: MeasureMessage) => boolean) {}

  /** What the server said of the measurement as it is drawn now. */
  answerTo({ number, revision }: Measurement): Answer | undefined {
    const known = this.answers.get(number);
    return known?.revision === revision ? known.answer : undefined;
  }

  /** Asks for what isn't known, as far as a viewport of the stream has its series. */
  ask(wanted: readonly Measurement[]): void {
    for (const measurement of wanted) {
      if (this.underWay.size >= MOST_UNDER_WAY) {
        return;
      }
      const { number, revision, kind, points } = measurement;
      if (kind === "arrow" || this.underWay.has(number) || this.answerTo(measurement)) {
        continue;
      }
      const where = this.whereShown(measurement.picture);
      if (where && this.send({ type: "measure", number, revision, kind, points, ...where })) {
        this.underWay.set(number, { revision, viewport: where.viewport });
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
    const { image, revision, values, spacing, notes, refusal } = event;
    const here = image ? samePicture(image, measurement.picture) : refusal !== null;
    const answer = here ? { values, spacing, notes, refusal } : OF_ANOTHER_PICTURE;
    this.answers.set(event.number, { revision, answer });
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

  private whereShown(picture: PictureReference): { readonly viewport: number; readonly slice: number } | undefined {
    for (const [viewport, series] of this.open) {
      if (series.seriesInstanceUID === picture.seriesInstanceUID) {
        const found = sliceIn(series.slices, picture);
        if (found) {
          return { viewport, slice: found.slice };
        }
      }
    }
    return undefined;
  }
}
