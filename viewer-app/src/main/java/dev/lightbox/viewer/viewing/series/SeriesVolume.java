package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.viewer.viewing.frames.FrameKey;

/**
 * A volume that can be made of a series. Immutable.
 *
 * @param plan where its slices lie and which frames they are
 * @param image the header of the middle slice's instance, as the archive listed it: the volume is shown as that is
 * @param frameNumber the middle slice's in it, from 1
 * @param sourceLossy whether any of its images had been lossily compressed before
 */
public record SeriesVolume(VolumePlan<FrameKey> plan, SourceImage image, int frameNumber, boolean sourceLossy) {

    /** The middle slice, from 0. */
    public int middle() {
        return plan.sources().size() / 2;
    }
}
