package dev.lightbox.engine.document;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a list of documents says of one, from its header alone.
 *
 * @param title may be empty
 * @param written Content Date and Time
 * @param instanceNumber or empty
 * @param images of a key object selection: what it selects; of a presentation state: what it is for; of everything else none
 */
public record DocumentSummary(
        DocumentKind kind, String title, Moment written, OptionalInt instanceNumber, List<ObjectReference> images) {

    public DocumentSummary {
        images = List.copyOf(images);
    }

    /**
     * @param header of an instance, without pixel data
     * @param transferSyntaxUid in which it is kept, where that is known
     * @return empty for an instance of still pictures
     */
    public static Optional<DocumentSummary> of(
            DataSet header, Optional<String> transferSyntaxUid, DocumentLimits limits) {
        return DocumentKind.of(header, transferSyntaxUid)
                .map(kind -> new DocumentSummary(
                        kind,
                        title(header, kind),
                        new Moment(header.date(Tag.ContentDate), header.time(Tag.ContentTime), ""),
                        header.integer(Tag.InstanceNumber),
                        switch (kind) {
                            case KEY_OBJECTS -> keyImages(header, limits);
                            case PRESENTATION_STATE -> presented(header, limits);
                            case REPORT, PDF, CDA, WAVEFORM, VIDEO, OTHER -> List.of();
                        }));
    }

    /** Referenced Series Sequence (PS3.3 C.11.11): series and pictures of the state's own study. */
    private static List<ObjectReference> presented(DataSet header, DocumentLimits limits) {
        String study = header.string(Tag.StudyInstanceUID).orElse("");
        List<ObjectReference> found = new ArrayList<>();
        int left = limits.maxReferences();
        for (DataSet series : header.items(Tag.ReferencedSeriesSequence)) {
            for (DataSet image : series.items(Tag.ReferencedImageSequence)) {
                int[] frames = image.integers(Tag.ReferencedFrameNumber);
                Optional<String> instance = image.string(Tag.ReferencedSOPInstanceUID);
                left -= Math.max(1, frames.length);
                if (instance.isEmpty() || left < 0) {
                    continue;
                }
                found.add(new ObjectReference(
                        image.string(Tag.ReferencedSOPClassUID).orElse(""),
                        instance.get(),
                        series.string(Tag.SeriesInstanceUID).orElse(""),
                        study,
                        Arrays.stream(frames).boxed().toList(),
                        false));
            }
        }
        return found;
    }

    /** The same under another title. */
    public DocumentSummary withTitle(String newTitle) {
        return new DocumentSummary(kind, newTitle, written, instanceNumber, images);
    }

    private static String title(DataSet header, DocumentKind kind) {
        return switch (kind) {
            case REPORT, KEY_OBJECTS ->
                Coded.in(header, Tag.ConceptNameCodeSequence)
                        .map(Coded::meaning)
                        .orElse("");
            case PDF, CDA -> EncapsulatedDocument.titleOf(header);
            case PRESENTATION_STATE ->
                PlainText.line(header.string(Tag.ContentDescription)
                        .or(() -> header.string(Tag.ContentLabel))
                        .orElse(""));
            case WAVEFORM, VIDEO, OTHER -> "";
        };
    }

    /** A selection that can't be read selects nothing; opened, it says why. */
    private static List<ObjectReference> keyImages(DataSet header, DocumentLimits limits) {
        try {
            return StructuredReport.read(header, limits).images();
        } catch (DocumentException e) {
            return List.of();
        }
    }
}
