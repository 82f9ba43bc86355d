package dev.lightbox.engine.render;

import dev.lightbox.engine.volume.Volume;

/**
 * A volume and how its values are shown. Immutable, but for the slices that still come.
 *
 * @param image an instance of the series, header alone or whole: its display chain (modality, VOI, presentation) is the volume's
 * @param frameNumber of that instance, from 1
 */
public record VolumeDisplay(Volume volume, SourceImage image, int frameNumber) {}
