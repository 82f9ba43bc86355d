package dev.lightbox.engine.lut;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;

/** From stored values to modality units such as HU (PS3.3 C.11.1). Immutable. */
public sealed interface ModalityTransform {

    ModalityTransform IDENTITY = new Rescale(1, 0);

    /** No unit has larger slopes or intercepts, and with all stored values they stay within single precision. */
    double LARGEST = 1e25;

    double apply(double stored);

    /** Whether averaging stored values gives the same as averaging modality values. */
    boolean isLinear();

    /** Rescale Slope and Rescale Intercept. */
    record Rescale(double slope, double intercept) implements ModalityTransform {

        public Rescale {
            if (!Double.isFinite(slope) || !Double.isFinite(intercept) || slope == 0) {
                throw new IllegalArgumentException("rescale must be finite and not flat: " + slope + ", " + intercept);
            }
        }

        @Override
        public double apply(double stored) {
            return stored * slope + intercept;
        }

        @Override
        public boolean isLinear() {
            return true;
        }
    }

    /** Modality LUT Sequence. */
    record Lookup(LutTable table) implements ModalityTransform {

        @Override
        public double apply(double stored) {
            return table.lookUp(stored);
        }

        @Override
        public boolean isLinear() {
            return false;
        }
    }

    /**
     * @param attributes where Modality LUT Sequence, Rescale Slope and Intercept, or a dose's Dose Grid Scaling are: the data set, or a frame's Pixel Value Transformation item
     * @param signed Pixel Representation
     * @throws LutException if they can't be right
     */
    static ModalityTransform of(DataSet attributes, boolean signed) throws LutException {
        if (DoseScaling.isDose(attributes)) {
            return DoseScaling.of(attributes);
        }
        List<DataSet> items = attributes.items(Tag.ModalityLUTSequence);
        if (!items.isEmpty()) {
            return new Lookup(LutTable.of(items.getFirst(), signed));
        }
        if (!attributes.contains(Tag.RescaleSlope) && !attributes.contains(Tag.RescaleIntercept)) {
            return IDENTITY;
        }
        double slope = number(attributes, Tag.RescaleSlope, "Rescale Slope (0028,1053)", 1);
        double intercept = number(attributes, Tag.RescaleIntercept, "Rescale Intercept (0028,1052)", 0);
        if (slope == 0) {
            throw new LutException(
                    "Rescale Slope (0028,1053) must not be 0, found " + slope + " with intercept " + intercept);
        }
        return new Rescale(slope, intercept);
    }

    /** What is there but can't be read must not count as absent: a CT's values would be wrong by its intercept. */
    private static double number(DataSet attributes, int tag, String name, double otherwise) throws LutException {
        if (attributes.strings(tag).stream().allMatch(String::isBlank)) {
            return otherwise;
        }
        double value = attributes.number(tag).orElse(Double.NaN);
        if (!(Math.abs(value) <= LARGEST)) {
            throw new LutException(name + " must be a number of a possible size");
        }
        return value;
    }
}
