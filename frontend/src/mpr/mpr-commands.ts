import type { DecodedImage } from "../viewport/tile-decoder.js";
import type { Command } from "../viewport/commands.js";
import { nudged } from "../viewport/window-level.js";
import { turnedBy } from "./crosshair.js";
import { nextLayout, type Layout } from "./layout.js";
import type { MprModel } from "./mpr-model.js";
import { inAxes, laidAt, linkWindows, oneToOne, projected, reset, scrolled, scrolledToEnd, turnedIn, windowed, withPane, zoomed, type MprState } from "./mpr-state.js";
import { FIT_PLANE, pannedPlane } from "./picture.js";
import { STANDARD, type Axes, type PlaneName } from "./plane.js";
import type { PlaneAngles } from "./plane-angles.js";
import { SLAB_MODES, steppedSlab, tidySlab, type Projection, type SlabMode } from "./slab.js";
import { cssSize } from "./wanted-plane.js";

/** What a key, a button or a menu can ask of the planes, beside what it can ask of a viewport of slices. */
export type MprCommand =
  | Command
  /** The next one without `to`. */
  | { readonly type: "layout"; readonly to?: Layout }
  | { readonly type: "axes"; readonly to: Axes }
  | { readonly type: "crosshair" }
  | { readonly type: "linkWindow" }
  | { readonly type: "linkZoom" }
  /** Steps through the usual thicknesses. */
  | { readonly type: "thicker"; readonly by: number }
  | { readonly type: "slab"; readonly mm: number }
  /** The next one without `to`. */
  | { readonly type: "slabMode"; readonly to?: SlabMode }
  /** Undefined for the plane itself. */
  | { readonly type: "projection"; readonly to: Projection | undefined }
  /** Turns the lines seen in the plane, clockwise. */
  | { readonly type: "turn"; readonly degrees: number }
  /** Opens or closes the fourth view's angles. */
  | { readonly type: "angles" }
  | { readonly type: "layAt"; readonly angles: PlaneAngles };

/** Carries out a command on one plane: the active one, unless another is named. */
export function executeMpr<I extends DecodedImage>(model: MprModel<I>, command: MprCommand, plane: PlaneName = model.active): void {
  switch (command.type) {
    case "layout":
      return model.arrange(command.to ?? nextLayout(model.usedLayout));
    case "crosshair":
      return model.showCrosshair(!model.crosshairShown);
    case "angles":
      return model.showAngles(!model.anglesShown);
    default:
      if (model.state) {
        model.update(after(model, model.state, command, plane));
      }
  }
}

function after<I extends DecodedImage>(model: MprModel<I>, state: MprState, command: MprCommand, plane: PlaneName): MprState {
  const viewport = model.viewports[plane];
  const size = cssSize(viewport);
  const pane = state.panes[plane];
  const picture = model.pictureOf(plane);
  switch (command.type) {
    case "scroll":
      return scrolled(state, plane, command.by);
    case "first":
    case "last":
      return scrolledToEnd(state, plane, command.type);
    case "zoom": {
      const { density } = viewport;
      const about = command.about
        ? { x: command.about.x / density, y: command.about.y / density }
        : { x: size.width / 2, y: size.height / 2 };
      return zoomed(state, plane, about, command.factor, model.sizes);
    }
    case "fit":
      return withPane(state, plane, { view: FIT_PLANE });
    case "oneToOne":
      return picture ? oneToOne(state, plane, size, viewport.density) : state;
    case "pan":
      return picture
        ? withPane(state, plane, { view: pannedPlane(picture, command.dx * size.width, command.dy * size.height) })
        : state;
    case "invert":
      return windowed(state, plane, { invert: !pane.invert });
    case "preset": {
      const preset = model.volume?.presets[command.number - 1];
      const window = preset ? { center: preset.center, width: preset.width } : null;
      return preset || command.number === 0 ? windowed(state, plane, { window }) : state;
    }
    case "nudgeWindow": {
      const window = model.effectiveWindow(plane);
      return window ? windowed(state, plane, { window: nudged(window, command.center, command.width) }) : state;
    }
    case "reset":
      return reset(state);
    case "axes":
      return inAxes(state, command.to);
    case "linkWindow":
      return linkWindows(state, plane, !state.windowLinked);
    case "linkZoom":
      return { ...state, zoomLinked: !state.zoomLinked };
    case "thicker":
      return withPane(state, plane, { slabMm: steppedSlab(pane.slabMm, command.by) });
    case "slab":
      return withPane(state, plane, { slabMm: tidySlab(command.mm) });
    case "slabMode":
      return withPane(state, plane, { mode: command.to ?? nextMode(pane.mode), projection: undefined });
    case "projection":
      return projected(state, plane, command.to);
    case "turn":
      // In the oblique view no line is turned: there the picture turns in itself.
      return turnedIn(state, turnedBy(otherOf(plane), plane, false), plane, (command.degrees * Math.PI) / 180, model.sizes);
    case "layAt":
      return laidAt(state, command.angles, model.sizes);
    default:
      return state;
  }
}

function nextMode(mode: SlabMode): SlabMode {
  return SLAB_MODES[(SLAB_MODES.indexOf(mode) + 1) % SLAB_MODES.length]!;
}

function otherOf(plane: PlaneName): PlaneName {
  return plane === "oblique" ? "oblique" : STANDARD.find((other) => other !== plane)!;
}
