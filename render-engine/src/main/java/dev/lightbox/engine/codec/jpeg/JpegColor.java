package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.PhotometricInterpretation;
import java.util.List;

/** The colour space of a codestream of three components: what it says itself counts, then what the data set says (PS3.5 8.2.1). Thread-safe. */
final class JpegColor {

    private JpegColor() {}

    /** Whether the components are luminance and chrominance. */
    static boolean isYcc(JpegParser parser, JpegFrame frame, PhotometricInterpretation header) {
        if (parser.adobeTransform() >= 0) {
            return parser.adobeTransform() != 0;
        }
        if (parser.isJfif() || frame.isSubsampled()) {
            // JFIF knows no other colours; nobody subsamples red, green or blue.
            return true;
        }
        List<Integer> ids = frame.components().stream().map(JpegComponent::id).toList();
        if (ids.equals(List.of((int) 'R', (int) 'G', (int) 'B'))) {
            return false;
        }
        return header != PhotometricInterpretation.RGB;
    }

    /**
     * Full-range YCbCr to RGB (ITU-T T.871 7), in integers.
     *
     * @return interleaved red, green, blue
     */
    static byte[] toRgb(short[] luminance, short[] blueness, short[] redness) {
        byte[] rgb = new byte[3 * luminance.length];
        for (int i = 0, at = 0; i < luminance.length; i++, at += 3) {
            int y = luminance[i];
            int cb = blueness[i] - 128;
            int cr = redness[i] - 128;
            rgb[at] = clamp(y + ((91_881 * cr + 32_768) >> 16));
            rgb[at + 1] = clamp(y + ((-22_554 * cb - 46_802 * cr + 32_768) >> 16));
            rgb[at + 2] = clamp(y + ((116_130 * cb + 32_768) >> 16));
        }
        return rgb;
    }

    private static byte clamp(int value) {
        return (byte) Math.clamp(value, 0, 255);
    }
}
