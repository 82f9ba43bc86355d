package dev.lightbox.viewer.viewing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditUser;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Records what becomes of studies. Each method throws {@link dev.lightbox.security.audit.AuditUnavailableException} where that can't be stored: then nothing may be
 * shown or sent. Thread-safe; blocks while the database works.
 */
@Component
public class StudyAudit {

    /** What lists ask for is one record for one study and user within this time. */
    private static final Duration ONE_RECORD = Duration.ofMinutes(10);

    private final AuditLog audit;
    private final Cache<Seen, Boolean> listed = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(ONE_RECORD)
            .build();

    private record Seen(String subject, String address, String studyInstanceUid, String part) {}

    public StudyAudit(AuditLog audit) {
        this.audit = audit;
    }

    /** The study has been opened in the viewer, which may show all of it from now on. */
    public void opened(User user, ViewableStudy study) {
        audit.record(AuditEvent.done(AuditKind.STUDY_OPENED, AuditUser.of(user), patient(study), study(study, "")));
    }

    /**
     * Something of it is sent.
     *
     * @param part which, in words
     */
    public void transferred(User user, ViewableStudy study, String part) {
        audit.record(
                AuditEvent.done(AuditKind.IMAGES_TRANSFERRED, AuditUser.of(user), patient(study), study(study, part)));
    }

    /** As {@link #transferred}, and what {@link #listed} is told of the same part by the same user counts with it. */
    public void transferredWithParts(User user, ViewableStudy study, String part) {
        transferred(user, study, part);
        listed.put(seen(user, study, part), true);
    }

    /** A file of it is given away. */
    public void exported(User user, ViewableStudy study, String part) {
        audit.record(AuditEvent.done(AuditKind.EXPORTED, AuditUser.of(user), patient(study), study(study, part)));
    }

    /** Something is sent of which a list asks for dozens: recorded once in ten minutes. */
    public void listed(User user, ViewableStudy study, String part) {
        Seen seen = seen(user, study, part);
        if (listed.asMap().putIfAbsent(seen, true) == null) {
            try {
                transferred(user, study, part);
            } catch (RuntimeException e) {
                listed.invalidate(seen);
                throw e;
            }
        }
    }

    private static Seen seen(User user, ViewableStudy study, String part) {
        return new Seen(user.subject(), user.address(), study.studyInstanceUid(), part);
    }

    /**
     * Somebody asked for a study that doesn't exist or isn't theirs.
     *
     * @param studyInstanceUid as they wrote it
     * @param door what they asked of it
     */
    public void denied(User user, String studyInstanceUid, String door) {
        audit.record(AuditEvent.refused(
                AuditKind.ACCESS_DENIED,
                AuditUser.of(user),
                "no such study, or not theirs",
                new AuditObject.Study(studyInstanceUid, door)));
    }

    private static AuditObject patient(ViewableStudy study) {
        return new AuditObject.Patient(study.patient().id(), study.patient().name());
    }

    private static AuditObject study(ViewableStudy study, String part) {
        return new AuditObject.Study(study.studyInstanceUid(), part);
    }
}
