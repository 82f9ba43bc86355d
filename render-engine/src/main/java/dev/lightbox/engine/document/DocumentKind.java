package dev.lightbox.engine.document;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.Optional;
import java.util.Set;

/** What an object without (still) pictures is. */
public enum DocumentKind {
    REPORT("report"),
    KEY_OBJECTS("keyObjects"),
    PDF("pdf"),
    CDA("cda"),
    PRESENTATION_STATE("presentationState"),
    WAVEFORM("waveform"),
    VIDEO("video"),
    /** Segmentations, plans, models, raw data … */
    OTHER("other");

    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

    /** Video Endoscopic, Microscopic and Photographic Image Storage. */
    private static final Set<String> VIDEOS = Set.of(STORAGE + "77.1.1.1", STORAGE + "77.1.2.1", STORAGE + "77.1.4.1");

    private final String term;

    DocumentKind(String term) {
        this.term = term;
    }

    /** As the documents' protocol writes it. */
    public String term() {
        return term;
    }

    /**
     * @param header of the object, without pixel data
     * @param transferSyntaxUid in which it is kept, where that is known: MPEG in a multi-frame image is a video
     * @return empty for what holds still pictures
     */
    public static Optional<DocumentKind> of(DataSet header, Optional<String> transferSyntaxUid) {
        String sopClass = header.string(Tag.SOPClassUID).orElse("");
        if (sopClass.equals(STORAGE + "88.59")) {
            return Optional.of(KEY_OBJECTS);
        }
        if (sopClass.startsWith(STORAGE + "88.") || isContentTree(header)) {
            return Optional.of(REPORT);
        }
        if (sopClass.equals(STORAGE + "104.1")) {
            return Optional.of(PDF);
        }
        if (sopClass.equals(STORAGE + "104.2")) {
            return Optional.of(CDA);
        }
        if (sopClass.startsWith(STORAGE + "11.")) {
            return Optional.of(PRESENTATION_STATE);
        }
        if (sopClass.startsWith(STORAGE + "9.")) {
            return Optional.of(WAVEFORM);
        }
        if (VIDEOS.contains(sopClass)
                || transferSyntaxUid.filter(DocumentKind::isVideo).isPresent()) {
            return Optional.of(VIDEO);
        }
        return header.contains(Tag.Rows) ? Optional.empty() : Optional.of(OTHER);
    }

    /** A report of a class that is newer than this list. */
    private static boolean isContentTree(DataSet header) {
        return header.string(Tag.ValueType).orElse("").equals("CONTAINER")
                && header.contains(Tag.ContentSequence)
                && !header.contains(Tag.Rows);
    }

    /** MPEG-2, MPEG-4 AVC, HEVC (1.2.840.10008.1.2.4.100 to .108) and SMPTE ST 2110 (1.2.840.10008.1.2.7). */
    private static boolean isVideo(String transferSyntaxUid) {
        return transferSyntaxUid.matches("1\\.2\\.840\\.10008\\.1\\.2\\.4\\.10\\d(\\.\\d+)?")
                || transferSyntaxUid.startsWith("1.2.840.10008.1.2.7.");
    }
}
