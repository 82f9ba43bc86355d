package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiChoice;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.render.VoiWindow;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a reference picture was made, in the words of DCMTK's {@code dcmj2pnm} and {@code dcmp2pgm}.
 *
 * @param text the manifest's {@code reference_made_by}
 */
record ReferenceOptions(String text) {

    private static final Pattern FRAME = Pattern.compile("\\(frame (\\d+)\\)|\\+F (\\d+)");
    private static final Pattern WINDOW = Pattern.compile("\\+Wi (\\d+)");
    private static final Pattern LUT = Pattern.compile("\\+Wl (\\d+)");
    private static final Pattern GIVEN = Pattern.compile("\\+Ww (\\S+) (\\S+)");
    private static final Pattern OTHER =
            Pattern.compile("\\+W[^imlwf]|\\+Sx|\\+Sy|\\+Rl|\\+Rr|\\+L[hv]|\\+C[a-z]|\\+P\\w*");
    private static final Pattern APPLIED_TO = Pattern.compile("applied to (\\S+)");

    /** From 1. */
    int frame() {
        Matcher matcher = FRAME.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)) : 1;
    }

    boolean isPresentationState() {
        return text.contains("dcmp2pgm");
    }

    /** The image that a presentation state was applied to, relative to the manifest, where it says so. */
    Optional<String> appliedTo() {
        Matcher matcher = APPLIED_TO.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).replaceAll("[;,.]$", "")) : Optional.empty();
    }

    /** Options that aren't known here, so that the reference can't be compared with. */
    Optional<String> unknown() {
        Matcher matcher = OTHER.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** One pixel a pixel, without overlays, and the window that the tool was told to use. */
    RenderRequest request(SourceImage image, StoredFrame frame) {
        return RenderRequest.whole(image).withOverlays(false).withVoi(voi(image, frame));
    }

    private VoiSelection voi(SourceImage image, StoredFrame frame) {
        if (!frame.photometric().isMonochrome()) {
            return new VoiSelection.Own();
        }
        VoiFunction function = text.contains("+Wfs") ? VoiFunction.SIGMOID : VoiFunction.LINEAR;
        List<VoiChoice> choices = image.voiChoices(frame());
        Matcher window = WINDOW.matcher(text);
        if (window.find()) {
            VoiWindow own =
                    choice(choices, Integer.parseInt(window.group(1)), false).window();
            // The tool follows its own option, not the file's VOI LUT Function.
            return new VoiSelection.Window(new VoiWindow(own.center(), own.width(), function));
        }
        Matcher lut = LUT.matcher(text);
        if (lut.find()) {
            return new VoiSelection.Numbered(
                    choice(choices, Integer.parseInt(lut.group(1)), true).number());
        }
        Matcher given = GIVEN.matcher(text);
        if (given.find()) {
            return new VoiSelection.Window(
                    new VoiWindow(Double.parseDouble(given.group(1)), Double.parseDouble(given.group(2)), function));
        }
        return text.contains("+Wm") ? new VoiSelection.Window(minToMax(image, frame)) : new VoiSelection.Own();
    }

    private static VoiChoice choice(List<VoiChoice> choices, int number, boolean lut) {
        List<VoiChoice> ofKind =
                choices.stream().filter(choice -> choice.lut() == lut).toList();
        if (number > ofKind.size()) {
            throw new IllegalArgumentException("the reference uses its " + (lut ? "VOI LUT " : "window ") + number
                    + ", of which it has " + ofKind.size());
        }
        return ofKind.get(number - 1);
    }

    /** From the smallest to the largest value of the frame, padding included, as the tool's {@code +Wm}. */
    private VoiWindow minToMax(SourceImage image, StoredFrame frame) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        boolean[] seen = new boolean[frame.samples() instanceof Samples.Ints || frame.bitsStored() > 16 ? 0 : 1 << 16];
        for (int y = 0; y < frame.rows(); y++) {
            for (int x = 0; x < frame.columns(); x++) {
                double stored = frame.number(x, y, 0);
                if (seen.length > 0) {
                    int index = (int) stored & 0xFFFF;
                    if (seen[index]) {
                        continue;
                    }
                    seen[index] = true;
                }
                double value = image.modalityValue(frame(), stored);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new VoiWindow((min + max + 1) / 2, max - min + 1, VoiFunction.LINEAR);
    }
}
