import { numberText, text } from "../i18n/text.js";
import type { OrientationLetters, Size } from "../protocol/messages.js";
import type { CornerText } from "../viewport/corner-text.js";
import type { ScaleBar } from "../viewport/geometry.js";
import { paintSvg } from "./svg-painter.js";

/** How a picture is saved. */
export type ExportForm = "png" | "jpeg" | "print";

/** What the user wants on it. */
export interface ExportChoice {
  /** Name, ID, dates and descriptions. */
  readonly patientText: boolean;
  /** Measurements and the graphics of a presentation state. */
  readonly graphics: boolean;
}

/** Everything of one viewport that may be exported, as it is on the screen. */
export interface ExportedViewport {
  /** Draws the server's pixels, where they are on the screen. */
  paint(context: CanvasRenderingContext2D): void;
  /** The slice, from 1; null for a plane through a volume. */
  readonly slice: number | null;
  readonly sourceLossy: boolean;
  /** What limits the picture; it is never left out. */
  readonly cautions: readonly string[];
  /** For a file's name: tells nothing of the patient. */
  readonly name: string;
  /** Device pixels. */
  readonly canvas: Size;
  /** Device pixels a CSS pixel. */
  readonly density: number;
  readonly corners: CornerText;
  /** The corners without what tells who the patient is, or when and where they were examined. */
  readonly anonymous: CornerText;
  /** Says which of several studies it is of; empty where there is one. */
  readonly mark: string;
  readonly letters: OrientationLetters;
  readonly bar: ScaleBar | undefined;
  readonly detector: boolean;
  /** CSS pixels. */
  readonly fontSize: number;
  readonly layers: readonly SVGElement[];
}

const FONT = "system-ui, sans-serif";

/** What must be said of the loss of a picture, wherever it goes. */
export function lossMarks(sourceLossy: boolean, form: ExportForm): readonly string[] {
  return [...(form === "jpeg" ? [text("export.mark.jpeg")] : []), ...(sourceLossy ? [text("export.mark.source")] : [])];
}

/** A slice's corners without what tells who the patient is, or when and where they were examined. What is burnt into the pixels themselves stays. */
export function withoutPatient({ bottomLeft, bottomRight }: CornerText): CornerText {
  // Its first line has the description of the series, which may hold anything.
  return { topLeft: [], topRight: [], bottomLeft: bottomLeft.slice(1), bottomRight };
}

/** Draws a viewport as it is on the screen: the server's pixels one by one, then text and vectors at the same resolution. */
export function compose(context: CanvasRenderingContext2D, viewport: ExportedViewport, choice: ExportChoice, form: ExportForm): void {
  const { canvas, density, letters, layers, bar } = viewport;
  viewport.paint(context);
  const corners = choice.patientText ? viewport.corners : viewport.anonymous;
  if (choice.graphics) {
    layers.forEach((layer) => paintSvg(context, layer, density));
  }
  const size = viewport.fontSize * density;
  const line = size * 1.35;
  const edge = 9 * density;
  const width = canvas.width;
  const marked = viewport.mark && choice.patientText ? line : 0;
  const put = (words: string, x: number, y: number, align: CanvasTextAlign, weight = 400, color = "#eef1f4"): void => {
    context.font = `${weight} ${size}px ${FONT}`;
    context.textAlign = align;
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    context.lineWidth = Math.max(2, size / 4);
    context.strokeStyle = "#000";
    context.strokeText(words, x, y, width - 2 * edge);
    context.fillStyle = color;
    context.fillText(words, x, y, width - 2 * edge);
  };
  const block = (lines: readonly string[], right: boolean, bottom: boolean): void => {
    const all = lines.flatMap((words) => wrapped(context, words, size, width * 0.46));
    all.forEach((words, index) => {
      const y = bottom ? canvas.height - edge - (all.length - 1 - index) * line : marked + edge + size + index * line;
      put(words, right ? width - edge : edge, y, right ? "right" : "left");
    });
  };
  if (marked) {
    put(viewport.mark, width / 2, edge + size, "center", 700, "#ffe7bd");
  }
  block(corners.topLeft, false, false);
  block(corners.topRight, true, false);
  block(corners.bottomLeft, false, true);
  block([...corners.bottomRight, ...viewport.cautions, ...lossMarks(viewport.sourceLossy, form)], true, true);
  const middle = canvas.height / 2 + size / 3;
  const gold = "#f3e6b8";
  put(letters.left, edge, middle, "left", 700, gold);
  put(letters.right, width - edge, middle, "right", 700, gold);
  put(letters.top, width / 2, 2 * marked + edge + size, "center", 700, gold);
  put(letters.bottom, width / 2, canvas.height - edge, "center", 700, gold);
  if (bar) {
    const y = canvas.height - edge - 1.6 * line;
    put(text(viewport.detector ? "corner.scaleBar.detector" : "corner.scaleBar", { length: numberText(bar.lengthMm, 3) }), width / 2, y - 4 * density, "center");
    ruler(context, { x: width / 2, y }, bar.pixels, density);
  }
}

function ruler(context: CanvasRenderingContext2D, { x, y }: { readonly x: number; readonly y: number }, length: number, density: number): void {
  const path = new Path2D();
  path.moveTo(x - length / 2, y);
  path.lineTo(x - length / 2, y + 7 * density);
  path.lineTo(x + length / 2, y + 7 * density);
  path.lineTo(x + length / 2, y);
  for (const [color, width] of [["#000", 4], ["#eef1f4", 2]] as const) {
    context.strokeStyle = color;
    context.lineWidth = width * density;
    context.stroke(path);
  }
}

/** Lines no wider than there is room, broken between words. */
function wrapped(context: CanvasRenderingContext2D, words: string, size: number, room: number): readonly string[] {
  context.font = `400 ${size}px ${FONT}`;
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && context.measureText(longer).width <= room) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
