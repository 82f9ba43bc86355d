package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;

/** A Grayscale Softcopy Presentation State (PS3.3 A.33.1). Immutable, thread-safe. */
public final class PresentationState {

    private PresentationState() {}

    /**
     * @throws PresentationStateException if it is no grayscale presentation state or can't be applied in full
     */
    public static PresentationState of(DataSet dataSet) throws PresentationStateException {
        throw new PresentationStateException("Presentation states aren't supported yet.");
    }
}
