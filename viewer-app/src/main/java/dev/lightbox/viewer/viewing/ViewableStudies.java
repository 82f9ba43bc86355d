package dev.lightbox.viewer.viewing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.security.GuestPass;
import dev.lightbox.security.User;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The gate to every picture and header: a study passes only for a user who may view it. What it decides on is asked of the archive, and believed for
 * {@value #TRUSTED_SECONDS} s, because one opened study asks for dozens of thumbnails. Thread-safe.
 */
@Component
public class ViewableStudies {

    private static final int TRUSTED_SECONDS = 10;

    private final StudySource source;
    private final StudyRights rights;
    private final Cache<String, ViewableStudy> studies = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(TRUSTED_SECONDS))
            .build();

    public ViewableStudies(StudySource source, StudyRights rights) {
        this.source = source;
        this.rights = rights;
    }

    /**
     * The study with its series, for this user. Blocks while the archive is asked.
     *
     * @param studyInstanceUid any text, for instance from an address
     * @return empty where it is no UID, the archive doesn't know the study, or the user may not view it: to the user all the same
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    public Optional<ViewableStudy> find(User user, String studyInstanceUid) {
        if (!Uids.isValid(studyInstanceUid)) {
            return Optional.empty();
        }
        // Not by the cache's own loading, which would hold its lock while the archive is asked.
        ViewableStudy study = studies.getIfPresent(studyInstanceUid);
        if (study == null) {
            Optional<StudySummary> summary = source.study(studyInstanceUid)
                    .filter(found -> found.studyInstanceUid().equals(studyInstanceUid));
            if (summary.isEmpty() || !rights.mayView(user, summary.get())) {
                return Optional.empty();
            }
            study = new ViewableStudy(summary.get(), source.series(studyInstanceUid));
            studies.put(studyInstanceUid, study);
        }
        return Optional.of(study)
                .filter(found -> rights.mayView(user, found.summary()))
                .map(found -> hidesPatient(user) ? found.withoutPatient() : found);
    }

    /**
     * As {@link #find}, but nothing is believed that was heard before: who opens a study, or opens it again, sees what the archive has by now.
     *
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    public Optional<ViewableStudy> open(User user, String studyInstanceUid) {
        studies.invalidate(studyInstanceUid);
        return find(user, studyInstanceUid);
    }

    private static boolean hidesPatient(User user) {
        return user.guest().map(GuestPass::nameHidden).orElse(false);
    }

    /** Whether the user may go on looking at a study: see {@link StudyRights#mayStillView}. */
    public boolean mayStillView(User user, ViewableStudy study) {
        return rights.mayStillView(user, study.summary());
    }
}
