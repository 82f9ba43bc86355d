import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import type { ListedDocument } from "../documents/documents.js";
import type { KeyAction } from "../keys/key-map.js";
import type { Kind } from "../measure/kinds.js";
import "../linking/link-menu.js";
import { NOTHING_LINKED, type LinkChosenEvent, type Linked } from "../linking/link-menu.js";
import "../measure/measure-menu.js";
import type { MeasureChosenEvent } from "../measure/measure-menu.js";
import "../presentation/state-menu.js";
import type { StateChosenEvent } from "../presentation/state-menu.js";
import type { Preset, StateName, WindowLevel } from "../protocol/messages.js";
import { SINGLE, type Layout } from "../workspace/layout.js";
import "../output/output-menu.js";
import type { OutputChosenEvent } from "../output/output-menu.js";
import { icon, type IconName } from "./icons.js";
import "./layout-menu.js";
import type { LayoutChosenEvent, LayoutMenu } from "./layout-menu.js";
import "./picture-menu.js";
import type { PictureChosenEvent } from "./picture-menu.js";
import "./preset-menu.js";
import type { PresetChosenEvent } from "./preset-menu.js";
import { base } from "./theme.js";
import { toolButton } from "./tool-button.js";

/** The user asked for something by a button. */
export type ToolEvent = CustomEvent<KeyAction>;

