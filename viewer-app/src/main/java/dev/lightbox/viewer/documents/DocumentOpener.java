package dev.lightbox.viewer.documents;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.document.ClinicalDocument;
import dev.lightbox.engine.document.DocumentException;
import dev.lightbox.engine.document.DocumentKind;
import dev.lightbox.engine.document.DocumentSummary;
import dev.lightbox.engine.document.EncapsulatedDocument;
import dev.lightbox.engine.document.StructuredReport;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.viewing.DecodingProperties;
import dev.lightbox.viewer.viewing.RefusedException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Fetches an instance and reads it as the document that it is. Thread-safe. */
@Component
class DocumentOpener {

    private static final Logger log = LoggerFactory.getLogger(DocumentOpener.class);

    /** On this node, as each holds a whole instance; the others wait. */
    private static final int AT_ONCE = 3;

    private static final int PATIENCE_SECONDS = 30;

    private final StudySource source;
    private final ArchiveQueue archive;
    private final DocumentProperties properties;
    private final DecodingProperties decoding;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    DocumentOpener(
            StudySource source, ArchiveQueue archive, DocumentProperties properties, DecodingProperties decoding) {
        this.source = source;
        this.archive = archive;
        this.properties = properties;
        this.decoding = decoding;
    }

    /** Makes something of an instance's file. */
    private interface Use<T> {
        T of(byte[] file) throws DicomException, DocumentException;
    }

    /**
     * Opens it.
     *
     * @throws RefusedException where it can't be, and why
     */
    OpenedDocument open(InstanceReference reference, String owner) throws InterruptedException {
        return use(reference, owner, properties.maxBytes(), file -> {
            DataSet document = dataSet(reference, file);
            DocumentSummary summary = DocumentSummary.of(document, Optional.empty(), properties.limits())
                    .orElseThrow(() -> new DocumentException("it is a picture."));
            return switch (summary.kind()) {
                case REPORT, KEY_OBJECTS ->
                    OpenedDocument.of(summary, StructuredReport.read(document, properties.limits()));
                case PDF -> {
                    EncapsulatedDocument.of(document).requirePdf();
                    yield OpenedDocument.of(summary, List.of(), List.of());
                }
                case CDA -> {
                    ClinicalDocument letter = ClinicalDocument.read(
                            EncapsulatedDocument.of(document).bytes(), properties.limits());
                    DocumentSummary titled = letter.title().isEmpty() ? summary : summary.withTitle(letter.title());
                    yield OpenedDocument.of(titled, letter.content(), letter.warnings());
                }
                case PRESENTATION_STATE, WAVEFORM, VIDEO, OTHER -> OpenedDocument.of(summary, List.of(), List.of());
            };
        });
    }

    /** The PDF in an object of that class, and nothing else. */
    byte[] pdf(InstanceReference reference, String owner) throws InterruptedException {
        return use(reference, owner, properties.maxBytes(), file -> {
            DataSet document = dataSet(reference, file);
            if (DocumentKind.of(document, Optional.empty())
                    .filter(DocumentKind.PDF::equals)
                    .isEmpty()) {
                throw new DocumentException("it holds no PDF.");
            }
            EncapsulatedDocument pdf = EncapsulatedDocument.of(document);
            pdf.requirePdf();
            return pdf.bytes();
        });
    }

    /** The instance as the archive keeps it. */
    byte[] file(InstanceReference reference, String owner) throws InterruptedException {
        return use(reference, owner, properties.maxDownloadBytes(), file -> {
            DataSet header = DicomReader.readHeader(new ByteArrayInputStream(file), reference.sopInstanceUid())
                    .dataSet();
            requireIdentity(reference, header);
            return file;
        });
    }

    private <T> T use(InstanceReference reference, String owner, long mostBytes, Use<T> use)
            throws InterruptedException {
        if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new RefusedException(HttpStatus.SERVICE_UNAVAILABLE, "The server is busy. Try again.");
        }
        try {
            byte[] file = archive.ask(owner, () -> source.retrieve(reference));
            if (file.length > mostBytes) {
                throw new RefusedException(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "This object is larger than the server may handle here. Tell your administrator.");
            }
            return use.of(file);
        } catch (DicomException e) {
            log.info("No document: {}: {}", reference.sopInstanceUid(), e.getMessage());
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "This document can't be shown: its file is damaged or incomplete. Have it sent to the archive again.",
                    e);
        } catch (DocumentException e) {
            log.info("No document: {}: {}", reference.sopInstanceUid(), e.getMessage());
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "This document can't be shown: " + e.getMessage(), e);
        } finally {
            turns.release();
        }
    }

    private DataSet dataSet(InstanceReference reference, byte[] file) throws DicomException {
        ReadLimits usual = decoding.readLimits();
        ReadLimits limits = new ReadLimits(
                properties.maxBytes(),
                Math.min(usual.maxInflatedBytes(), properties.maxBytes()),
                usual.maxDepth(),
                usual.maxElements());
        DataSet document =
                DicomReader.read(file, reference.sopInstanceUid(), limits).dataSet();
        requireIdentity(reference, document);
        return document;
    }

    /** Access was granted to one study: what the archive hands out under its name must be of that study. */
    private static void requireIdentity(InstanceReference reference, DataSet header) {
        if (!reference.isOf(header)) {
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "The archive delivered another object than the one asked for. Tell your administrator.");
        }
    }
}
