import type { Kind } from "./kinds.js";
import type { MeasureModel } from "./measure-model.js";

/** What a key or a button can ask of measurements. */
export type MeasureCommand =
  /** The tool in hand is put away by the same command. */
  | { readonly type: "measure"; readonly kind: Kind }
  | { readonly type: "deleteMeasurement" }
  | { readonly type: "undoMeasuring" }
  | { readonly type: "redoMeasuring" }
  | { readonly type: "measureList" };

const MEASURE_COMMANDS: Readonly<Record<MeasureCommand["type"], true>> = {
  measure: true,
  deleteMeasurement: true,
  undoMeasuring: true,
  redoMeasuring: true,
  measureList: true,
};

export function isMeasureCommand(command: { readonly type: string }): command is MeasureCommand {
  return Object.hasOwn(MEASURE_COMMANDS, command.type);
}

export function executeMeasure(model: MeasureModel, command: MeasureCommand): void {
  switch (command.type) {
    case "measure":
      return model.useTool(command.kind);
    case "deleteMeasurement":
      return model.deleteSelected();
    case "undoMeasuring":
      return model.undo();
    case "redoMeasuring":
      return model.redo();
    case "measureList":
      return model.toggleList();
  }
}
