import type { DecodedImage } from "./tile-decoder.js";
import { fitted, flipped, panBy, scaleAbout, turnedBy, withPose, zoomAbout, type Point } from "./geometry.js";
import type { ViewportModel } from "./viewport-model.js";
import { nudged } from "./window-level.js";

/** What a key, a button or a gesture can ask of a viewport. */
export type Command =
  | { readonly type: "scroll"; readonly by: number }
  | { readonly type: "first" }
  | { readonly type: "last" }
  /** `about` in device pixels; the centre without it. */
  | { readonly type: "zoom"; readonly factor: number; readonly about?: Point }
  | { readonly type: "fit" }
  | { readonly type: "oneToOne"; readonly about?: Point }
  /** One millimetre on the screen for one in the picture. `pixelsPerMm`: device pixels a millimetre of the screen. */
  | { readonly type: "trueSize"; readonly pixelsPerMm: number }
  /** Fractions of the viewport by which the picture moves. */
  | { readonly type: "pan"; readonly dx: number; readonly dy: number }
  /** Quarters clockwise on the screen; negative ones turn back. */
  | { readonly type: "turnPicture"; readonly quarters: number }
  /** Left for right on the screen, or top for bottom. */
  | { readonly type: "flip"; readonly axis: "horizontal" | "vertical" }
  | { readonly type: "invert" }
  /** From 1; 0 for each picture's own window. */
  | { readonly type: "preset"; readonly number: number }
  | { readonly type: "nudgeWindow"; readonly center: number; readonly width: number }
  | { readonly type: "reset" };

const SLICE_COMMANDS: Readonly<Record<Command["type"], true>> = {
  scroll: true,
  first: true,
  last: true,
  zoom: true,
  fit: true,
  oneToOne: true,
  pan: true,
  trueSize: true,
  turnPicture: true,
  flip: true,
  invert: true,
  preset: true,
  nudgeWindow: true,
  reset: true,
};

/** Whether something that may be asked of planes can be asked of slices too. */
export function isSliceCommand(command: { readonly type: string }): command is Command {
  return Object.hasOwn(SLICE_COMMANDS, command.type);
}

export function execute<I extends DecodedImage>(model: ViewportModel<I>, command: Command): void {
  const slice = model.sliceInfo;
  if (!slice) {
    return;
  }
  const { view, canvas } = model;
  const middle = { x: canvas.width / 2, y: canvas.height / 2 };
  const sized = slice.rows > 0 && slice.columns > 0 && canvas.width > 0;
  switch (command.type) {
    case "scroll":
      return model.goTo(model.slice + command.by);
    case "first":
      return model.goTo(1);
    case "last":
      return model.goTo(model.slices);
    case "zoom":
      return sized ? model.setView(zoomAbout(view, slice, canvas, command.about ?? middle, command.factor)) : undefined;
    case "fit":
      return model.setView(fitted(view));
    case "oneToOne":
      return sized ? model.setView(scaleAbout(view, slice, canvas, command.about ?? middle, 1)) : undefined;
    case "trueSize":
      return sized && slice.spacing
        ? model.setView(scaleAbout(view, slice, canvas, middle, command.pixelsPerMm * slice.spacing.column))
        : undefined;
    case "pan":
      return sized
        ? model.setView(panBy(view, slice, canvas, command.dx * canvas.width, command.dy * canvas.height))
        : undefined;
    case "turnPicture":
      return model.setView(withPose(view, turnedBy(view.pose, command.quarters)));
    case "flip":
      return model.setView(withPose(view, flipped(view.pose, command.axis)));
    case "invert":
      return model.setInvert(!model.invert);
    case "preset": {
      const preset = model.series?.presets[command.number - 1];
      if (command.number === 0) {
        model.setWindow(null);
      } else if (preset) {
        model.setWindow({ center: preset.center, width: preset.width });
      }
      return;
    }
    case "nudgeWindow": {
      const window = model.effectiveWindow;
      return window && model.setWindow(nudged(window, command.center, command.width));
    }
    case "reset":
      return model.reset();
  }
}
