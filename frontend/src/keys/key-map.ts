import type { TextKey } from "../i18n/text.js";
import { ALL_KINDS, KINDS, type Kind } from "../measure/kinds.js";
import type { MeasureCommand } from "../measure/measure-commands.js";
import type { MprCommand } from "../mpr/mpr-commands.js";
import type { PresentCommand } from "../presentation/state-menu.js";
import type { OutputCommand } from "../output/output-menu.js";
import type { Command } from "../viewport/commands.js";
import type { GridCommand } from "../workspace/grid-commands.js";

/** What a key does: something to a viewport or to all of them, measure, go to key images, to the planes and back, choose a layout, or open the help sheet. */
export type KeyAction =
  Command | GridCommand | MeasureCommand | { readonly type: "keyImage"; readonly by: number } | { readonly type: "planes" } | { readonly type: "trueSizeAsked" } | { readonly type: "screenAsked" } | { readonly type: "layouts" } | OutputCommand | PresentCommand | { readonly type: "help" };

/** What a key does while planes are shown. */
export type PlaneKeyAction = KeyAction | MprCommand;

/** One line of the help sheet, and the keys that it stands for. */
interface Binding<A = KeyAction> {
  /** As the help sheet writes them. */
  readonly shown: readonly string[];
  readonly help: TextKey;
  /** By KeyboardEvent.key; letters in lower case, `Shift+` before a key whose meaning Shift changes, `Ctrl+` (Command on a Mac) before that. */
  readonly keys: Readonly<Record<string, A>>;
}

const previous: KeyAction = { type: "scroll", by: -1 };
const next: KeyAction = { type: "scroll", by: 1 };
const zoomIn: KeyAction = { type: "zoom", factor: 1.25 };
const zoomOut: KeyAction = { type: "zoom", factor: 0.8 };
const help: KeyAction = { type: "help" };

/** Every key of the viewer that slices and planes share, once: the keyboard and the help sheet both read this list. */
export const BINDINGS: readonly Binding[] = [
  {
    shown: ["↑", "↓", "←", "→"],
    help: "help.scroll",
    keys: { ArrowUp: previous, ArrowLeft: previous, ArrowDown: next, ArrowRight: next },
  },
  {
    shown: ["Page Up", "Page Down"],
    help: "help.scrollTen",
    keys: { PageUp: { type: "scroll", by: -10 }, PageDown: { type: "scroll", by: 10 } },
  },
  { shown: ["Home", "End"], help: "help.ends", keys: { Home: { type: "first" }, End: { type: "last" } } },
  {
    shown: ["+", "−"],
    help: "help.zoom",
    keys: { "+": zoomIn, "=": zoomIn, "Shift++": zoomIn, "-": zoomOut, "Shift+_": zoomOut },
  },
  {
    shown: ["Shift + ↑ ↓ ← →"],
    help: "help.pan",
    keys: {
      "Shift+ArrowUp": { type: "pan", dx: 0, dy: -0.1 },
      "Shift+ArrowDown": { type: "pan", dx: 0, dy: 0.1 },
      "Shift+ArrowLeft": { type: "pan", dx: -0.1, dy: 0 },
      "Shift+ArrowRight": { type: "pan", dx: 0.1, dy: 0 },
    },
  },
  { shown: ["F"], help: "help.fit", keys: { f: { type: "fit" } } },
  { shown: ["1"], help: "help.oneToOne", keys: { "1": { type: "oneToOne" } } },
  {
    shown: ["W", "Shift + W"],
    help: "help.wider",
    keys: {
      w: { type: "nudgeWindow", center: 0, width: 1 },
      "Shift+w": { type: "nudgeWindow", center: 0, width: -1 },
    },
  },
  {
    shown: ["L", "Shift + L"],
    help: "help.level",
    keys: {
      l: { type: "nudgeWindow", center: 1, width: 0 },
      "Shift+l": { type: "nudgeWindow", center: -1, width: 0 },
    },
  },
  { shown: ["0"], help: "help.ownWindow", keys: { "0": { type: "preset", number: 0 } } },
  {
    shown: ["2", "…", "9"],
    help: "help.presets",
    // 1 is one to one, as in other viewers, so that the first preset has key 2.
    keys: Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number): [string, KeyAction] => [String(number + 1), { type: "preset", number }]),
    ),
  },
  { shown: ["I"], help: "help.invert", keys: { i: { type: "invert" } } },
  { shown: ["R"], help: "help.reset", keys: { r: { type: "reset" } } },
  { shown: ["M"], help: "help.planes", keys: { m: { type: "planes" } } },
  { shown: ["?"], help: "help.help", keys: { "?": help, "Shift+?": help } },
  { shown: ["Ctrl + P"], help: "help.export", keys: { "Ctrl+p": { type: "exportAsked" } } },
];

