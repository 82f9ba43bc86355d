import { decodeEvent } from "../protocol/decode-event.js";
import { decodePicture } from "../protocol/decode-tile.js";
import { encodeMessage } from "../protocol/encode.js";
import { ProtocolError, SUBPROTOCOL, type ClientMessage, type Picture, type ServerEvent } from "../protocol/messages.js";
import { afterClose, afterRefusal, pauseMs, type AfterClose, type EndReason } from "./close-policy.js";

export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  | { readonly kind: "reconnecting"; readonly attempt: number }
  | { readonly kind: "ended"; readonly reason: EndReason };

export interface ConnectionListener {
  stateChanged(state: ConnectionState): void;
  event(event: ServerEvent): void;
  tile(tile: Picture): void;
}

/** What the connection needs of the browser; tests put their own in place. */
export interface ConnectionEnvironment {
  openSocket(): WebSocket;
  /** The status page's HTTP status, 0 for a redirect; rejects when no answer comes. */
  fetchStatus(): Promise<number>;
  random(): number;
}

/** A handshake that takes longer is given up. */
const HANDSHAKE_MS = 10_000;
/** Silence while an answer is awaited, after which the server is asked whether it is still there. */
const SILENCE_MS = 15_000;
/** Silence while an answer is awaited, after which the connection is taken for dead even though the server answers elsewhere. */
const DEAD_MS = 60_000;

/**
 * One workspace's stream: opens it, opens it again when it is lost, and says so. Nothing is queued while it isn't open: after a reconnect the viewports ask
 * anew for what they then want.
 */
export class StreamConnection {
  private state: ConnectionState = { kind: "connecting" };
  private socket: WebSocket | undefined;
  private attempt = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private handshakeTimer: ReturnType<typeof setTimeout> | undefined;
  private watchTimer: ReturnType<typeof setInterval> | undefined;
  private lastHeardMs = 0;
  private probing = false;

  constructor(
    private readonly listener: ConnectionListener,
    private readonly environment: ConnectionEnvironment,
  ) {}

  open(): void {
    this.connect();
  }

  /** Ends the stream from this side; nothing is reported any more. */
  close(): void {
    this.state = { kind: "ended", reason: "done" };
    this.release();
  }

  /** @returns whether the message went out; false while there is no connection */
  send(message: ClientMessage): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.socket.send(encodeMessage(message));
    return true;
  }

  /** While an answer is awaited the connection is watched: a line that died in silence must not look alive. */
  setAwaiting(awaiting: boolean): void {
    if (!awaiting) {
      clearInterval(this.watchTimer);
      this.watchTimer = undefined;
    } else if (this.watchTimer === undefined) {
      this.lastHeardMs = Date.now();
      this.watchTimer = setInterval(() => this.watch(), 5_000);
    }
  }

  /** The machine's network went away: no need to wait until the socket notices. */
  networkLost(): void {
    if (this.state.kind === "open") {
      this.lost({ retry: true, minPauseMs: 0 });
    }
  }

  /** The machine's network is back: no need to sit out a long pause. */
  networkBack(): void {
    if (this.retryTimer !== undefined) {
      clearTimeout(this.retryTimer);
      this.retryTimer = undefined;
      this.connect();
    }
  }

  private connect(): void {
    this.release();
    const socket = this.environment.openSocket();
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    let opened = false;
    socket.onopen = () => {
      opened = true;
      clearTimeout(this.handshakeTimer);
      this.lastHeardMs = Date.now();
      this.change({ kind: "open" });
    };
    socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => this.received(message.data);
    socket.onclose = ({ code }) => {
      if (socket === this.socket) {
        if (opened) {
          this.lost(afterClose(code));
        } else {
          void this.refused();
        }
      }
    };
    this.handshakeTimer = setTimeout(() => void this.refused(), HANDSHAKE_MS);
  }

  private received(data: string | ArrayBuffer): void {
    this.lastHeardMs = Date.now();
    try {
      if (typeof data !== "string") {
        this.listener.tile(decodePicture(data));
        return;
      }
      const event = decodeEvent(data);
      if (event?.type === "study") {
        // Only a connection that works to this point counts as one: a server that accepts and drops is left in peace for longer and longer.
        this.attempt = 0;
      }
      if (event) {
        this.listener.event(event);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) {
        throw error;
      }
      console.error(`Lightbox: ${error.message}`);
      this.lost({ retry: false, reason: "not-understood" });
    }
  }

  /** The handshake's own answer is hidden from scripts; the status page tells it. */
  private async refused(): Promise<void> {
    this.release();
    const status = await this.status();
    if (this.state.kind !== "ended") {
      this.lost(afterRefusal(status));
    }
  }

  private lost(next: AfterClose): void {
    this.release();
    if (!next.retry) {
      this.change({ kind: "ended", reason: next.reason });
      return;
    }
    const pause = Math.max(pauseMs(this.attempt, this.environment.random()), next.minPauseMs);
    this.attempt += 1;
    this.retryTimer = setTimeout(() => {
      this.retryTimer = undefined;
      this.connect();
    }, pause);
    this.change({ kind: "reconnecting", attempt: this.attempt });
  }

  private watch(): void {
    const silence = Date.now() - this.lastHeardMs;
    if (this.state.kind !== "open" || silence < SILENCE_MS || this.probing) {
      return;
    }
    if (silence >= DEAD_MS) {
      this.lost({ retry: true, minPauseMs: 0 });
      return;
    }
    this.probing = true;
    void this.status().then((status) => {
      this.probing = false;
      const next = afterRefusal(status);
      if (this.state.kind === "open" && (status === undefined || !next.retry)) {
        this.lost(next);
      }
    });
  }

  private async status(): Promise<number | undefined> {
    try {
      return await this.environment.fetchStatus();
    } catch {
      // No answer is an answer here: the server can't be reached, so it is tried again.
      return undefined;
    }
  }

  private release(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.handshakeTimer);
    this.retryTimer = undefined;
    this.setAwaiting(false);
    const socket = this.socket;
    this.socket = undefined;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    }
  }

  private change(state: ConnectionState): void {
    this.state = state;
    this.listener.stateChanged(state);
  }
}

/**
 * The browser's own sockets and requests. `base` is the application's context URL, ending in a slash.
 *
 * @param anew whether the archive is to be asked for the study again when the first socket is opened, whatever the server heard of it a moment ago
 */
export function browserEnvironment(base: URL, studyInstanceUID: string, anew = false): ConnectionEnvironment {
  const stream = new URL(`stream/${encodeURIComponent(studyInstanceUID)}`, base);
  const socketUrl = new URL(stream);
  let query = anew ? "?anew" : "";
  socketUrl.protocol = stream.protocol === "https:" ? "wss:" : "ws:";
  return {
    openSocket: () => {
      socketUrl.search = query;
      query = "";
      return new WebSocket(socketUrl, SUBPROTOCOL);
    },
    fetchStatus: async () => {
      const response = await fetch(`${stream.href}/status`, {
        cache: "no-store",
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.timeout(8_000),
      });
      return response.type === "opaqueredirect" ? 0 : response.status;
    },
    random: Math.random,
  };
}
