// @vitest-environment node
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { browserEnvironment, StreamConnection, type ConnectionState } from "./stream-connection.js";

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../docs/fixtures/stream/${name}`, import.meta.url));

class FakeSocket {
  readyState = 0;
  binaryType = "";
  sent: string[] = [];
  closedWith: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  greet(): void {
    this.onmessage?.({ data: fixture("event-study.json").toString("utf8") });
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(code?: number): void {
    this.closedWith = code;
    this.readyState = 3;
  }
}

describe("StreamConnection", () => {
  let sockets: FakeSocket[];
  let states: ConnectionState[];
  let heard: string[];
  let status: () => Promise<number>;
  let connection: StreamConnection;

  const socket = (): FakeSocket => sockets.at(-1)!;
  const state = (): ConnectionState => states.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", { OPEN: 1 });
    sockets = [];
    states = [];
    heard = [];
    status = () => Promise.resolve(204);
    connection = new StreamConnection(
      {
        stateChanged: (changed) => states.push(changed),
        event: (event) => heard.push(event.type),
        tile: (tile) => heard.push(`tile ${tile.sequence}`),
      },
      {
        openSocket: () => {
          sockets.push(new FakeSocket());
          return socket() as unknown as WebSocket;
        },
        fetchStatus: () => status(),
        random: () => 0,
      },
    );
    connection.open();
  });
  afterEach(() => {
    connection.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function refuse(): Promise<void> {
    socket().end(1006);
    await vi.advanceTimersByTimeAsync(0);
  }

  test("hands on events and tiles", () => {
    socket().accept();
    socket().greet();
    const bytes = fixture("tile-exact-png.bin");
    socket().onmessage!({ data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
    expect(state()).toEqual({ kind: "open" });
    expect(heard).toEqual(["study", "tile 57"]);
    expect(socket().binaryType).toBe("arraybuffer");
  });

  test("sends only while it is open", () => {
    expect(connection.send({ type: "close", viewport: 3 })).toBe(false);
    socket().accept();
    expect(connection.send({ type: "close", viewport: 3 })).toBe(true);
    expect(socket().sent).toEqual(['{"type":"close","viewport":3}']);
  });

  test("reconnects after a loss, with growing pauses until it works again", async () => {
    socket().accept();
    socket().greet();
    socket().end(1012);
    expect(state()).toEqual({ kind: "reconnecting", attempt: 1 });
    await vi.advanceTimersByTimeAsync(499);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
    await refuse();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets).toHaveLength(3);
    socket().accept();
    // Open, but not yet of use: a server that accepts and drops doesn't shorten the pauses.
    socket().end(1011);
    await vi.advanceTimersByTimeAsync(1999);
    expect(sockets).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    socket().accept();
    socket().greet();
    socket().end(1001);
    expect(state()).toEqual({ kind: "reconnecting", attempt: 1 });
  });

  test("waits 5 s after too many messages", async () => {
    socket().accept();
    socket().end(4429);
    await vi.advanceTimersByTimeAsync(4999);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
  });

  test.each([
    [4401, "signed-out"],
    [4404, "not-available"],
    [4400, "not-understood"],
    [1000, "done"],
  ])("is over after %d", async (code, reason) => {
    socket().accept();
    socket().end(code);
    expect(state()).toEqual({ kind: "ended", reason });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
  });

  test.each([
    [401, "signed-out"],
    [404, "not-available"],
  ])("asks for the status after a refused handshake: %d", async (code, reason) => {
    status = () => Promise.resolve(code);
    await refuse();
    expect(state()).toEqual({ kind: "ended", reason });
  });

  test("tries again when nobody answers", async () => {
    status = () => Promise.reject(new TypeError("Failed to fetch"));
    await refuse();
    expect(state().kind).toBe("reconnecting");
  });

  test("gives up a handshake after 10 s", async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state()).toEqual({ kind: "reconnecting", attempt: 1 });
    expect(sockets[0]!.closedWith).toBe(1000);
  });

  test("ends at a message that doesn't follow the protocol", () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    socket().accept();
    socket().onmessage!({ data: "{}" });
    expect(state()).toEqual({ kind: "ended", reason: "not-understood" });
    expect(logged).toHaveBeenCalledWith("Lightbox: event.type is missing, expected a string with content");
    logged.mockRestore();
  });

  test("notices a line that died while an answer was awaited", async () => {
    socket().accept();
    socket().greet();
    status = () => Promise.reject(new TypeError("Failed to fetch"));
    connection.setAwaiting(true);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(state()).toEqual({ kind: "open" });
    await vi.advanceTimersByTimeAsync(5_001);
    expect(state().kind).toBe("reconnecting");
  });

  test("has patience with a server that works long but is there, for a minute", async () => {
    socket().accept();
    socket().greet();
    connection.setAwaiting(true);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(state()).toEqual({ kind: "open" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state().kind).toBe("reconnecting");
  });

  test("doesn't watch a line on which nothing is awaited", async () => {
    socket().accept();
    socket().greet();
    connection.setAwaiting(true);
    connection.setAwaiting(false);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(state()).toEqual({ kind: "open" });
  });

  test("follows the machine's network", async () => {
    socket().accept();
    socket().greet();
    connection.networkLost();
    expect(state().kind).toBe("reconnecting");
    connection.networkBack();
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sockets).toHaveLength(2);
  });

  test("says nothing more after it was closed from this side", async () => {
    socket().accept();
    const before = states.length;
    const { onclose } = socket();
    connection.close();
    expect(socket().closedWith).toBe(1000);
    onclose!({ code: 1006 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toHaveLength(before);
    expect(sockets).toHaveLength(1);
  });
});

describe("browserEnvironment", () => {
  afterEach(() => vi.unstubAllGlobals());

  test("opens the stream under the application's context, encrypted where the page is", () => {
    const opened: string[] = [];
    vi.stubGlobal(
      "WebSocket",
      class {
        constructor(url: URL, protocol: string) {
          opened.push(`${url.href} ${protocol}`);
        }
      },
    );
    browserEnvironment(new URL("https://pacs.example/lightbox/"), "2.25.1").openSocket();
    browserEnvironment(new URL("http://127.0.0.1:8080/"), "../x").openSocket();
    expect(opened).toEqual([
      "wss://pacs.example/lightbox/stream/2.25.1 lightbox.v2",
      "ws://127.0.0.1:8080/stream/..%2Fx lightbox.v2",
    ]);
    const begun = browserEnvironment(new URL("http://127.0.0.1:8080/"), "2.25.1", true);
    begun.openSocket();
    begun.openSocket();
    expect(opened.slice(2), "the archive is asked anew once, not at every reconnect").toEqual([
      "ws://127.0.0.1:8080/stream/2.25.1?anew lightbox.v2",
      "ws://127.0.0.1:8080/stream/2.25.1 lightbox.v2",
    ]);
  });

  test("takes a redirect to a sign-in page for what it is", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", (url: string, { redirect }: RequestInit) => {
      asked.push(`${url} ${redirect}`);
      return Promise.resolve({ type: "opaqueredirect", status: 0 });
    });
    expect(await browserEnvironment(new URL("http://127.0.0.1/"), "2.25.1").fetchStatus()).toBe(0);
    expect(asked).toEqual(["http://127.0.0.1/stream/2.25.1/status manual"]);
  });
});
