import type { Point } from "../geometry.js";
import type { Drag, MouseGestures, PointOf } from "./gesture.js";
import { OnceAFrame } from "./once-a-frame.js";

interface Current {
  readonly pointerId: number;
  readonly button: number;
  readonly drag: Drag;
  readonly moves: OnceAFrame<{ readonly to: Point; readonly shift: boolean }>;
}

/** Mouse and pen: a drag a button, and the double click. */
export function listenToMouse(target: HTMLElement, gestures: MouseGestures, pointOf: PointOf): () => void {
  const ended = new AbortController();
  const options = { signal: ended.signal };
  let current: Current | undefined;

  const end = (event: PointerEvent): void => {
    if (current?.pointerId === event.pointerId) {
      const { moves, drag } = current;
      current = undefined;
      moves.flush();
      drag.end?.();
    }
  };
  const cancel = (event: PointerEvent): void => {
    if (current?.pointerId === event.pointerId) {
      const { moves, drag } = current;
      current = undefined;
      moves.cancel();
      (drag.cancel ?? drag.end)?.call(drag);
    }
  };

  target.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "touch" || current) {
        return;
      }
      const drag = gestures.drag(event.button, pointOf(event), event);
      if (drag) {
        target.setPointerCapture(event.pointerId);
        current = {
          pointerId: event.pointerId,
          button: event.button,
          drag,
          moves: new OnceAFrame(({ to, shift }) => drag.move(to, { shift })),
        };
      }
    },
    options,
  );
  target.addEventListener(
    "pointermove",
    (event) => {
      if (current?.pointerId !== event.pointerId) {
        return;
      }
      // The button was let go where nobody told us (outside the window, over a dialog).
      if ((event.buttons & BUTTONS_BIT[current.button]!) === 0) {
        end(event);
      } else {
        current.moves.push({ to: pointOf(event), shift: event.shiftKey });
      }
    },
    options,
  );
  target.addEventListener("pointerup", (event) => current?.button === event.button && end(event), options);
  target.addEventListener("pointercancel", cancel, options);
  target.addEventListener("lostpointercapture", end, options);
  target.addEventListener("contextmenu", (event) => event.preventDefault(), options);
  // The middle button's own scrolling, and on Linux its paste.
  target.addEventListener("mousedown", (event) => event.button === 1 && event.preventDefault(), options);
  target.addEventListener("auxclick", (event) => event.preventDefault(), options);
  target.addEventListener("dblclick", (event) => gestures.doubleClick(pointOf(event)), options);
  return () => {
    current?.moves.cancel();
    current?.drag.cancel?.();
    ended.abort();
  };
}

/** PointerEvent.buttons, by PointerEvent.button. */
const BUTTONS_BIT: readonly number[] = [1, 4, 2];
