import type { DocumentSource } from "../documents/document-source.js";
import type { ListedDocument, ObjectReference } from "../documents/documents.js";
import { DocumentsModel, pictureOf, type KeyImage } from "../documents/documents-model.js";
import type { ConnectionListener, ConnectionState, StreamConnection } from "../connection/stream-connection.js";
import { MeasureModel } from "../measure/measure-model.js";
import { isPlane, sameVolumeName, toPatient, type Measurement, type PictureReference, type PlaneReference } from "../measure/measurement.js";
import { middleOfShape } from "../measure/shape.js";
import { MprModel } from "../mpr/mpr-model.js";
import { windowed } from "../mpr/mpr-state.js";
import { ExportQuestions } from "../output/export-questions.js";
import {
  isPlaneTile,
  type ClientMessage,
  type Picture,
  type Preset,
  type BesideEvent,
  type PriorStudy,
  type SeriesEvent,
  type SeriesSummary,
  type ServerEvent,
  type StudyEvent,
  type WindowLevel,
} from "../protocol/messages.js";
import { seriesName, type SeriesName } from "../protocol/series-name.js";
import type { PictureImage } from "../viewport/picture-image.js";
import { samePicture, type PictureName } from "../viewport/shown.js";
import { sliceIn } from "../viewport/slices.js";
import type { JoinImages } from "../viewport/strips.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import { text } from "../i18n/text.js";
import { hangingOf, type Hanging, type Hung } from "./hanging.js";
import { facing, type Mammogram } from "./mammograms.js";
import { cellsOf, SIDE_BY_SIDE, SINGLE } from "./layout.js";
import type { LinkedCell, LinkedView } from "./linked-view.js";
import { counterpart, StudiesBeside } from "./studies-beside.js";
import { ViewportGrid } from "./viewport-grid.js";

/** The stream's viewports from this number on show planes. */
const FIRST_PLANE_VIEWPORT = 16;

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
export class Workspace<I extends DecodedImage = PictureImage> implements ConnectionListener {
  study: StudyEvent | undefined;
  /** The server keeps from this page who the patient is. */
  nameHidden = false;
  /** The patient's other studies, the most relevant first. */
  priors: readonly PriorStudy[] = [];
  /** Those of them that are open beside it. */
  readonly besides = new StudiesBeside();
  state: ConnectionState = { kind: "connecting" };
  /** The viewports of slices. */
  readonly grid: ViewportGrid<I>;
  /** The planes of the series that is shown; they take the screen while they are open. */
  readonly mpr: MprModel<I>;
  /** What is measured in slices and planes. */
  readonly measuring: MeasureModel;
  /** Reports, key objects and whatever else isn't a picture. */
  readonly documents: DocumentsModel;
  /** What may leave. */
  readonly exports: ExportQuestions;
  private readonly connection: StreamConnection;
  private studyWarnings: readonly string[] = [];
  /** Mammograms that hang in the order of their series: what they show is known when they are all open. */
  private toFace: Hanging | undefined;
  /** What of a linked view waits until another study is open: study by cell. */
  private linkedBeside: readonly { readonly viewport: number; readonly cell: LinkedCell }[] = [];
  /** Measured in a plane that is shown as soon as the slices of its series are known. */
  private planeAwaited: Measurement | undefined;
  /** Whether this connection has said which study it carries. */
  private greeted = false;

  constructor(
    private readonly changed: () => void,
    connect: (listener: ConnectionListener) => StreamConnection,
    decode: DecodeImage<I>,
    /** Whether there is room for one viewport only. */
    private readonly compact: () => boolean = () => false,
    documents?: DocumentSource,
    /** What is shown at first, in place of what is usual. */
    private linked?: LinkedView,
    join?: JoinImages<I>,
  ) {
    this.connection = connect(this);
    const host = {
      send: (message: ClientMessage) => this.send(message),
      changed: () => this.viewportChanged(),
    };
    this.exports = new ExportQuestions((message) => this.live && this.connection.send(message));
    this.documents = new DocumentsModel(documents, () => this.changed());
    this.measuring = new MeasureModel({
      send: (message) => this.live && this.connection.send(message),
      changed: () => this.changed(),
      windowOf: (viewport) => this.windowOf(viewport),
      setWindow: (window, viewport) => this.setWindow(window, viewport),
    });
    this.mpr = new MprModel(host, decode, FIRST_PLANE_VIEWPORT, () => this.active.reopen());
    this.grid = new ViewportGrid(host, decode, undefined, join);
  }

  /** The viewport that tools and keys work on. */
  get active(): ViewportModel<I> {
    return this.grid.active;
  }

