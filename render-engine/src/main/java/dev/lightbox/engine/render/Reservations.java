package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.message.Message;
import java.util.Optional;

/** What users should know of an image's pixels, beyond what is wrong with them. */
final class Reservations {

    static final Message BURNED_IN =
            Message.of("image.burned-in", "It has annotations burned into its pixels, which may name the patient.");

    private Reservations() {}

    /** Burned In Annotation (PS3.3 C.7.6.1): pixels that no window or overlay switch takes away, and that may name the patient. */
    static Optional<String> burnedIn(DataSet dataSet) {
        return dataSet.string(Tag.BurnedInAnnotation).filter("YES"::equals).map(yes -> BURNED_IN.text());
    }
}
