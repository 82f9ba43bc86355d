import { html, nothing, type TemplateResult } from "lit";
import { text } from "../i18n/text.js";
import type { Failure } from "../viewport/streamed.js";

interface Ways {
  readonly heading: string;
  readonly role: "alert" | "status";
  readonly testIds: readonly [failure: string, retry: string, back: string];
  retry(): void;
  back(): void;
}

/** Why planes can't be shown, with the two ways on from there. */
export function failureMessage({ message, detail }: Failure, { heading, role, testIds, retry, back }: Ways): TemplateResult {
  const [failureId, retryId, backId] = testIds;
  return html`<div class="message" data-testid=${failureId} role=${role}>
    <h2>${heading}</h2>
    <p>${message}</p>
    ${detail ? html`<p class="detail">${detail}</p>` : nothing}
    <button class="button" data-testid=${retryId} @click=${retry}>${text("state.retry")}</button>
    <button class="button" data-testid=${backId} @click=${back}>${text("mpr.back")}</button>
  </div>`;
}
