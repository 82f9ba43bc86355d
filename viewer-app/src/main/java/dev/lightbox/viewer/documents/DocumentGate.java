package dev.lightbox.viewer.documents;

import dev.lightbox.engine.dicom.Uids;
import dev.lightbox.security.User;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.StudyDoor;
import dev.lightbox.viewer.viewing.ViewableStudy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Who gets which document: the same rule as for pictures, asked anew for every answer. 404 for a study, series or instance that is unknown or that the user may
 * not view, all alike and without a word. Thread-safe.
 */
@Component
class DocumentGate {

    private static final Logger log = LoggerFactory.getLogger(DocumentGate.class);

    private static final String WITHHELD =
            "Documents may name the patient, whose name this link hides: they are not shown.";

    private final StudyDoor studies;
    private final StudyRights rights;

    DocumentGate(StudyDoor studies, StudyRights rights) {
        this.studies = studies;
        this.rights = rights;
    }

    /**
     * A study that may be viewed, and who views it.
     *
     * @param mayDownload whether this user may take files of it away
     */
    record Visit(ViewableStudy study, User user, boolean mayDownload) {

        /** An instance is opened by the access to its study, so its series must be one of that study's. */
        InstanceReference instance(String seriesInstanceUid, String sopInstanceUid) {
            requireSeries(seriesInstanceUid);
            if (!Uids.isValid(sopInstanceUid)) {
                throw RefusedException.notFound();
            }
            return new InstanceReference(study.studyInstanceUid(), seriesInstanceUid, sopInstanceUid);
        }

        void requireSeries(String seriesInstanceUid) {
            if (!study.has(seriesInstanceUid)) {
                throw RefusedException.notFound();
            }
        }
    }

    /** Makes an answer out of a study that the user may view. */
    interface Making {
        ResponseEntity<byte[]> make(Visit visit) throws InterruptedException;
    }

    /** What is sent, as it is recorded. */
    enum Part {
        LIST,
        DOCUMENT,
        /** What the document's own answer leads to: opening it is one record. */
        PDF,
        FILE
    }

    /** @param sopInstanceUid as it was asked for; empty for a list */
    ResponseEntity<byte[]> answer(Part part, String studyInstanceUid, String sopInstanceUid, Making making) {
        String document = "document " + sopInstanceUid;
        StudyDoor.Recording recording = switch (part) {
            case LIST -> (audit, user, study) -> audit.listed(user, study, "list of documents");
            case DOCUMENT -> (audit, user, study) -> audit.transferredWithParts(user, study, document);
            case PDF -> (audit, user, study) -> audit.listed(user, study, document);
            case FILE -> (audit, user, study) -> audit.exported(user, study, "file " + sopInstanceUid);
        };
        try {
            return studies.open(part.name(), studyInstanceUid, recording, (study, user) -> {
                if (study.patientHidden()) {
                    return withheld(part);
                }
                boolean mayDownload = rights.mayDownload(user, study.summary());
                return making.make(new Visit(study, user, mayDownload));
            });
        } catch (RefusedException e) {
            return e.status() == HttpStatus.NOT_FOUND
                    ? StudyDoor.empty(HttpStatus.NOT_FOUND)
                    : StudyDoor.text(e.status(), String.valueOf(e.getMessage()));
        } catch (StudySourceException e) {
            log.warn("No document: {}", e.getMessage());
            return e.kind() == StudySourceException.Kind.NOT_FOUND
                    ? StudyDoor.empty(HttpStatus.NOT_FOUND)
                    : StudyDoor.text(HttpStatus.SERVICE_UNAVAILABLE, "The archive didn't deliver it. Try again.");
        }
    }

    /** A document names the patient nearly always, and a file does. */
    private static ResponseEntity<byte[]> withheld(Part part) {
        if (part != Part.LIST) {
            throw new RefusedException(HttpStatus.FORBIDDEN, WITHHELD);
        }
        return json(DocumentWriter.list(new DocumentList(List.of(), List.of(WITHHELD)), false));
    }

    static ResponseEntity<byte[]> json(byte[] body) {
        return StudyDoor.begin(HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** @param disposition with a file's name that tells nothing of the patient */
    static ResponseEntity<byte[]> file(byte[] body, MediaType type, String disposition) {
        return StudyDoor.begin(HttpStatus.OK)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .body(body);
    }
}
