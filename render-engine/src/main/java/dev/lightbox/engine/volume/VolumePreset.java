package dev.lightbox.engine.volume;

/** How a volume is seen as a solid: which values are opaque, and in which colour (for CT, by Hounsfield units). */
public enum VolumePreset {
    BONE,
    VESSEL,
    SOFT_TISSUE
}
