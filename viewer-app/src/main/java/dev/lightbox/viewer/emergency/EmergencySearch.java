package dev.lightbox.viewer.emergency;

import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.security.User;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyRefusedException;
import dev.lightbox.security.emergency.EmergencyUse;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** Finds the studies that are needed in an emergency, once a reason is given, and opens one. Thread-safe; blocks while the archive is asked. */
@Service
public class EmergencySearch {

    /** A patient has no more that matter; the newest come first. */
    static final int MOST_FOUND = 50;

    /** The archive finds an ID as a part of others. */
    private static final int MOST_LOOKED_AT = 500;

    private static final int LONGEST_VALUE = 64;

    private final StudySource source;
    private final EmergencyAccess access;

    public EmergencySearch(StudySource source, EmergencyAccess access) {
        this.source = source;
        this.access = access;
    }

    /**
     * The studies with exactly this value, the newest first. The search is recorded with its reason before the archive is asked.
     *
     * @throws EmergencyRefusedException where it isn't offered, without a reason, or too often
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     * @throws dev.lightbox.security.audit.AuditUnavailableException where it can't be recorded
     */
    public List<StudySummary> find(User user, EmergencyCriterion criterion, String value, String reason)
            throws EmergencyRefusedException {
        String exact = value.strip();
        access.searching(user, criterion.keyword() + "=" + exact, reason);
        if (exact.isEmpty() || exact.length() > LONGEST_VALUE || exact.chars().anyMatch(c -> c == '*' || c == '?')) {
            return List.of();
        }
        List<StudySummary> found = switch (criterion) {
            case PATIENT_ID -> exactly(query(exact, ""), StudySummary::patientId, exact);
            case ACCESSION_NUMBER -> exactly(query("", exact), StudySummary::accessionNumber, exact);
            case STUDY_INSTANCE_UID -> study(exact).stream().toList();
        };
        return found.stream()
                .sorted(Comparator.comparing(StudySummary::studyDate, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(StudySummary::studyInstanceUid))
                .limit(MOST_FOUND)
                .toList();
    }

    private List<StudySummary> exactly(StudyQuery query, Function<StudySummary, String> attribute, String exact) {
        return source.findStudies(query, MOST_LOOKED_AT).studies().stream()
                .filter(study -> attribute.apply(study).strip().equals(exact))
                .toList();
    }

    private static StudyQuery query(String patientId, String accessionNumber) {
        return new StudyQuery("", "", patientId, null, "", null, null, Set.of(), "", accessionNumber, "", List.of());
    }

    private Optional<StudySummary> study(String studyInstanceUid) {
        return Uids.isValid(studyInstanceUid)
                ? source.study(studyInstanceUid)
                        .filter(found -> found.studyInstanceUid().equals(studyInstanceUid))
                : Optional.empty();
    }

    /**
     * Opens a study that was found.
     *
     * @return empty where the archive doesn't have it any longer
     * @throws EmergencyRefusedException where it isn't offered, or without a reason
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     * @throws dev.lightbox.security.audit.AuditUnavailableException where it can't be recorded
     */
    public Optional<EmergencyUse> open(User user, String studyInstanceUid, String reason)
            throws EmergencyRefusedException {
        Optional<StudySummary> study = study(studyInstanceUid);
        return study.isEmpty()
                ? Optional.empty()
                : Optional.of(access.start(
                        user,
                        study.get().studyInstanceUid(),
                        study.get().patientId(),
                        study.get().patientName(),
                        reason));
    }
}
