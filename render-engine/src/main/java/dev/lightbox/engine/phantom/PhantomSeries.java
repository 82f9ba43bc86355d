package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import java.util.List;

/**
 * A series of a demonstration study. Immutable and thread-safe.
 *
 * @param number Series Number
 * @param bodyPart Body Part Examined; empty if there is none
 * @param attributes what all its instances have in common beyond that: Patient Position, Frame of Reference …
 */
public record PhantomSeries(
        String seriesInstanceUid,
        int number,
        String modality,
        String description,
        String bodyPart,
        DataSet attributes,
        List<PhantomInstance> instances) {
    public PhantomSeries {
        instances = List.copyOf(instances);
    }
}
