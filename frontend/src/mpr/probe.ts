import type { ClientMessage, ProbeEvent } from "../protocol/messages.js";
import type { Vector } from "./vector.js";

/** So often at most the server is asked what lies under the pointer. */
const PAUSE_MS = 60;

/** What lies under the pointer: asks the server, the newest place only, and forgets the answer when the pointer leaves. */
export class Probe {
  /** The newest answer while the pointer is there. */
  answer: ProbeEvent | undefined;
  private number = 0;
  private firstOfVisit = 0;
  private waiting: { readonly viewport: number; readonly point: Vector } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private visiting: number | undefined;

  constructor(
    private readonly send: (message: ClientMessage) => boolean,
    private readonly changed: () => void,
  ) {}

  at(viewport: number, point: Vector): void {
    if (this.visiting !== viewport) {
      this.leave();
      this.visiting = viewport;
      this.firstOfVisit = this.number + 1;
    }
    this.waiting = { viewport, point };
    if (this.timer === undefined) {
      this.ask();
    }
  }

  /** The pointer isn't over a picture any more. */
  leave(): void {
    this.visiting = undefined;
    this.waiting = undefined;
    if (this.answer) {
      this.answer = undefined;
      this.changed();
    }
  }

  onAnswer(event: ProbeEvent): void {
    const newest = this.answer?.number ?? -1;
    if (event.viewport === this.visiting && event.number >= this.firstOfVisit && event.number > newest) {
      this.answer = event;
      this.changed();
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.leave();
  }

  private ask(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) {
      this.send({ type: "probe", number: ++this.number, ...waiting });
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.ask();
      }, PAUSE_MS);
    }
  }
}
