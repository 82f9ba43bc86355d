import type { Point } from "../viewport/geometry.js";
import { movedTo, shifted, turnedBy, turnedPlanes, type Crosshair } from "./crosshair.js";
import { besideLine, type CrosshairOverlay, type Target } from "./handles.js";
import { overDistance, type PlanePicture } from "./picture.js";
import { normalOf, type PlaneName } from "./plane.js";
import { tidySlab } from "./slab.js";
import { dot, plus } from "./vector.js";

/** What a drag begins from. */
export interface Grip {
  readonly target: Target;
  readonly seenIn: PlaneName;
  readonly crosshair: Crosshair;
  readonly picture: PlanePicture;
  readonly overlay: CrosshairOverlay;
  readonly slabs: Readonly<Record<PlaneName, number>>;
  readonly at: Point;
  /** A handle turns its own line only. */
  readonly single: boolean;
}

/** What a drag makes: the planes lie elsewhere, or one has another thickness. */
export type Dragged =
  | { readonly crosshair: Crosshair }
  | { readonly slab: { readonly plane: PlaneName; readonly mm: number } };

/** Always counted from the beginning, so that nothing adds up, and what is taken stays under the pointer. */
export function dragged(grip: Grip, to: Point): Dragged {
  const { target, crosshair, picture, at } = grip;
  const way = overDistance(picture, to.x - at.x, to.y - at.y);
  switch (target.kind) {
    case "center":
      return { crosshair: movedTo(crosshair, plus(crosshair.center, way)) };
    case "line": {
      const mm = dot(way, normalOf(crosshair.frames[target.plane]));
      return { crosshair: shifted(crosshair, target.plane, mm, grip.seenIn) };
    }
    case "turn": {
      const { center } = grip.overlay;
      const radians = angleOf(center, to) - angleOf(center, at);
      const axis = normalOf(crosshair.frames[grip.seenIn]);
      return { crosshair: turnedPlanes(crosshair, turnedBy(target.plane, grip.seenIn, grip.single), axis, radians) };
    }
    case "slab":
      return { slab: { plane: target.plane, mm: thickened(grip, target.plane, to) } };
  }
}

/** Both borders move, so the thickness grows twice as fast as the pointer goes away from the line. */
function thickened({ overlay, slabs, at }: Grip, plane: PlaneName, to: Point): number {
  const line = overlay.lines.find((candidate) => candidate.plane === plane);
  if (!line) {
    return slabs[plane];
  }
  const away = (point: Point): number => Math.abs(besideLine(overlay.center, line.direction, point));
  return tidySlab(slabs[plane] + (2 * (away(to) - away(at))) / line.pixelsPerMm);
}

/** From the picture's right to its lower side: a positive turn about the axis away from the viewer. */
function angleOf(center: Point, at: Point): number {
  return Math.atan2(at.y - center.y, at.x - center.x);
}
