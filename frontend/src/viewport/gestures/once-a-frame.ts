/** Merges a burst of calls into one a frame; the newest value wins. */
export class OnceAFrame<T> {
  private frame: number | undefined;
  private newest: T | undefined;

  constructor(private readonly act: (value: T) => void) {}

  push(value: T): void {
    this.newest = value;
    this.frame ??= requestAnimationFrame(() => this.flush());
  }

  /** Acts on what still waits, now. */
  flush(): void {
    if (this.frame !== undefined) {
      cancelAnimationFrame(this.frame);
      this.frame = undefined;
      this.act(this.newest as T);
    }
  }

  /** Forgets what still waits. */
  cancel(): void {
    if (this.frame !== undefined) {
      cancelAnimationFrame(this.frame);
      this.frame = undefined;
    }
  }
}
