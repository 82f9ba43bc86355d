import type { WindowLevel } from "../protocol/messages.js";
import type { Pose, Quarters } from "../viewport/geometry.js";
import type { PictureName } from "../viewport/shown.js";
import { cellsOf, LARGEST, type Layout } from "./layout.js";

/** What a viewport of a linked view shows. */
export interface LinkedCell {
  /** Of another study than the opened one. */
  readonly studyInstanceUID?: string;
  readonly seriesInstanceUID: string;
  readonly picture?: PictureName;
  /** Null for the picture's own. */
  readonly window: WindowLevel | null;
  readonly invert: boolean;
  readonly pose: Pose;
}

/** The pictures on the screen, as a link carries them: identifiers and numbers, and nothing else of a patient. */
export interface LinkedView {
  readonly layout: Layout;
  /** The cell that is active, from 0. */
  readonly active: number;
  /** In the order of the layout's cells; undefined for an empty one. */
  readonly cells: readonly (LinkedCell | undefined)[];
}

/** Most characters of a view in an address: as many as the server passes on. */
const MOST = 6000;

/**
 * Writes a view for an address, in characters that need no escaping: rows × columns and the active cell, then a part for each cell. Such as
 * `1x2~a0_s1.2.3~i1.2.3.4~f1~c40~w400_-`.
 */
export function encodeView({ layout, active, cells }: LinkedView): string {
  return [`${layout.rows}x${layout.columns}~a${active}`, ...cells.map((cell) => (cell ? encodeCell(cell) : "-"))].join("_");
}

function encodeCell({ studyInstanceUID, seriesInstanceUID, picture, window, invert, pose }: LinkedCell): string {
  return [
    ...(studyInstanceUID === undefined ? [] : [`t${studyInstanceUID}`]),
    `s${seriesInstanceUID}`,
    ...(picture ? [`i${picture.sopInstanceUID}`, `f${picture.frame}`] : []),
    ...(window ? [`c${plain(window.center)}`, `w${plain(window.width)}`] : []),
    ...(invert ? ["n"] : []),
    ...(pose.mirrored || pose.quarters ? [`p${pose.quarters}${pose.mirrored ? "m" : ""}`] : []),
  ].join("~");
}

/** A number without an exponent's plus sign, which an address would turn into a space. */
function plain(value: number): string {
  return String(Number(value.toPrecision(9))).replace("e+", "e");
}

/** Reads what an address holds; undefined for anything that no link of ours says: half of a view would be another view. */
export function decodeView(text: string): LinkedView | undefined {
  const [head, ...parts] = text.length <= MOST ? text.split("_") : [];
  const match = /^([1-9])x([1-9])~a(\d{1,2})$/.exec(head ?? "");
  if (!match) {
    return undefined;
  }
  const layout = { rows: Number(match[1]), columns: Number(match[2]) };
  const active = Number(match[3]);
  if (layout.rows > LARGEST || layout.columns > LARGEST || parts.length !== cellsOf(layout) || active >= parts.length) {
    return undefined;
  }
  const cells = parts.map((part) => (part === "-" ? undefined : decodeCell(part)));
  return cells.includes("bad") ? undefined : { layout, active, cells: cells as (LinkedCell | undefined)[] };
}

function decodeCell(part: string): LinkedCell | "bad" {
  const fields = new Map<string, string>();
  for (const field of part.split("~")) {
    const key = field.charAt(0);
    if (fields.has(key) || !"tsifcwnp".includes(key) || key === "") {
      return "bad";
    }
    fields.set(key, field.slice(1));
  }
  const [study, series, instance] = ["t", "s", "i"].map((key) => fields.get(key));
  const frame = fields.has("f") ? Number(fields.get("f")) : undefined;
  const [center, width] = ["c", "w"].map((key) => (fields.has(key) ? numberOf(fields.get(key)!) : undefined));
  const pose = /^([0-3])(m?)$/.exec(fields.get("p") ?? "0");
  const sound =
    isUid(series) &&
    (study === undefined || isUid(study)) &&
    (instance === undefined ? frame === undefined : isUid(instance) && frame !== undefined && Number.isSafeInteger(frame) && frame >= 1) &&
    (center === undefined ? width === undefined : Number.isFinite(center) && width !== undefined && Number.isFinite(width) && width > 0) &&
    (fields.get("n") ?? "") === "" &&
    pose !== null;
  if (!sound) {
    return "bad";
  }
  return {
    ...(study === undefined ? {} : { studyInstanceUID: study }),
    seriesInstanceUID: series,
    ...(instance === undefined ? {} : { picture: { sopInstanceUID: instance, frame: frame! } }),
    window: center === undefined ? null : { center, width: width! },
    invert: fields.has("n"),
    pose: { quarters: Number(pose[1]) as Quarters, mirrored: pose[2] === "m" },
  };
}

function numberOf(text: string): number {
  return /^-?\d+(\.\d+)?(e-?\d{1,2})?$/.test(text) ? Number(text) : NaN;
}

function isUid(text: string | undefined): text is string {
  return text !== undefined && /^[0-9.]{1,64}$/.test(text);
}
