/** States to go back to and forth between. */
export class History<S> {
  private past: readonly S[] = [];
  private future: readonly S[] = [];

  /** @param most steps that are kept */
  constructor(private readonly most: number) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Something changes: `before` can be come back to. */
  record(before: S): void {
    this.past = [...this.past, before].slice(-this.most);
    this.future = [];
  }

  /** @returns the state before, or undefined where there is none */
  undo(now: S): S | undefined {
    const before = this.past.at(-1);
    if (before !== undefined) {
      this.past = this.past.slice(0, -1);
      this.future = [now, ...this.future];
    }
    return before;
  }

  /** @returns the state that was undone, or undefined where there is none */
  redo(now: S): S | undefined {
    const [after, ...rest] = this.future;
    if (after !== undefined) {
      this.past = [...this.past, now];
      this.future = rest;
    }
    return after;
  }

  clear(): void {
    this.past = this.future = [];
  }
}
