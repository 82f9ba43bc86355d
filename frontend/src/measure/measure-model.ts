import type { MeasuredEvent, MeasureMessage, PicturePoint } from "../protocol/measure-messages.js";
import type { SeriesEvent, VolumeEvent, WindowLevel } from "../protocol/messages.js";
import { Asking } from "./asking.js";
import { History } from "./history.js";
import { isWhole, type Kind } from "./kinds.js";
import { newTrackingUID, type Answer, type Measured, type Measurement } from "./measurement.js";
import type { MeasureMap } from "./picture-map.js";

/** Steps that can be undone. */
const MOST_STEPS = 100;

/** What measurements need of their surroundings. */
export interface MeasureHost {
  /** @returns false while there is no connection */
  send(message: MeasureMessage): boolean;
  /** Something that is shown changed. */
  changed(): void;
  /** The window that the user has set there; null for none. */
  windowOf(viewport: number): WindowLevel | null;
  /** A region's window for the pictures of its series, or for the planes of its volume. */
  setWindow(window: WindowLevel, viewport: number): void;
}

/** The window of a region that was drawn: asked of the server, or refused by it. */
interface WantedWindow {
  readonly region: Measurement;
  /** In which viewport of the stream it was drawn. */
  readonly viewport: number;
  /** The window there at that time: whoever changes it meanwhile doesn't want this one any more. */
  readonly before: WindowLevel | null;
}

/**
 * All measurements of the study that is open, and what is being done to them: the tool, the one that is being drawn, the chosen one. Numbers come from the server
 * alone, see {@link Asking}. Nothing is stored: closing the study forgets everything.
 */
export class MeasureModel {
  /** In the order in which they were drawn. */
  measurements: readonly Measurement[] = [];
  /** What a press on a picture draws; undefined for what it does otherwise. */
  tool: Kind | undefined;
  /** Whether the list is open. */
  listOpen = false;
  /** The number of the arrow whose text is being typed. */
  typing: number | undefined;
  /** What is being drawn, with as many points as it has. */
  draft: Measurement | undefined;
  wantedWindow: WantedWindow | undefined;
  /** Rises with every change. */
  version = 0;

  private chosen: number | undefined;
  private readonly history = new History<readonly Measurement[]>(MOST_STEPS);
  private readonly asking: Asking;
  /** Before the change that is under way; undefined while there is none. */
  private before: readonly Measurement[] | undefined;
  private lastNumber = 0;
  private lastRevision = 0;

  constructor(private readonly host: MeasureHost) {
    this.asking = new Asking((message) => host.send(message));
  }

