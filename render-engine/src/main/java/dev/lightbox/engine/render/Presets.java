package dev.lightbox.engine.render;

import java.util.List;

/** The windows offered for a modality. */
public final class Presets {

    private static final List<Preset> CT = List.of(
            new Preset("Abdomen", 40, 400),
            new Preset("Lung", -600, 1500),
            new Preset("Bone", 480, 2500),
            new Preset("Brain", 40, 80),
            new Preset("Mediastinum", 40, 350),
            new Preset("Liver", 80, 150),
            new Preset("Subdural", 75, 250),
            new Preset("Angiography", 300, 600),
            new Preset("Spine", 50, 250));

    private Presets() {}

    /**
     * @param modality Modality (0008,0060), such as {@code CT}
     * @return for CT, windows in HU; for others none, as their units differ from device to device
     */
    public static List<Preset> forModality(String modality) {
        return modality.equals("CT") ? CT : List.of();
    }
}
