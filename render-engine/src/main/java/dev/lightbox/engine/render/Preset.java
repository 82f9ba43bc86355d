package dev.lightbox.engine.render;

/**
 * A window that readers of a modality choose by name. Immutable.
 *
 * @param name for the user, English
 * @param center Window Center in modality units
 * @param width Window Width
 */
public record Preset(String name, double center, double width) {

    public VoiWindow window() {
        return new VoiWindow(center, width, name);
    }
}
