package dev.lightbox.viewer.viewing.series;

import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.work.Schedulers;

/** Series as the product reads them, for tests of other packages. */
public final class TestSeries {

    private TestSeries() {}

    public static SeriesCatalog catalog(StudySource source, Schedulers schedulers) {
        return new SeriesCatalog(new SeriesReader(source, ManualSchedulers.properties(1_000_000)), schedulers);
    }

    public static LoadedSeries read(StudySource source, String studyInstanceUid, String seriesInstanceUid) {
        SeriesSummary summary = source.series(studyInstanceUid).stream()
                .filter(series -> series.seriesInstanceUid().equals(seriesInstanceUid))
                .findFirst()
                .orElseThrow();
        return new SeriesReader(source, ManualSchedulers.properties(1_000_000)).read(studyInstanceUid, summary);
    }
}
