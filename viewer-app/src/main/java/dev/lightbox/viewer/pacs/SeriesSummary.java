package dev.lightbox.viewer.pacs;

import java.util.Comparator;
import java.util.OptionalInt;

/**
 * One series.
 *
 * @param seriesNumber Series Number (0020,0011), empty where absent
 * @param numberOfInstances -1 where unknown
 */
public record SeriesSummary(
        String studyInstanceUid,
        String seriesInstanceUid,
        String modality,
        OptionalInt seriesNumber,
        String seriesDescription,
        String bodyPartExamined,
        int numberOfInstances) {

    /** By series number, those without one last; equal numbers by UID, so that the order is always the same. */
    public static final Comparator<SeriesSummary> BY_NUMBER = Comparator.comparingInt(
                    (SeriesSummary series) -> series.seriesNumber().orElse(Integer.MAX_VALUE))
            .thenComparing(SeriesSummary::seriesInstanceUid);
}
