package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.viewer.viewing.series.LoadedSeries;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the server says besides pictures. Texts are formatted for display; unknown ones are empty. */
public sealed interface ServerEvent {

    /** The first message of every connection. Dates and times are ISO 8601. */
    record Study(
            String studyInstanceUid,
            Patient patient,
            String date,
            String time,
            String description,
            String accessionNumber,
            String referringPhysician,
            List<Series> series)
            implements ServerEvent {}

    record Patient(String name, String id, String birthDate, String sex) {}

    /**
     * @param instances 0 where the archive doesn't say
     * @param thumbnail relative to the application's context
     * @param images whether pictures can be expected in it
     */
    record Series(
            String seriesInstanceUid,
            OptionalInt number,
            String modality,
            String description,
            String bodyPart,
            int instances,
            String thumbnail,
            boolean images) {}

    /** The answer to {@link ClientMessage.ShowSeries}. */
    record SeriesShown(int viewport, long sequence, LoadedSeries series) implements ServerEvent {}

    /** Long work is under way. */
    record Progress(int viewport, int done, int total, What what) implements ServerEvent {

        /** What is being loaded. */
        public enum What {
            HEADERS,
            IMAGES
        }
    }

    /**
     * Something can't be shown.
     *
     * @param slice empty where it is about the series
     */
    record Failed(int viewport, long sequence, OptionalLong slice, String message, String detail)
            implements ServerEvent {}

    /** @param viewport empty where it is about the study */
    record Warning(OptionalInt viewport, String message) implements ServerEvent {}
}
