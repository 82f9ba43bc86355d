import type { Link } from "../linking/links.js";
import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { Layout } from "./layout.js";
import type { ViewportGrid } from "./viewport-grid.js";

/** What a key or a button can ask of all viewports together. */
export type GridCommand =
  | { readonly type: "arrange"; readonly to: Layout }
  /** 1 for the next viewport, −1 for the one before. */
  | { readonly type: "nextViewport"; readonly by: number }
  | { readonly type: "maximise" }
  /** Links the viewports in this, or unlinks them. */
  | { readonly type: "link"; readonly link: Link }
  /** Shows or hides the lines where slices cut pictures. */
  | { readonly type: "lines" }
  /** Takes the tool in hand that finds a point in every viewport, or puts it away. */
  | { readonly type: "findPoint" }
  /** Takes the magnifying glass in hand, or puts it away. */
  | { readonly type: "lens" }
  /** Plays the active viewport's series, or pauses. */
  | { readonly type: "cine" };

const GRID_COMMANDS: Readonly<Record<GridCommand["type"], true>> = {
  arrange: true,
  nextViewport: true,
  maximise: true,
  link: true,
  lines: true,
  findPoint: true,
  lens: true,
  cine: true,
};

export function isGridCommand(command: { readonly type: string }): command is GridCommand {
  return Object.hasOwn(GRID_COMMANDS, command.type);
}

export function executeGrid<I extends DecodedImage>(grid: ViewportGrid<I>, command: GridCommand): void {
  switch (command.type) {
    case "arrange":
      return grid.arrange(command.to);
    case "nextViewport":
      return grid.activateNext(command.by);
    case "maximise":
      return grid.toggleMaximised();
    case "link":
      return grid.toggleLink(command.link);
    case "lines":
      return grid.toggleLines();
    case "findPoint":
      return grid.finder.toggle(grid.active);
    case "lens":
      return grid.lens.toggle(grid.active);
    case "cine":
      return grid.cine.toggle(grid.active);
  }
}
