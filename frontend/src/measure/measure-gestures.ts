import type { PicturePoint } from "../protocol/measure-messages.js";
import { distance, type Point } from "../viewport/geometry.js";
import type { Drag, Modifiers, MouseGestures, Pinch, TouchGestures, WheelGestures } from "../viewport/gestures/gesture.js";
import type { PictureImage } from "../viewport/picture-image.js";
import { samePicture } from "../viewport/shown.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { ViewportModel } from "../viewport/viewport-model.js";
import { Drawing } from "./drawing.js";
import { holdAt, MOUSE_REACH, TOUCH_REACH, type Hold } from "./hit.js";
import { isBox, type Kind } from "./kinds.js";
import { labelAt } from "./label-places.js";
import type { MeasureModel } from "./measure-model.js";
import type { Measurement, PictureReference } from "./measurement.js";
import { pictureMap, pixelHeight, type PictureMap } from "./picture-map.js";
import { contains, handlesOf, movedBy, oppositeOf, shapeAbout, withHandle, within } from "./shape.js";
import { snapped } from "./snap.js";

/** A pointer that moves less, in CSS pixels, only clicks. */
const CLICK = 4;
const NO_MODIFIERS: Modifiers = { shift: false };
/** Half of what is begun with by keys, as a share of the viewport's smaller side. */
const BEGIN_SHARE = 0.12;

type Gestures = MouseGestures & TouchGestures & WheelGestures;

/**
 * What mouse and fingers do to measurements in a viewport: draw with a tool in hand, take hold of what is drawn, choose it. What they do beside that is left to the
 * viewport's own gestures.
 */
export class MeasureGestures<I extends DecodedImage = PictureImage> implements MouseGestures, TouchGestures, WheelGestures {
  private drawing: Drawing | undefined;
  /** The draft of the model that `drawing` makes. */
  private draft: number | undefined;
  private busy = false;

  constructor(
    private readonly viewport: ViewportModel<I>,
    private readonly model: MeasureModel,
    private readonly otherwise: Gestures,
  ) {}

  drag(button: number, at: Point, event: PointerEvent): Drag | undefined {
    if (button !== 0) {
      return this.otherwise.drag(button, at, event);
    }
    this.model.dismissRefusedWindow();
    const drag = this.edit(at, MOUSE_REACH) ?? this.moveLabel(at) ?? this.draw(at, MOUSE_REACH, { shift: event.shiftKey });
    if (!drag) {
      this.model.select(undefined);
    }
    return drag ?? this.otherwise.drag(button, at, event);
  }

  oneFinger(at: Point): Drag | undefined {
    this.model.dismissRefusedWindow();
    const hold = this.holdAt(at, TOUCH_REACH);
    if (hold && !this.model.tool && hold.number !== this.model.selected?.number) {
      return this.chooseByTap(hold, at);
    }
    const drag = this.edit(at, TOUCH_REACH) ?? this.moveLabel(at) ?? this.draw(at, TOUCH_REACH, NO_MODIFIERS);
    return drag ?? this.otherwise.oneFinger(at);
  }

  held(at: Point): Drag | undefined {
    return this.busy ? undefined : this.otherwise.held(at);
  }

  twoFingers(at: Point): Pinch | undefined {
    return this.otherwise.twoFingers(at);
  }

  lifted(): void {
    this.otherwise.lifted?.();
  }

  scroll(steps: number, modified: boolean): void {
    this.otherwise.scroll(steps, modified);
  }

  zoom(factor: number, about: Point): void {
    this.otherwise.zoom(factor, about);
  }

  doubleClick(at: Point): void {
    const hold = this.holdAt(at, MOUSE_REACH);
    const held = this.model.measurements.find(({ number }) => number === hold?.number);
    if (this.close()) {
      return;
    }
    if (held?.kind === "arrow") {
      this.model.type(held.number);
    } else if (!held && !this.model.tool) {
      this.otherwise.doubleClick(at);
    }
  }

  /** The pointer moves with no button pressed: the next point floats with it. */
  hover(at: Point, modifiers: Modifiers): void {
    const { current } = this;
    const map = this.map;
    if (current && map && !this.busy) {
      current.float(this.snap(at, modifiers, map, current.set.at(-1), isBox(current.kind)));
      this.show(current);
    }
  }

  /** What the pointer could take hold of. */
  holdAt(at: Point, reach: number): Hold | undefined {
    const { map, model } = this;
    return map && holdAt(model.on(map.slice), model.selected, map, at, reach);
  }

  /** Enter: closes the polygon that is being drawn; with a tool in hand, begins its shape in the middle. @returns whether it did anything */
  enter(): boolean {
    const { map, model, picture, viewport } = this;
    const { tool } = model;
    if (this.close()) {
      return true;
    }
    if (!tool || !map || !picture) {
      return false;
    }
    const { slice, size } = map;
    const middle = map.toPicture({ x: size.width / 2, y: size.height / 2 });
    const reach = BEGIN_SHARE * Math.min(size.width, size.height);
    const beside = map.toPicture({ x: size.width / 2 + reach, y: size.height / 2 });
    const points = shapeAbout(tool, middle, distance(beside, middle), slice, pixelHeight(slice));
    this.model.dropDraft();
    if (tool === "window") {
      model.drawDraft(tool, picture, points);
      model.finishDraft(viewport.number);
    } else {
      model.create(tool, picture, points);
    }
    return true;
  }

