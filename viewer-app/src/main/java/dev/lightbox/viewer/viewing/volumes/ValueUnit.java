package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.Optional;
import java.util.stream.Stream;

/** The unit of an image's modality values. */
final class ValueUnit {

    /** Rescale Type (PS3.3 C.11.1.1.2): unspecified. */
    private static final String UNSPECIFIED = "US";

    private ValueUnit() {}

    /** @return as the standard's term, such as HU or BQML; empty where it isn't known */
    static String of(DataSet header) {
        String modality = header.string(Tag.Modality).orElse("");
        if (modality.equals("PT")) {
            // PS3.3 C.8.9.1: PET says it by Units.
            return header.string(Tag.Units).orElse("");
        }
        Optional<String> type = Stream.of(Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence)
                .flatMap(groups -> header.items(groups).stream().limit(1))
                .flatMap(group -> group.items(Tag.PixelValueTransformationSequence).stream())
                .flatMap(transformation -> transformation.string(Tag.RescaleType).stream())
                .findFirst()
                .or(() -> header.string(Tag.RescaleType))
                .filter(term -> !term.equals(UNSPECIFIED));
        // C.11.1.1.2: where a CT says nothing, HU are meant.
        return type.orElse(modality.equals("CT") ? "HU" : "");
    }
}
