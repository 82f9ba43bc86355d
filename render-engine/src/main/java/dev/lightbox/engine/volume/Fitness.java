package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.message.Message;
import java.util.Optional;

/** Whether a single frame can be part of a volume at all. Stateless. */
final class Fitness {

    /** No scanner is a kilometre long: beyond that a position is a mistake, and sums of it lose their decimals. */
    private static final double FARTHEST_MM = 1e6;

    private static final double FINEST_MM = 1e-4;
    private static final double COARSEST_MM = 1e3;

    private Fitness() {}

    /** Why it can't; empty where it can. Without a full stop, fit for the user. */
    static Optional<Message> objection(VolumeSlice<?> frame) {
        ImageDescriptor pixels = frame.descriptor();
        if (frame.slice().localizer()) {
            return Optional.of(Message.of("volume.scout", "Scout images (localizers) are no slices of a volume"));
        }
        if (!pixels.photometric().isMonochrome()) {
            return Optional.of(Message.of(
                    "volume.colour",
                    "Colour pictures can't make a volume (%s)",
                    pixels.photometric().term()));
        }
        if (pixels.floatingPoint()) {
            return Optional.of(Message.of("volume.floating-point", "Floating-point pixels can't make a volume"));
        }
        if (pixels.bitsStored() > 16) {
            return Optional.of(Message.of(
                    "volume.bits",
                    "Pixels of %d bits can't make a volume, it holds up to 16 bits",
                    pixels.bitsStored()));
        }
        if (frame.verdict().isPresent()) {
            return Optional.of(Message.of(
                    "volume.undecodable",
                    "It can't be decoded: %s",
                    withoutStop(frame.verdict().get())));
        }
        if (frame.slice().plane().isEmpty()) {
            return Optional.of(Message.of(
                    "volume.unplaced",
                    "The file doesn't say, or not in valid numbers, where in the patient the picture lies"));
        }
        return place(frame.slice().plane().get());
    }

    private static Optional<Message> place(ImagePlane plane) {
        PatientPoint origin = plane.origin();
        double farthest = Math.max(Math.abs(origin.x()), Math.max(Math.abs(origin.y()), Math.abs(origin.z())));
        if (!(farthest <= FARTHEST_MM)) {
            return Optional.of(Message.of("volume.position", "Its position is impossible, more than a kilometre away"));
        }
        PixelSpacing spacing = plane.spacing();
        double finest = Math.min(spacing.rowMm(), spacing.columnMm());
        double coarsest = Math.max(spacing.rowMm(), spacing.columnMm());
        if (!(finest >= FINEST_MM && coarsest <= COARSEST_MM)) {
            return Optional.of(Message.of(
                    "volume.spacing",
                    "Its Pixel Spacing is impossible: %s x %s mm",
                    spacing.rowMm(),
                    spacing.columnMm()));
        }
        return Optional.empty();
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
