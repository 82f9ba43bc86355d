package dev.lightbox.engine.cli;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A volume with all its slices, and what the reader must know of it.
 *
 * @param display of its middle slice
 * @param failed slices that couldn't be decoded
 * @param warnings fit for the user
 */
record LoadedVolume(VolumeDisplay display, int failed, List<String> warnings) {

    /** Of the heap that a volume may take; the rest is for reading, decoding and the picture. */
    private static final double SHARE = 0.7;

    /**
     * @param plan that {@link #fitting} has given
     * @throws IOException if no slice can be decoded
     */
    static LoadedVolume load(VolumePlan<SeriesFrame> plan, Console console) throws IOException, InterruptedException {
        return of(plan, VolumeLoader.load(plan, console));
    }

    /** @throws IOException if a slice has neither come nor failed, as another's values would stand in for its own; if all have failed */
    static LoadedVolume of(VolumePlan<SeriesFrame> plan, Volume volume) throws IOException {
        if (!volume.filling().isComplete()) {
            throw new IOException("Only " + volume.filling().loaded() + " of "
                    + plan.sources().size() + " slices have come: internal error, please report it.");
        }
        int slices = plan.sources().size();
        List<String> warnings = new ArrayList<>(Message.texts(plan.warnings()));
        int failed = 0;
        for (int k = 0; k < slices; k++) {
            String failure = volume.failure(k);
            if (failure != null) {
                failed++;
                warnings.add("Slice " + (k + 1) + " of " + slices + " can't be decoded: " + failure);
            }
        }
        if (failed == slices) {
            throw new IOException("No slice of the volume can be decoded. " + warnings.getLast());
        }
        SeriesFrame middle = plan.sources().get(slices / 2);
        warnings.addAll(middle.image().warnings());
        return new LoadedVolume(
                new VolumeDisplay(volume, middle.image(), middle.frameNumber()), failed, List.copyOf(warnings));
    }

    /**
     * The plan, or that of half the resolution, which says so, where only that fits into the memory.
     *
     * @throws IOException if none fits
     */
    static VolumePlan<SeriesFrame> fitting(VolumePlan<SeriesFrame> plan) throws IOException {
        return fitting(plan, (long) (SHARE * Runtime.getRuntime().maxMemory()));
    }

    static VolumePlan<SeriesFrame> fitting(VolumePlan<SeriesFrame> plan, long most) throws IOException {
        if (plan.bytes() <= most && plan.isAddressable()) {
            return plan;
        }
        if (plan.canBeHalved() && plan.halved().bytes() <= most && plan.halved().isAddressable()) {
            return plan.halved();
        }
        throw new IOException("The volume needs " + (plan.bytes() >> 20) + " MB, and it may have " + (most >> 20)
                + " MB; LIGHTBOX_JAVA_OPTIONS=-Xmx8g gives more.");
    }
}
