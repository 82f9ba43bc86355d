package dev.lightbox.viewer.worklist;

import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditUser;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyMatcher;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds the studies of a user's worklist. Thread-safe; blocks while the archive is asked. */
@Service
public class WorklistService {

    /** Study Root Query/Retrieve Information Model - FIND (PS3.4 C.4.1). */
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";

    private final StudySource source;
    private final StudyRights rights;
    private final WorklistProperties properties;
    private final Clock clock;
    private final AuditLog audit;

    WorklistService(
            StudySource source, StudyRights rights, WorklistProperties properties, Clock clock, AuditLog audit) {
        this.source = source;
        this.rights = rights;
        this.properties = properties;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * The studies that match {@code filter} and that {@code user} may see, in no particular order.
     *
     * <p>Whatever the archive answers, each study is asked of {@link StudyRights} here: the archive's matching only narrows.
     *
     * @param earlier an earlier answer to the same user, or null; serves instead of the archive where it is fresh, complete and wide enough
     * @throws StudySourceException where the archive fails
     * @throws dev.lightbox.security.audit.AuditUnavailableException where the search can't be recorded
     */
    public Worklist find(User user, WorklistFilter filter, @Nullable Worklist earlier) {
        StudyAccess.Scope scope = rights.scope(user);
        if (scope instanceof StudyAccess.Scope.None) {
            return new Worklist(List.of(), false, StudyQuery.ANY, clock.instant());
        }
        StudyQuery query = filter.toQuery(LocalDate.now(clock));
        if (scope instanceof StudyAccess.Scope.ReferredBy referredBy) {
            query = query.withReferredBy(referredBy.referringPhysicianNames());
        }
        audit.record(AuditEvent.done(
                AuditKind.SEARCHED, AuditUser.of(user), new AuditObject.Query(STUDY_ROOT_FIND, text(query))));
        if (earlier != null && isFresh(earlier) && earlier.covers(query)) {
            List<StudySummary> matching =
                    earlier.studies().stream().filter(StudyMatcher.of(query)).toList();
            // Asked again: what the user may see can have changed since.
            StudyRights.Viewable viewable = rights.viewable(user, matching);
            return new Worklist(viewable.studies(), !viewable.complete(), query, earlier.answeredAt());
        }
        StudyList found = source.findStudies(query, properties.maxStudies());
        StudyRights.Viewable viewable = rights.viewable(user, found.studies());
        return new Worklist(viewable.studies(), found.truncated() || !viewable.complete(), query, clock.instant());
    }

    /** What was given, as QIDO-RS would write it (PS3.18 8.3.4.1), with our own words for what that doesn't have. */
    private static String text(StudyQuery query) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("freeText", query.freeText());
        given.put("PatientName", query.patientName());
        given.put("PatientID", query.patientId());
        given.put("PatientBirthDate", Objects.requireNonNullElse(query.patientBirthDate(), ""));
        given.put("PatientSex", query.patientSex());
        given.put("StudyDate>=", Objects.requireNonNullElse(query.studyDateFrom(), ""));
        given.put("StudyDate<=", Objects.requireNonNullElse(query.studyDateTo(), ""));
        given.put("ModalitiesInStudy", String.join(",", new TreeSet<>(query.modalities())));
        given.put("StudyDescription", query.studyDescription());
        given.put("AccessionNumber", query.accessionNumber());
        given.put("ReferringPhysicianName", query.referringPhysicianName());
        given.put("referredBy", String.join(",", query.referredBy()));
        return given.entrySet().stream()
                .filter(criterion -> !criterion.getValue().toString().isEmpty())
                .map(criterion -> criterion.getKey() + "=" + criterion.getValue())
                .collect(Collectors.joining("&"));
    }

    private boolean isFresh(Worklist earlier) {
        return earlier.answeredAt().plus(properties.snapshotAge()).isAfter(clock.instant());
    }
}
