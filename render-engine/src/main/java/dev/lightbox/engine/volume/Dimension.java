package dev.lightbox.engine.volume;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something by which frames at the same place may be told apart. Immutable.
 *
 * @param keyword key in {@link VolumeSlice#dimensions}
 * @param label for the user, its value for {@code %s}, its number in the order of the values for {@code #}
 * @param kind what different values mean
 */
record Dimension(String keyword, String label, Kind kind) {

    enum Kind {
        /** Another kind of picture: frames of different values never belong into one stack where they lie among each other. */
        CONTENT,
        /** Likewise, and so that no two passes of one acquisition differ by it: frames that follow each other by turns are two stacks, however evenly they lie. */
        CONTRAST,
        /** When it was taken: rises from slice to slice in many a sound stack, so it tells apart frames at the same place only. */
        TIME
    }

    /** In the order in which they are tried: what a file calls by its name before what only follows from times. */
    private static final List<Dimension> KNOWN = List.of(
            contrast("ReferencedSegmentNumber", "segment %s"),
            content("StackID", "stack %s"),
            contrast("EnergyWindowVector", "energy window %s"),
            content("ImageType3", "%s"),
            contrast("ComplexImageComponent", "%s"),
            content("ImageType4", "%s"),
            content("ImageType5", "%s"),
            content("ImageType", "%s"),
            content("RescaleType", "%s"),
            content("DoseSummationType", "%s"),
            content("DoseType", "%s"),
            content("ASLContext", "%s"),
            contrast("EchoNumbers", "echo %s"),
            contrast("EffectiveEchoTime", "TE %s ms"),
            contrast("EchoTime", "TE %s ms"),
            contrast("DiffusionBValue", "b %s"),
            content("DiffusionDirectionality", "%s"),
            content("DiffusionGradientOrientation", "direction #"),
            content("VelocityEncodingDirection", "velocity #"),
            content("SequenceName", "%s"),
            content("InversionTimes", "TI %s ms"),
            content("InversionTime", "TI %s ms"),
            content("FlipAngle", "flip angle %s"),
            contrast("KVP", "%s kV"),
            content("ConvolutionKernel", "kernel %s"),
            content("RRIntervalVector", "R-R interval %s"),
            content("TimeSlotVector", "phase %s"),
            content("TemporalPositionIndex", "time %s"),
            content("TemporalPositionIdentifier", "time %s"),
            content("TemporalPositionTimeOffset", "time #"),
            content("NominalPercentageOfCardiacPhase", "phase %s %%"));

    private static final List<Dimension> TIMES = List.of(
            time("NominalCardiacTriggerDelayTime", "phase #"),
            time("TriggerTime", "phase #"),
            time("FrameReferenceTime", "time #"),
            time("AcquisitionNumber", "acquisition %s"),
            time("FrameAcquisitionNumber", "acquisition %s"),
            time("FrameReferenceDateTime", "time #"),
            time("FrameAcquisitionDateTime", "time #"),
            time("AcquisitionTime", "time #"),
            time("ContentTime", "time #"));

    /** Numbers that differ by a smaller part of the largest are one setting, told with more decimals than it has. */
    private static final double ANOTHER = 0.1;

    /** Characters of a value in a label. */
    private static final int LONGEST = 32;

    /** Where stacks lie beside each other; no attribute says so. */
    static final Dimension PLACE = content("", "place %s");

    private static final String INDEX = "DimensionIndex ";

    private static Dimension content(String keyword, String label) {
        return new Dimension(keyword, label, Kind.CONTENT);
    }

    private static Dimension contrast(String keyword, String label) {
        return new Dimension(keyword, label, Kind.CONTRAST);
    }

    private static Dimension time(String keyword, String label) {
        return new Dimension(keyword, label, Kind.TIME);
    }

    /** Those that some of the frames have, in the order in which they are tried. */
    static <T> List<Dimension> of(List<Placed<T>> frames) {
        Set<String> present = new HashSet<>();
        frames.forEach(frame -> present.addAll(frame.frame().dimensions().keySet()));
        List<Dimension> dimensions = new ArrayList<>(KNOWN);
        // What only the file's own counting tells apart (PS3.3 C.7.6.17).
        present.stream().filter(key -> key.startsWith(INDEX)).sorted().forEach(key -> dimensions.add(ofIndex(key)));
        dimensions.addAll(TIMES);
        dimensions.removeIf(dimension -> !present.contains(dimension.keyword()));
        return dimensions;
    }

    /** What a file counts times by is a time as well: delays that depend on the breath-hold have an index for each. */
    private static Dimension ofIndex(String key) {
        String keyword = key.substring(INDEX.length());
        return TIMES.stream()
                .filter(dimension -> dimension.keyword().equals(keyword))
                .findFirst()
                .map(dimension -> time(key, dimension.label()))
                .orElseGet(() -> content(key, keyword + " %s"));
    }

    /** Whether it is told within the heart's beat. */
    boolean countsPhases() {
        return label.startsWith("phase");
    }

    <T> String value(Placed<T> frame) {
        return frame.frame().dimensions().getOrDefault(keyword, "");
    }

    /** Whether frames with these values can't be passes of one acquisition. */
    boolean makesAnotherContrast(Collection<String> values) {
        if (kind != Kind.CONTRAST) {
            return false;
        }
        double[] numbers =
                values.stream().mapToDouble(Dimension::number).sorted().toArray();
        for (int i = 1; i < numbers.length; i++) {
            // What isn't a number is NaN or infinite, and differs.
            if (numbers[i] - numbers[i - 1] <= ANOTHER * Math.abs(numbers[i])) {
                return false;
            }
        }
        return true;
    }

    /** @param number of the value, from 1 */
    String label(String value, int number) {
        String printable = value.replace('\\', ' ').replaceAll("\\p{Cntrl}", "?");
        String shown = printable.isEmpty()
                ? "none"
                : printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
        return label.contains("%s")
                ? label.replace("%%", "%").replace("%s", shown)
                : label.replace("#", Integer.toString(number));
    }

    /** Numbers by their size, text by the alphabet, nothing first. */
    static Comparator<String> order() {
        return Comparator.comparingDouble(Dimension::number).thenComparing(Comparator.naturalOrder());
    }

    /** NaN, which sorts last, for what isn't a number. */
    static double number(String value) {
        if (value.isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
