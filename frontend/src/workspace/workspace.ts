import type { ConnectionListener, ConnectionState, StreamConnection } from "../connection/stream-connection.js";
import type { SeriesSummary, ServerEvent, StudyEvent, Tile } from "../protocol/messages.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import { ViewportModel } from "../viewport/viewport-model.js";

/** One open study: its connection, its viewports, and what the server said about it. */
export class Workspace<I extends DecodedImage = ImageBitmap> implements ConnectionListener {
  study: StudyEvent | undefined;
  state: ConnectionState = { kind: "connecting" };
  /** The viewport that tools and keys work on. */
  readonly active: ViewportModel<I>;
  private readonly viewports: readonly ViewportModel<I>[];
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
    this.viewports = [this.active];
  }

  /** Whether what is on the screen is kept up to date. */
  get live(): boolean {
    return this.state.kind === "open" && this.greeted;
  }

  /** Everything to be said with reservation, each once. */
  get warnings(): readonly string[] {
    return [...new Set([...this.studyWarnings, ...this.viewports.flatMap((viewport) => viewport.warnings)])];
  }

  open(): void {
    this.connection.open();
  }

  /** Ends the stream and clears everything of the patient. */
  close(): void {
    this.connection.close();
    this.clear();
  }

  openSeries(series: SeriesSummary): void {
    this.active.open(series);
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
      this.viewports.forEach((viewport) => viewport.disconnected());
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
        return this.viewport(event.viewport)?.onWarning(event);
      case "series":
        return this.viewport(event.viewport)?.onSeries(event);
      case "progress":
        return this.viewport(event.viewport)?.onProgress(event);
      case "failed":
        return this.viewport(event.viewport)?.onFailed(event);
    }
  }

  tile(tile: Tile): void {
    this.viewport(tile.viewport)?.onTile(tile);
  }

  private opened(study: StudyEvent): void {
    this.study = study;
    this.greeted = true;
    this.studyWarnings = [];
    const open = this.active.summary?.seriesInstanceUID;
    const series = study.series.find(({ seriesInstanceUID, images }) => images && seriesInstanceUID === open);
    if (series) {
      this.active.reopen();
    } else {
      const first = study.series.find(({ images }) => images);
      if (first) {
        this.active.open(first);
      } else {
        this.active.dispose();
      }
    }
    this.changed();
  }

  private viewport(number: number): ViewportModel<I> | undefined {
    return this.viewports[number];
  }

  private viewportChanged(): void {
    this.connection.setAwaiting(this.state.kind === "open" && this.viewports.some((viewport) => viewport.awaiting));
    this.changed();
  }

  private clear(): void {
    this.study = undefined;
    this.studyWarnings = [];
    this.viewports.forEach((viewport) => viewport.dispose());
  }
}
