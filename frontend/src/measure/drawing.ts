import type { PicturePoint } from "../protocol/measure-messages.js";
import { middleOf, type PictureShape } from "../viewport/geometry.js";
import { isWhole, KINDS, MOST_CORNERS, type Kind } from "./kinds.js";
import { bidirectionalAbout, contains } from "./shape.js";

/**
 * A shape that is being drawn, point by point: each is set where a stroke begins or ends, so that dragging and clicking both work. The next one floats with the pointer.
 */
export class Drawing {
  private placed: readonly PicturePoint[] = [];
  private floating: PicturePoint | undefined;

  constructor(readonly kind: Kind) {}

  /** What there is to see. */
  get points(): readonly PicturePoint[] {
    return this.floating ? [...this.placed, this.floating] : this.placed;
  }

  /** The points that are set. */
  get set(): readonly PicturePoint[] {
    return this.placed;
  }

  /** Whether the next press sets a point at once, as it begins a line; otherwise the point floats until the press ends. */
  get beginsALine(): boolean {
    return this.placed.length === 0 || (this.kind === "cobb" && this.placed.length === 2);
  }

  float(to: PicturePoint | undefined): void {
    this.floating = to;
  }

  /** Sets a point. */
  place(at: PicturePoint): void {
    this.floating = undefined;
    this.placed = [...this.placed, at];
  }

  /** Goes back to fewer points. */
  goBackTo(points: readonly PicturePoint[]): void {
    this.floating = undefined;
    this.placed = points;
  }

  /** Whether nothing more can be set. A polygon is closed by its user, unless it has as many corners as it can. */
  get isFull(): boolean {
    return this.kind === "polygon" ? this.placed.length >= MOST_CORNERS : this.placed.length === drawnPoints(this.kind);
  }

  /** Whether it can be closed as it is. */
  get canClose(): boolean {
    return this.kind === "polygon" && isWhole(this.kind, this.placed.length);
  }

  /**
   * All points of the shape, as far as they were drawn: of two axes only the first one is.
   *
   * @param height of a pixel divided by its width
   */
  whole(shape: Pick<PictureShape, "columns" | "rows">, height: number): readonly PicturePoint[] {
    const [from, to] = this.placed;
    if (this.kind !== "bidirectional" || !from || !to) {
      return this.placed;
    }
    // Beside the picture's border the second axis is as short as it must be.
    const axes = bidirectionalAbout(from, to, height);
    const [, , c, d] = axes as readonly [PicturePoint, PicturePoint, PicturePoint, PicturePoint];
    const middle = middleOf(c, d);
    for (let share = 1; share > 0.01; share /= 2) {
      const end = (point: PicturePoint): PicturePoint => ({
        x: middle.x + (point.x - middle.x) * share,
        y: middle.y + (point.y - middle.y) * share,
      });
      const shortened = [from, to, end(c), end(d)];
      if (shortened.every((point) => contains(shape, point))) {
        return shortened;
      }
    }
    return axes;
  }
}

/** How many points the user draws. */
function drawnPoints(kind: Kind): number | undefined {
  return kind === "bidirectional" ? 2 : KINDS[kind].points;
}
