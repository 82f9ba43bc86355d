import type { ClientMessage, ProgressEvent, WarningEvent } from "../protocol/messages.js";

/** What a viewport needs of its surroundings. */
export interface ViewportHost {
  /** @returns false while there is no connection */
  send(message: ClientMessage): boolean;
  /** Something that is shown or may be used changed. */
  changed(): void;
}

/** Why something can't be shown. */
export interface Failure {
  readonly message: string;
  readonly detail: string;
}

/** What the stream says of slices and of planes alike while they are opened and loaded. */
export abstract class Streamed {
  /** Long work that isn't done yet. */
  progress: ProgressEvent | undefined;
  /** Reservations that came after the opening. */
  protected sentWarnings: readonly string[] = [];

  constructor(protected readonly host: ViewportHost) {}

  onProgress(event: ProgressEvent): void {
    this.progress = event.done < event.total ? event : undefined;
    this.host.changed();
  }

  onWarning(event: WarningEvent): void {
    this.sentWarnings = [...this.sentWarnings, event.message];
    this.host.changed();
  }
}
