package dev.lightbox.engine.document;

import java.util.List;

/**
 * Names another object, or frames of it. Nothing here says that it exists, or that it is of the same study or patient: whoever opens it must look.
 *
 * @param sopClassUid may be empty
 * @param sopInstanceUid never empty
 * @param seriesInstanceUid as the document's list of evidence says (PS3.3 C.17.2); empty where that doesn't name the object
 * @param studyInstanceUid likewise
 * @param frames which of its frames, from 1; none for all
 * @param withPresentationState whether a presentation state belongs to it
 */
public record ObjectReference(
        String sopClassUid,
        String sopInstanceUid,
        String seriesInstanceUid,
        String studyInstanceUid,
        List<Integer> frames,
        boolean withPresentationState) {
    public ObjectReference {
        frames = List.copyOf(frames);
    }
}
