package dev.lightbox.engine.volume;

import java.util.List;

/**
 * What volumes a series can be made into. Immutable.
 *
 * @param volumes largest first
 * @param leftOut frames that are in none, and why
 * @param refusals why (parts of) the series can't make a volume, one sentence each, fit for the user; not empty where there is no volume
 */
public record SeriesVolumes<T>(List<VolumePlan<T>> volumes, List<LeftOut<T>> leftOut, List<String> refusals) {

    /** A frame that is in no volume. */
    public record LeftOut<T>(T source, String why) {}

    public SeriesVolumes {
        volumes = List.copyOf(volumes);
        leftOut = List.copyOf(leftOut);
        refusals = List.copyOf(refusals);
    }

    public static <T> SeriesVolumes<T> of(List<VolumeSlice<T>> slices) {
        return new SeriesVolumes<>(List.of(), List.of(), List.of("Volumes aren't built yet."));
    }
}
