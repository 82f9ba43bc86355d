import { distance, type Point } from "../geometry.js";
import type { Drag } from "./gesture.js";

/** A finger that moves less is at rest. In CSS pixels. */
export const REST_PIXELS = 8;

/**
 * A finger that rests, to hold or to see what is there, trembles: it moves nothing until it has left its place.
 *
 * @param at where the finger came down
 */
export function afterRest(at: Point, drag: Drag | undefined): Drag | undefined {
  let resting = true;
  return (
    drag && {
      move: (to, modifiers) => {
        resting &&= distance(to, at) <= REST_PIXELS;
        if (!resting) {
          drag.move(to, modifiers);
        }
      },
      end: () => drag.end?.(),
      cancel: () => (drag.cancel ?? drag.end)?.call(drag),
    }
  );
}
