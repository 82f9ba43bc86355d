package dev.lightbox.viewer.documents;

import dev.lightbox.engine.document.DocumentSummary;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.SeriesKinds;
import dev.lightbox.viewer.viewing.ViewableStudy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the documents of studies and series by their headers. Thread-safe. */
@Component
class DocumentCatalog {

    private static final Logger log = LoggerFactory.getLogger(DocumentCatalog.class);

    private static final Comparator<ListedDocument> BY_NUMBER = Comparator.comparingInt(
                    (ListedDocument one) -> one.summary()
                            .map(summary -> summary.instanceNumber().orElse(Integer.MAX_VALUE))
                            .orElse(Integer.MAX_VALUE))
            .thenComparing(one -> one.reference().sopInstanceUid());

    private final StudySource source;
    private final ArchiveQueue archive;
    private final DocumentProperties properties;

    DocumentCatalog(StudySource source, ArchiveQueue archive, DocumentProperties properties) {
        this.source = source;
        this.archive = archive;
        this.properties = properties;
    }

    /**
     * Of all series whose modality never holds pictures; those of the others are found by series. A series that the archive doesn't deliver becomes a note.
     */
    DocumentList of(ViewableStudy study, String owner) throws InterruptedException {
        List<ListedDocument> documents = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<SeriesSummary> candidates = study.series().stream()
                .filter(series -> !SeriesKinds.canHoldPictures(series.modality()))
                .toList();
        if (candidates.size() > properties.maxSeries()) {
            notes.add("This study has more series of documents than are listed: only the first "
                    + properties.maxSeries() + " are looked into.");
        }
        int failed = 0;
        for (SeriesSummary series : candidates.subList(0, Math.min(candidates.size(), properties.maxSeries()))) {
            try {
                DocumentList found = of(study, series.seriesInstanceUid(), owner);
                documents.addAll(found.documents());
                found.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            } catch (StudySourceException e) {
                log.warn("The documents of a series can't be listed: {} {}", series.seriesInstanceUid(), e.kind());
                failed++;
            }
        }
        if (failed > 0) {
            notes.add("The archive didn't deliver " + (failed == 1 ? "one series" : failed + " series")
                    + " of documents. Open the study again to retry.");
        }
        return bounded(documents, notes);
    }

    /**
     * Everything in a series that isn't a still picture.
     *
     * @throws StudySourceException where the archive doesn't deliver the series
     */
    DocumentList of(ViewableStudy study, String seriesInstanceUid, String owner) throws InterruptedException {
        List<InstanceHeader> headers =
                archive.ask(owner, () -> source.instances(study.studyInstanceUid(), seriesInstanceUid));
        List<ListedDocument> documents = new ArrayList<>();
        for (InstanceHeader header : headers) {
            boolean own = header.reference().studyInstanceUid().equals(study.studyInstanceUid())
                    && header.reference().seriesInstanceUid().equals(seriesInstanceUid);
            if (!own || documents.size() > properties.maxListed()) {
                continue;
            }
            if (header.error().isPresent()) {
                documents.add(new ListedDocument(
                        header.reference(), Optional.empty(), header.error().get()));
            } else if (!header.reference().isOf(header.header())) {
                // Access was granted to one study: a stranger's title must not show under its name.
                documents.add(new ListedDocument(
                        header.reference(), Optional.empty(), "the archive lists another object in its place"));
            } else {
                DocumentSummary.of(header.header(), header.transferSyntaxUid(), properties.limits())
                        .ifPresent(summary ->
                                documents.add(new ListedDocument(header.reference(), Optional.of(summary), "")));
            }
        }
        documents.sort(BY_NUMBER);
        return bounded(documents, new ArrayList<>());
    }

    private DocumentList bounded(List<ListedDocument> documents, List<String> notes) {
        if (documents.size() <= properties.maxListed()) {
            return new DocumentList(documents, notes);
        }
        notes.add("There are more documents than are listed: only the first " + properties.maxListed() + " are shown.");
        return new DocumentList(documents.subList(0, properties.maxListed()), notes);
    }
}
