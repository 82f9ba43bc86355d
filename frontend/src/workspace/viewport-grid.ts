import { BROWSER_CLOCK, Cine } from "../cine/cine.js";
import { Lens } from "../lens/lens.js";
import { Links, type Link } from "../linking/links.js";
import { PointFinder } from "../linking/point-finder.js";
import { referenceLines, type Beside, type ReferenceLine } from "../linking/reference-lines.js";
import type { ClientMessage, StudyEvent } from "../protocol/messages.js";
import type { PictureImage } from "../viewport/picture-image.js";
import type { ViewportHost } from "../viewport/streamed.js";
import type { JoinImages } from "../viewport/strips.js";
import type { DecodedImage, DecodeImage } from "../viewport/tile-decoder.js";
import { ViewportModel } from "../viewport/viewport-model.js";
import type { Hanging } from "./hanging.js";
import { cellsOf, LARGEST, SINGLE, type Layout } from "./layout.js";

/** The stream's viewports 0 to 15 show slices. */
const VIEWPORTS = LARGEST * LARGEST;
/** The stream's last viewport, beyond those of planes, shows what is in the lens. */
const LENS = 31;

/**
 * The viewports of slices: which of them are on the screen, how they are arranged, and which one tools and keys work on. A viewport that has no place in a smaller
 * layout keeps its series, slice, window and view, and comes back with them in a larger one.
 */
export class ViewportGrid<I extends DecodedImage = PictureImage> {
  /** All of them by their number, on the screen or not. */
  readonly viewports: readonly ViewportModel<I>[];
  layout: Layout = SINGLE;
  /** Whether the active viewport has all the room for a while. */
  maximised = false;
  /** Which viewports go together, and in what. */
  readonly links = new Links<I>(
    () => this.arranged,
    () => this.active,
  );
  /** One point of the patient in every viewport. */
  readonly finder = new PointFinder<I>(
    () => this.arranged,
    () => {
      // From where the point has brought them, they keep their offsets.
      this.links.rebase();
      this.host.changed();
    },
  );
  /** A magnifying glass over one of them. */
  readonly lens: Lens<I>;
  /** Plays the pictures of one of them. */
  readonly cine: Cine<I>;
  /** Whether slices are drawn as lines on the pictures that they cut. */
  linesShown = true;
  /** Pictures that the viewports may keep ahead, together. */
  aheadBytes = 0;
  private current = 0;
  /** Which viewports the layout's cells show, by number. */
  private cells: readonly number[] = [0];

  constructor(
    private readonly host: ViewportHost,
    decode: DecodeImage<I>,
    cineClock = BROWSER_CLOCK,
    join?: JoinImages<I>,
  ) {
    this.viewports = Array.from({ length: VIEWPORTS }, (_, number): ViewportModel<I> => {
      const own: ViewportHost = {
        send: (message: ClientMessage) => host.send(message),
        changed: () => {
          model.revision += 1;
          host.changed();
        },
      };
      const model = new ViewportModel<I>(number, own, decode, () => this.aheadBytes / this.visible.length, join);
      model.moved = (what) => this.links.moved(model, what);
      return model;
    });
    this.lens = new Lens<I>(LENS, host, decode, join);
    this.cine = new Cine<I>(
      (viewport) => this.visible.includes(viewport),
      () => host.changed(),
      cineClock,
    );
    this.update();
  }

  /** The viewport that tools and keys work on; always one of the visible ones. */
  get active(): ViewportModel<I> {
    return this.viewports[this.current]!;
  }

  /** Those on the screen, in the order of the cells. */
  get visible(): readonly ViewportModel<I>[] {
    return this.maximised ? [this.active] : this.arranged;
  }

  /** Those that have a cell, in their order, behind one that has all the room too. */
  get arranged(): readonly ViewportModel<I>[] {
    return this.cells.map((number) => this.viewports[number]!);
  }

  /** The arrangement of those on the screen. */
  get visibleLayout(): Layout {
    return this.maximised ? SINGLE : this.layout;
  }

  get awaiting(): boolean {
    return this.visible.some(({ awaiting }) => awaiting);
  }

  get warnings(): readonly string[] {
    return this.visible.flatMap(({ warnings }) => warnings);
  }

