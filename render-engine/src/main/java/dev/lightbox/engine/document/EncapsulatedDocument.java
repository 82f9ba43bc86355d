package dev.lightbox.engine.document;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file within a DICOM object (PS3.3 A.45). The array isn't copied, and must not be changed.
 *
 * @param title Document Title, or the concept's meaning; may be empty
 * @param bytes the file, without DICOM's padding
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the file: never compared, never copied
public record EncapsulatedDocument(String title, byte[] bytes) {
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** PDF readers look for the signature within the first 1024 bytes (ISO 32000-1 Annex H, 3.4.1 of Adobe's notes). */
    private static final int SIGNATURE_WITHIN = 1024;

    /** @throws DocumentException where the object holds no file */
    public static EncapsulatedDocument of(DataSet document) throws DocumentException {
        byte[] bytes = document.bytes(Tag.EncapsulatedDocument);
        if (bytes.length == 0) {
            throw new DocumentException("the object holds no file.");
        }
        int length = document.integer(Tag.EncapsulatedDocumentLength).orElse(bytes.length);
        boolean padded = length == bytes.length - 1;
        return new EncapsulatedDocument(titleOf(document), padded ? Arrays.copyOf(bytes, length) : bytes);
    }

    static String titleOf(DataSet document) {
        return document.string(Tag.DocumentTitle)
                .map(PlainText::line)
                .or(() -> Coded.in(document, Tag.ConceptNameCodeSequence).map(Coded::meaning))
                .orElse("");
    }

    /**
     * Makes sure that this is a PDF, and no other kind of file under its name.
     *
     * @throws DocumentException where it doesn't begin like one
     */
    public void requirePdf() throws DocumentException {
        int last = Math.min(SIGNATURE_WITHIN, bytes.length - PDF.length + 1);
        for (int start = 0; start < last; start++) {
            if (Arrays.equals(bytes, start, start + PDF.length, PDF, 0, PDF.length)) {
                return;
            }
        }
        throw new DocumentException("its file is no PDF, though the object says so.");
    }
}
