package dev.lightbox.engine.render.presentation;

import java.util.Map;

/** SOP classes of presentation states (PS3.4 B.5, PS3.3 A.33). */
final class PresentationStateClasses {

    static final String GRAYSCALE = "1.2.840.10008.5.1.4.1.1.11.1";

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("1.2.840.10008.5.1.4.1.1.11.2", "Color Softcopy Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.3", "Pseudo-Color Softcopy Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.4", "Blending Softcopy Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.5", "XA/XRF Grayscale Softcopy Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.6", "Grayscale Planar MPR Volumetric Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.7", "Compositing Planar MPR Volumetric Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.8", "Advanced Blending Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.9", "Volume Rendering Volumetric Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.10", "Segmented Volume Rendering Volumetric Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.11", "Multiple Volume Rendering Volumetric Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.12", "Variable Modality LUT Softcopy Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.131", "Basic Structured Display"));

    private PresentationStateClasses() {}

    /** @throws PresentationStateException for everything but grayscale softcopy presentation states */
    static void requireGrayscale(String sopClassUid) throws PresentationStateException {
        if (sopClassUid.equals(GRAYSCALE)) {
            return;
        }
        String name = OTHERS.get(sopClassUid);
        throw new PresentationStateException(
                name == null
                        ? "It is no presentation state: SOP Class " + sopClassUid + "."
                        : "It is a " + name + "; only Grayscale Softcopy Presentation States can be applied.");
    }
}
