import type { ExportEvent, ExportMessage } from "../protocol/messages.js";

/** Why nothing is exported. */
export type ExportRefusal = NonNullable<ExportEvent["refusal"]> | "connection-lost";

/** Asks the server whether something may leave, which it records first. Without its yes nothing does. */
export class ExportQuestions {
  private number = 0;
  private readonly waiting = new Map<number, (refusal: ExportRefusal | null) => void>();

  /** @param send returns false while there is no connection */
  constructor(private readonly send: (message: ExportMessage) => boolean) {}

  /** @returns null where it may */
  ask(wish: Omit<ExportMessage, "type" | "number">): Promise<ExportRefusal | null> {
    const number = this.number++;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      if (!this.send({ type: "export", number, ...wish })) {
        this.answer(number, "connection-lost");
      }
    });
  }

  onExport({ number, refusal }: ExportEvent): void {
    this.answer(number, refusal);
  }

  /** Nothing that was asked will be answered. */
  disconnected(): void {
    [...this.waiting.keys()].forEach((number) => this.answer(number, "connection-lost"));
  }

  private answer(number: number, refusal: ExportRefusal | null): void {
    this.waiting.get(number)?.(refusal);
    this.waiting.delete(number);
  }
}