  /** Moves what the keyboard has hold of, by CSS pixels. */
  nudge({ number, handle }: Hold, by: Point): void {
    const { map } = this;
    const measurement = this.model.measurements.find((candidate) => candidate.number === number);
    if (!map || !measurement) {
      return;
    }
    const { kind, points } = measurement;
    const from = handlesOf(kind, points)[handle ?? 0]!;
    const screen = map.toScreen(from);
    const to = map.toPicture({ x: screen.x + by.x, y: screen.y + by.y });
    this.model.beginChange();
    this.set(
      measurement,
      handle === undefined
        ? movedBy(points, { x: to.x - from.x, y: to.y - from.y }, map.slice)
        : withHandle(kind, points, handle, within(map.slice, to), pixelHeight(map.slice)),
      map,
    );
  }

  private get map(): PictureMap | undefined {
    return pictureMap(this.viewport);
  }

  private get picture(): PictureReference | undefined {
    const { shown } = this.viewport;
    return (
      shown && {
        seriesInstanceUID: shown.summary.seriesInstanceUID,
        sopInstanceUID: shown.slice.sopInstanceUID,
        frame: shown.slice.frame,
      }
    );
  }

  /** What this viewport is drawing on the picture that it shows; what was given up, or is drawn elsewhere by now, is forgotten. */
  private get current(): Drawing | undefined {
    const { draft } = this.model;
    if (!draft || draft.number !== this.draft) {
      this.drawing = undefined;
    }
    return draft && this.isShown(draft) ? this.drawing : undefined;
  }

  /** Something new: what was being drawn elsewhere is given up. */
  private begin(kind: Kind): Drawing {
    this.model.dropDraft();
    return new Drawing(kind);
  }

  private isShown({ picture }: Measurement): boolean {
    const { shown } = this.viewport;
    return shown !== undefined && samePicture(shown.slice, picture);
  }

  /** Takes hold of a handle or of a whole measurement. */
  private edit(at: Point, reach: number): Drag | undefined {
    const { model } = this;
    const hold = this.current ? undefined : this.holdAt(at, reach);
    const measurement = model.measurements.find(({ number }) => number === hold?.number);
    const start = this.map;
    if (!hold || !measurement || !start) {
      return undefined;
    }
    const { kind, points } = measurement;
    model.select(measurement.number);
    const grabbed = hold.handle === undefined ? at : start.toScreen(handlesOf(kind, points)[hold.handle]!);
    let moved = false;
    let begun = false;
    return this.whileBusy({
      move: (to, modifiers = NO_MODIFIERS) => {
        const map = this.map;
        moved ||= distance(to, at) > CLICK;
        if (!map || !moved || !this.isShown(measurement) || (begun && !model.changing)) {
          return;
        }
        begun = true;
        model.beginChange();
        const target = { x: grabbed.x + to.x - at.x, y: grabbed.y + to.y - at.y };
        if (hold.handle === undefined) {
          const [from, end] = [map.toPicture(grabbed), map.toPicture(target)];
          this.set(measurement, movedBy(points, { x: end.x - from.x, y: end.y - from.y }, map.slice), map);
        } else {
          const opposite = oppositeOf(kind, points, hold.handle);
          const point = this.snap(target, modifiers, map, opposite, isBox(kind), measurement.number);
          this.set(measurement, withHandle(kind, points, hold.handle, point, pixelHeight(map.slice)), map);
        }
      },
      end: () => model.endChange(),
      cancel: () => model.abandonChange(),
    });
  }

  /** Takes hold of a label; with a tool in hand there is something to draw below it. */
  private moveLabel(at: Point): Drag | undefined {
    const { model, map } = this;
    const found = map && !model.tool ? labelAt(model, map, at) : undefined;
    const measurement = model.measurements.find(({ number }) => number === found?.number);
    if (!found || !measurement) {
      return undefined;
    }
    model.select(measurement.number);
    const { left, top, width, height } = found.at;
    const middle = { x: left + width / 2, y: top + height / 2 };
    let moved = false;
    return this.whileBusy({
      move: (to) => {
        const now = this.map;
        moved ||= distance(to, at) > CLICK;
        if (now && moved && this.isShown(measurement)) {
          model.beginChange();
          const place = now.toPicture({ x: middle.x + to.x - at.x, y: middle.y + to.y - at.y });
          const first = measurement.points[0]!;
          model.setLabel(measurement.number, { x: place.x - first.x, y: place.y - first.y });
        }
      },
      end: () => model.endChange(),
      cancel: () => model.abandonChange(),
    });
  }

