import { distance, type Point } from "../geometry.js";
import { REST_PIXELS } from "./after-rest.js";
import type { Drag, PointOf, TouchGestures } from "./gesture.js";
import { OnceAFrame } from "./once-a-frame.js";

/** A finger that rests this long before it moves means something else. */
const HOLD_MS = 450;

/** One finger, one finger held first, and two fingers. */
export function listenToTouch(target: HTMLElement, gestures: TouchGestures, pointOf: PointOf): () => void {
  const ended = new AbortController();
  const options = { signal: ended.signal };
  const fingers = new Map<number, Point>();
  let drag: Drag | undefined;
  let from: Point | undefined;
  let hold: ReturnType<typeof setTimeout> | undefined;
  /** The finger that stays when the other one lifts after a pinch isn't meant to do anything. */
  let pinched = false;
  const moves = new OnceAFrame<void>(() => {
    const to = centerOf(fingers);
    if (to) {
      drag?.move(to);
    }
  });

  /** Begins anew with the fingers that are now down, so that a finger more or less makes nothing jump. */
  const begin = (): void => {
    moves.cancel();
    clearTimeout(hold);
    from = centerOf(fingers);
    const before = drag;
    drag = undefined;
    (from ? before?.cancel : before?.end)?.call(before);
    if (!from) {
      pinched = false;
      gestures.lifted?.();
    } else if (fingers.size > 1) {
      pinched = true;
      drag = pinch(gestures, fingers);
    } else if (!pinched) {
      drag = gestures.oneFinger(from);
      hold = setTimeout(() => {
        drag = gestures.held(from!) ?? drag;
      }, HOLD_MS);
    }
  };
  const down = (event: PointerEvent): void => {
    if (event.pointerType === "touch") {
      target.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, pointOf(event));
      begin();
    }
  };
  const move = (event: PointerEvent): void => {
    if (fingers.has(event.pointerId)) {
      const to = pointOf(event);
      fingers.set(event.pointerId, to);
      if (from && distance(to, from) > REST_PIXELS) {
        clearTimeout(hold);
      }
      moves.push();
    }
  };
  const up = (event: PointerEvent): void => {
    if (fingers.has(event.pointerId)) {
      moves.flush();
      fingers.delete(event.pointerId);
      begin();
    }
  };
  const cancel = (event: PointerEvent): void => {
    drag?.cancel?.();
    drag = undefined;
    up(event);
  };

  target.addEventListener("pointerdown", down, options);
  target.addEventListener("pointermove", move, options);
  target.addEventListener("pointerup", up, options);
  target.addEventListener("pointercancel", cancel, options);
  return () => {
    clearTimeout(hold);
    moves.cancel();
    drag?.cancel?.();
    ended.abort();
  };
}

function pinch(gestures: TouchGestures, fingers: ReadonlyMap<number, Point>): Drag | undefined {
  const from = centerOf(fingers);
  const distance = distanceOf(fingers);
  const moving = from && gestures.twoFingers(from);
  return moving && { move: (to) => moving.move(to, distanceOf(fingers) / distance) };
}

function centerOf(fingers: ReadonlyMap<number, Point>): Point | undefined {
  const points = [...fingers.values()].slice(0, 2);
  if (points.length === 0) {
    return undefined;
  }
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function distanceOf(fingers: ReadonlyMap<number, Point>): number {
  const [a, b] = [...fingers.values()];
  return a && b ? Math.max(1, distance(a, b)) : 1;
}
