package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.render.overlay.DisplayShutter;
import dev.lightbox.engine.render.overlay.OverlayPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image's own overlays and shutter. Immutable. */
record ImageLayers(List<OverlayPlane> planes, Optional<DisplayShutter> shutter, List<String> warnings) {

    static ImageLayers of(DataSet dataSet, ImageDescriptor descriptor) {
        boolean cells = descriptor.samplesPerPixel() == 1 && !descriptor.floatingPoint();
        OverlayPlane.Found overlays = OverlayPlane.of(
                dataSet,
                descriptor.rows(),
                descriptor.columns(),
                descriptor.bitsStored(),
                descriptor.highBit(),
                cells ? descriptor.bitsAllocated() : 0);
        DisplayShutter.Found shutter = DisplayShutter.of(dataSet);
        List<String> warnings = new ArrayList<>(overlays.warnings());
        warnings.addAll(shutter.warnings());
        return new ImageLayers(overlays.planes(), shutter.shutter(), List.copyOf(warnings));
    }

    boolean hasEmbedded() {
        return planes.stream().anyMatch(plane -> plane.embeddedBit().isPresent());
    }

    /** Bits of the pixel cells that overlays are in. */
    List<Integer> embeddedBits() {
        return planes.stream()
                .flatMap(plane -> plane.embeddedBit().stream().boxed())
                .distinct()
                .toList();
    }
}