  /** Where the other viewports' slices cut the picture that this one shows: all of it by what is on the screen. */
  linesOn({ shown }: ViewportModel<I>): readonly ReferenceLine[] {
    if (!this.linesShown || this.maximised || shown?.kind !== "picture") {
      return [];
    }
    const others = this.arranged.flatMap(({ shown: other }, index): readonly Beside[] =>
      other?.kind === "picture" && other !== shown
        ? [{ viewport: index + 1, active: other === this.active.shown, shown: other }]
        : [],
    );
    return referenceLines(shown, others);
  }

  toggleLines(): void {
    this.linesShown = !this.linesShown;
    this.host.changed();
  }

  toggleLink(link: Link): void {
    this.links.toggle(link);
    this.host.changed();
  }

  /** @returns undefined for a number that no viewport of slices has */
  viewport(number: number): ViewportModel<I> | undefined {
    return number === LENS ? this.lens.model : this.viewports[number];
  }

  /** Shows as many viewports as the layout has cells: the first ones, and among them the active one. */
  arrange(layout: Layout): void {
    const cells = Array.from({ length: cellsOf(layout) }, (_, index) => index);
    if (!cells.includes(this.current)) {
      cells[cells.length - 1] = this.current;
    }
    this.layout = layout;
    this.cells = cells;
    this.maximised = false;
    this.update();
    this.links.rebase();
  }

  activate(number: number): void {
    if (number !== this.current && this.cells.includes(number)) {
      this.current = number;
      this.update();
    }
  }

  /** @param by 1 for the next one, −1 for the one before; the last is followed by the first */
  activateNext(by: number): void {
    const { length } = this.cells;
    this.activate(this.cells[(this.cells.indexOf(this.current) + by + length) % length]!);
  }

  /** All the room for the active viewport, or back to the layout. */
  toggleMaximised(): void {
    this.maximised = !this.maximised && this.cells.length > 1;
    this.update();
  }

  /** Shows a study as it is usually shown. What was there is gone. */
  hang({ layout, cells, active }: Hanging): void {
    this.current = active;
    this.arrange(layout);
    this.viewports.forEach((viewport, number) => {
      const hung = cells[number];
      if (hung) {
        viewport.open(hung.summary, hung.slice, hung.pose, hung.look);
      } else if (viewport.summary) {
        viewport.dispose();
      }
    });
  }

  /**
   * On a new connection: every viewport asks again for what it showed, as far as the studies still have it.
   *
   * @returns false where nothing is left to show
   */
  reopen({ series }: Pick<StudyEvent, "series">): boolean {
    const there = new Set(series.filter(({ images }) => images).map(({ seriesInstanceUID }) => seriesInstanceUID));
    for (const viewport of this.viewports.filter(({ summary }) => summary)) {
      if (there.has(viewport.summary!.seriesInstanceUID)) {
        viewport.reopen();
      } else {
        viewport.dispose();
      }
    }
    return this.viewports.some(({ summary }) => summary);
  }

  /** Clears the viewports that show something of this study; of a layout that was made for it, one viewport stays. */
  clearStudy(studyInstanceUID: string): void {
    const cleared = this.viewports.filter(({ summary }) => summary?.studyInstanceUID === studyInstanceUID);
    cleared.forEach((viewport) => viewport.dispose());
    const left = this.arranged.filter(({ summary }) => summary);
    if (cleared.length > 0 && left.length === 1) {
      this.current = left[0]!.number;
      this.arrange(SINGLE);
    }
    this.host.changed();
  }

  disconnected(): void {
    this.cine.pause();
    this.lens.end();
    this.viewports.forEach((viewport) => viewport.disconnected());
  }

  dispose(): void {
    this.cine.end();
    this.finder.end();
    this.lens.end();
    this.viewports.forEach((viewport) => viewport.dispose());
  }

  private update(): void {
    const visible = new Set(this.visible);
    if (this.lens.over && !visible.has(this.lens.over)) {
      this.lens.left(this.lens.over);
    }
    if (this.cine.over && !visible.has(this.cine.over)) {
      this.cine.end();
    }
    this.viewports.forEach((viewport) => viewport.setVisible(visible.has(viewport)));
    this.host.changed();
  }
}
