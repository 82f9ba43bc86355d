import type { MeasuredEvent, MeasureMessage, PicturePoint } from "../protocol/measure-messages.js";
import type { WindowLevel } from "../protocol/messages.js";
import { seriesOf } from "../viewport/testing.js";
import { MeasureModel, type MeasureHost } from "./measure-model.js";
import type { PictureReference } from "./measurement.js";

/** What the tests of this folder share: a server that answers when the test says so. */

/** The second slice of the series of viewport/testing. */
export const PICTURE: PictureReference = { seriesInstanceUID: "2.25.2", sopInstanceUID: "2.25.2.2", frame: 1 };

export const LINE: readonly PicturePoint[] = [
  { x: 100, y: 100 },
  { x: 200, y: 100 },
];

export class FakeHost implements MeasureHost {
  readonly sent: MeasureMessage[] = [];
  readonly windows: { readonly window: WindowLevel; readonly viewport: number }[] = [];
  connected = true;

  send(message: MeasureMessage): boolean {
    if (this.connected) {
      this.sent.push(message);
    }
    return this.connected;
  }
  changed(): void {}
  /** What the user has set, in every viewport. */
  window: WindowLevel | null = null;
  windowOf(): WindowLevel | null {
    return this.window;
  }
  setWindow(window: WindowLevel, viewport: number): void {
    this.windows.push({ window, viewport });
  }
}

/** A model whose series is open in viewport 0. */
export function measuring(): { host: FakeHost; model: MeasureModel } {
  const host = new FakeHost();
  const model = new MeasureModel(host);
  model.seriesShown(seriesOf(10));
  return { host, model };
}

export function answerTo(message: MeasureMessage, change: Partial<MeasuredEvent> = {}): MeasuredEvent {
  const { viewport, number, revision } = message;
  return {
    type: "measured",
    viewport,
    number,
    revision,
    image: { sopInstanceUID: PICTURE.sopInstanceUID, frame: PICTURE.frame },
    values: [{ name: "length", value: 70, unit: "mm" }],
    spacing: "patient",
    notes: [],
    refusal: null,
    ...change,
  };
}
