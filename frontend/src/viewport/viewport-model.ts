import { areaOf, includes, viewOf } from "../presentation/presentation.js";
import type {
  FailedEvent,
  Presentation,
  PresentationArea,
  PresentationEvent,
  SeriesEvent,
  SeriesSummary,
  Size,
  SliceInfo,
  StateName,
  Tile,
  WindowLevel,
} from "../protocol/messages.js";
import { seriesName } from "../protocol/series-name.js";
import { text } from "../i18n/text.js";
import { FIT, place, regionOf, rescaled, samePose, snap, UPRIGHT, visiblePart, withPose, type GridPart, type View } from "./geometry.js";
import { KeptPictures } from "./kept-pictures.js";
import type { PictureImage } from "./picture-image.js";
import { PictureRequests } from "./picture-requests.js";
import { REST_MS } from "./render-scheduler.js";
import { isOnGrid, lookAlike, type PictureName, type Shown, type ShownPicture } from "./shown.js";
import { sliceIn } from "./slices.js";
import { Streamed, type Failure, type ViewportHost } from "./streamed.js";
import { area, common, contains, joinedPart, missingStrip, type JoinImages } from "./strips.js";
import type { DecodedImage, DecodeImage } from "./tile-decoder.js";
import { same, sameLook, sameView, type Wanted } from "./wanted.js";

/** The exact picture of a large one takes its time, so a quick one comes first. The server makes that from fewer pixels where it can. */
const LARGE_PIXELS = 1_000_000;

/** A reader who moves says so often where they are, and no more often. */
const AHEAD_MS = 30;

/** Up to this share of what is visible, missing strips of an exact picture come exactly while the user moves: where answers come quickly, and where they don't. Of more a quick picture comes first. */
const MISSING_SHARE = 0.5;
const SLOW_MISSING_SHARE = 0.25;

/** What the user did in a viewport: another slice, another zoom or place, another window or inversion. */
export type Moved = "scroll" | "zoom" | "window";

/** How a series is shown at first, where that isn't as its file says. */
export interface Look {
  readonly picture?: PictureName | undefined;
  /** Null for each picture's own. */
  readonly window?: WindowLevel | null | undefined;
  readonly invert?: boolean | undefined;
}

/** How a viewport goes with another one. */
export interface Following {
  /** From 1; limited to the slices that there are. */
  readonly slice?: number;
  readonly window?: WindowLevel | null;
  readonly invert?: boolean;
  readonly view?: View;
}

/**
 * One viewport without its element: which series and slice the user wants, how they look at it, and what is on the screen. It never shows a tile of another series,
 * nor an older one over a newer.
 */
export class ViewportModel<I extends DecodedImage = PictureImage> extends Streamed {
  /** The series that is open or being opened. */
  summary: SeriesSummary | undefined;
  /** Its slices, as soon as the server has sorted them. */
  series: SeriesEvent | undefined;
  /** The slice that the user wants, from 1. */
  slice = 1;
  /** The window that the user wants; null for each picture's own. */
  window: WindowLevel | null = null;
  invert = false;
  view: View = FIT;
  canvas: Size = { width: 0, height: 0 };
  /** Device pixels a CSS pixel. */
  density = 1;
  shown: Shown<I> | undefined;
  seriesFailure: Failure | undefined;
  /** Rises with every change that the element has to follow. */
  revision = 0;
  /** Draws `shown` under `view` at once; set by the element while it is on the page. */
  paint: () => void = () => {};
  /** Told what the user did, and nothing of what only followed. */
  moved: (what: Moved) => void = () => {};

  /** The presentation state that the user chose. */
  state: StateName | undefined;
  /** What the server has read of it: pictures look so from then on. */
  presentation: Presentation | undefined;
  /** Why the chosen one isn't applied. */
  stateFailure = "";
  private presentSequence = 0;
  /** Pictures that come now may look by either of two states: none is put beside another. */
  private stateAwaited = false;
  /** The displayed area that the view was last set to. */
  private area: PresentationArea | undefined;

