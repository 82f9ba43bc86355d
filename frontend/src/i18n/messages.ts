import { germanMessages } from "./messages.de.js";
import { isGerman, numberText } from "./text.js";

/** What the server tells users: in English, and where it has a code, in a form that can be worded in another language (docs/stream-protocol.md, *Messages*). */
export interface ServerMessage {
  readonly text: string;
  /** Empty where there is only the text. */
  readonly code: string;
  readonly params: readonly MessageParam[];
}

export type MessageParam = string | number | ServerMessage | readonly MessageParam[];

/** In the user's language; in English where this viewer doesn't know the message. */
export function messageText({ text, code, params }: ServerMessage): string {
  const words = isGerman() && Object.hasOwn(germanMessages, code) ? germanMessages[code] : undefined;
  return words === undefined ? text : words.replace(/\{(\d)\}/g, (_, index: string) => paramText(params[Number(index)] ?? ""));
}

function paramText(param: MessageParam): string {
  if (typeof param === "string") {
    return param;
  }
  if (typeof param === "number") {
    return numberText(param, 6);
  }
  return isMessage(param) ? messageText(param) : param.map(paramText).join(" ");
}

function isMessage(param: ServerMessage | readonly MessageParam[]): param is ServerMessage {
  return !Array.isArray(param);
}