  /** Whether the pointer is on a label. */
  onLabel(at: Point): boolean {
    const { map, model } = this;
    return map !== undefined && !model.tool && labelAt(model, map, at) !== undefined;
  }

  /** Nothing is set that isn't within the picture as a whole: the server wouldn't measure it. */
  private set({ number }: Measurement, points: readonly PicturePoint[], { slice }: PictureMap): void {
    if (points.every((point) => contains(slice, point))) {
      this.model.setPoints(number, points);
    }
  }

  /** A tap chooses; anything longer is left to the viewport. */
  private chooseByTap(hold: Hold, at: Point): Drag {
    const other = this.otherwise.oneFinger(at);
    let moved = false;
    return {
      move: (to, modifiers) => {
        moved ||= distance(to, at) > 2 * CLICK;
        if (moved) {
          other?.move(to, modifiers);
        }
      },
      end: () => {
        if (!moved) {
          this.model.select(hold.number);
        }
        other?.end?.();
      },
      cancel: () => other?.cancel?.(),
    };
  }

  private draw(at: Point, reach: number, modifiers: Modifiers): Drag | undefined {
    const { model, picture, map } = this;
    const { tool } = model;
    if (!tool || !picture || !map) {
      return undefined;
    }
    const { current } = this;
    const first = current?.set[0];
    if (first && current?.canClose && distance(map.toScreen(first), at) <= reach) {
      return this.whileBusy({ move: () => {}, end: () => void this.close() });
    }
    if (!current && !contains(map.slice, map.toPicture(at))) {
      // Beside the picture there is nothing to draw on; nor is it meant for the window.
      return { move: () => {} };
    }
    const drawing = current ?? this.begin(tool);
    const before = drawing.set;
    this.drawing = drawing;
    const begins = drawing.beginsALine;
    const point = (to: Point, { shift }: Modifiers) =>
      this.snap(to, { shift }, map, begins && drawing.set === before ? undefined : drawing.set.at(-1), isBox(tool));
    if (begins) {
      drawing.place(point(at, modifiers));
    } else {
      drawing.float(point(at, modifiers));
    }
    this.show(drawing);
    let moved = false;
    return this.whileBusy({
      move: (to, held = NO_MODIFIERS) => {
        moved ||= distance(to, at) > CLICK;
        if (this.current !== drawing) {
          return;
        }
        if (tool === "probe") {
          drawing.goBackTo([]);
          drawing.place(this.snap(to, held, map, undefined, false));
        } else if (moved || !begins) {
          drawing.float(point(to, held));
        }
        this.show(drawing);
      },
      end: () => {
        if (this.current === drawing) {
          this.released(drawing, map);
        }
      },
      cancel: () => {
        if (this.current !== drawing) {
          return;
        }
        drawing.goBackTo(before);
        if (before.length > 0) {
          this.show(drawing);
        } else {
          model.dropDraft();
        }
      },
    });
  }

  private released(drawing: Drawing, map: PictureMap): void {
    const last = drawing.set.at(-1);
    const floating = drawing.points[drawing.set.length];
    if (floating && last && distance(map.toScreen(floating), map.toScreen(last)) > CLICK) {
      drawing.place(floating);
    }
    drawing.float(undefined);
    if (drawing.isFull) {
      this.finish(drawing, map);
    } else {
      this.show(drawing);
    }
  }

  /** Closes the polygon that is being drawn. */
  private close(): boolean {
    const { current, map } = this;
    if (!current?.canClose || !map) {
      return false;
    }
    current.float(undefined);
    this.finish(current, map);
    return true;
  }

  private finish(drawing: Drawing, { slice }: PictureMap): void {
    const { model, picture } = this;
    this.drawing = undefined;
    if (picture) {
      model.drawDraft(drawing.kind, picture, drawing.whole(slice, pixelHeight(slice)));
      model.finishDraft(this.viewport.number);
    }
  }

  private show(drawing: Drawing): void {
    const { picture, model } = this;
    if (picture) {
      model.drawDraft(drawing.kind, picture, drawing.points);
      this.draft = model.draft?.number;
    }
  }

  /** Where a point goes: into the picture, and with Shift onto what attracts it. */
  private snap(
    to: Point,
    { shift }: Modifiers,
    map: PictureMap,
    from: PicturePoint | undefined,
    box: boolean,
    moving?: number,
  ): PicturePoint {
    if (!shift) {
      return within(map.slice, map.toPicture(to));
    }
    const handles = this.model
      .on(map.slice)
      .filter(({ number }) => number !== moving)
      .flatMap(({ kind, points }) => handlesOf(kind, points).map((point) => map.toScreen(point)));
    return within(map.slice, map.toPicture(snapped(to, from && map.toScreen(from), box, handles)));
  }

  private whileBusy({ move, end, cancel }: Drag): Drag {
    this.busy = true;
    const done = (then?: () => void) => () => {
      this.busy = false;
      then?.();
    };
    return { move, end: done(end), cancel: done(cancel) };
  }
}
