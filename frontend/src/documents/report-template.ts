import { html, nothing, type TemplateResult } from "lit";
import { dateText, hasText, plural, text, timeText } from "../i18n/text.js";
import type { ContentItem, ObjectReference, ReportState, StudyDocument } from "./documents.js";

/** What a report's references need to know of the study. */
export interface ReferenceContext {
  /** How a picture of this study is called, such as "Series 2, slice 14"; undefined for one that can't be opened. */
  readonly nameOf: (reference: ObjectReference) => string | undefined;
  readonly choose: (reference: ObjectReference) => void;
}

const DEEPEST_HEADING = 6;

/** When it was written, and how final it is. */
export function stateLine({ date, time, report }: StudyDocument): TemplateResult {
  const parts = [momentText(date, time), ...(report ? reportState(report) : [])];
  return html`<p class="state" data-testid="document-state">${parts.filter(Boolean).map((part) => html`<span>${part}</span>`)}</p>`;
}

function reportState({ completion, verification, preliminary, verifiers, predecessors }: ReportState): (string | TemplateResult)[] {
  return [
    preliminary ? text("documents.preliminary") : "",
    completion === "PARTIAL" ? text("documents.partial") : "",
    verification === "UNVERIFIED" ? text("documents.unverified") : "",
    ...(verification === "VERIFIED"
      ? [
          text("documents.verified"),
          ...verifiers.map(
            ({ name, organization, date, time }) =>
              html`<bdi>${[name, organization, momentText(date, time)].filter(Boolean).join(", ")}</bdi>`,
          ),
        ]
      : []),
    predecessors > 0 ? plural("documents.predecessors", predecessors) : "",
  ];
}

function momentText(date: string, time: string): string {
  return [date && dateText(date), time && timeText(time)].filter(Boolean).join(" ");
}

/** The content of a document. Everything is text: Lit escapes it, `bdi` keeps its direction to itself. */
export function content(items: readonly ContentItem[], context: ReferenceContext): TemplateResult {
  return html`${items.map((item) => block(item, 3, context))}`;
}

function block(item: ContentItem, level: number, context: ReferenceContext): TemplateResult {
  if (item.type === "container") {
    const children = item.continuous
      ? html`<p>${item.children.map((child) => inline(child, context))}</p>`
      : item.children.map((child) => block(child, level + 1, context));
    return html`<section data-number=${item.number}>${item.name ? heading(item, level) : nothing}${children}</section>`;
  }
  const below = item.children.length > 0 ? html`<div class="below">${item.children.map((child) => block(child, level, context))}</div>` : nothing;
  const quiet = item.relationship !== "contains" && item.relationship !== "property" && item.relationship !== "inferredFrom";
  return html`<div class="entry ${quiet || item.type === "uid" ? "quiet" : ""}" data-number=${item.number}>
    ${relation(item.relationship)}${item.name ? html`<span class="name" title=${item.code || nothing}><bdi>${item.name}</bdi></span>` : nothing}
    ${value(item, context)}${below}
  </div>`;
}

/** Part of a running text: its values one after the other, what modifies them in brackets. */
function inline(item: ContentItem, context: ReferenceContext): TemplateResult {
  const children = item.children.length > 0 ? html` (${item.children.map((child) => inline(child, context))})` : nothing;
  return item.type === "container"
    ? html`${item.name ? html`<span class="name"><bdi>${item.name}</bdi></span> ` : nothing}${item.children.map((child) => inline(child, context))} `
    : html`<span title=${item.name || nothing}>${value(item, context)}${children}</span> `;
}

function heading({ name, code }: ContentItem, level: number): TemplateResult {
  return html`<div class="heading level${Math.min(level, DEEPEST_HEADING)}" role="heading" aria-level=${Math.min(level, DEEPEST_HEADING)} title=${code || nothing}>
    <bdi>${name}</bdi>
  </div>`;
}

function relation(relationship: string): TemplateResult | typeof nothing {
  const key = `documents.relation.${relationship}`;
  return hasText(key) ? html`<span class="relation">${text(key)}</span>` : nothing;
}

function value(item: Exclude<ContentItem, { type: "container" }>, context: ReferenceContext): TemplateResult {
  switch (item.type) {
    case "text":
      return html`<bdi class="value text">${item.text}</bdi>`;
    case "code":
      return html`<bdi class="value" title=${item.valueCode || nothing}>${item.text}</bdi>`;
    case "number": {
      const number = [item.text, item.unit].filter(Boolean).join("\u00A0");
      return html`<bdi class="value">${[number, item.qualifier].filter(Boolean).join(" – ")}</bdi>`;
    }
    case "moment":
      return html`<bdi class="value">${momentText(item.date, item.time) || item.text}</bdi>`;
    case "image":
      return picture(item.reference, context);
    case "object":
      return html`<span class="value quiet">${text("documents.object")}</span>`;
    case "coordinates":
      return html`<span class="value quiet">${text("documents.coordinates", { shape: item.text.toLowerCase() })}</span>`;
    case "see":
      return html`<span class="value quiet">${text("documents.see", { number: item.text })}</span>`;
    case "unknown":
      return html`<span class="value quiet">${text("documents.unknown", { type: item.text || "?" })}</span>`;
    case "person":
    case "uid":
      return html`<bdi class="value">${item.text}</bdi>`;
  }
}

function picture(reference: ObjectReference, { nameOf, choose }: ReferenceContext): TemplateResult {
  const name = nameOf(reference);
  const state = reference.presentationState ? html` <span class="quiet">${text("documents.withState")}</span>` : nothing;
  return name === undefined
    ? html`<span class="value quiet">${text(reference.otherStudy ? "documents.image.elsewhere" : "documents.image.missing")}</span>`
    : html`<button class="link" data-testid="document-image" data-instance=${reference.sopInstanceUID} @click=${() => choose(reference)}>
          ${name}</button
        >${state}`;
}
