package dev.lightbox.viewer.worklist;

import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyMatcher;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds the studies of a user's worklist. Thread-safe; blocks while the archive is asked. */
@Service
public class WorklistService {

    private final StudySource source;
    private final StudyAccess access;
    private final WorklistProperties properties;
    private final Clock clock;

    WorklistService(StudySource source, StudyAccess access, WorklistProperties properties, Clock clock) {
        this.source = source;
        this.access = access;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The studies that match {@code filter} and that {@code user} may see, in no particular order.
     *
     * <p>Whatever the archive answers, each study is asked of {@link StudyAccess} here: the archive's matching only narrows.
     *
     * @param earlier an earlier answer to the same user, or null; serves instead of the archive where it is fresh, complete and wide enough
     * @throws StudySourceException where the archive fails
     */
    public Worklist find(User user, WorklistFilter filter, @Nullable Worklist earlier) {
        StudyAccess.Scope scope = access.scope(user);
        if (scope instanceof StudyAccess.Scope.None) {
            return new Worklist(List.of(), false, StudyQuery.ANY, clock.instant());
        }
        StudyQuery query = filter.toQuery(LocalDate.now(clock));
        if (scope instanceof StudyAccess.Scope.ReferredBy referredBy) {
            query = query.withReferredBy(referredBy.referringPhysicianNames());
        }
        if (earlier != null && isFresh(earlier) && earlier.covers(query)) {
            return new Worklist(
                    earlier.studies().stream().filter(StudyMatcher.of(query)).toList(),
                    false,
                    query,
                    earlier.answeredAt());
        }
        StudyList found = source.findStudies(query, properties.maxStudies());
        return new Worklist(
                found.studies().stream()
                        .filter(study -> access.mayView(
                                user, new StudyAttributes(study.studyInstanceUid(), study.referringPhysicianName())))
                        .toList(),
                found.truncated(),
                query,
                clock.instant());
    }

    private boolean isFresh(Worklist earlier) {
        return earlier.answeredAt().plus(properties.snapshotAge()).isAfter(clock.instant());
    }
}
