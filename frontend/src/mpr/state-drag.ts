import type { MprModel } from "./mpr-model.js";
import type { MprState } from "./mpr-state.js";

/** What a movement to `to` makes of the state in which it began. */
export type Movement<P> = (to: P) => MprState;

/**
 * A drag over the planes. It is counted from its beginning, so that nothing adds up and what is taken stays under the pointer. Whatever else changes the state
 * meanwhile (a reset, a preset, a finger in another view) is never undone: the drag goes on from there. It is over as soon as there is another volume, or none.
 *
 * @param begin what a movement from `from` makes of a state; undefined where there is nothing to move
 * @returns what moves it on; undefined where there is nothing to move
 */
export function dragState<P>(
  model: Pick<MprModel, "state" | "update">,
  from: P,
  begin: (start: MprState, from: P) => Movement<P> | undefined,
): ((to: P) => void) | undefined {
  const volume = model.state?.volume;
  let made = model.state;
  let last = from;
  let movement = made && begin(made, from);
  return (
    movement &&
    ((to) => {
      const { state } = model;
      if (!state || state.volume !== volume) {
        return;
      }
      if (state !== made || !movement) {
        movement = begin(state, last);
      }
      made = movement ? movement(to) : state;
      last = to;
      model.update(made);
    })
  );
}
