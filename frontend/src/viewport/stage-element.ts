import { LitElement } from "lit";
import { query } from "lit/decorators.js";
import type { Size } from "../protocol/messages.js";
import { watchDeviceSize } from "./device-size.js";
import type { MouseGestures, PointOf, TouchGestures, WheelGestures } from "./gestures/gesture.js";
import { listenToMouse } from "./gestures/mouse.js";
import { listenToTouch } from "./gestures/touch.js";
import { listenToWheel } from "./gestures/wheel.js";

/** A canvas as large as the element's device pixels, in a stage that takes mouse, fingers and wheel while it is on the page. */
export abstract class StageElement extends LitElement {
  @query("canvas") protected canvas!: HTMLCanvasElement;
  @query(".stage") protected stage!: HTMLElement;

  protected context: CanvasRenderingContext2D | null = null;
  private stopListening: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.attach();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.detach();
  }

  /** Puts the keyboard here. */
  focusStage(): void {
    this.stage.focus({ preventScroll: true });
  }

  protected abstract gestures(): MouseGestures & TouchGestures & WheelGestures;

  /** The canvas has this many device pixels now, and is empty where that is a change. */
  protected abstract resized(size: Size, density: number): void;

  /** Begins to listen and to draw; again for another model. */
  protected attach(): void {
    const { stage, canvas } = this;
    this.stopListening.forEach((stop) => stop());
    this.context = canvas.getContext("2d", { alpha: false });
    const gestures = this.gestures();
    this.stopListening = [
      listenToWheel(this, gestures, this.pointOf),
      listenToMouse(stage, gestures, this.pointOf),
      listenToTouch(stage, gestures, this.pointOf),
      watchDeviceSize(canvas, (size, density) => {
        if (canvas.width !== size.width || canvas.height !== size.height) {
          // Setting a canvas's size clears it; it is drawn again.
          canvas.width = size.width;
          canvas.height = size.height;
        }
        this.resized(size, density);
      }),
    ];
  }

  protected detach(): void {
    this.stopListening.forEach((stop) => stop());
    this.stopListening = [];
  }

  protected readonly pointOf: PointOf = (event) => {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
}
