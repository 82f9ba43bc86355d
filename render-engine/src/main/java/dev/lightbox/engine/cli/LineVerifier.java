package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one file with its line of the manifest. For one line. */
final class LineVerifier {

    /**
     * What was found.
     *
     * @param values of the stored values; none for a line that has nothing to do with pixels
     * @param pictures one for each reference picture
     */
    record Result(Manifest.Line line, Check values, List<Check> pictures) {}

    /** @param message what the caller should read; empty where nothing is to be said */
    record Check(Verdict verdict, String message) {
        Check(Verdict verdict) {
            this(verdict, "");
        }
    }

    private final Path root;
    private final Manifest.Line line;
    private final PresentationStates states;
    private final Renderer renderer = new Renderer();

    LineVerifier(Path root, Manifest.Line line, PresentationStates states) {
        this.root = root;
        this.line = line;
        this.states = states;
    }

    Result verify(byte[] bytes) {
        Optional<Check> changed = changed(bytes);
        if (changed.isPresent()) {
            return new Result(line, changed.get(), List.of());
        }
        String name = line.path()
                .substring(Math.max(line.path().lastIndexOf('/'), line.path().lastIndexOf('!')) + 1);
        try {
            DicomFile file = DicomReader.read(bytes, name);
            if (new ReferenceOptions(line.get("reference_made_by")).isPresentationState()) {
                return new Result(line, new Check(Verdict.NO_VALUES), List.of(states.verify(root, line, file)));
            }
            return verify(file);
        } catch (DicomException | UnsupportedImageException e) {
            return new Result(line, unreadable(String.valueOf(e.getMessage())), List.of());
        } catch (RuntimeException e) {
            return new Result(line, new Check(Verdict.INTERNAL_ERROR, "internal error: " + e), List.of());
        }
    }

    private Optional<Check> changed(byte[] bytes) {
        String size = line.get("bytes");
        if (!size.isEmpty() && !size.equals(Integer.toString(bytes.length))) {
            return Optional.of(
                    new Check(Verdict.FILE_DIFFERS, "the file has " + bytes.length + " bytes, the list says " + size));
        }
        String expected = line.get("sha256");
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        String actual = HexFormat.of().formatHex(digest.digest(bytes));
        return actual.equalsIgnoreCase(expected)
                ? Optional.empty()
                : Optional.of(new Check(
                        Verdict.FILE_DIFFERS, "the file's SHA-256 is " + actual + ", the list says " + expected));
    }

    private boolean hasValues() {
        return !line.get("values_sha256").isEmpty() || !line.get("raw_sha256").isEmpty();
    }

    private boolean isBroken() {
        return line.get("bit_exact").startsWith("n/a");
    }

    /** A file or a frame that isn't decoded: as it should be, or not. */
    private Check unreadable(String message) {
        if (isBroken()) {
            return new Check(Verdict.BROKEN_REFUSED);
        }
        return hasValues() || line.isLossy() || line.isBitExact()
                ? new Check(Verdict.REFUSED, message)
                : new Check(Verdict.NO_VALUES);
    }

    private Result verify(DicomFile file) throws UnsupportedImageException {
        SourceImage image = SourceImage.of(file, OpenImage.LIMITS);
        StoredFrame frame;
        try {
            frame = image.decode(1);
        } catch (DecodeException e) {
            boolean unsupported = FrameDecoders.of(file.transferSyntax()).isEmpty();
            boolean claimed = hasValues() || line.isLossy() || line.isBitExact();
            Check check = unsupported && claimed
                    ? new Check(Verdict.UNSUPPORTED, String.valueOf(e.getMessage()))
                    : unreadable(String.valueOf(e.getMessage()));
            return new Result(line, check, List.of());
        }
        List<Check> pictures = pictures(image, frame);
        return new Result(line, values(frame, pictures), pictures);
    }

