import type { ConnectionListener, ConnectionState, StreamConnection } from "../connection/stream-connection.js";
import { MprModel } from "../mpr/mpr-model.js";
import {
  isPlaneTile,
  type Picture,
  type Preset,
  type SeriesEvent,
  type SeriesSummary,
  type ServerEvent,
  type StudyEvent,
  type WindowLevel,
} from "../protocol/messages.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import { ViewportModel } from "../viewport/viewport-model.js";

/** What the tools have to know of what they work on. */
export interface Tools {
  readonly presets: readonly Preset[];
  /** Null for the pictures' own. */
  readonly window: WindowLevel | null;
  /** Whether there is a window at all: colour has none. */
  readonly windowed: boolean;
  readonly invert: boolean;
}

/** One open study: its connection, its viewports, and what the server said about it. */
export class Workspace<I extends DecodedImage = ImageBitmap> implements ConnectionListener {
  study: StudyEvent | undefined;
  state: ConnectionState = { kind: "connecting" };
  /** The viewport of slices. */
  readonly active: ViewportModel<I>;
  /** The planes of the series that is shown; they take the screen while they are open. */
  readonly mpr: MprModel<I>;
  private readonly connection: StreamConnection;
  private studyWarnings: readonly string[] = [];
  /** Whether this connection has said which study it carries. */
  private greeted = false;

  constructor(
    private readonly changed: () => void,
    connect: (listener: ConnectionListener) => StreamConnection,
    decode: DecodeImage<I>,
  ) {
    this.connection = connect(this);
    const host = {
      send: (message: Parameters<StreamConnection["send"]>[0]) => this.connection.send(message),
      changed: () => this.viewportChanged(),
    };
    this.active = new ViewportModel(0, host, decode);
    this.mpr = new MprModel(host, decode, () => this.active.reopen());
  }

  /** Whether what is on the screen is kept up to date. */
  get live(): boolean {
    return this.state.kind === "open" && this.greeted;
  }

  /** Everything to be said with reservation, each once. */
  get warnings(): readonly string[] {
    return [...new Set([...this.studyWarnings, ...this.active.warnings, ...this.mpr.warnings])];
  }

  /** What the tools work on: the slices, or the active one of the planes. */
  get tools(): Tools {
    const { active, mpr } = this;
    const pane = mpr.state?.panes[mpr.active];
    return pane
      ? {
          presets: mpr.volume?.presets ?? [],
          window: pane.window,
          windowed: mpr.effectiveWindow(mpr.active) !== undefined,
          invert: pane.invert,
        }
      : {
          presets: active.series?.presets ?? [],
          window: active.window,
          windowed: active.effectiveWindow !== undefined,
          invert: active.invert,
        };
  }

  open(): void {
    this.connection.open();
  }

  /** Ends the stream and clears everything of the patient. */
  close(): void {
    this.connection.close();
    this.clear();
  }

  /** Shows a series by its slices, or by its planes where they are open. */
  openSeries(series: SeriesSummary): void {
    const planes = this.mpr.open;
    this.mpr.dispose();
    this.active.open(series);
    if (planes) {
      this.togglePlanes();
    }
  }

  /** From the slices to the planes through them, or back to the slices as they were left. */
  togglePlanes(): void {
    const { summary, sliceInfo: slice, window, invert } = this.active;
    if (this.mpr.open) {
      this.mpr.leave();
    } else if (summary) {
      this.mpr.enter({ seriesInstanceUID: summary.seriesInstanceUID, slice, window, invert });
    }
  }

  networkLost(): void {
    this.connection.networkLost();
  }

  networkBack(): void {
    this.connection.networkBack();
  }

  stateChanged(state: ConnectionState): void {
    this.state = state;
    this.greeted = false;
    if (state.kind === "ended") {
      // Whoever sits down at this screen next must not find the patient on it.
      this.clear();
    } else if (state.kind === "reconnecting") {
      this.active.disconnected();
      this.mpr.disconnected();
    }
    this.changed();
  }

  event(event: ServerEvent): void {
    switch (event.type) {
      case "study":
        return this.opened(event);
      case "warning":
        if (event.viewport === null) {
          this.studyWarnings = [...this.studyWarnings, event.message];
          return this.changed();
        }
        return this.owner(event.viewport)?.onWarning(event);
      case "series":
        return event.viewport === this.active.number ? this.seriesShown(event) : undefined;
      case "volume":
        return this.mpr.onVolume(event);
      case "probe":
        return this.mpr.onProbe(event);
      case "progress":
        return this.owner(event.viewport)?.onProgress(event);
      case "failed":
        this.owner(event.viewport)?.onFailed(event);
        return this.slicesRefused();
    }
  }

  tile(tile: Picture): void {
    if (isPlaneTile(tile)) {
      this.mpr.onTile(tile);
    } else if (tile.viewport === this.active.number) {
      this.active.onTile(tile);
    }
  }

  private opened(study: StudyEvent): void {
    this.study = study;
    this.greeted = true;
    this.studyWarnings = [];
    const open = this.active.summary?.seriesInstanceUID;
    const series = study.series.find(({ seriesInstanceUID, images }) => images && seriesInstanceUID === open);
    if (series) {
      // The planes follow when its slices are known.
      this.active.reopen();
    } else {
      this.mpr.dispose();
      const first = study.series.find(({ images }) => images);
      if (first) {
        this.active.open(first);
      } else {
        this.active.dispose();
      }
    }
    this.changed();
  }

  private seriesShown(event: SeriesEvent): void {
    this.active.onSeries(event);
    const { series, seriesFailure } = this.active;
    if (series === event && !seriesFailure) {
      this.mpr.onSlices(event.slices);
    }
    this.slicesRefused();
  }

  private slicesRefused(): void {
    if (this.active.seriesFailure) {
      this.mpr.onSlicesFailed(this.active.seriesFailure);
    }
  }

  /** Who shows what belongs to this viewport of the stream. */
  private owner(number: number): ViewportModel<I> | MprModel<I> | undefined {
    return number === this.active.number ? this.active : this.mpr.viewportOf(number) && this.mpr;
  }

  private viewportChanged(): void {
    this.connection.setAwaiting(this.state.kind === "open" && (this.active.awaiting || this.mpr.awaiting));
    this.changed();
  }

  private clear(): void {
    this.study = undefined;
    this.studyWarnings = [];
    this.active.dispose();
    this.mpr.dispose();
  }
}