  /** Where to go as soon as the slices are known. */
  private picture: PictureName | undefined;
  private seriesSequence = 0;
  /** Whether it is on the screen: one that isn't asks for nothing, and catches up when it is again. */
  private visible = true;
  /** The series has to be asked for when the viewport is on the screen again. */
  private unasked = false;
  private readonly requests: PictureRequests<Wanted, Tile, I>;
  /** What the reader may turn to. */
  private readonly kept: KeptPictures;
  /** The reader's last turn: slices, forward or back. */
  private turned = 1;
  private aheadMs = -Infinity;
  private aheadTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** 0–15. */
    readonly number: number,
    host: ViewportHost,
    decode: DecodeImage<I>,
    /** Bytes that pictures ahead may take now. */
    room: () => number = () => 0,
    /** Without it every picture comes whole. */
    private join?: JoinImages<I> | undefined,
  ) {
    super(host);
    this.kept = new KeptPictures(room);
    this.requests = new PictureRequests<Wanted, Tile, I>(number, host, decode, {
      message: (wanted, quality, sequence) => ({ type: "render", viewport: number, sequence, ...asSent(wanted), quality }),
      same,
      missing: (wanted) => this.missingOf(wanted) ?? wanted,
      mismatch: ({ slice }, asked) =>
        slice === asked.slice ? undefined : text("picture.mismatch", { slice, asked: asked.slice }),
      decoded: (tile, asked, image) => this.decoded(tile, asked, image),
      unusable: ({ slice }) => this.kept.forget(slice),
      broken: (tile, asked, reason) => this.showFailure(tile.sequence, asked.slice, text("picture.broken"), reason),
    });
  }

  /** Whether an answer of the server is awaited. */
  get awaiting(): boolean {
    return this.visible && (this.opening || this.requests.awaiting);
  }

  /** Under which reservations the series is shown. */
  get warnings(): readonly string[] {
    const { label = "", warnings = [] } = this.presentation ?? {};
    const trueSize = this.presentation?.areas.some(({ mode }) => mode === "true-size") ? [text("state.trueSize")] : [];
    return [
      ...(this.series?.warnings ?? []),
      ...this.sentWarnings,
      ...[...warnings, ...trueSize].map((message) => text("state.warning", { label, message })),
      ...(this.stateFailure ? [this.stateFailure] : []),
    ];
  }

  /** Whether the series' slices aren't known yet. */
  get opening(): boolean {
    return this.summary !== undefined && this.series === undefined && this.seriesFailure === undefined;
  }

  get slices(): number {
    return this.series?.slices.length ?? 0;
  }

  /** The wanted slice. */
  get sliceInfo(): SliceInfo | undefined {
    return this.series?.slices[this.slice - 1];
  }

  /** The wanted picture, also where its series' slices aren't known yet. */
  get wantedPicture(): PictureName | undefined {
    return this.picture ?? this.sliceInfo;
  }

  /** The window that the next change starts from; undefined for colour, and before a grayscale picture is known. */
  get effectiveWindow(): WindowLevel | undefined {
    const slice = this.sliceInfo;
    if (slice && this.shown?.kind === "picture" && this.shown.slice === slice) {
      // What the file doesn't name, the server found in its pixels; colour has none.
      const { windowCenter: center, windowWidth: width } = this.shown.tile;
      return center === null || width === null ? undefined : (this.window ?? { center, width });
    }
    return slice?.window ? (this.window ?? slice.window) : undefined;
  }

  /**
   * Opens a series. What is on the screen stays, with its own text, until the new picture comes.
   *
   * @param slice to begin with, from 1; the last one where there are fewer
   * @param pose how it is turned on the screen
   */
  open(summary: SeriesSummary, slice = 1, pose = UPRIGHT, { picture, window = null, invert = false }: Look = {}): void {
    this.summary = summary;
    this.slice = slice;
    this.window = window;
    this.invert = invert;
    this.view = withPose(FIT, pose);
    this.series = undefined;
    this.picture = picture;
    this.state = undefined;
    this.forgetState();
    this.askForSeries();
  }

  /** Asks for the same series again: after a failure, or on a new connection. Slice, window and view are kept. */
  reopen(): void {
    if (this.summary) {
      this.askForSeries();
    }
  }

  /** Shows the pictures as a presentation state says; without one as their files say. */
  present(state: StateName | null): void {
    const before = this.state;
    this.state = state ?? undefined;
    this.stateFailure = "";
    if (state || before) {
      this.window = null;
      this.invert = false;
      this.askForState();
    }
    this.host.changed();
  }

  /** Whether it is on the screen. */
  setVisible(visible: boolean): void {
    this.kept.trim();
    if (visible === this.visible) {
      return;
    }
    this.visible = visible;
    if (!visible) {
      this.forgetPictures();
    } else if (this.unasked) {
      this.askForSeries();
    } else {
      this.request("atRest");
    }
  }

  /** Asks for the wanted picture again, after it failed. */
  retry(): void {
    this.forgetPictures();
    this.request("atRest");
  }

  /** The connection is gone; nothing under way will be answered. */
  disconnected(): void {
    this.forgetPictures();
    this.progress = undefined;
    this.host.changed();
  }

  /** Clears the screen and frees the picture. */
  dispose(): void {
    this.forgetPictures();
    this.show(undefined);
    this.unasked = false;
    this.summary = this.series = this.progress = this.seriesFailure = this.state = undefined;
    this.forgetState();
    this.paint();
    this.host.changed();
  }

  resize(canvas: Size, density: number): void {
    if (canvas.width === this.canvas.width && canvas.height === this.canvas.height && density === this.density) {
      return;
    }
    this.view = rescaled(this.view, density / this.density);
    this.canvas = canvas;
    this.density = density;
    this.paint();
    this.request(this.shown ? "moving" : "atRest");
  }

  goTo(slice: number): void {
    if (this.turnTo(slice)) {
      this.request("moving");
      this.tellWhere();
      this.moved("scroll");
    }
  }

  /** Goes with another viewport. Nobody is told: what follows leads nothing. */
  follow({ slice, window, invert, view }: Following): void {
    const turned = slice !== undefined && this.turnTo(slice);
    const windowed = window !== undefined && this.takeWindow(window);
    this.invert = invert ?? this.invert;
    if (view) {
      this.view = view;
      this.paint();
    }
    if (turned || windowed || invert !== undefined || view) {
      this.request("moving");
    }
    if (turned) {
      this.tellWhere();
    }
  }

  /** Goes to a picture of the series, as soon as its slices are known. */
  goToPicture(picture: PictureName): void {
    const slice = this.series && sliceIn(this.series.slices, picture);
    this.picture = this.series ? undefined : picture;
    if (slice) {
      this.goTo(slice.slice);
    }
  }

  setWindow(window: WindowLevel | null): void {
    if (this.takeWindow(window)) {
      this.request("moving");
      this.moved("window");
    }
  }

  setInvert(invert: boolean): void {
    this.invert = invert;
    this.request("moving");
    this.moved("window");
  }

  setView(view: View): void {
    const turned = !samePose(view.pose, this.view.pose);
    this.view = view;
    this.paint();
    this.request("moving");
    // Turning over is this picture's own.
    if (!turned) {
      this.moved("zoom");
    }
  }

  reset(): void {
    this.window = null;
    this.invert = false;
    this.view = this.firstView();
    this.paint();
    this.request("moving");
    this.moved("zoom");
    this.moved("window");
  }

  onSeries(event: SeriesEvent): void {
    if (event.sequence !== this.seriesSequence || event.seriesInstanceUID !== this.summary?.seriesInstanceUID) {
      return;
    }
    const before = this.picture ?? this.sliceInfo;
    this.kept.begin();
    this.picture = undefined;
    this.series = event;
    this.progress = undefined;
    if (event.slices.length === 0) {
      this.seriesFailure = { message: text("series.empty"), detail: "" };
      this.host.changed();
      return;
    }
    const again = before && sliceIn(event.slices, before);
    this.slice = again?.slice ?? Math.min(this.slice, event.slices.length);
    this.forgetState();
    if (this.state) {
      this.askForState();
    }
    this.request("atRest");
    this.host.changed();
  }

  /** A state has been read, or refused. Pictures that were asked for before may look either way: they are asked for anew. */
  onPresentation({ sequence, refusal, presentation }: PresentationEvent): void {
    if (sequence !== this.presentSequence) {
      return;
    }
    this.stateAwaited = false;
    this.presentation = presentation ?? undefined;
    this.stateFailure = refusal;
    if (refusal) {
      this.state = undefined;
    }
    const first = presentation?.slices[0];
    if (presentation && first !== undefined && !includes(presentation.slices, this.slice)) {
      this.slice = Math.min(first, Math.max(1, this.slices));
    }
    this.view = this.firstView();
    this.forgetPictures();
    this.request("atRest");
  }

  onFailed(event: FailedEvent): void {
    if (event.sequence === this.seriesSequence) {
      this.seriesFailure = { message: event.message, detail: event.detail };
      this.progress = undefined;
      // A picture of another series behind the message would be taken for this one's.
      this.show(undefined);
    } else {
      const asked = this.requests.askedBy(event.sequence);
      if (asked) {
        this.showFailure(event.sequence, event.slice ?? asked.slice, event.message, event.detail);
      }
      this.requests.settle(event.sequence);
    }
    this.host.changed();
  }

  onTile(tile: Tile): void {
    if (!tile.ahead) {
      this.requests.onTile(tile);
      return;
    }
    this.kept.arrived(tile);
    this.prepare();
    if (this.kept.runsOut) {
      this.lookAhead();
    }
  }

  /** @returns whether that is another slice */
  private turnTo(slice: number): boolean {
    const limited = Math.min(Math.max(1, Math.round(slice)), this.slices);
    const other = limited >= 1 && limited !== this.slice;
    if (other) {
      this.turned = limited - this.slice;
      this.slice = limited;
      this.followArea();
    }
    return other;
  }

  /** As a slice is looked at that nobody has moved yet. */
  private firstView(): View {
    const slice = this.sliceInfo;
    this.area = this.presentation && areaOf(this.presentation, this.slice);
    return this.presentation && slice ? viewOf(this.presentation, this.slice, slice, this.canvas) : FIT;
  }

  /** Where the state displays another part of this slice than of the one before. */
  private followArea(): void {
    const { presentation } = this;
    if (presentation && includes(presentation.slices, this.slice) && areaOf(presentation, this.slice) !== this.area) {
      this.view = this.firstView();
    }
  }

  private askForState(): void {
    if (this.series) {
      this.stateAwaited = true;
      this.presentSequence = this.requests.nextSequence();
      this.host.send({ type: "present", viewport: this.number, sequence: this.presentSequence, state: this.state ?? null });
    }
  }

  private forgetState(): void {
    this.presentation = this.area = undefined;
    this.stateFailure = "";
    this.presentSequence = 0;
    this.stateAwaited = false;
  }

  /** A colour picture has no window: what can't be done isn't asked for. */
  private takeWindow(window: WindowLevel | null): boolean {
    const can = window === null || this.effectiveWindow !== undefined;
    if (can) {
      this.window = window;
    }
    return can;
  }

  /** What was asked for, and what came ahead, isn't shown any more. */
  private forgetPictures(): void {
    this.requests.reset();
    this.kept.clear();
    clearTimeout(this.aheadTimer);
  }

  private askForSeries(): void {
    this.forgetPictures();
    this.seriesFailure = undefined;
    this.progress = undefined;
    this.sentWarnings = [];
    this.unasked = !this.visible;
    if (this.unasked) {
      return;
    }
    this.seriesSequence = this.requests.nextSequence();
    this.host.send({ type: "series", viewport: this.number, sequence: this.seriesSequence, ...seriesName(this.summary!) });
    this.host.changed();
  }

  private request(how: "moving" | "atRest"): void {
    const slice = this.visible ? this.sliceInfo : undefined;
    if (slice && slice.verdict !== null) {
      // Known beforehand: nothing to ask. What is still under way is older, and must not come over it.
      this.requests.reset();
      this.showFailure(this.requests.nextSequence(), slice.slice, slice.verdict, "", true);
    } else if (slice && this.canvas.width > 0 && this.canvas.height > 0) {
      const wanted = this.wantedOf(slice);
      const kept = wanted && this.kept.find(wanted);
      if (wanted) {
        const held = how === "moving" ? this.held(wanted) : undefined;
        if (held && this.askMissing(wanted, held)) {
          // Of what is on the screen already, nothing is asked for again.
        } else if (how === "moving" && kept) {
          this.requests.movingTo(wanted, kept);
        } else if (how === "moving") {
          this.requests.moving(wanted);
        } else {
          this.requests.atRest(wanted, slice.rows * slice.columns >= LARGE_PIXELS || this.requests.slow);
        }
      }
    }
    this.host.changed();
  }

  /** The exact picture on the screen, if it looks as this one would and parts of this one can be put beside it. */
  private held(wanted: Wanted): ShownPicture<I> | undefined {
    const { shown } = this;
    return this.join &&
      !this.stateAwaited &&
      shown?.kind === "picture" &&
      shown.slice === this.series?.slices[wanted.slice - 1] &&
      shown.presentation === this.presentation &&
      sameLook(shown.asked, wanted) &&
      isOnGrid(shown.tile, shown.asked)
      ? shown
      : undefined;
  }

  /** The strip of a wanted picture that is to be asked for; undefined where that is all of it, or nothing. */
  private missingOf(wanted: Wanted): Wanted | undefined {
    const held = this.held(wanted);
    const slice = this.series?.slices[wanted.slice - 1];
    const strip = held && slice && missingStrip(wanted.part, held.asked.part);
    return strip && { ...wanted, ...on(strip, slice), stripOf: wanted.part };
  }

  /** @returns false where so much is missing that a quick picture has to come first */
  private askMissing(wanted: Wanted, { asked: { part } }: ShownPicture<I>): boolean {
    if (contains(part, wanted.part)) {
      this.complete();
      return true;
    }
    const here = common(wanted.part, part);
    const missing = 1 - (here ? area(here) : 0) / area(wanted.part);
    const few = missing <= (this.requests.quick ? MISSING_SHARE : SLOW_MISSING_SHARE);
    if (few) {
      this.requests.missing(wanted);
    }
    return few;
  }

  /** Nothing of what is looked at is missing. */
  private complete(): void {
    this.requests.complete();
    clearTimeout(this.aheadTimer);
    this.aheadTimer = setTimeout(() => this.lookAhead(), REST_MS);
  }

  /** A part of an exact picture has come: is there more to ask for? */
  private goOn(): void {
    const slice = this.visible ? this.sliceInfo : undefined;
    const wanted = slice && this.wantedOf(slice);
    const held = wanted && this.held(wanted);
    if (held && contains(held.asked.part, wanted.part)) {
      this.complete();
    } else if (wanted && (held || !this.join)) {
      this.requests.more(wanted);
    }
  }

  /** This slice as it would be looked at; undefined where nothing of it is visible. */
  private wantedOf(slice: SliceInfo): Wanted | undefined {
    const visible = visiblePart(snap(place(this.view, slice, this.canvas)), slice, this.canvas);
    return visible && { slice: slice.slice, window: this.window, invert: this.invert, ...visible };
  }

  /** The reader has turned to another slice. */
  private tellWhere(): void {
    if (performance.now() - this.aheadMs >= AHEAD_MS) {
      this.lookAhead();
    }
  }

  /** Asks for what the reader may turn to. */
  private lookAhead(): void {
    const slice = this.visible ? this.sliceInfo : undefined;
    const wanted = slice?.verdict === null ? this.wantedOf(slice) : undefined;
    if (!wanted) {
      return;
    }
    const slices = this.kept.wish({
      slice: wanted.slice,
      forward: this.turned > 0,
      slices: this.slices,
      fits: (number) => this.looksAlike(number, wanted),
    });
    if (slices) {
      const sequence = this.requests.nextSequence();
      const { received } = this.kept;
      if (this.host.send({ type: "ahead", viewport: this.number, sequence, ...asSent(wanted), slices, received })) {
        this.kept.asked(sequence, wanted.slice, slices);
        this.aheadMs = performance.now();
      }
    }
  }

  /** The slice of the next turn, and of one back, are decoded before the reader turns to them. */
  private prepare(): void {
    this.requests.prepare(this.kept.among([this.slice + this.turned, this.slice - Math.sign(this.turned)]));
  }

  private looksAlike(number: number, wanted: Wanted): boolean {
    const slice = this.series?.slices[number - 1];
    const other = slice?.verdict === null ? this.wantedOf(slice) : undefined;
    const area = this.presentation && areaOf(this.presentation, number);
    return other !== undefined && sameView(other, wanted) && area === this.area;
  }

  private decoded(tile: Tile, asked: Wanted, image: I): void {
    const slice = this.series?.slices[tile.slice - 1];
    if (!slice || (this.shown && this.shown.sequence >= tile.sequence)) {
      image.close();
      return;
    }
    const held = this.held(asked);
    const fits = held && lookAlike(held.tile, tile) ? held : undefined;
    if (asked.stripOf) {
      // Where that isn't there any more that it belongs to, it is of no use.
      if (held && !this.addStrip(held, tile, asked, asked.stripOf, image)) {
        this.join = undefined;
      }
      image.close();
      this.goOn();
    } else if (fits && !tile.exact) {
      // Beside what is there exactly already it is better than nothing, and over it it would be worse.
      this.show({ ...fits, sequence: tile.sequence, under: { tile, image } });
    } else {
      this.show({
        kind: "picture",
        sequence: tile.sequence,
        summary: this.summary!,
        series: this.series!,
        slice,
        tile,
        asked,
        image,
        presentation: this.presentation,
        under: this.wider(slice, tile),
      });
      this.prepare();
      if (!tile.exact) {
        this.kept.keep(tile, asked);
      } else if (fits) {
        this.goOn();
      } else {
        this.lookAhead();
      }
    }
  }

  /** Puts a strip beside what is there. @returns false where that can't be done with this server or in this browser */
  private addStrip(held: ShownPicture<I>, tile: Tile, asked: Wanted, wanted: GridPart, image: I): boolean {
    if (!lookAlike(held.tile, tile) || !isOnGrid(tile, asked)) {
      return false;
    }
    const part = joinedPart(held.asked.part, asked.part, wanted);
    // Another picture may have come meanwhile, along which the strip doesn't lie.
    if (part) {
      const { region, size } = on(part, held.slice);
      const at = ({ left, top }: GridPart): { left: number; top: number } => ({ left: left - part.left, top: top - part.top });
      let joined: I;
      try {
        joined = this.join!(size, [
          { image: held.image, ...at(held.asked.part) },
          { image, ...at(asked.part) },
        ]);
      } catch {
        return false;
      }
      this.show({
        ...held,
        sequence: tile.sequence,
        asked: { ...held.asked, region, size, part },
        tile: { ...tile, region, imageWidth: size.width, imageHeight: size.height },
        image: joined,
      });
    }
    return true;
  }

  /** What was on the screen, if it shows more of the same picture: it is drawn where the new one has nothing yet. */
  private wider(slice: SliceInfo, tile: Tile): ShownPicture<I>["under"] {
    const { shown } = this;
    if (shown?.kind !== "picture" || shown.slice !== slice || shown.presentation !== this.presentation) {
      return undefined;
    }
    const { under, tile: former, image } = shown;
    const widest = under && extent(under.tile) > extent(former) ? under : { tile: former, image };
    return lookAlike(widest.tile, tile) && extent(widest.tile) > extent(tile) ? widest : undefined;
  }

  private showFailure(sequence: number, number: number, message: string, detail: string, final = false): void {
    const slice = this.series?.slices[number - 1];
    if (slice && this.summary && this.series && (this.shown?.sequence ?? 0) < sequence) {
      const { summary, series } = this;
      this.show({ kind: "failure", sequence, summary, series, slice, message, detail, final });
    }
  }

  private show(shown: Shown<I> | undefined): void {
    const before = imagesOf(this.shown);
    const now = imagesOf(shown);
    this.shown = shown;
    this.paint();
    before.filter((image) => !now.includes(image)).forEach((image) => image.close());
  }
}

function imagesOf<I extends DecodedImage>(shown: Shown<I> | undefined): readonly I[] {
  return shown?.kind === "picture" ? [shown.image, ...(shown.under ? [shown.under.image] : [])] : [];
}

/** How much of the picture a tile shows, in source pixels. */
function extent({ region: { width, height } }: Tile): number {
  return width * height;
}

/** What of a wanted picture the server is told. */
function asSent({ slice, window, invert, region, size }: Wanted): Omit<Wanted, "part" | "stripOf"> {
  return { slice, window, invert, region, size };
}

/** A part of a slice, as it is asked for. */
function on(part: GridPart, slice: SliceInfo): Pick<Wanted, "region" | "size" | "part"> {
  return { part, region: regionOf(part, slice), size: { width: part.width, height: part.height } };
}
