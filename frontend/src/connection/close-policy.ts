/** Why a stream is over for good. */
export type EndReason = "done" | "signed-out" | "not-available" | "not-understood";

/** What follows the end of a connection: another try, no sooner than the given pause, or the end. */
export type AfterClose = { readonly retry: true; readonly minPauseMs: number } | { readonly retry: false; readonly reason: EndReason };

const TRY_AGAIN: AfterClose = { retry: true, minPauseMs: 0 };
/** After 4429 the browser waits at least this long. */
const TOO_MANY_PAUSE_MS = 5_000;

/** The table of close codes of docs/stream-protocol.md. */
export function afterClose(code: number): AfterClose {
  switch (code) {
    case 1000:
      return { retry: false, reason: "done" };
    case 4400:
    // RFC 6455 7.4.1: protocol error, unacceptable data, inconsistent data, message too big. The same messages would fail again.
    case 1002:
    case 1003:
    case 1007:
    case 1009:
      return { retry: false, reason: "not-understood" };
    case 4401:
      return { retry: false, reason: "signed-out" };
    case 4404:
      return { retry: false, reason: "not-available" };
    case 4429:
      return { retry: true, minPauseMs: TOO_MANY_PAUSE_MS };
    default:
      // 1001, 1006, 1011, 1012; also 1008, with which a servlet container ends the sockets of an ended session: the next handshake is refused, and the
      // status then tells why.
      return TRY_AGAIN;
  }
}

/**
 * The same for a handshake that was refused, by the answer to the status question.
 *
 * @param status the HTTP status; 0 for a redirect (to a sign-in page); undefined when no answer came
 */
export function afterRefusal(status: number | undefined): AfterClose {
  switch (status) {
    case 0:
    case 401:
      return { retry: false, reason: "signed-out" };
    case 403:
    case 404:
      return { retry: false, reason: "not-available" };
    default:
      return TRY_AGAIN;
  }
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * The pause before a try: 0.5 s doubling to 10 s, shortened by up to a fifth at random, so that the browsers of a restarted server don't all come at once.
 *
 * @param attempt from 0
 * @param random from 0 to 1
 */
export function pauseMs(attempt: number, random: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) * (1 - 0.2 * random);
}
