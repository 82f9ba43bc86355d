/**
 * Many calls make few runs: the first one after a frame runs at the end of the present task, all others of the same frame together right before it is drawn. So what follows one input is seen as
 * soon as it can be, and what many pictures bring isn't laid out more often than it is shown. Where no frames are drawn (a hidden page), the rest waits until there are.
 * What can wait for its frame from the first call on is `OnceAFrame`'s.
 */
export function oncePerFrame(run: () => void): () => void {
  let state: "idle" | "soon" | "ran" | "again" = "idle";
  const frame = (): void => {
    const again = state === "again";
    state = "idle";
    if (again) {
      run();
    }
  };
  return () => {
    if (state === "idle") {
      state = "soon";
      queueMicrotask(() => {
        state = "ran";
        requestAnimationFrame(frame);
        run();
      });
    } else if (state === "ran") {
      state = "again";
    }
  };
}
