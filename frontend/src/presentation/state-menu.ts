import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ListedDocument } from "../documents/documents.js";
import { dateText, text } from "../i18n/text.js";
import type { StateName } from "../protocol/messages.js";
import { ToolMenu } from "../ui/tool-menu.js";

/** The user wants the pictures to look as a state says; null for as their files say. */
export interface PresentCommand {
  readonly type: "present";
  readonly state: StateName | null;
}

export type StateChosenEvent = CustomEvent<PresentCommand>;

/** The presentation states of the active series: a button with a menu. */
@customElement("lightbox-state-menu")
export class StateMenu extends ToolMenu<PresentCommand> {
  static override styles = [
    ...ToolMenu.styles,
    css`
      @media (max-width: 1700px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) states: readonly ListedDocument[] = [];
  /** The one that is chosen. */
  @property({ attribute: false }) chosen: StateName | undefined;

  protected override render() {
    const opener = { testId: "state-menu", label: text("state.menu.label"), name: text("state.menu"), icon: "states", pressed: this.chosen !== undefined } as const;
    return html`${this.openerTemplate(opener)} ${this.menuTemplate(text("state.menu.label"), "states")}`;
  }

  protected override items() {
    return [
      this.item("state-none", text("state.none"), null),
      ...this.states.map((state) =>
        this.item("state-choice", [state.title || text("documents.kind.presentationState"), dateText(state.date)].filter(Boolean).join(" · "), state),
      ),
    ];
  }

  protected override choose(command: PresentCommand): void {
    this.dispatchEvent(new CustomEvent("state-chosen", { detail: command }) satisfies StateChosenEvent);
  }

  private item(testId: string, name: string, state: ListedDocument | null) {
    const { seriesInstanceUID = "", sopInstanceUID = "" } = state ?? {};
    return this.toolItem({
      testId,
      name,
      key: "",
      role: "menuitemradio",
      checked: (this.chosen?.sopInstanceUID ?? "") === sopInstanceUID,
      command: { type: "present", state: state && { seriesInstanceUID, sopInstanceUID } },
    });
  }
}