  /** Whether what is on the screen is kept up to date. */
  get live(): boolean {
    return this.state.kind === "open" && this.greeted;
  }

  /** Everything to be said with reservation, each once. */
  get warnings(): readonly string[] {
    return [...new Set([...this.studyWarnings, ...this.documents.notes, ...this.grid.warnings, ...this.mpr.warnings])];
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

  /**
   * Shows a series by its slices, or by its planes where they are open.
   *
   * @param viewport in which viewport; without it, in the active one
   */
  openSeries(series: SeriesSummary, viewport = this.active.number): void {
    const planes = this.mpr.open;
    this.grid.cine.end();
    this.mpr.dispose();
    this.grid.activate(viewport);
    this.active.open(series);
    if (planes) {
      this.togglePlanes();
    }
  }

  /** The study that a series belongs to; undefined for one that isn't open any more. */
  readonly studyOf = ({ studyInstanceUID }: SeriesName): StudyEvent | undefined =>
    studyInstanceUID === undefined ? this.study : this.besides.of(studyInstanceUID)?.study;

  /** The series of all open studies, the stream's own first. */
  get allSeries(): readonly SeriesSummary[] {
    return [...(this.study?.series ?? []), ...this.besides.all.flatMap(({ study }) => study.series)];
  }

  /** Opens another study of the patient beside this one, or shows it again. */
  openBeside(studyInstanceUID: string): void {
    const open = this.besides.of(studyInstanceUID);
    if (open) {
      this.hangBeside(open.study);
    } else if (this.live && !this.besides.awaits(studyInstanceUID)) {
      this.besides.ask(studyInstanceUID);
      this.connection.send({ type: "beside", studyInstanceUID });
    }
    this.changed();
  }

  /** Its pictures leave the screen. */
  closeBeside(studyInstanceUID: string): void {
    if (this.mpr.origin?.studyInstanceUID === studyInstanceUID) {
      this.mpr.leave();
    }
    this.besides.close(studyInstanceUID);
    this.grid.clearStudy(studyInstanceUID);
    this.changed();
  }

  /** Shows a measurement where it is: in the active viewport, with its series opened there if need be, or in its plane. */
  showMeasurement(measurement: Measurement): void {
    const { picture } = measurement;
    if (isPlane(picture)) {
      this.showPlane(picture, measurement);
    } else {
      this.showPicture(picture.seriesInstanceUID, picture);
    }
    this.measuring.select(measurement.number);
  }

  private showPlane(picture: PlaneReference, measurement: Measurement): void {
    const { mpr } = this;
    const { kind, points } = measurement;
    this.planeAwaited = undefined;
    if (!mpr.volume || !sameVolumeName(mpr.volume, picture)) {
      const viewport = this.showing(picture.seriesInstanceUID);
      const summary = this.allSeries.find(({ seriesInstanceUID }) => seriesInstanceUID === picture.seriesInstanceUID);
      if (!summary) {
        return;
      }
      this.grid.cine.end();
      if (viewport) {
        this.grid.activate(viewport.number);
      } else {
        this.active.open(summary);
      }
      const { series, window, invert } = this.active;
      if (picture.slice && !series) {
        // By its slice a volume is told from the others of its series.
        if (mpr.open) {
          mpr.leave();
        }
        this.planeAwaited = measurement;
        return;
      }
      const slice = picture.slice && series && sliceIn(series.slices, picture.slice);
      mpr.enter({ ...seriesName(summary), slice, window, invert });
    }
    mpr.bringBack(picture, toPatient(picture, middleOfShape(kind, points)));
  }

  private windowOf(viewport: number): WindowLevel | null {
    const { mpr, grid } = this;
    const plane = mpr.viewportOf(viewport)?.plane;
    return (plane ? mpr.state?.panes[plane] : grid.viewport(viewport))?.window ?? null;
  }

  private setWindow(window: WindowLevel, viewport: number): void {
    const { mpr } = this;
    const plane = mpr.viewportOf(viewport)?.plane;
    if (plane && mpr.state) {
      mpr.update(windowed(mpr.state, plane, { window }));
    } else {
      this.grid.viewport(viewport)?.setWindow(window);
    }
  }

  /** Shows the picture that a document refers to. On a small screen the document makes room for it. */
  showReference(reference: ObjectReference): void {
    if (this.compact()) {
      this.documents.close();
    }
    this.showPicture(reference.seriesInstanceUID, pictureOf(reference));
  }

  /** The number of the slice that a document refers to, from 1; undefined while its series isn't open. */
  sliceReferred(reference: ObjectReference): number | undefined {
    return this.sliceOfPicture(reference.seriesInstanceUID, pictureOf(reference));
  }

  /** Presentation states for the active viewport's series. */
  get states(): readonly ListedDocument[] {
    const { summary } = this.active;
    return summary && summary.studyInstanceUID === undefined ? this.documents.statesOf(summary.seriesInstanceUID) : [];
  }

  /** Key images of series that the study has. */
  get keyImages(): readonly KeyImage[] {
    const there = new Set(this.study?.series.filter(({ images }) => images).map(({ seriesInstanceUID }) => seriesInstanceUID));
    return this.documents.keyImages.filter(({ seriesInstanceUID }) => there.has(seriesInstanceUID));
  }

  /** Which key image the active viewport is to show, from 1; 0 where it isn't one. */
  get keyImage(): number {
    const { summary } = this.active;
    const picture = this.active.wantedPicture;
    return summary && picture
      ? this.keyImages.findIndex(
          (each) => each.seriesInstanceUID === summary.seriesInstanceUID && samePicture(each, picture),
        ) + 1
      : 0;
  }

  /** Goes from key image to key image, and to nothing between them; the last is followed by the first. */
  stepKeyImage(by: number): void {
    const { keyImages, keyImage } = this;
    const { length } = keyImages;
    const next = keyImages[keyImage === 0 ? (by > 0 ? 0 : length - 1) : (keyImage - 1 + by + length) % length];
    if (next) {
      this.showPicture(next.seriesInstanceUID, next);
    }
  }

  /** The viewport that shows a series, the active one before others. */
  private showing(seriesInstanceUID: string): ViewportModel<I> | undefined {
    return [this.active, ...this.grid.visible].find(({ summary }) => summary?.seriesInstanceUID === seriesInstanceUID);
  }

  /** Shows a picture: in the active viewport, with its series opened there if need be, or in another that shows its series. */
  private showPicture(seriesInstanceUID: string, picture: PictureName): void {
    const viewport = this.showing(seriesInstanceUID);
    const summary = this.allSeries.find((series) => series.seriesInstanceUID === seriesInstanceUID);
    if (this.mpr.open) {
      this.mpr.leave();
    }
    if (viewport) {
      this.grid.activate(viewport.number);
      viewport.goToPicture(picture);
    } else if (summary) {
      this.active.open(summary);
      this.active.goToPicture(picture);
    }
  }

  /** The number of the slice of what was measured, from 1; undefined while its series isn't open. */
  sliceOf(picture: PictureReference): number | undefined {
    return this.sliceOfPicture(picture.seriesInstanceUID, picture);
  }

  private sliceOfPicture(seriesInstanceUID: string, picture: PictureName): number | undefined {
    const series = this.grid.viewports.find(({ series: open }) => open?.seriesInstanceUID === seriesInstanceUID)?.series;
    return series && sliceIn(series.slices, picture)?.slice;
  }

  /** From the slices to the planes through them, or back to the slices as they were left. */
  togglePlanes(): void {
    const { summary, sliceInfo: slice, window, invert } = this.active;
    if (this.mpr.open) {
      this.mpr.leave();
    } else if (summary) {
      this.grid.cine.end();
      this.mpr.enter({ ...seriesName(summary), slice, window, invert });
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
      this.grid.disconnected();
      this.mpr.disconnected();
      this.measuring.disconnected();
      this.besides.disconnected();
      this.exports.disconnected();
    }
    this.changed();
  }

  event(event: ServerEvent): void {
    switch (event.type) {
      case "study":
        return this.opened(event);
      case "priors":
        this.priors = event.studies;
        return this.changed();
      case "beside":
        return this.answeredBeside(event);
      case "warning":
        if (event.viewport === null) {
          this.studyWarnings = [...this.studyWarnings, event.message];
          return this.changed();
        }
        return this.owner(event.viewport)?.onWarning(event);
      case "series":
        return this.seriesShown(event);
      case "volume":
        if (this.mpr.onVolume(event)) {
          this.measuring.volumeShown(event);
        }
        return;
      case "probe":
        return this.mpr.onProbe(event);
      case "presentation":
        this.grid.viewport(event.viewport)?.onPresentation(event);
        return;
      case "export":
        return this.exports.onExport(event);
      case "measured":
        return this.measuring.onMeasured(event);
      case "progress":
        return this.owner(event.viewport)?.onProgress(event);
      case "failed":
        this.owner(event.viewport)?.onFailed(event);
        this.withoutPictures(event.viewport);
        return this.slicesRefused();
    }
  }

  tile(tile: Picture): void {
    if (isPlaneTile(tile)) {
      this.mpr.onTile(tile);
    } else {
      this.grid.viewport(tile.viewport)?.onTile(tile);
    }
  }

  private opened(study: StudyEvent): void {
    this.study = this.nameHidden ? { ...study, patient: { ...study.patient, name: text("viewer.patient.hidden") } } : study;
    this.greeted = true;
    this.priors = [];
    this.studyWarnings = [];
    this.grid.aheadBytes = study.aheadBytes;
    this.documents.studyOpened(study);
    this.besides.all.forEach(({ study: { studyInstanceUID } }) => this.connection.send({ type: "beside", studyInstanceUID }));
    const kept = this.grid.reopen({ series: this.allSeries });
    // The planes follow when their series' slices are known.
    if (!kept || !this.active.summary) {
      this.mpr.dispose();
    }
    if (!kept && !this.showLinked(study)) {
      const hanging = hangingOf(study.series, this.compact());
      this.grid.hang(hanging);
      this.toFace = hanging.cells.length > 1 && hanging.cells.every((hung) => hung?.summary.modality === "MG") ? hanging : undefined;
    }
    this.changed();
  }

  /** What is on the screen, for a link; undefined while nothing is. */
  get currentView(): LinkedView | undefined {
    const { grid } = this;
    const cells = grid.visible.map((viewport): LinkedCell | undefined => {
      const { summary, wantedPicture, window, invert, view } = viewport;
      const picture = wantedPicture && { sopInstanceUID: wantedPicture.sopInstanceUID, frame: wantedPicture.frame };
      return summary && { ...seriesName(summary), ...(picture ? { picture } : {}), window, invert, pose: view.pose };
    });
    const view = { layout: grid.visibleLayout, active: grid.visible.indexOf(grid.active), cells };
    return cells.some((cell) => cell) ? view : undefined;
  }

  /** Shows what the page's address asks for, once. @returns false where nothing of it is to be had */
  private showLinked(study: StudyEvent): boolean {
    const { linked } = this;
    this.linked = undefined;
    if (!linked) {
      return false;
    }
    const { layout, cells, active } = this.compact() ? { layout: SINGLE, cells: [linked.cells[linked.active]], active: 0 } : linked;
    const hung = cells.map((cell) => (cell && cell.studyInstanceUID === undefined ? hungOf(cell, study.series) : undefined));
    this.linkedBeside = cells.flatMap((cell, viewport) => (cell?.studyInstanceUID === undefined ? [] : [{ viewport, cell }]));
    const missing = cells.some((cell, index) => cell && cell.studyInstanceUID === undefined && !hung[index]);
    if (missing) {
      this.studyWarnings = [...this.studyWarnings, text("linked.missing")];
    }
    if (!hung.some((one) => one) && this.linkedBeside.length === 0) {
      return false;
    }
    this.grid.hang({ layout, cells: hung, active });
    for (const uid of new Set(this.linkedBeside.map(({ cell }) => cell.studyInstanceUID!))) {
      this.besides.ask(uid);
      this.connection.send({ type: "beside", studyInstanceUID: uid });
    }
    return true;
  }

  /** The linked view's part of a study that is open now. @returns whether there was one */
  private showLinkedBeside({ studyInstanceUID, series }: StudyEvent): boolean {
    const its = this.linkedBeside.filter(({ cell }) => cell.studyInstanceUID === studyInstanceUID);
    this.linkedBeside = this.linkedBeside.filter((one) => !its.includes(one));
    for (const { viewport, cell } of its) {
      const hung = hungOf(cell, series);
      const free = this.grid.viewport(viewport);
      // Not if the user was faster.
      if (hung && free && !free.summary) {
        free.open(hung.summary, hung.slice, hung.pose, hung.look);
      }
    }
    return its.length > 0;
  }

  private answeredBeside(event: BesideEvent): void {
    if (!this.study) {
      return;
    }
    const answer = this.besides.answered(event, this.study);
    if (answer.kind === "refused") {
      if (this.linkedBeside.some(({ cell }) => cell.studyInstanceUID === answer.studyInstanceUID)) {
        this.studyWarnings = [...this.studyWarnings, text("linked.missing")];
      }
      this.linkedBeside = this.linkedBeside.filter(({ cell }) => cell.studyInstanceUID !== answer.studyInstanceUID);
      this.closeBeside(answer.studyInstanceUID);
    } else if (!this.showLinkedBeside(answer.beside.study) && answer.asked) {
      this.hangBeside(answer.beside.study);
    }
    this.changed();
  }

  /** Shows the series that goes with the active one beside it: in a viewport that stands empty, or the next one. On a small screen, in its place. */
  private hangBeside({ series }: StudyEvent): void {
    const { grid } = this;
    const chosen = counterpart(this.active.summary, series);
    if (!chosen) {
      return;
    }
    if (this.mpr.open) {
      this.mpr.leave();
    }
    if (!this.compact()) {
      grid.maximised = false;
      if (cellsOf(grid.layout) === 1) {
        grid.arrange(SIDE_BY_SIDE);
      }
      const others = grid.arranged.filter((viewport) => viewport !== this.active);
      const beside = others.find(({ summary }) => summary && summary.studyInstanceUID === chosen.studyInstanceUID) ?? others.find(({ summary }) => !summary);
      grid.activate((beside ?? others[0] ?? this.active).number);
    }
    grid.cine.end();
    this.active.open(chosen);
  }

  private seriesShown(event: SeriesEvent): void {
    this.grid.viewport(event.viewport)?.onSeries(event);
    if (this.grid.viewports[event.viewport]?.series === event) {
      this.measuring.seriesShown(event);
      this.grid.links.rebase();
    }
    this.face();
    this.withoutPictures(event.viewport);
    const { series, seriesFailure } = this.active;
    if (series === event && !seriesFailure) {
      this.mpr.onSlices(event.slices);
      this.showAwaited(event);
    }
    this.slicesRefused();
  }

  private showAwaited({ seriesInstanceUID }: SeriesEvent): void {
    const { planeAwaited: measurement } = this;
    this.planeAwaited = undefined;
    if (measurement && isPlane(measurement.picture) && measurement.picture.seriesInstanceUID === seriesInstanceUID) {
      this.showPlane(measurement.picture, measurement);
    }
  }

  /** Hangs mammograms towards each other, as soon as it is known what they show; not if the user was faster. */
  private face(): void {
    const { toFace, grid } = this;
    const { arranged } = grid;
    if (!toFace || arranged.some(({ opening }) => opening)) {
      return;
    }
    this.toFace = undefined;
    const untouched = toFace.cells.every((hung, cell) => arranged[cell]?.summary === hung?.summary && arranged[cell]?.slice === hung?.slice);
    const pictures = toFace.cells.flatMap((hung, cell): readonly Mammogram[] => {
      const info = arranged[cell]?.sliceInfo;
      return hung && info ? [{ ...hung, info }] : [];
    });
    const cells = untouched && pictures.length === toFace.cells.length ? facing(pictures) : undefined;
    if (cells) {
      grid.hang({ ...toFace, cells });
    }
  }

  /** A series of which nothing can be shown may hold documents, or a video: what it holds is said beside it. */
  private withoutPictures(viewport: number): void {
    const { summary, series, seriesFailure } = this.grid.viewport(viewport) ?? {};
    if (summary && summary.studyInstanceUID === undefined && (seriesFailure || series?.slices.every(({ verdict }) => verdict !== null))) {
      this.documents.lookInto(summary.seriesInstanceUID);
    }
  }

  private slicesRefused(): void {
    if (this.active.seriesFailure) {
      this.mpr.onSlicesFailed(this.active.seriesFailure);
    }
  }

  /** Who shows what belongs to this viewport of the stream. */
  private owner(number: number): ViewportModel<I> | MprModel<I> | undefined {
    return this.grid.viewport(number) ?? (this.mpr.viewportOf(number) && this.mpr);
  }

  private viewportChanged(): void {
    this.connection.setAwaiting(this.state.kind === "open" && (this.grid.awaiting || this.mpr.awaiting));
    this.changed();
  }

  private clear(): void {
    this.exports.disconnected();
    this.study = undefined;
    this.priors = [];
    this.besides.clear();
    this.linkedBeside = [];
    this.studyWarnings = [];
    this.grid.dispose();
    this.mpr.dispose();
    this.measuring.clear();
    this.documents.clear();
  }

  private send(message: ClientMessage): boolean {
    if (message.type === "series" || message.type === "mpr" || message.type === "close") {
      this.measuring.seriesAsked(message.viewport);
    }
    return this.connection.send(message);
  }
}

/** What a linked view's cell shows, if its study has that series. */
function hungOf({ seriesInstanceUID, picture, window, invert, pose }: LinkedCell, series: readonly SeriesSummary[]): Hung | undefined {
  const summary = series.find((each) => each.images && each.seriesInstanceUID === seriesInstanceUID);
  return summary && { summary, slice: 1, pose, look: { picture, window, invert } };
}
