import type { PicturePoint } from "../protocol/measure-messages.js";
import { distance, type Point } from "../viewport/geometry.js";
import type { Drag, Modifiers, MouseGestures, Pinch, TouchGestures, WheelGestures } from "../viewport/gestures/gesture.js";
import { Drawing } from "./drawing.js";
import { holdAt, MOUSE_REACH, TOUCH_REACH, type Hold } from "./hit.js";
import { isBox, type Kind } from "./kinds.js";
import { labelAt } from "./label-places.js";
import type { MeasureModel } from "./measure-model.js";
import type { Measurement } from "./measurement.js";
import type { MeasureChart, MeasureMap, MeasureSurface } from "./picture-map.js";
import { contains, handlesOf, movedBy, oppositeOf, shapeAbout, withHandle, within } from "./shape.js";
import { snapped } from "./snap.js";

/** A pointer that moves less, in CSS pixels, only clicks. */
const CLICK = 4;
const NO_MODIFIERS: Modifiers = { shift: false };
/** Half of what is begun with by keys, as a share of the viewport's smaller side. */
const BEGIN_SHARE = 0.12;

interface Gestures extends MouseGestures, TouchGestures, WheelGestures {
  /** Whether there is a handle of its own at a place, which is meant before a measurement's line. */
  claims?(at: Point, reach: number): boolean;
}

/**
 * What mouse and fingers do to measurements in a viewport: draw with a tool in hand, take hold of what is drawn, choose it. What they do beside that is left to the
 * viewport's own gestures.
 */
export class MeasureGestures implements MouseGestures, TouchGestures, WheelGestures {
  private drawing: Drawing | undefined;
  /** The draft of the model that `drawing` makes. */
  private draft: number | undefined;
  private busy = false;

  constructor(
    private readonly surface: MeasureSurface,
    private readonly model: MeasureModel,
    private readonly otherwise: Gestures,
  ) {}

  drag(button: number, at: Point, event: PointerEvent): Drag | undefined {
    if (button !== 0) {
      return this.otherwise.drag(button, at, event);
    }
    this.model.dismissRefusedWindow();
    if (this.isClaimed(at, MOUSE_REACH)) {
      return this.otherwise.drag(button, at, event);
    }
    const beside = this.beside(at, MOUSE_REACH);
    if (beside) {
      this.model.select(beside.number);
      return this.otherwise.drag(button, at, event);
    }
    const drag = this.edit(at, MOUSE_REACH) ?? this.moveLabel(at) ?? this.draw(at, MOUSE_REACH, { shift: event.shiftKey });
    if (!drag) {
      this.model.select(undefined);
    }
    return drag ?? this.otherwise.drag(button, at, event);
  }

