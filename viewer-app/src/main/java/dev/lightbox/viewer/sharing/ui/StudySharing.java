package dev.lightbox.viewer.sharing.ui;

import com.vaadin.flow.server.VaadinServletRequest;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.User;
import dev.lightbox.security.sharing.NewShare;
import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.security.sharing.ShareTerms;
import dev.lightbox.security.sharing.SharedStudy;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.security.sharing.SharingProperties;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Shares a study for the current user, where their own role opens it to them at that moment. Thread-safe; blocks while the archive is asked. */
@Component
class StudySharing {

    private final CurrentUser currentUser;
    private final ViewableStudies studies;
    private final StudyRights rights;
    private final Shares shares;
    private final StudyAudit audit;
    private final SharingProperties properties;

    StudySharing(
            CurrentUser currentUser,
            ViewableStudies studies,
            StudyRights rights,
            Shares shares,
            StudyAudit audit,
            SharingProperties properties) {
        this.currentUser = currentUser;
        this.studies = studies;
        this.rights = rights;
        this.shares = shares;
        this.audit = audit;
        this.properties = properties;
    }

    SharingProperties properties() {
        return properties;
    }

    /**
     * Makes the share.
     *
     * @return empty where the study doesn't exist or isn't the user's to share
     * @throws Shares.NotAllowedException where the terms aren't allowed
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     * @throws dev.lightbox.security.audit.AuditUnavailableException where it can't be recorded
     */
    Optional<NewShare> share(String studyInstanceUid, ShareTerms terms) {
        User user = currentUser.require();
        Optional<StudySummary> study = studies.find(user, studyInstanceUid)
                .map(ViewableStudy::summary)
                .filter(found -> rights.mayShare(user, found));
        if (study.isEmpty()) {
            audit.denied(user, studyInstanceUid, "share");
            return Optional.empty();
        }
        StudySummary found = study.get();
        return Optional.of(shares.create(
                user,
                new SharedStudy(
                        found.studyInstanceUid(),
                        found.patientId(),
                        found.patientName(),
                        found.studyDate(),
                        found.studyDescription()),
                terms));
    }

    /** The link; its secret stands where browsers keep it to themselves. */
    String link(NewShare share) {
        String base = properties.baseUrl() == null
                ? ServletUriComponentsBuilder.fromContextPath(VaadinServletRequest.getCurrent())
                        .build()
                        .toUriString()
                : properties.baseUrl().toString();
        String plain = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return plain + SharePaths.LINK + "#" + share.token();
    }
}
