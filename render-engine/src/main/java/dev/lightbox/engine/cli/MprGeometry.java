package dev.lightbox.engine.cli;

import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeGeometry;
import java.util.List;
import java.util.Locale;

/** What stands beside a plane's values: where each pixel lies in the patient, and what it is made of. */
final class MprGeometry {

    private MprGeometry() {}

    /**
     * @param unit of the values; empty where the file doesn't say
     * @param warnings fit for the user
     */
    static byte[] json(
            VolumeChoice choice,
            MprSurface surface,
            VoiWindow window,
            String unit,
            CoverCounts counts,
            int clamped,
            List<String> warnings) {
        try (JsonFile json = new JsonFile()) {
            json.put("type", "int16")
                    .put("byteOrder", "little")
                    .put("values", "modality values, rounded to the nearest integer, halves to the even one")
                    .put("unit", unit)
                    .put("noValue", ModalityPlane.NO_VALUE)
                    .put("clamped", clamped)
                    .put("columns", surface.width())
                    .put("rows", surface.height())
                    .put("spacing", surface.spacingMm());
            surface.describe(json);
            json.put("frameOfReferenceUID", choice.plan().frameOfReferenceUid())
                    .put("interpolation", surface.interpolation().name().toLowerCase(Locale.ROOT));
            Slab slab = surface.slab();
            json.begin("slab").put("thickness", slab.thicknessMm());
            if (slab.thicknessMm() > 0) {
                json.put("mode", slab.mode().name().toLowerCase(Locale.ROOT));
            }
            json.end();
            json.begin("window").put("center", window.center()).put("width", window.width());
            json.end();
            json.begin("pixels")
                    .put("inside", counts.inside())
                    .put("outside", counts.outside())
                    .put("gap", counts.gap())
                    .put("pending", counts.pending())
                    .end();
            volume(json, choice);
            json.put("warnings", warnings);
            return json.toBytes();
        }
    }

    private static void volume(JsonFile json, VolumeChoice choice) {
        VolumeGeometry geometry = choice.plan().geometry();
        int gaps = 0;
        for (int k = 0; k < geometry.slices() - 1; k++) {
            gaps += geometry.gapAfter(k) ? 1 : 0;
        }
        json.begin("volume")
                .put("seriesInstanceUID", choice.seriesUid())
                .put("number", choice.number())
                .put("label", choice.plan().label())
                .put("columns", geometry.columns())
                .put("rows", geometry.rows())
                .put("slices", geometry.slices())
                .put("columnSpacing", geometry.spacing().columnMm())
                .put("rowSpacing", geometry.spacing().rowMm())
                .put("medianSliceSpacing", geometry.medianSpacingMm())
                .put("row", geometry.row())
                .put("column", geometry.column())
                .put("normal", geometry.normal())
                .put("first", geometry.origin(0))
                .put("last", geometry.origin(geometry.slices() - 1))
                .put("tilt", geometry.shearDegrees())
                .put("even", geometry.isAffine())
                .put("gaps", gaps)
                .end();
    }
}
