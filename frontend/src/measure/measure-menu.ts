import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { text } from "../i18n/text.js";
import { ToolMenu } from "../ui/tool-menu.js";
import { ALL_KINDS, KINDS, type Kind } from "./kinds.js";
import type { MeasureCommand } from "./measure-commands.js";

/** The user chose a tool, or the list. */
export type MeasureChosenEvent = CustomEvent<MeasureCommand>;

/** The tools for measuring and marking: a button with a menu. It is pressed while a tool is in hand. */
@customElement("lightbox-measure-menu")
export class MeasureMenu extends ToolMenu<MeasureCommand> {
  static override styles = [
    ...ToolMenu.styles,
    css`
      @media (max-width: 1180px) {
        .label {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) tool: Kind | undefined;
  @property({ type: Boolean }) listOpen = false;
  /** Whether planes are shown, where some keys are others. */
  @property({ type: Boolean }) planes = false;

  protected override render() {
    const opener = {
      testId: "measure-menu",
      label: text("measure.menu.label"),
      name: text("measure.menu"),
      icon: this.tool ?? "length",
      pressed: this.tool !== undefined,
    } as const;
    return html`${this.openerTemplate(opener)}
      ${this.menuTemplate(text("measure.menu.label"), "measure-tools")}`;
  }

  protected override items() {
    const list = text("measure.list.show");
    return html`${ALL_KINDS.map((kind) => this.item({ type: "measure", kind }, text(KINDS[kind].name), (this.planes && KINDS[kind].planeKey) || KINDS[kind].key, this.tool === kind, kind))}
      <hr />
      ${this.item({ type: "measureList" }, list, "J", this.listOpen)}`;
  }

  protected override choose(command: MeasureCommand): void {
    this.dispatchEvent(new CustomEvent("measure-chosen", { detail: command }) satisfies MeasureChosenEvent);
  }

  private item(command: MeasureCommand, name: string, key: string, chosen: boolean, kind?: Kind) {
    return this.toolItem({
      testId: `measure-${kind ?? "list"}`,
      name,
      icon: kind,
      key,
      role: "menuitemradio",
      checked: chosen,
      command,
    });
  }
}
