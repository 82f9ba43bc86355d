/** A wheel with notches reports at least this many pixels a notch, whatever the browser's zoom. */
const NOTCH_PIXELS = 50;
/** What one notch reports in most browsers. */
const WHOLE_NOTCH_PIXELS = 100;
/** A trackpad's small movements add up to a slice. */
const TRACKPAD_PIXELS = 40;
/** After this pause a trackpad's remainder is forgotten. */
const PAUSE_MS = 200;
const LINE_PIXELS = 100 / 3;
const PAGE_PIXELS = 1000;

/** Turns wheel events into whole slices: one a notch, and the small movements of a trackpad added up. */
export class WheelSteps {
  private remainder = 0;
  private lastMs = -Infinity;

  /**
   * @param delta the event's deltaY, or deltaX where that is all there is
   * @param deltaMode 0 pixels, 1 lines, 2 pages
   * @returns slices to go, negative towards the first; often 0
   */
  steps(delta: number, deltaMode: number, timeMs: number): number {
    const pixels = delta * (deltaMode === 1 ? LINE_PIXELS : deltaMode === 2 ? PAGE_PIXELS : 1);
    if (timeMs - this.lastMs > PAUSE_MS || pixels * this.remainder < 0) {
      this.remainder = 0;
    }
    this.lastMs = timeMs;
    if (Math.abs(pixels) >= NOTCH_PIXELS) {
      this.remainder = 0;
      return Math.sign(pixels) * Math.max(1, Math.round(Math.abs(pixels) / WHOLE_NOTCH_PIXELS));
    }
    this.remainder += pixels;
    const steps = Math.trunc(this.remainder / TRACKPAD_PIXELS);
    this.remainder -= steps * TRACKPAD_PIXELS;
    // Not −0.
    return steps || 0;
  }
}
