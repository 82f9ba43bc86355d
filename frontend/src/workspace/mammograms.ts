import type { SliceInfo } from "../protocol/messages.js";
import { UPRIGHT, type Pose } from "../viewport/geometry.js";
import type { Hung } from "./hanging.js";

/** A picture that is hung, with what its file says of it. */
export interface Mammogram extends Hung {
  readonly info: SliceInfo;
}

/** The usual order of views from above; others follow. */
const VIEWS: readonly string[] = ["CC", "MLO", "ML", "LM"];

/**
 * Mammograms as they are read: the right breast on the left of the screen and the left one on its right in the same view, CC above MLO, with the chest walls towards each other.
 *
 * @returns undefined where they don't make pairs: then they stay as they are
 */
export function facing(pictures: readonly Mammogram[]): readonly Hung[] | undefined {
  const ordered = [...pictures].sort((a, b) => rank(a) - rank(b));
  const pairs = ordered.every(({ info }, index) => {
    const partner = ordered[index ^ 1]?.info;
    return info.laterality === (index % 2 === 0 ? "R" : "L") && info.view !== "" && info.view === partner?.view;
  });
  return pairs && ordered.length > 0 ? ordered.map(({ summary, slice, info }) => ({ summary, slice, pose: poseOf(info) })) : undefined;
}

function rank({ info: { view, laterality } }: Mammogram): number {
  const known = VIEWS.indexOf(view);
  return 2 * (known < 0 ? VIEWS.length : known) + (laterality === "R" ? 0 : 1);
}

/** Mirrored where the file has the chest wall on the outer side; the letters on the screen say it. */
function poseOf({ laterality, orientation }: SliceInfo): Pose {
  const outer = laterality === "R" ? orientation?.left : orientation?.right;
  const inner = laterality === "R" ? orientation?.right : orientation?.left;
  return outer?.startsWith("P") && inner?.startsWith("A") ? { mirrored: true, quarters: 0 } : UPRIGHT;
}
