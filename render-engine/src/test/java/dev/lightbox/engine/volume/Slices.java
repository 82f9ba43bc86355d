package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Frames of a made-up series, axial 64 × 48 unless said otherwise, numbered from 1 in the order in which they are added. */
final class Slices {

    static final Vector3 ROW = new Vector3(1, 0, 0);
    static final Vector3 COLUMN = new Vector3(0, 1, 0);
    static final PixelSpacing SPACING = new PixelSpacing(0.8, 0.7, PixelSpacing.Kind.PATIENT);
    static final ImageDescriptor SIGNED = descriptor(16, true);

    private final List<VolumeSlice<Integer>> slices = new ArrayList<>();

    static ImageDescriptor descriptor(int bits, boolean signed) {
        return descriptor(bits, signed, PhotometricInterpretation.MONOCHROME2);
    }

    static ImageDescriptor descriptor(int bits, boolean signed, PhotometricInterpretation photometric) {
        int allocated = bits > 16 ? 32 : bits > 8 ? 16 : 8;
        return new ImageDescriptor(
                48,
                64,
                photometric.samplesPerPixel(),
                allocated,
                bits,
                bits - 1,
                signed,
                false,
                photometric,
                0,
                1,
                List.of());
    }

    static ImagePlane plane(double x, double y, double z) {
        return new ImagePlane(new PatientPoint(x, y, z), ROW, COLUMN, SPACING);
    }

    /** @param dimensions keyword, value, keyword, value … */
    Slices add(double z, String... dimensions) {
        return add(plane(-20, -30, z), SIGNED, dimensions);
    }

    Slices add(ImagePlane plane, ImageDescriptor descriptor, String... dimensions) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < dimensions.length; i += 2) {
            map.put(dimensions[i], dimensions[i + 1]);
        }
        return add(Optional.of(plane), descriptor, map, Optional.empty(), false, OptionalDouble.of(5));
    }

    Slices add(
            Optional<ImagePlane> plane,
            ImageDescriptor descriptor,
            Map<String, String> dimensions,
            Optional<String> verdict,
            boolean localizer,
            OptionalDouble thickness) {
        int number = slices.size() + 1;
        Slice<Integer> slice = new Slice<>(
                number,
                plane,
                "1.2.3",
                localizer,
                descriptor.rows(),
                descriptor.columns(),
                OptionalInt.of(number),
                1,
                "1.2.3." + number);
        slices.add(new VolumeSlice<>(
                slice,
                dimensions,
                descriptor,
                Optional.of(SliceScale.IDENTITY),
                ValueOrder.RISING,
                thickness,
                verdict));
        return this;
    }

    List<VolumeSlice<Integer>> list() {
        return slices;
    }

    SeriesVolumes<Integer> volumes() {
        return SeriesVolumes.of(slices);
    }
}
