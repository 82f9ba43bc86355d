import type { SeriesSummary } from "./messages.js";

/** Which series, and of which study where that isn't the stream's own. */
export type SeriesName = Pick<SeriesSummary, "studyInstanceUID" | "seriesInstanceUID">;

/** Just the name of a series, as messages have it. */
export function seriesName({ studyInstanceUID, seriesInstanceUID }: SeriesName): SeriesName {
  return studyInstanceUID === undefined ? { seriesInstanceUID } : { studyInstanceUID, seriesInstanceUID };
}
