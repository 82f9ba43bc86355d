package dev.lightbox.engine.lut;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;

/** The Presentation LUT: from the output of the VOI LUT to P-values (PS3.3 C.11.4, C.11.6). Immutable. */
public sealed interface PresentationTransform {

    PresentationTransform IDENTITY = new Shape(false);
    PresentationTransform INVERSE = new Shape(true);

    /** P-value as a level of 0 to 255, not rounded, of a level 0 to 255. */
    double apply(double level);

    /** Presentation LUT Shape. */
    record Shape(boolean inverse) implements PresentationTransform {

        @Override
        public double apply(double level) {
            return inverse ? 255 - level : level;
        }
    }

    /** Presentation LUT Sequence. Its inputs are spread over the whole output range of the VOI LUT, whatever number it is said to begin with. */
    record Lookup(LutTable table) implements PresentationTransform {

        @Override
        public double apply(double level) {
            // The entry that the level reaches, as for a table of 256 entries the level itself; the top is the last's
            // alone.
            return entry(level / 255 * (table.entries().length - 1));
        }

        /** The same where no VOI transformation comes before: each entry stands for as many values of the whole range. */
        double applyToValue(double value, VoiTransform.Full range) {
            return entry((value - range.min()) / (range.max() - range.min() + 1) * table.entries().length);
        }

        private double entry(double at) {
            short[] entries = table.entries();
            int index = (int) Math.clamp(at + 1e-9, 0, entries.length - 1);
            return Math.min(255, (entries[index] & 0xFFFF) * 255.0 / table.maxOutput());
        }
    }

    /**
     * @throws LutException if the table can't be right
     */
    static PresentationTransform of(DataSet dataSet) throws LutException {
        List<DataSet> items = dataSet.items(Tag.PresentationLUTSequence);
        if (!items.isEmpty()) {
            return new Lookup(LutTable.of(items.getFirst(), false));
        }
        return dataSet.string(Tag.PresentationLUTShape)
                        .filter("INVERSE"::equals)
                        .isPresent()
                ? INVERSE
                : IDENTITY;
    }
}
