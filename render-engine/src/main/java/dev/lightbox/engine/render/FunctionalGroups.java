package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.Optional;

/** The attributes of single frames of an enhanced multi-frame image: its own, else those that all share (PS3.3 C.7.6.16). Immutable. */
final class FunctionalGroups {

    private final List<DataSet> perFrame;
    private final Optional<DataSet> shared;

    FunctionalGroups(DataSet dataSet) {
        this.perFrame = dataSet.items(Tag.PerFrameFunctionalGroupsSequence);
        this.shared = dataSet.items(Tag.SharedFunctionalGroupsSequence).stream().findFirst();
    }

    /** Whether there are any. */
    boolean isPresent() {
        return !perFrame.isEmpty() || shared.isPresent();
    }

    /** Number of frames that have attributes of their own. */
    int perFrameCount() {
        return perFrame.size();
    }

    /**
     * The item of a macro's sequence that holds for a frame.
     *
     * @param frameNumber from 1
     */
    Optional<DataSet> macro(int frameNumber, int sequenceTag) {
        if (frameNumber <= perFrame.size()) {
            List<DataSet> own = perFrame.get(frameNumber - 1).items(sequenceTag);
            if (!own.isEmpty()) {
                return Optional.of(own.getFirst());
            }
        }
        return shared.flatMap(group -> group.items(sequenceTag).stream().findFirst());
    }
}
