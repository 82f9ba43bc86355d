package dev.lightbox.engine.cli;

import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VolumeInterpolation;
import dev.lightbox.engine.volume.VolumePreset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code mpr} was asked for. Immutable.
 *
 * @param curve what a curved plane follows in place of a flat one
 * @param projection the whole volume in place of a plane
 * @param encoding of a picture; empty for values
 */
record MprOptions(
        Optional<String> series,
        OptionalInt volume,
        PlaneOptions plane,
        Optional<CurveOptions> curve,
        Slab slab,
        VolumeInterpolation interpolation,
        Optional<Projection> projection,
        VoiSelection voi,
        boolean invert,
        Optional<Encoding> encoding,
        Path out) {

    /**
     * The whole volume, seen along the plane's normal.
     *
     * @param preset empty for the maximum intensity projection
     */
    record Projection(Optional<VolumePreset> preset) {}

    /** Thicker than any patient, mm. */
    private static final double MOST_SLAB_MM = 10_000;

    static MprOptions of(CommandLine line) throws UsageException {
        String out =
                line.value("--out").orElseThrow(() -> new UsageException("--out OUT.png, OUT.jpg or OUT.i16, please."));
        return new MprOptions(
                line.value("--series"),
                line.value("--volume").isPresent() ? OptionalInt.of(line.count("--volume", 1)) : OptionalInt.empty(),
                PlaneOptions.of(line),
                CurveOptions.of(line),
                slab(line),
                interpolation(line.value("--interpolation").orElse("trilinear")),
                projection(line, encoding(out, line).isEmpty()),
                RenderOptions.voi(line),
                line.has("--invert"),
                encoding(out, line),
                Arguments.path(out));
    }

    private static Optional<Projection> projection(CommandLine line, boolean values) throws UsageException {
        Optional<String> text = line.value("--render");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (values) {
            throw new UsageException("--render makes pictures: give --out OUT.png or OUT.jpg.");
        }
        for (String ofPlanes : List.of("--slab", "--mode", "--interpolation")) {
            if (line.value(ofPlanes).isPresent()) {
                throw new UsageException(ofPlanes + " is for planes and slabs, not for --render.");
            }
        }
        return Optional.of(new Projection(
                switch (text.get().toLowerCase(Locale.ROOT)) {
                    case "mip" -> Optional.empty();
                    case "bone" -> Optional.of(VolumePreset.BONE);
                    case "vessel" -> Optional.of(VolumePreset.VESSEL);
                    case "soft-tissue" -> Optional.of(VolumePreset.SOFT_TISSUE);
                    default ->
                        throw new UsageException(
                                "--render is mip, bone, vessel or soft-tissue, not \"" + text.get() + "\".");
                }));
    }

    private static Slab slab(CommandLine line) throws UsageException {
        Optional<String> text = line.value("--slab");
        Optional<String> mode = line.value("--mode");
        if (text.isEmpty()) {
            if (mode.isPresent()) {
                throw new UsageException("--mode is for a slab: give its thickness with --slab.");
            }
            return Slab.NONE;
        }
        double thickness = Numbers.finite(text.get(), "--slab needs mm from 0");
        if (thickness < 0 || thickness > MOST_SLAB_MM) {
            throw new UsageException("--slab is 0 to %.0f mm, not %s.".formatted(MOST_SLAB_MM, text.get()));
        }
        return new Slab(
                thickness,
                switch (mode.orElse("mip").toLowerCase(Locale.ROOT)) {
                    case "mip" -> Slab.Mode.MIP;
                    case "minip" -> Slab.Mode.MINIP;
                    case "mean" -> Slab.Mode.MEAN;
                    default ->
                        throw new UsageException("--mode is mip, minip or mean, not \"" + mode.orElseThrow() + "\".");
                });
    }

    private static VolumeInterpolation interpolation(String text) throws UsageException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nearest" -> VolumeInterpolation.NEAREST;
            case "trilinear" -> VolumeInterpolation.TRILINEAR;
            case "tricubic" -> VolumeInterpolation.TRICUBIC;
            default ->
                throw new UsageException("--interpolation is nearest, trilinear or tricubic, not \"" + text + "\".");
        };
    }

    private static Optional<Encoding> encoding(String out, CommandLine line) throws UsageException {
        String lower = out.toLowerCase(Locale.ROOT);
        return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
            case "png" -> Optional.of(Encoding.PNG_LOSSLESS);
            case "jpg", "jpeg" -> Optional.of(Encoding.jpeg(RenderOptions.quality(line)));
            case "i16" -> Optional.empty();
            default -> throw new UsageException("--out is OUT.png, OUT.jpg or OUT.i16, not \"" + out + "\".");
        };
    }

    /**
     * @throws IOException if the picture would be too large, or a curve says no surface; fit for the user
     */
    MprSurface surface(VolumeGeometry geometry) throws IOException {
        return curve.isPresent()
                ? new MprSurface.Curved(curve.get().grid(geometry), curve.get(), interpolation, slab)
                : new MprSurface.Flat(new ResliceRequest(plane.grid(geometry), interpolation, slab, 0));
    }

    /** Beside the values: where they lie. */
    Path geometryFile() {
        String name = String.valueOf(out.getFileName());
        return out.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
    }
}
