import { css, html, LitElement } from "lit";
import { customElement, query } from "lit/decorators.js";
import { text, type TextKey } from "../i18n/text.js";
import { BINDINGS, MEASURE_BINDINGS, PLANE_BINDINGS, PLANE_MEASURE_BINDINGS, SLICE_BINDINGS } from "../keys/key-map.js";
import { icon } from "./icons.js";
import { base } from "./theme.js";

const MOUSE: readonly (readonly [TextKey, TextKey])[] = [
  ["gesture.wheel", "help.scroll"],
  ["gesture.leftDrag", "help.windowLevel"],
  ["gesture.rightDrag", "help.zoomAbout"],
  ["gesture.middleDrag", "help.pan"],
  ["gesture.doubleClick", "help.maximise"],
  ["gesture.ctrlWheel", "help.zoomAbout"],
  ["gesture.dragSeries", "help.dragSeries"],
];
const TOUCH: readonly (readonly [TextKey, TextKey])[] = [
  ["gesture.oneFinger", "help.scroll"],
  ["gesture.holdDrag", "help.windowLevel"],
  ["gesture.twoFingers", "gesture.twoFingers.effect"],
  ["gesture.doubleTap", "help.maximise"],
  ["gesture.dragSeries", "help.dragSeries"],
];
const MEASURING: readonly (readonly [TextKey, TextKey])[] = [
  ["gesture.toolDrag", "help.measureDraw"],
  ["gesture.handleDrag", "help.measureHandle"],
  ["gesture.outlineDrag", "help.measureLine"],
  ["gesture.labelDrag", "help.measureLabel"],
  ["gesture.doubleClick", "help.measureType"],
  ["gesture.tapMeasurement", "help.measureTap"],
  ["gesture.twoFingers", "help.measureTwoFingers"],
];
const PLANES: readonly (readonly [TextKey, TextKey])[] = [
  ["gesture.crosshair", "help.crosshairMove"],
  ["gesture.line", "help.lineMove"],
  ["gesture.turnHandle", "help.turnHandle"],
  ["gesture.turnHandleOne", "help.turnHandleOne"],
  ["gesture.slabHandle", "help.slabHandle"],
  ["gesture.shiftWheel", "help.thicker"],
  ["gesture.doubleClick", "help.centre"],
  ["gesture.fourthView", "help.roll"],
  ["gesture.shiftDrag", "help.windowLevel"],
  ["gesture.holdStill", "help.probe"],
];

/** Every gesture and key on one sheet. */
@customElement("lightbox-help-sheet")
export class HelpSheet extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        width: min(calc(56 * var(--rem)), calc(100vw - calc(1.5 * var(--rem))));
        max-height: calc(100dvh - calc(1.5 * var(--rem)));
        padding: calc(1.2 * var(--rem)) calc(1.5 * var(--rem)) calc(1.5 * var(--rem));
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--surface);
        color: var(--text);
        font: calc(0.95 * var(--rem))/1.45 var(--font);
        overflow: auto;
      }
      dialog::backdrop {
        background: rgb(4 6 8 / 70%);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      h2 {
        margin: 0;
        font-size: calc(1.2 * var(--rem));
      }
      header button {
        display: grid;
        place-items: center;
        width: 40px;
        height: 40px;
        border: 0;
        border-radius: 6px;
        background: none;
      }
      header button:hover {
        background: var(--raised);
      }
      .columns {
        columns: 2 calc(22 * var(--rem));
        column-gap: calc(2.2 * var(--rem));
      }
      h3 {
        margin: calc(1.1 * var(--rem)) 0 calc(0.3 * var(--rem));
        font-size: calc(0.82 * var(--rem));
        letter-spacing: 0.06em;
        text-transform: uppercase;
        color: var(--muted);
        break-after: avoid;
      }
      section:first-child h3 {
        margin-top: calc(0.4 * var(--rem));
      }
      dl {
        margin: 0;
      }
      dl > div {
        display: flex;
        gap: calc(0.8 * var(--rem));
        padding: calc(0.28 * var(--rem)) 0;
        border-bottom: 1px solid var(--line);
        break-inside: avoid;
      }
      dt {
        flex: 0 0 calc(10.5 * var(--rem));
        color: var(--muted);
      }
      dd {
        margin: 0;
      }
      kbd {
        display: inline-block;
        min-width: 1.5em;
        padding: 0 0.4em;
        border: 1px solid var(--line);
        border-radius: 4px;
        background: var(--raised);
        color: var(--text);
        font: inherit;
        font-size: 0.86em;
        text-align: center;
      }
    `,
  ];

  @query("dialog") private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    const gestures = (key: TextKey, list: readonly (readonly [TextKey, TextKey])[]) =>
      html`<section>
        <h3>${text(key)}</h3>
        <dl>${list.map(([gesture, effect]) => line(text(gesture), text(effect)))}</dl>
      </section>`;
    return html`<dialog aria-labelledby="title" data-testid="help" @close=${this.closed} @click=${this.clicked}>
      <header>
        <h2 id="title">${text("help.title")}</h2>
        <button aria-label=${text("help.close")} title=${text("help.close")} @click=${() => this.dialog.close()}>
          ${icon("close")}
        </button>
      </header>
      <div class="columns">
        ${gestures("help.mouse", MOUSE)} ${gestures("help.touch", TOUCH)}
        <section>
          <h3>${text("help.keys")}</h3>
          <dl>
            ${keys(BINDINGS)} ${keys(SLICE_BINDINGS)} ${line(html`<kbd>Esc</kbd>`, text("help.escape"))}
          </dl>
        </section>
        ${gestures("help.measuring", MEASURING)}
        <section>
          <h3>${text("help.measureKeys")}</h3>
          <dl>
            ${keys(MEASURE_BINDINGS)} ${line(html`<kbd>Enter</kbd>`, text("help.measureEnter"))}
            ${line(html`<kbd>Tab</kbd>`, text("help.measureTab"))}
            ${line(
              ["↑", "↓", "←", "→"].map((key) => html`<kbd>${key}</kbd> `),
              text("help.measureArrows"),
            )}
            ${line(html`<kbd>Esc</kbd>`, text("help.measureEscape"))}
          </dl>
        </section>
        ${gestures("help.inPlanes", PLANES)}
        <section>
          <h3>${text("help.planeKeys")}</h3>
          <dl>${keys(PLANE_BINDINGS)} ${keys(PLANE_MEASURE_BINDINGS)}</dl>
        </section>
      </div>
    </dialog>`;
  }

  /** A click beside the sheet closes it. */
  private clicked(event: MouseEvent): void {
    const box = this.dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    // A key press on a button arrives as a click at (0, 0).
    if (event.target === this.dialog && !inside) {
      this.dialog.close();
    }
  }

  private closed(): void {
    this.dispatchEvent(new CustomEvent("sheet-closed"));
  }
}

function keys(bindings: readonly { readonly shown: readonly string[]; readonly help: TextKey }[]) {
  return bindings.map(({ shown, help }) =>
    line(
      shown.map((key) => (key === "…" ? key : html`<kbd>${key}</kbd> `)),
      text(help),
    ),
  );
}

function line(gesture: unknown, effect: string) {
  return html`<div><dt>${gesture}</dt><dd>${effect}</dd></div>`;
}
