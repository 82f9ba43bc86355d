package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Preset;
import java.util.List;
import java.util.Optional;

/**
 * A series, sorted. Immutable.
 *
 * @param slices numbered from 1; empty where the series holds no pictures
 * @param warnings what the reader must know, one sentence each
 * @param frameOfReferenceUid of all pictures alike; empty where they have none or several. Positions in the same one can be compared
 * @param volumes what volumes can be made of it
 * @param mayBearText whether there may be text in its pictures that names the patient
 */
public record LoadedSeries(
        String studyInstanceUid,
        String seriesInstanceUid,
        String modality,
        List<Preset> presets,
        List<SeriesSlice> slices,
        List<Message> warnings,
        Optional<String> frameOfReferenceUid,
        SeriesVolumeList volumes,
        boolean mayBearText) {

    /** A series whose pictures make no volumes. */
    public LoadedSeries(
            String studyInstanceUid,
            String seriesInstanceUid,
            String modality,
            List<Preset> presets,
            List<SeriesSlice> slices,
            List<Message> warnings) {
        this(
                studyInstanceUid,
                seriesInstanceUid,
                modality,
                presets,
                slices,
                warnings,
                Optional.empty(),
                SeriesVolumeList.NONE,
                false);
    }

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
