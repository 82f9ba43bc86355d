package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.render.Preset;
import java.util.List;

/**
 * A series, sorted. Immutable.
 *
 * @param slices numbered from 1; empty where the series holds no pictures
 * @param warnings what the reader must know, one sentence each
 */
public record LoadedSeries(
        String studyInstanceUid,
        String seriesInstanceUid,
        String modality,
        List<Preset> presets,
        List<SeriesSlice> slices,
        List<String> warnings) {

    public LoadedSeries {
        presets = List.copyOf(presets);
        slices = List.copyOf(slices);
        warnings = List.copyOf(warnings);
    }

    /** @param number from 1 to the number of slices */
    public SeriesSlice slice(int number) {
        return slices.get(number - 1);
    }
}
