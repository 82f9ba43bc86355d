import type { SeriesSummary } from "../protocol/messages.js";
import type { Pose } from "../viewport/geometry.js";
import type { Look } from "../viewport/viewport-model.js";
import { cellsOf, FOUR, SIDE_BY_SIDE, SINGLE, type Layout } from "./layout.js";

/** What a viewport shows at first: a series, from one of its pictures on. */
export interface Hung {
  readonly summary: SeriesSummary;
  /** From 1. */
  readonly slice: number;
  /** How it is turned; as the file has it without. */
  readonly pose?: Pose;
  readonly look?: Look;
}

/** How a study is shown when it is opened. */
export interface Hanging {
  readonly layout: Layout;
  /** In the order of the cells; at most as many as there are. What is undefined stays empty. */
  readonly cells: readonly (Hung | undefined)[];
  /** The cell that tools and keys work on, from 0. */
  readonly active: number;
}

/** Those whose pictures are read side by side, each picture in a viewport of its own. */
const PROJECTIONS: ReadonlySet<string> = new Set(["MG", "CR", "DX", "RG"]);

/**
 * The usual arrangement by modality: a mammography's four views, radiographs in pairs, the series of CT and MR beside each other as far as they stay large
 * enough to be read from, everything else one at a time.
 *
 * @param compact on a small screen, where there is room for one viewport
 */
export function hangingOf(all: readonly SeriesSummary[], compact = false): Hanging {
  const series = all.filter(({ images }) => images);
  const modality = series[0]?.modality ?? "";
  const pictures = PROJECTIONS.has(modality) ? eachPicture(series, cellsOf(FOUR)) : series.map(first);
  const layout = layoutFor(modality, pictures.length);
  const cells = pictures.slice(0, cellsOf(layout));
  // A scout is looked at; a stack is worked in.
  const active = PROJECTIONS.has(modality) ? 0 : Math.max(0, cells.findIndex(({ summary }) => summary.instances > 1));
  return compact ? { layout: SINGLE, cells: cells.slice(active, active + 1), active: 0 } : { layout, cells, active };
}

function layoutFor(modality: string, pictures: number): Layout {
  switch (modality) {
    case "MG":
      return pictures > 2 ? FOUR : pictures > 1 ? SIDE_BY_SIDE : SINGLE;
    case "MR":
      // Sequences are read against each other.
      return pictures > 2 ? FOUR : pictures > 1 ? SIDE_BY_SIDE : SINGLE;
    case "CR":
    case "DX":
    case "RG":
    case "CT":
    case "PT":
      return pictures > 1 ? SIDE_BY_SIDE : SINGLE;
    default:
      return SINGLE;
  }
}

function first(summary: SeriesSummary): Hung {
  return { summary, slice: 1 };
}

function eachPicture(series: readonly SeriesSummary[], most: number): readonly Hung[] {
  return series
    .flatMap((summary) =>
      Array.from({ length: Math.max(1, Math.min(summary.instances, most)) }, (_, index) => ({ summary, slice: index + 1 })),
    )
    .slice(0, most);
}