  oneFinger(at: Point): Drag | undefined {
    this.model.dismissRefusedWindow();
    if (this.isClaimed(at, TOUCH_REACH)) {
      return this.otherwise.oneFinger(at);
    }
    const hold = this.holdAt(at, TOUCH_REACH);
    if (hold && !this.model.tool && (hold.number !== this.model.selected?.number || this.beside(at, TOUCH_REACH))) {
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
    const { current, chart } = this;
    if (current && chart && !this.busy) {
      current.float(this.snap(at, modifiers, chart, current.set.at(-1), isBox(current.kind)));
      this.show(current);
    }
  }

  /** What the pointer could take hold of. */
  holdAt(at: Point, reach: number): Hold | undefined {
    const { map, model } = this;
    return map && holdAt(model.on(map), model.selected, map, at, reach);
  }

  /** Enter: closes the polygon that is being drawn; with a tool in hand, begins its shape in the middle. @returns whether it did anything */
  enter(): boolean {
    const { map, model, surface } = this;
    const { tool } = model;
    if (this.close()) {
      return true;
    }
    if (!tool || !map) {
      return false;
    }
    const { shape, size, picture, pixelHeight } = map;
    const middle = map.toPicture({ x: size.width / 2, y: size.height / 2 });
    const reach = BEGIN_SHARE * Math.min(size.width, size.height);
    const beside = map.toPicture({ x: size.width / 2 + reach, y: size.height / 2 });
    const points = shapeAbout(tool, middle, distance(beside, middle), shape, pixelHeight);
    this.model.dropDraft();
    if (tool === "window") {
      model.drawDraft(tool, picture, points);
      model.finishDraft(surface.number);
    } else {
      model.create(tool, picture, points);
    }
    return true;
  }

  /** Moves what the keyboard has hold of, by CSS pixels. */
  nudge({ number, handle }: Hold, by: Point): boolean {
    const measurement = this.model.measurements.find((candidate) => candidate.number === number);
    const chart = measurement && this.ownChart(measurement);
    if (!chart) {
      return false;
    }
    const { kind, points } = measurement;
    const from = handlesOf(kind, points)[handle ?? 0]!;
    const screen = chart.toScreen(from);
    const to = chart.toPicture({ x: screen.x + by.x, y: screen.y + by.y });
    this.model.beginChange();
    this.set(
      measurement,
      handle === undefined
        ? movedBy(points, { x: to.x - from.x, y: to.y - from.y }, chart.shape)
        : withHandle(kind, points, handle, within(chart.shape, to), chart.pixelHeight),
      chart,
    );
    return true;
  }

  private get map(): MeasureMap | undefined {
    return this.surface.map;
  }

  /** What a measurement is drawn by, where it can be changed here. */
  private ownChart(measurement: Measurement): MeasureChart | undefined {
    const { map } = this;
    return map?.isOwn(measurement) ? map.chartOf(measurement) : undefined;
  }

  /** For what is being drawn here, or would be next. */
  private get chart(): MeasureChart | undefined {
    const { draft } = this.model;
    return this.current && draft ? this.ownChart(draft) : this.map;
  }

  /** What is chosen by a press, but can't be changed here: it was drawn in another plane. */
  private beside(at: Point, reach: number): Measurement | undefined {
    const { model, map } = this;
    const hold = model.tool ? undefined : this.holdAt(at, reach);
    const measurement = model.measurements.find(({ number }) => number === hold?.number);
    return measurement && !map?.isOwn(measurement) ? measurement : undefined;
  }

  private isClaimed(at: Point, reach: number): boolean {
    const claimed = !this.model.tool && this.otherwise.claims?.(at, reach);
    return claimed === true && this.holdAt(at, reach)?.handle === undefined;
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

  private isShown(measurement: Measurement): boolean {
    return this.map?.isOwn(measurement) ?? false;
  }

  /** Takes hold of a handle or of a whole measurement. */
  private edit(at: Point, reach: number): Drag | undefined {
    const { model } = this;
    const hold = this.current ? undefined : this.holdAt(at, reach);
    const measurement = model.measurements.find(({ number }) => number === hold?.number);
    const start = measurement && this.ownChart(measurement);
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
        const chart = this.ownChart(measurement);
        moved ||= distance(to, at) > CLICK;
        if (!chart || !moved || (begun && !model.changing)) {
          return;
        }
        begun = true;
        model.beginChange();
        const target = { x: grabbed.x + to.x - at.x, y: grabbed.y + to.y - at.y };
        if (hold.handle === undefined) {
          const [from, end] = [chart.toPicture(grabbed), chart.toPicture(target)];
          this.set(measurement, movedBy(points, { x: end.x - from.x, y: end.y - from.y }, chart.shape), chart);
        } else {
          const opposite = oppositeOf(kind, points, hold.handle);
          const point = this.snap(target, modifiers, chart, opposite, isBox(kind), measurement.number);
          this.set(measurement, withHandle(kind, points, hold.handle, point, chart.pixelHeight), chart);
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
        const now = this.map?.chartOf(measurement);
        moved ||= distance(to, at) > CLICK;
        if (now && moved) {
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
  private set({ number }: Measurement, points: readonly PicturePoint[], { shape }: MeasureChart): void {
    if (points.every((point) => contains(shape, point))) {
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
    const { model, chart } = this;
    const { tool } = model;
    if (!tool || !chart) {
      return undefined;
    }
    const { current } = this;
    const first = current?.set[0];
    if (first && current?.canClose && distance(chart.toScreen(first), at) <= reach) {
      return this.whileBusy({ move: () => {}, end: () => void this.close() });
    }
    if (!current && !contains(chart.shape, chart.toPicture(at))) {
      // Beside the picture there is nothing to draw on; nor is it meant for the window.
      return { move: () => {} };
    }
    const drawing = current ?? this.begin(tool);
    const before = drawing.set;
    this.drawing = drawing;
    const begins = drawing.beginsALine;
    const point = (to: Point, { shift }: Modifiers) =>
      this.snap(to, { shift }, chart, begins && drawing.set === before ? undefined : drawing.set.at(-1), isBox(tool));
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
          drawing.place(this.snap(to, held, chart, undefined, false));
        } else if (moved || !begins) {
          drawing.float(point(to, held));
        }
        this.show(drawing);
      },
      end: () => {
        if (this.current === drawing) {
          this.released(drawing, chart);
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

  private released(drawing: Drawing, chart: MeasureChart): void {
    const last = drawing.set.at(-1);
    const floating = drawing.points[drawing.set.length];
    if (floating && last && distance(chart.toScreen(floating), chart.toScreen(last)) > CLICK) {
      drawing.place(floating);
    }
    drawing.float(undefined);
    if (drawing.isFull) {
      this.finish(drawing, chart);
    } else {
      this.show(drawing);
    }
  }

  /** Closes the polygon that is being drawn. */
  private close(): boolean {
    const { current, chart } = this;
    if (!current?.canClose || !chart) {
      return false;
    }
    current.float(undefined);
    this.finish(current, chart);
    return true;
  }

  private finish(drawing: Drawing, { shape, pixelHeight }: MeasureChart): void {
    const { model, map } = this;
    this.drawing = undefined;
    if (map) {
      model.drawDraft(drawing.kind, map.picture, drawing.whole(shape, pixelHeight));
      model.finishDraft(this.surface.number);
    }
  }

  private show(drawing: Drawing): void {
    const { map, model } = this;
    if (map) {
      model.drawDraft(drawing.kind, map.picture, drawing.points);
      this.draft = model.draft?.number;
    }
  }

  /** Where a point goes: into the picture, and with Shift onto what attracts it. */
  private snap(
    to: Point,
    { shift }: Modifiers,
    chart: MeasureChart,
    from: PicturePoint | undefined,
    box: boolean,
    moving?: number,
  ): PicturePoint {
    if (!shift) {
      return within(chart.shape, chart.toPicture(to));
    }
    const others = this.model.measurements.filter(({ number }) => number !== moving);
    const handles = others.flatMap((other) => {
      const its = this.map?.chartOf(other);
      return its ? handlesOf(other.kind, other.points).map((point) => its.toScreen(point)) : [];
    });
    return within(chart.shape, chart.toPicture(snapped(to, from && chart.toScreen(from), box, handles)));
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
