package dev.lightbox.viewer.pacs;

import dev.lightbox.security.StudyOrigin;
import java.util.List;
import java.util.Optional;

/**
 * The archive that holds the studies. One implementation speaks DICOMweb, one reads a folder; both keep the same contract test.
 *
 * <p>Knows nothing of users: whoever calls it checks each study against {@code StudyAccess} first. Implementations are thread-safe; calls block
 * (use virtual threads) and end within the configured time-outs, and when the thread is interrupted.
 */
public interface StudySource {

    /**
     * Studies that match, exactly as {@link StudyMatcher} defines it, whatever the archive's own matching does; in no particular order.
     *
     * @param limit at most this many; {@link StudyList#truncated()} tells when there are more
     * @throws StudySourceException where the archive can't be reached or answers what can't be understood
     */
    StudyList findStudies(StudyQuery query, int limit);

    /** One study, or empty where the archive doesn't know it. */
    Optional<StudySummary> study(String studyInstanceUid);

    /** The series of a study, sorted by series number; empty where the study is unknown. */
    List<SeriesSummary> series(String studyInstanceUid);

    /**
     * Where a study comes from, as its series and their instances say: in a DICOMweb archive by one to a few dozen questions, so that it is asked only where access depends on
     * it. {@link StudyOrigin#NONE} where the study is unknown. What can't be found out within the adapter's bounds counts as a place without a name, which no rule allows.
     */
    StudyOrigin origin(String studyInstanceUid);

    /**
     * The instances of a series with their headers (no pixel data), in no particular order; broken instances carry their error.
     *
     * @throws StudySourceException also where the series is unknown ({@link StudySourceException.Kind#NOT_FOUND})
     */
    List<InstanceHeader> instances(String studyInstanceUid, String seriesInstanceUid);

    /**
     * The whole instance as a DICOM Part 10 file, in the transfer syntax in which the archive keeps it.
     *
     * @throws StudySourceException also where the instance is unknown ({@link StudySourceException.Kind#NOT_FOUND})
     */
    byte[] retrieve(InstanceReference instance);

    /** Whether the archive answers now, in words for an administrator. Never throws. */
    SourceHealth health();
}