  get selected(): Measurement | undefined {
    return this.measurements.find(({ number }) => number === this.chosen);
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Those that are drawn on what is shown, in the order in which they were drawn. */
  on(map: MeasureMap): readonly Measurement[] {
    return this.measurements.filter((measurement) => map.chartOf(measurement));
  }

  /** What the server says of the measurement as it is drawn; undefined while it hasn't. */
  answerTo(measurement: Measurement): Answer | undefined {
    return this.asking.answerTo(measurement);
  }

  /** Its number in the list, from 1. */
  positionOf({ number }: Measurement): number {
    return this.measurements.findIndex((other) => other.number === number) + 1;
  }

  /** Takes a tool, or puts it away where it is the one in hand. */
  useTool(kind: Kind | undefined): void {
    this.tool = kind === this.tool ? undefined : kind;
    this.draft = undefined;
    this.wantedWindow = undefined;
    this.changed();
  }

  toggleList(): void {
    this.listOpen = !this.listOpen;
    this.changed();
  }

  select(number: number | undefined): void {
    if (number !== this.chosen || this.typing !== undefined) {
      this.chosen = number;
      this.typing = undefined;
      this.changed();
    }
  }

  /** Steps back: from what is being drawn, then from the tool, then from the chosen one. @returns false where there is nothing to step back from */
  cancel(): boolean {
    if (this.before) {
      this.abandonChange();
    } else if (this.draft || this.wantedWindow) {
      this.draft = this.wantedWindow = undefined;
    } else if (this.tool) {
      this.tool = undefined;
    } else if (this.chosen !== undefined) {
      this.chosen = this.typing = undefined;
    } else {
      return false;
    }
    this.changed();
    return true;
  }

  /** Shows what is being drawn, with these points so far. */
  drawDraft(kind: Kind, picture: Measured, points: readonly PicturePoint[]): void {
    const { draft } = this;
    this.wantedWindow = undefined;
    this.draft = draft
      ? { ...draft, points, revision: this.nextRevision() }
      : this.newMeasurement(kind, picture, points);
    this.changed();
  }

  dropDraft(): void {
    this.draft = undefined;
    this.changed();
  }

  /** What was being drawn is whole: it is kept, or its window is asked for. */
  finishDraft(viewport: number): void {
    const { draft } = this;
    this.draft = undefined;
    if (draft && isWhole(draft.kind, draft.points.length)) {
      if (draft.kind === "window") {
        this.wantedWindow = { region: draft, viewport, before: this.host.windowOf(viewport) };
        this.tool = undefined;
        this.takeWindow();
      } else {
        this.add(draft);
      }
    }
    this.changed();
  }

  /** Takes away the region whose window was refused: its reason has been read. */
  dismissRefusedWindow(): void {
    if (this.wantedWindow && this.answerTo(this.wantedWindow.region)?.refusal) {
      this.wantedWindow = undefined;
      this.changed();
    }
  }

  /** Keeps a whole shape, and chooses it. */
  create(kind: Kind, picture: Measured, points: readonly PicturePoint[]): void {
    this.add(this.newMeasurement(kind, picture, points));
    this.changed();
  }

  /** Whether a change is under way that will be one step to undo. */
  get changing(): boolean {
    return this.before !== undefined;
  }

  /** From now until {@link endChange}, what changes is one step to undo. */
  beginChange(): void {
    this.before ??= this.measurements;
  }

  endChange(): void {
    if (this.before && this.before !== this.measurements) {
      this.history.record(this.before);
    }
    this.before = undefined;
    this.changed();
  }

  /** Puts back what changed since {@link beginChange}. */
  abandonChange(): void {
    const { before } = this;
    this.before = undefined;
    if (before && before !== this.measurements) {
      this.restore(before);
    }
    this.changed();
  }

  setPoints(number: number, points: readonly PicturePoint[]): void {
    this.replace(number, (measurement) => ({ ...measurement, points, revision: this.nextRevision() }));
  }

  /** Puts a label somewhere: its middle, from the first point. What is measured doesn't change. */
  setLabel(number: number, label: PicturePoint): void {
    this.replace(number, (measurement) => ({ ...measurement, label }));
  }

  /** Begins to type an arrow's text. */
  type(number: number): void {
    this.chosen = number;
    this.typing = number;
    this.changed();
  }

  /** @param text undefined to leave it as it was */
  typed(text: string | undefined): void {
    const { typing } = this;
    this.typing = undefined;
    if (typing !== undefined && text !== undefined) {
      this.replace(typing, (arrow) => ({ ...arrow, text: text.trim() }));
    }
    this.changed();
  }

  deleteSelected(): void {
    if (this.chosen !== undefined) {
      this.delete(this.chosen);
    }
  }

  delete(number: number): void {
    const left = this.measurements.filter((measurement) => measurement.number !== number);
    if (left.length < this.measurements.length) {
      this.history.record(this.before ?? this.measurements);
      this.before = undefined;
      this.measurements = left;
      this.tidy();
      this.changed();
    }
  }

  undo(): void {
    this.goTo(this.history.undo(this.measurements));
  }

  redo(): void {
    this.goTo(this.history.redo(this.measurements));
  }

  onMeasured(event: MeasuredEvent): void {
    if (this.asking.onMeasured(event, this.asked)) {
      this.takeWindow();
    }
    this.changed();
  }

  seriesAsked(viewport: number): void {
    this.asking.seriesAsked(viewport);
    if (this.wantedWindow?.viewport === viewport) {
      this.wantedWindow = undefined;
    }
    // What was asked there may be asked elsewhere.
    this.asking.ask(this.asked);
  }

  seriesShown(event: SeriesEvent): void {
    this.asking.seriesShown(event);
    this.changed();
  }

  volumeShown(event: VolumeEvent): void {
    this.asking.volumeShown(event);
    this.changed();
  }

  disconnected(): void {
    this.asking.disconnected();
    this.changed();
  }

  /** The study is closed. */
  clear(): void {
    this.asking.disconnected();
    this.history.clear();
    this.measurements = [];
    this.tool = this.draft = this.wantedWindow = this.before = undefined;
    this.chosen = this.typing = undefined;
    this.listOpen = false;
    this.changed();
  }

  private get asked(): readonly Measurement[] {
    const { draft, wantedWindow } = this;
    const live = draft && isWhole(draft.kind, draft.points.length) ? [draft] : [];
    return [...(wantedWindow ? [wantedWindow.region] : []), ...live, ...this.measurements];
  }

  private takeWindow(): void {
    const { wantedWindow } = this;
    const answer = wantedWindow && this.answerTo(wantedWindow.region);
    if (wantedWindow && answer && !answer.refusal) {
      // For PET the values come twice; the last ones are in the unit that windows are in.
      const last = (name: string) => answer.values.findLast((value) => value.name === name)?.value;
      const center = last("windowCenter");
      const width = last("windowWidth");
      this.wantedWindow = undefined;
      const { before, viewport } = wantedWindow;
      if (center !== undefined && width !== undefined && sameWindow(before, this.host.windowOf(viewport))) {
        this.host.setWindow({ center, width }, viewport);
      }
    }
  }

  private add(measurement: Measurement): void {
    this.history.record(this.measurements);
    this.measurements = [...this.measurements, measurement];
    this.chosen = measurement.number;
    this.typing = measurement.kind === "arrow" ? measurement.number : undefined;
  }

  private newMeasurement(kind: Kind, picture: Measured, points: readonly PicturePoint[]): Measurement {
    this.lastNumber += 1;
    return {
      trackingUID: newTrackingUID(),
      number: this.lastNumber,
      kind,
      picture,
      points,
      text: "",
      revision: this.nextRevision(),
    };
  }

  private nextRevision(): number {
    this.lastRevision += 1;
    return this.lastRevision;
  }

  /** One change, a step of its own unless one is under way. */
  private replace(number: number, change: (measurement: Measurement) => Measurement): void {
    const before = this.measurements;
    this.measurements = before.map((measurement) => (measurement.number === number ? change(measurement) : measurement));
    if (!this.before) {
      this.history.record(before);
    }
    this.changed();
  }

  private goTo(state: readonly Measurement[] | undefined): void {
    if (state) {
      this.before = this.draft = undefined;
      this.restore(state);
      this.changed();
    }
  }

  /** What stands elsewhere again has a new revision, so that an answer on its way isn't taken for it. */
  private restore(state: readonly Measurement[]): void {
    const now = new Map(this.measurements.map((measurement) => [measurement.number, measurement]));
    this.measurements = state.map((measurement) => {
      const same = now.get(measurement.number);
      return same?.points === measurement.points
        ? { ...measurement, revision: same.revision }
        : { ...measurement, revision: this.nextRevision() };
    });
    this.tidy();
  }

  private tidy(): void {
    if (!this.selected) {
      this.chosen = this.typing = undefined;
    }
  }

  private changed(): void {
    this.version += 1;
    this.asking.ask(this.asked);
    this.host.changed();
  }
}

function sameWindow(a: WindowLevel | null, b: WindowLevel | null): boolean {
  return a?.center === b?.center && a?.width === b?.width;
}
