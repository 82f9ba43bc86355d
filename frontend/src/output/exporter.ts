import { text } from "../i18n/text.js";
import type { Workspace } from "../workspace/workspace.js";
import { compose, type ExportedViewport } from "./compose.js";
import type { ExportWish } from "./export-dialog.js";

/** How long the exact pictures are waited for. */
const PATIENCE_MS = 8_000;
const LOOK_AGAIN_MS = 50;
const JPEG_QUALITY = 0.92;

/** A viewport of the stream, and where it stands on the page, in CSS pixels. */
export interface ExportPlace {
  readonly number: number;
  readonly box: DOMRect;
  /** Undefined while it doesn't show an exact picture. */
  readonly viewport: ExportedViewport | undefined;
}

/** What is on the screen. */
export interface ExportSource {
  /** @param all or what is active alone */
  exported(all: boolean): readonly ExportPlace[];
}

interface Order {
  readonly workspace: Workspace;
  readonly source: ExportSource;
  readonly wish: ExportWish;
  print(canvas: HTMLCanvasElement): Promise<void>;
}

type Placed = ExportPlace & { readonly viewport: ExportedViewport };

/**
 * Saves or prints what is on the screen. The pictures are drawn from the server's exact tiles; they are given away only when the server has recorded it for each
 * of their studies.
 *
 * @returns why it couldn't be done; empty where it was
 */
export async function exportView({ workspace, source, wish, print }: Order): Promise<string> {
  const placed = await whenExact(() => source.exported(wish.all));
  if (!placed) {
    return text("export.notExact");
  }
  const canvas = draw(placed, wish);
  for (const { number, viewport } of placed) {
    const refusal = await workspace.exports.ask({ viewport: number, slice: viewport.slice, form: wish.form, patientText: wish.patientText });
    if (refusal !== null) {
      return text(`export.refused.${refusal}`);
    }
  }
  if (wish.form === "print") {
    await print(canvas);
  } else {
    save(await encoded(canvas, wish.form), nameOf(placed, wish));
  }
  return "";
}

async function whenExact(look: () => readonly ExportPlace[]): Promise<readonly Placed[] | undefined> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const wanted = look();
    const found = wanted.flatMap(({ viewport, ...rest }): Placed[] => (viewport ? [{ ...rest, viewport }] : []));
    if (found.length > 0 && found.length === wanted.length) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return undefined;
}

/** Each viewport where it stands on the screen, in device pixels. */
function draw(placed: readonly Placed[], wish: ExportWish): HTMLCanvasElement {
  const left = Math.min(...placed.map(({ box }) => box.left));
  const top = Math.min(...placed.map(({ box }) => box.top));
  const at = placed.map(({ box, viewport: { density } }) => ({ x: Math.round((box.left - left) * density), y: Math.round((box.top - top) * density) }));
  const whole = document.createElement("canvas");
  whole.width = Math.max(...placed.map(({ viewport }, index) => at[index]!.x + viewport.canvas.width));
  whole.height = Math.max(...placed.map(({ viewport }, index) => at[index]!.y + viewport.canvas.height));
  const context = contextOf(whole);
  placed.forEach(({ viewport }, index) => {
    const one = document.createElement("canvas");
    one.width = viewport.canvas.width;
    one.height = viewport.canvas.height;
    compose(contextOf(one), viewport, wish, wish.form);
    context.drawImage(one, at[index]!.x, at[index]!.y);
  });
  return whole;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) {
    throw new Error("no 2D canvas");
  }
  return context;
}

function encoded(canvas: HTMLCanvasElement, form: "png" | "jpeg"): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), `image/${form}`, JPEG_QUALITY),
  );
}

/** Tells nothing of the patient. */
function nameOf(placed: readonly Placed[], { form }: ExportWish): string {
  const [{ viewport }] = placed as [Placed];
  const name = placed.length > 1 ? "pictures" : viewport.name;
  return `${name}.${form === "jpeg" ? "jpg" : "png"}`;
}

/** The browser saves it where the user keeps downloads; the page keeps nothing. */
function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
