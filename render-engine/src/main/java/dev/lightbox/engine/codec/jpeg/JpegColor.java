package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import java.util.List;

/** The colours of a codestream of three components. Not thread-safe. */
final class JpegColor {

    private final JpegFrame frame;
    private final Upsampler[] components;

    JpegColor(JpegFrame frame, Plane[] planes) throws DecodeException {
        this.frame = frame;
        this.components = new Upsampler[planes.length];
        for (int i = 0; i < planes.length; i++) {
            components[i] = new Upsampler(frame, frame.components().get(i), planes[i], ColorRows.BEST);
        }
    }

    /** Whether the components are luminance and chrominance: what the codestream says itself counts, then what the data set says (PS3.5 8.2.1). */
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

    /** Eight bits: interleaved red, green, blue. */
    byte[] rgb8(boolean ycc, DecodeLimits limits) throws DecodeException {
        int columns = frame.columns();
        byte[] rgb = new byte[3 * columns * frame.rows()];
        for (int y = 0, at = 0; y < frame.rows(); y++, at += 3 * columns) {
            if (y % 64 == 0) {
                limits.checkTime();
            }
            short[] first = components[0].row(y);
            short[] second = components[1].row(y);
            short[] third = components[2].row(y);
            if (ycc) {
                ColorRows.BEST.rgb(first, second, third, columns, rgb, at);
            } else {
                for (int x = 0, to = at; x < columns; x++, to += 3) {
                    rgb[to] = (byte) first[x];
                    rgb[to + 1] = (byte) second[x];
                    rgb[to + 2] = (byte) third[x];
                }
            }
        }
        return rgb;
    }

    /** Twelve bits: interleaved red, green, blue. */
    short[] rgb12(boolean ycc, DecodeLimits limits) throws DecodeException {
        int columns = frame.columns();
        short[] rgb = new short[3 * columns * frame.rows()];
        for (int y = 0, to = 0; y < frame.rows(); y++) {
            if (y % 64 == 0) {
                limits.checkTime();
            }
            short[] first = components[0].row(y);
            short[] second = components[1].row(y);
            short[] third = components[2].row(y);
            for (int x = 0; x < columns; x++, to += 3) {
                int luminance = first[x];
                int blue = second[x] - 2048;
                int red = third[x] - 2048;
                rgb[to] = ycc ? level12(luminance + ((91_881 * red + 32_768) >> 16)) : first[x];
                rgb[to + 1] = ycc ? level12(luminance + ((-22_554 * blue - 46_802 * red + 32_768) >> 16)) : second[x];
                rgb[to + 2] = ycc ? level12(luminance + ((116_130 * blue + 32_768) >> 16)) : third[x];
            }
        }
        return rgb;
    }

    private static short level12(int value) {
        return (short) Math.clamp(value, 0, 4095);
    }
}
