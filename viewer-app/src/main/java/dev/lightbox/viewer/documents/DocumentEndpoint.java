package dev.lightbox.viewer.documents;

import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The documents of a study ({@code docs/documents.md}). What a file brings along runs nowhere: all answers of this path have a policy with {@code sandbox}, and
 * none is HTML or XML.
 */
@RestController
class DocumentEndpoint {

    private static final Logger log = LoggerFactory.getLogger(DocumentEndpoint.class);

    private static final String STUDY = "/documents/{study}";
    private static final String SERIES = STUDY + "/series/{series}";
    private static final String INSTANCE = SERIES + "/instances/{instance}";

    private static final String GUEST = SharePaths.GUEST;

    private static final MediaType DICOM = MediaType.valueOf("application/dicom");

    private final DocumentGate gate;
    private final DocumentCatalog catalog;
    private final DocumentOpener opener;

    DocumentEndpoint(DocumentGate gate, DocumentCatalog catalog, DocumentOpener opener) {
        this.gate = gate;
        this.catalog = catalog;
        this.opener = opener;
    }

    @GetMapping({STUDY, GUEST + STUDY})
    ResponseEntity<byte[]> list(@PathVariable String study) {
        return gate.answer(
                DocumentGate.Part.LIST,
                study,
                "",
                visit -> DocumentGate.json(DocumentWriter.list(
                        catalog.of(visit.study(), visit.user().subject()), visit.mayDownload())));
    }

    @GetMapping({SERIES, GUEST + SERIES})
    ResponseEntity<byte[]> listOfSeries(@PathVariable String study, @PathVariable String series) {
        return gate.answer(DocumentGate.Part.LIST, study, "", visit -> {
            visit.requireSeries(series);
            return DocumentGate.json(DocumentWriter.list(
                    catalog.of(visit.study(), series, visit.user().subject()), visit.mayDownload()));
        });
    }

    @GetMapping({INSTANCE, GUEST + INSTANCE})
    ResponseEntity<byte[]> document(
            @PathVariable String study, @PathVariable String series, @PathVariable String instance) {
        return gate.answer(DocumentGate.Part.DOCUMENT, study, instance, visit -> {
            InstanceReference reference = visit.instance(series, instance);
            OpenedDocument document = opener.open(reference, visit.user().subject());
            return DocumentGate.json(DocumentWriter.document(reference, document, visit.mayDownload()));
        });
    }

    @GetMapping({INSTANCE + "/pdf", GUEST + INSTANCE + "/pdf"})
    ResponseEntity<byte[]> pdf(@PathVariable String study, @PathVariable String series, @PathVariable String instance) {
        return gate.answer(DocumentGate.Part.PDF, study, instance, visit -> {
            byte[] pdf =
                    opener.pdf(visit.instance(series, instance), visit.user().subject());
            return DocumentGate.file(pdf, MediaType.APPLICATION_PDF, "inline; filename=\"document.pdf\"");
        });
    }

    @GetMapping({INSTANCE + "/file", GUEST + INSTANCE + "/file"})
    ResponseEntity<byte[]> file(
            @PathVariable String study, @PathVariable String series, @PathVariable String instance) {
        return gate.answer(DocumentGate.Part.FILE, study, instance, visit -> {
            InstanceReference reference = visit.instance(series, instance);
            if (!visit.mayDownload()) {
                throw new RefusedException(
                        HttpStatus.FORBIDDEN, "You may read this study, but not download files of it.");
            }
            byte[] file = opener.file(reference, visit.user().subject());
            log.info(
                    "Downloaded: {} by {}",
                    reference.sopInstanceUid(),
                    visit.user().subject());
            return DocumentGate.file(file, DICOM, "attachment; filename=\"" + reference.sopInstanceUid() + ".dcm\"");
        });
    }
}
