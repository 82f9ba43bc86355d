package dev.lightbox.viewer.pacs;

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
        int numberOfInstances) {}
