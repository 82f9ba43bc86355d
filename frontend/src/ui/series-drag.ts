import type { Point } from "../viewport/geometry.js";

/** So many CSS pixels make a press a drag. */
const BEGINS = 7;

/** What happens while something is dragged; places are CSS pixels of the page. */
export interface DragListener {
  over(at: Point): void;
  dropped(at: Point): void;
  cancelled(): void;
}

/**
 * Follows a press that may become a drag out of a list: with mouse, pen or finger alike, which the browser's own drag and drop doesn't offer. Where the list itself
 * scrolls under a finger, the browser takes the pointer, and the drag never begins.
 */
export function followDrag(pressed: PointerEvent, listener: DragListener): void {
  const target = pressed.currentTarget as HTMLElement;
  const ended = new AbortController();
  const options = { signal: ended.signal };
  let dragging = false;

  const move = (event: PointerEvent): void => {
    if (event.pointerId !== pressed.pointerId) {
      return;
    }
    if (!dragging && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > BEGINS) {
      dragging = true;
      target.setPointerCapture(event.pointerId);
    }
    if (dragging) {
      listener.over({ x: event.clientX, y: event.clientY });
    }
  };
  const cancel = (): void => {
    ended.abort();
    if (dragging) {
      listener.cancelled();
    }
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== pressed.pointerId) {
      return;
    }
    ended.abort();
    if (dragging) {
      swallowClick(target);
      listener.dropped({ x: event.clientX, y: event.clientY });
    }
  };

  target.addEventListener("pointermove", move, options);
  target.addEventListener("pointerup", up, options);
  target.addEventListener("pointercancel", (event) => event.pointerId === pressed.pointerId && cancel(), options);
  window.addEventListener("keydown", (event) => dragging && event.key === "Escape" && cancel(), options);
}

/** The press that ends a drag isn't a click. */
function swallowClick(target: HTMLElement): void {
  const swallow = (event: Event): void => event.stopImmediatePropagation();
  target.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => target.removeEventListener("click", swallow, { capture: true }));
}
