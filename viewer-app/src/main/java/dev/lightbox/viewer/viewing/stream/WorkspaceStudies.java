package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent.BesideRefusal;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent.ExportRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which studies one workspace may show: the one that it was opened for, and others of the same patient beside it. Access is asked for anew every time, and the
 * first time that another study is opened is recorded before anything of it is told. Thread-safe.
 */
final class WorkspaceStudies {

    /** Other studies of one workspace. Far more than screens have room for, and no way to walk through an archive. */
    static final int MOST_BESIDE = 16;

    private static final Logger log = LoggerFactory.getLogger(WorkspaceStudies.class);

    private volatile User user;
    private final ViewableStudy opened;
    private final ViewableStudies studies;
    private final StudyRights rights;
    private final StudyAudit audit;

    /** Other studies whose opening is recorded, by UID; guarded by this. */
    private final Map<String, ViewableStudy> recorded = new HashMap<>();

    /** @param opened the study that the workspace was opened for, which is recorded already */
    WorkspaceStudies(User user, ViewableStudy opened, ViewableStudies studies, StudyRights rights, StudyAudit audit) {
        this.user = user;
        this.opened = opened;
        this.studies = studies;
        this.rights = rights;
        this.audit = audit;
    }

    User user() {
        return user;
    }

    /** Whether pictures of a study may be saved and printed; not while the archive can't tell. May block while it is asked. */
    boolean mayExport(ViewableStudy study) {
        try {
            return rights.mayExport(user, study.summary());
        } catch (StudySourceException e) {
            log.warn("Whether pictures may be exported can't be told: {}", e.kind());
            return false;
        }
    }

    /**
     * Records that something of a study leaves this application. Only then may it be given.
     *
     * @param part what, in words
     * @return why it may not; empty where it is recorded
     */
    Optional<ExportRefusal> recordExport(ViewableStudy study, String part) {
        try {
            if (!mayExport(study)) {
                audit.denied(user, study.studyInstanceUid(), "export");
                return Optional.of(ExportRefusal.NOT_ALLOWED);
            }
            audit.exported(user, study, part);
            return Optional.empty();
        } catch (AuditUnavailableException e) {
            log.error("Nothing is exported", e);
            return Optional.of(ExportRefusal.NOT_RECORDED);
        }
    }

    /** The one that the workspace was opened for, as it was then. */
    ViewableStudy opened() {
        return opened;
    }

    /**
     * The study that the workspace was opened for, as it is now; empty where the user may not view it any longer. Blocks while the archive is asked.
     *
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    Optional<ViewableStudy> own() {
        return studies.find(user, opened.studyInstanceUid());
    }

    /** The same user, as they are now: what they may do can have changed. */
    void become(User present) {
        user = present;
    }

    /**
     * Whether the user may view, now, each study that this workspace has told of. Blocks while the archive is asked.
     *
     * @param anew whether the archive is asked for what that is decided on; otherwise it is what is known
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    boolean areStillViewable(boolean anew) {
        List<ViewableStudy> told = new ArrayList<>(List.of(opened));
        synchronized (this) {
            told.addAll(recorded.values());
        }
        User present = user;
        return told.stream()
                .allMatch(study -> anew
                        ? studies.find(present, study.studyInstanceUid()).isPresent()
                        : studies.mayStillView(present, study));
    }

    /** Another study can't be shown. */
    static final class RefusedStudyException extends Exception {

        private static final long serialVersionUID = 1;

        private final BesideRefusal refusal;

        RefusedStudyException(BesideRefusal refusal) {
            super("refused: " + refusal.term());
            this.refusal = refusal;
        }

        BesideRefusal refusal() {
            return refusal;
        }
    }

    /**
     * Another study of the same patient. Blocks while the archive is asked.
     *
     * @throws RefusedStudyException where it may not be shown beside the opened one
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    ViewableStudy beside(String studyInstanceUid) throws RefusedStudyException {
        try {
            Optional<ViewableStudy> found = studies.find(user, studyInstanceUid);
            if (found.isEmpty()) {
                audit.denied(user, studyInstanceUid, "stream");
                throw new RefusedStudyException(BesideRefusal.NOT_AVAILABLE);
            }
            if (!PriorStudies.areOfOnePatient(opened.summary(), found.get().summary())) {
                throw new RefusedStudyException(BesideRefusal.OTHER_PATIENT);
            }
            record(found.get());
            return found.get();
        } catch (AuditUnavailableException e) {
            log.error("A study isn't opened beside another", e);
            throw new RefusedStudyException(BesideRefusal.BUSY);
        }
    }

    private synchronized void record(ViewableStudy study) throws RefusedStudyException {
        if (recorded.containsKey(study.studyInstanceUid())) {
            return;
        }
        if (recorded.size() >= MOST_BESIDE) {
            throw new RefusedStudyException(BesideRefusal.TOO_MANY);
        }
        audit.opened(user, study);
        recorded.put(study.studyInstanceUid(), study);
    }
}