/** The keys that slices have beside those. */
export const SLICE_BINDINGS: readonly Binding[] = [
  { shown: ["V"], help: "help.layouts", keys: { v: { type: "layouts" } } },
  {
    shown: ["N", "Shift + N"],
    help: "help.nextViewport",
    keys: { n: { type: "nextViewport", by: 1 }, "Shift+n": { type: "nextViewport", by: -1 } },
  },
  {
    shown: [".", ","],
    help: "help.keyImages",
    keys: { ".": { type: "keyImage", by: 1 }, ",": { type: "keyImage", by: -1 } },
  },
  { shown: ["E"], help: "help.maximise", keys: { e: { type: "maximise" } } },
  {
    shown: ["S", "Shift + S"],
    help: "help.linkScrollZoom",
    keys: { s: { type: "link", link: "scroll" }, "Shift+s": { type: "link", link: "zoom" } },
  },
  {
    shown: ["Y", "Shift + Y"],
    help: "help.linkWindowLines",
    keys: { y: { type: "link", link: "window" }, "Shift+y": { type: "lines" } },
  },
  { shown: ["Shift + F"], help: "help.trueSize", keys: { "Shift+f": { type: "trueSizeAsked" } } },
  { shown: ["Z"], help: "help.lens", keys: { z: { type: "lens" } } },
  { shown: ["C"], help: "help.cine", keys: { c: { type: "cine" } } },
  { shown: ["Shift + C"], help: "output.link", keys: { "Shift+c": { type: "linkAsked" } } },
  { shown: ["K"], help: "help.findPoint", keys: { k: { type: "findPoint" } } },
  {
    shown: ["X", "Shift + X"],
    help: "help.turnPicture",
    keys: { x: { type: "turnPicture", quarters: 1 }, "Shift+x": { type: "turnPicture", quarters: -1 } },
  },
  {
    shown: ["H", "Shift + H"],
    help: "help.flip",
    keys: { h: { type: "flip", axis: "horizontal" }, "Shift+h": { type: "flip", axis: "vertical" } },
  },
];

/** The keys that do what is done with measurements. */
const MEASUREMENT_BINDINGS: readonly Binding<MeasureCommand>[] = [
  { shown: ["J"], help: "help.measureList", keys: { j: { type: "measureList" } } },
  {
    shown: ["Delete"],
    help: "help.measureDelete",
    keys: { Delete: { type: "deleteMeasurement" }, Backspace: { type: "deleteMeasurement" } },
  },
  { shown: ["Ctrl + Z"], help: "help.measureUndo", keys: { "Ctrl+z": { type: "undoMeasuring" } } },
  {
    shown: ["Ctrl + Shift + Z", "Ctrl + Y"],
    help: "help.measureRedo",
    keys: { "Ctrl+Shift+z": { type: "redoMeasuring" }, "Ctrl+y": { type: "redoMeasuring" } },
  },
];