    private Check values(StoredFrame frame, List<Check> pictures) {
        if (isBroken()) {
            return new Check(Verdict.BROKEN_DECODED);
        }
        boolean floating = frame.samples() instanceof Samples.Floats || frame.samples() instanceof Samples.Doubles;
        String expected =
                floating || line.get("values_sha256").isEmpty() ? line.get("raw_sha256") : line.get("values_sha256");
        if (expected.isEmpty()) {
            return new Check(line.isLossy() ? lossy(pictures) : Verdict.NO_VALUES);
        }
        String actual = hash(frame);
        boolean same = actual.equalsIgnoreCase(expected);
        if (line.isBitExact()) {
            return same
                    ? new Check(Verdict.BIT_EXACT)
                    : new Check(Verdict.DIFFERS, "stored values: SHA-256 " + actual + ", expected " + expected);
        }
        if (line.isDisputed()) {
            return new Check(same ? Verdict.DISPUTED_SAME : Verdict.DISPUTED_OTHER);
        }
        return new Check(same ? Verdict.LOSSY_SAME : lossy(pictures));
    }

    /** Lossy values are judged by the picture; where that differs, the picture's own line says it. */
    private static Verdict lossy(List<Check> pictures) {
        if (pictures.stream().anyMatch(check -> check.verdict() == Verdict.DIFFERS)) {
            return Verdict.DIFFERS;
        }
        boolean compared = pictures.stream().anyMatch(check -> check.verdict().kind() == Verdict.Kind.RIGHT);
        return compared ? Verdict.LOSSY_WITHIN : Verdict.LOSSY_UNCHECKED;
    }

    private List<Check> pictures(SourceImage image, StoredFrame frame) {
        String reference = line.get("reference");
        if (reference.isEmpty()) {
            return List.of();
        }
        ReferenceOptions options = new ReferenceOptions(line.get("reference_made_by"));
        List<Check> checks = new ArrayList<>();
        checks.add(picture(image, frame, options, reference, false));
        String overlays = reference.replaceFirst("\\.png$", ".overlays.png");
        if (!overlays.equals(reference) && Files.exists(root.resolve(overlays))) {
            checks.add(picture(image, frame, options, overlays, true));
        }
        return List.copyOf(checks);
    }

    private Check picture(
            SourceImage image, StoredFrame frame, ReferenceOptions options, String reference, boolean overlays) {
        Optional<String> unknown = options.unknown();
        if (unknown.isPresent()) {
            return new Check(Verdict.REFERENCE_UNKNOWN, reference + ": made with " + unknown.get());
        }
        if (isBroken()) {
            return new Check(Verdict.PICTURE_NOT_COMPARABLE);
        }
        try {
            StoredFrame shown = options.frame() == 1 ? frame : image.decode(options.frame());
            RenderRequest request = options.request(image, shown).withOverlays(overlays);
            return compare(renderer.renderPixels(image, options.frame(), shown, request), root, reference, tolerance());
        } catch (DecodeException e) {
            return new Check(Verdict.DIFFERS, reference + ": " + e.getMessage());
        } catch (RuntimeException e) {
            return new Check(Verdict.DIFFERS, reference + ": " + e.getMessage());
        }
    }

    private int tolerance() {
        return line.isLossy() ? 2 : 1;
    }

    /** The verdict on a picture; its message begins with the reference's name. */
    static Check compare(GrayOrRgb8 actual, Path root, String reference, int tolerance) {
        GrayOrRgb8 expected;
        try {
            expected = ReferencePicture.read(root.resolve(reference));
        } catch (IOException e) {
            return new Check(Verdict.REFERENCE_MISSING, reference + ": " + Failures.text(e));
        }
        ReferencePicture.Difference difference;
        try {
            difference = ReferencePicture.compare(actual, expected);
        } catch (IllegalArgumentException e) {
            return new Check(Verdict.DIFFERS, reference + ": " + e.getMessage());
        }
        if (difference.largest() > tolerance) {
            long beyond = tolerance == 1 ? difference.beyond1() : difference.beyond2();
            return new Check(
                    Verdict.DIFFERS,
                    reference + ": differs by up to " + difference.largest() + " levels, " + tolerance
                            + " allowed; in " + beyond + " of "
                            + (long) actual.width() * actual.height() * actual.samples()
                            + " samples by more than that");
        }
        return new Check(
                difference.largest() == 0
                        ? Verdict.SAME
                        : difference.largest() == 1 ? Verdict.WITHIN_1 : Verdict.WITHIN_2);
    }

    private static String hash(StoredFrame frame) {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            SampleWriter.write(frame, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory doesn't fail", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a file that isn't there. */
    static Result missing(Manifest.Line line, @Nullable String message) {
        return new Result(line, new Check(Verdict.MISSING, String.valueOf(message)), List.of());
    }
}
