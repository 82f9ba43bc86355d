package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which images, and which of their frames, something is said of. Immutable. */
final class ImageReferences {

    /** One image. */
    private record Reference(String sopClassUid, int[] frames) {}

    private final Map<String, Reference> byInstance;

    private ImageReferences(Map<String, Reference> byInstance) {
        this.byInstance = byInstance;
    }

    /** Of a whole presentation state (Referenced Series Sequence, C.11.11). */
    static ImageReferences ofSeries(DataSet dataSet) {
        List<DataSet> images = new ArrayList<>();
        for (DataSet series : dataSet.items(Tag.ReferencedSeriesSequence)) {
            images.addAll(series.items(Tag.ReferencedImageSequence));
        }
        return of(images);
    }

    /** Of one item; empty where it has none and so holds for all of the state's images. */
    static Optional<ImageReferences> ofItem(DataSet item) {
        List<DataSet> images = item.items(Tag.ReferencedImageSequence);
        return images.isEmpty() ? Optional.empty() : Optional.of(of(images));
    }

    private static ImageReferences of(List<DataSet> images) {
        Map<String, Reference> found = new HashMap<>();
        for (DataSet image : images) {
            Optional<String> instance = image.string(Tag.ReferencedSOPInstanceUID);
            if (instance.isPresent()) {
                found.put(
                        instance.get(),
                        new Reference(
                                image.string(Tag.ReferencedSOPClassUID).orElse(""),
                                image.integers(Tag.ReferencedFrameNumber)));
            }
        }
        return new ImageReferences(found);
    }

    boolean isEmpty() {
        return byInstance.isEmpty();
    }

    boolean contains(String sopInstanceUid) {
        return byInstance.containsKey(sopInstanceUid);
    }

    /**
     * @param frameNumber from 1
     */
    boolean contains(String sopInstanceUid, int frameNumber) {
        Reference reference = byInstance.get(sopInstanceUid);
        if (reference == null) {
            return false;
        }
        for (int frame : reference.frames) {
            if (frame == frameNumber) {
                return true;
            }
        }
        // Without frame numbers all frames are meant (C.11.11).
        return reference.frames.length == 0;
    }

    String sopClassUid(String sopInstanceUid) {
        Reference reference = byInstance.get(sopInstanceUid);
        return reference == null ? "" : reference.sopClassUid;
    }

    /** For messages; the first few. */
    @Override
    public String toString() {
        List<String> uids = byInstance.keySet().stream().sorted().limit(3).toList();
        String rest = byInstance.size() > 3 ? " and " + (byInstance.size() - 3) + " more" : "";
        return String.join(", ", uids) + rest;
    }
}