/** The keys for measuring on slices. */
export const MEASURE_BINDINGS: readonly Binding<MeasureCommand>[] = [...toolBindings(ALL_KINDS, (kind) => KINDS[kind].key), ...MEASUREMENT_BINDINGS];

/** The tools for measuring whose keys in planes are others than on slices. */
export const PLANE_MEASURE_BINDINGS: readonly Binding<MeasureCommand>[] = toolBindings(
  ALL_KINDS.filter((kind) => KINDS[kind].planeKey),
  (kind) => KINDS[kind].planeKey!,
);

function toolBindings(kinds: readonly Kind[], shownKey: (kind: Kind) => string): readonly Binding<MeasureCommand>[] {
  return kinds.map((kind) => ({
    shown: [shownKey(kind)],
    help: KINDS[kind].name,
    keys: { [keyOf(shownKey(kind))]: { type: "measure", kind } },
  }));
}

/** A letter, with Shift or without, as it is found below. */
function keyOf(shown: string): string {
  const letter = shown.at(-1)!.toLowerCase();
  return shown.startsWith("Shift") ? `Shift+${letter}` : letter;
}

/** The keys that planes have beside those. */
export const PLANE_BINDINGS: readonly Binding<MprCommand>[] = [
  { shown: ["V"], help: "help.layout", keys: { v: { type: "layout" } } },
  {
    shown: ["S", "Shift + S"],
    help: "help.thicker",
    keys: { s: { type: "thicker", by: 1 }, "Shift+s": { type: "thicker", by: -1 } },
  },
  { shown: ["P"], help: "help.slabMode", keys: { p: { type: "slabMode" } } },
  {
    shown: ["T", "Shift + T"],
    help: "help.turn",
    keys: { t: { type: "turn", degrees: 5 }, "Shift+t": { type: "turn", degrees: -5 } },
  },
  { shown: ["O"], help: "help.angles", keys: { o: { type: "angles" } } },
  { shown: ["C"], help: "help.crosshair", keys: { c: { type: "crosshair" } } },
];

const ACTIONS = actionsOf<KeyAction>([...BINDINGS, ...SLICE_BINDINGS, ...MEASURE_BINDINGS]);
const PLANE_ACTIONS = actionsOf<PlaneKeyAction>([
  ...BINDINGS,
  ...PLANE_BINDINGS,
  ...toolBindings(ALL_KINDS.filter((kind) => !KINDS[kind].planeKey), (kind) => KINDS[kind].key),
  ...PLANE_MEASURE_BINDINGS,
  ...MEASUREMENT_BINDINGS,
]);

function actionsOf<A>(bindings: readonly Binding<A>[]): ReadonlyMap<string, A> {
  return new Map(bindings.flatMap((binding) => Object.entries(binding.keys)));
}

/** The key of a preset (numbered from 1) as the menu shows it; undefined for those beyond the digits. */
export function presetKey(number: number): string | undefined {
  return number <= 8 ? String(number === 0 ? 0 : number + 1) : undefined;
}

/** What of a key press counts. */
type KeyPress = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

/** What a key does while slices are shown. */
export function actionFor(event: KeyPress): KeyAction | undefined {
  return actionIn(ACTIONS, event);
}

/** What a key does while planes are shown. */
export function planeActionFor(event: KeyPress): PlaneKeyAction | undefined {
  return actionIn(PLANE_ACTIONS, event);
}

function actionIn<A>(actions: ReadonlyMap<string, A>, event: KeyPress): A | undefined {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) {
    return undefined;
  }
  if (event.ctrlKey || event.metaKey) {
    // All others belong to the browser and the desktop.
    return actions.get(event.shiftKey ? `Ctrl+Shift+${key}` : `Ctrl+${key}`);
  }
  // On some keyboards a digit or a sign is typed with Shift: then the sign counts, not how it was typed.
  return actions.get(event.shiftKey ? `Shift+${key}` : key) ?? (/^[^a-z]$/.test(key) ? actions.get(key) : undefined);
}