@customElement("lightbox-toolbar")
export class Toolbar extends LitElement {
  static override styles = [
    base,
    toolButton,
    css`
      .bar {
        display: flex;
        align-items: center;
        gap: 2px;
      }
      .gap {
        width: 1px;
        height: 22px;
        margin: 0 5px;
        background: var(--line);
      }
      .warnings {
        color: var(--warn);
      }
      @media (max-width: 760px) {
        .bar {
          justify-content: space-between;
          gap: 0;
        }
        .gap {
          margin: 0;
        }
        .tool {
          min-width: 36px;
          padding: 0 6px;
        }
        /* Two fingers do that. */
        .zoom {
          display: none;
        }
        /* The menu of the picture has them too. */
        .slices .invert,
        .slices .fit,
        .slices .oneToOne,
        .slices .reset {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) presets: readonly Preset[] = [];
  @property({ attribute: false }) window: WindowLevel | null = null;
  /** Whether the picture has a window: colour has none. */
  @property({ type: Boolean }) windowed = false;
  @property({ type: Boolean }) inverted = false;
  /** Presentation states of the active series, and the one that is chosen. */
  @property({ attribute: false }) states: readonly ListedDocument[] = [];
  @property({ attribute: false }) state: StateName | undefined;
  /** Whether there is a series to work on. */
  @property({ type: Boolean }) ready = false;
  /** Whether there are viewports to arrange. */
  @property({ type: Boolean }) arrangeable = false;
  /** Whether planes are shown. */
  @property({ type: Boolean }) planes = false;
  @property({ attribute: false }) layout: Layout = SINGLE;
  /** What of the viewports goes together. */
  @property({ attribute: false, hasChanged: (now: Linked, before?: Linked) => !before || !sameLinked(now, before) })
  linked: Linked = NOTHING_LINKED;
  /** Whether the active viewport's series is played. */
  @property({ type: Boolean }) playing = false;
  /** Whether there is more than one picture to play. */
  @property({ type: Boolean }) playable = false;
  /** Whether the magnifying glass is in hand. */
  @property({ type: Boolean }) magnifying = false;
  /** The tool for measuring in hand. */
  @property({ attribute: false }) measuring: Kind | undefined;
  /** Whether the list of measurements is open. */
  @property({ type: Boolean }) listing = false;
  @property({ type: Number }) warnings = 0;
  /** Whether pictures of the active viewport's study may be saved and printed. */
  @property({ type: Boolean }) exportable = false;
  /** Whether a link to what is on the screen leads anywhere. */
  @property({ type: Boolean }) linkable = true;
  @query("lightbox-layout-menu") private layoutMenu!: LayoutMenu;

  /** Opens the choice of layouts. */
  chooseLayout(): void {
    this.layoutMenu.toggle();
  }

  protected override render() {
    return html`<div class="bar ${this.planes ? "" : "slices"}" role="toolbar" aria-label=${text("tool.bar")} data-testid="toolbar">
      <lightbox-layout-menu
        .layout=${this.layout}
        ?disabled=${!this.arrangeable}
        @layout-chosen=${(event: LayoutChosenEvent) => this.ask({ type: "arrange", to: event.detail })}
      ></lightbox-layout-menu>
      <span class="gap"></span>
      <lightbox-preset-menu
        .presets=${this.presets}
        .window=${this.window}
        ?disabled=${!this.ready || !this.windowed}
        @preset-chosen=${(event: PresetChosenEvent) => this.ask({ type: "preset", number: event.detail })}
      ></lightbox-preset-menu>
      ${this.states.length > 0 && !this.planes
        ? html`<lightbox-state-menu
            .states=${this.states}
            .chosen=${this.state}
            @state-chosen=${(event: StateChosenEvent) => this.ask(event.detail)}
          ></lightbox-state-menu>`
        : nothing}
      ${this.button("invert", "tool.invert", "I", { type: "invert" }, this.inverted)}
      <lightbox-picture-menu
        .inverted=${this.inverted}
        .magnifying=${this.magnifying}
        ?disabled=${!this.ready || this.planes}
        @picture-chosen=${(event: PictureChosenEvent) => this.ask(event.detail)}
      ></lightbox-picture-menu>
      <span class="gap"></span>
      <lightbox-measure-menu
        .tool=${this.measuring}
        .listOpen=${this.listing}
        ?planes=${this.planes}
        ?disabled=${!this.ready}
        @measure-chosen=${(event: MeasureChosenEvent) => this.ask(event.detail)}
      ></lightbox-measure-menu>
      <lightbox-link-menu
        .linked=${this.linked}
        ?disabled=${!this.ready || this.planes}
        @link-chosen=${(event: LinkChosenEvent) => this.ask(event.detail)}
      ></lightbox-link-menu>
      <span class="gap"></span>
      ${this.button("zoomOut", "tool.zoomOut", "−", { type: "zoom", factor: 0.8 })}
      ${this.button("zoomIn", "tool.zoomIn", "+", { type: "zoom", factor: 1.25 })}
      ${this.button("fit", "tool.fit", "F", { type: "fit" })}
      ${this.button("oneToOne", "tool.oneToOne", "1", { type: "oneToOne" })}
      ${this.button("reset", "tool.reset", "R", { type: "reset" })}
      <span class="gap"></span>
      ${this.planes ? nothing : this.button("play", "tool.cine", "C", { type: "cine" }, this.playing, this.playable)}
      ${this.button("planes", "tool.mpr", "M", { type: "planes" }, this.planes)}
      <lightbox-output-menu
        .allowed=${this.exportable}
        .linkable=${this.linkable && !this.planes}
        ?disabled=${!this.ready}
        @output-chosen=${(event: OutputChosenEvent) => this.ask(event.detail)}
      ></lightbox-output-menu>
      ${this.warnings > 0
        ? html`<button
            class="tool warnings"
            data-testid="tool-warnings"
            aria-label=${text("tool.warnings", { count: this.warnings })}
            title=${text("tool.warnings", { count: this.warnings })}
            @click=${() => this.dispatchEvent(new CustomEvent("warnings-asked"))}
          >
            ${icon("warning")}
          </button>`
        : nothing}
      <button
        class="tool"
        data-testid="tool-help"
        aria-label=${text("tool.help")}
        title="${text("tool.help")} (?)"
        aria-haspopup="dialog"
        @click=${() => this.ask({ type: "help" })}
      >
        ${icon("help")}
      </button>
    </div>`;
  }

  private button(name: IconName, label: TextKey, key: string, action: KeyAction, pressed?: boolean, enabled = true): TemplateResult {
    return html`<button
      class="tool ${action.type}"
      data-testid="tool-${name}"
      aria-label=${text(label)}
      aria-pressed=${pressed ?? nothing}
      title="${text(label)} (${key})"
      ?disabled=${!this.ready || !enabled}
      @click=${() => this.ask(action)}
    >
      ${icon(name)}
    </button>`;
  }

  private ask(action: KeyAction): void {
    this.dispatchEvent(new CustomEvent("tool", { detail: action }) satisfies ToolEvent);
  }
}

function sameLinked(a: Linked, b: Linked): boolean {
  return a.scroll === b.scroll && a.zoom === b.zoom && a.window === b.window && a.lines === b.lines && a.point === b.point;
}
