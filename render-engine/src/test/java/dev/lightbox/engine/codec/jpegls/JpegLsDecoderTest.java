package dev.lightbox.engine.codec.jpegls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.Descriptors;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoderContract;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegLsDecoderTest extends FrameDecoderContract {

    /** By CharLS 2.4.1, as all literal codestreams here. */
    private static final String GRAY =
            "ffd8fff7000b100004000501011100fff8000d01ffff0012004301140040ffda0008010100000000a00000000000000fff75ff7ccab96b2b"
                    + "800000000000e4ea800000000000ff4e2c7e4c8140000000000039377006013e04027d77de7f20ffd9";

    private static final int[] GRAY_PIXELS = {
        0, 65535, 32768, 1, 300, 301, 299, 40000, 40100, 39900, 7, 12, 65535, 0, 65535, 1000, 1001, 1003, 1007, 1015
    };

    /** Within 3 of (9x + 20y), its last line of 100; what stands there is what CharLS decodes. */
    private static final String NEAR =
            "ffd8ffe80020535049464600020000010000000600000008080806010000004800000048ffe8000800000001ffd8fff7000b080006000801"
                    + "011100ffda0008010100030000b7fbc4912488912522124a290a5249176ff0ffd9";

    private static final int[] NEAR_PIXELS = {
        0, 7, 21, 28, 35, 43, 57, 65, 21, 28, 35, 49, 57, 64, 72, 86, 37, 46, 61, 68, 78, 82, 91, 105, 61, 69, 77, 88,
        93, 105, 114, 121, 82, 88, 101, 108, 118, 127, 135, 143, 100, 97, 101, 101, 97, 99, 100, 101
    };

    private static final String[] COLOR = {
        "ffd8fff70011080002000303011100021100031100ffda00080101000000004b0500001c000006fcffda0008010200000000a5002000000b2000000e30"
                + "ffda0008010300000000d0000700010000005940ffd9",
        "ffd8fff70011080002000303011100021100031100ffda000c030100020003000001004ba5d0280000e0000037e004000001640250000013a00011a8ffd9",
        "ffd8fff70011080002000303011100021100031100ffda000c03010002000300000200595b2b828010000004ec000070000016400010000006fc095a80ffd9"
    };

    /** The same picture through Hewlett-Packard's three transforms. */
    private static final String[] TRANSFORMED = {
        "ffd8ffe800076d72667801fff70011080002000303011100021100031100ffda000c03010002000300000200000001fd801ffd859050021c8000002c90"
                + "0000076800000718000005ccffd9",
        "ffd8ffe800076d72667802fff70011080002000303011100021100031100ffda000c03010002000300000200000001fd8085ec4a000003f41400800000"
                + "3c48000002c900000076800000718630ffd9",
        "ffd8ffe800076d72667803fff70011080002000303011100021100031100ffda000c030100020003000002005000003fc3f4dc4800c0858000009dc400"
                + "014000002e6000003b40ffd9"
    };

    private static final int[] COLOR_PIXELS = {255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 200, 100, 50};

    private static final ImageDescriptor COLOR_IMAGE = Descriptors.color(3, 2, 8, PhotometricInterpretation.RGB, 0);

    @Override
    protected FrameDecoder decoder() {
        return new JpegLsDecoder();
    }

    @Override
    protected List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        examples.add(new Example(
                "16 bits with parameters", hex(GRAY), Descriptors.gray(5, 4, 16, 16, 15, false), GRAY_PIXELS));
        examples.add(new Example(
                "error bound 3 behind a SPIFF header", hex(NEAR), Descriptors.gray(8, 6, 8, 8, 7, false), NEAR_PIXELS));
        for (int i = 0; i < COLOR.length; i++) {
            examples.add(new Example("interleave mode " + i, hex(COLOR[i]), COLOR_IMAGE, COLOR_PIXELS));
        }
        for (int i = 0; i < TRANSFORMED.length; i++) {
            examples.add(new Example("transform " + (i + 1), hex(TRANSFORMED[i]), COLOR_IMAGE, COLOR_PIXELS));
        }
        return examples;
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.columns();
    }

    @Test
    void everyPrecisionComesBackBitForBit() throws DecodeException {
        for (int precision = 2; precision <= 16; precision++) {
            for (Content content : Content.values()) {
                int[] values = content.values(37, 19, 1, precision);
                byte[] codestream = new JpegLsWriter(37, 19, 1, precision, 0, 0).write(values);
                assertThat(values(decode(codestream, gray(37, 19, precision))))
                        .as(precision + " bits, " + content)
                        .containsExactly(values);
            }
        }
    }

    @Test
    void everySampleStaysWithinItsErrorBound() throws DecodeException {
        for (int near : new int[] {1, 2, 3, 7, 20, 127}) {
            for (int precision : new int[] {8, 12, 16}) {
                for (Content content : Content.values()) {
                    int[] values = content.values(31, 17, 1, precision);
                    byte[] codestream = new JpegLsWriter(31, 17, 1, precision, near, 0).write(values);
                    int[] decoded = values(decode(codestream, gray(31, 17, precision)));
                    for (int i = 0; i < values.length; i++) {
                        assertThat(Math.abs(decoded[i] - values[i]))
                                .as("bound " + near + ", " + precision + " bits, " + content + ", sample " + i)
                                .isLessThanOrEqualTo(near);
                    }
                }
            }
        }
    }

    @Test
    void componentsComeByScanByLineOrBySample() throws DecodeException {
        ImageDescriptor image = Descriptors.color(29, 13, 8, PhotometricInterpretation.RGB, 0);
        for (int interleave = 0; interleave <= 2; interleave++) {
            for (Content content : Content.values()) {
                int[] values = content.values(29, 13, 3, 8);
                byte[] codestream = new JpegLsWriter(29, 13, 3, 8, 0, interleave).write(values);
                assertThat(values(decode(codestream, image)))
                        .as("interleave mode " + interleave + ", " + content)
                        .containsExactly(values);
            }
        }
    }

    @Test
    void smallestAndNarrowestPicturesDecode() throws DecodeException {
        for (int[] size : new int[][] {{1, 1}, {1, 40}, {40, 1}, {2, 2}}) {
            int[] values = Content.NOISE.values(size[0], size[1], 1, 8);
            byte[] codestream = new JpegLsWriter(size[0], size[1], 1, 8, 0, 0).write(values);
            assertThat(values(decode(codestream, gray(size[0], size[1], 8)))).containsExactly(values);
        }
    }

    @Test
    void restartIntervalsBeginAnew() throws DecodeException {
        for (int interleave = 0; interleave <= 2; interleave++) {
            int[] values = Content.SMOOTH.values(21, 20, 3, 8);
            // Nine intervals and more, so that the markers' numbers come round.
            byte[] codestream = new JpegLsWriter(21, 20, 3, 8, 0, interleave, 0, 2).write(values);
            assertThat(values(decode(codestream, Descriptors.color(21, 20, 8, PhotometricInterpretation.RGB, 0))))
                    .containsExactly(values);
        }
    }

    @Test
    void thePointTransformIsUndone() throws DecodeException {
        int[] values = Arrays.stream(Content.SMOOTH.values(11, 9, 1, 12))
                .map(v -> v >> 4 << 2)
                .toArray();
        byte[] codestream = new JpegLsWriter(11, 9, 1, 12, 0, 0, 2, 0).write(values);
        assertThat(values(decode(codestream, gray(11, 9, 12)))).containsExactly(values);
    }

    @Test
    void signedValuesKeepTheirSign() throws DecodeException {
        byte[] codestream = new JpegLsWriter(2, 2, 1, 12, 0, 0).write(new int[] {0x0FFF, 0x0800, 0x07FF, 0});
        assertThat(values(decode(codestream, Descriptors.gray(2, 2, 16, 12, 11, true))))
                .containsExactly(-1, -2048, 2047, 0);
    }

    @Test
    void aMappingTableReplacesTheSamples() throws DecodeException {
        // Indices 0 to 3 of entries of two bytes each (C.2.4.1.2), put before the scan.
        byte[] indices = new JpegLsWriter(4, 1, 1, 2, 0, 0).write(new int[] {3, 0, 2, 1});
        byte[] codestream = withTable(indices, 2, 0, 0, 0, 100, 1, 0, 2, 1);
        StoredFrame frame = decode(codestream, gray(4, 1, 16));
        assertThat(values(frame)).containsExactly(0x0201, 0, 0x0100, 100);
    }

    @Test
    void anIndexBehindTheTablesEndIsRefused() {
        byte[] indices = new JpegLsWriter(4, 1, 1, 2, 0, 0).write(new int[] {3, 0, 2, 1});
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(withTable(indices, 1, 10, 20, 30), gray(4, 1, 8)))
                .withMessageContaining("has 3 entries")
                .withMessageContaining("entry 3");
    }

    @Test
    void colorsAreWhatTheDataSetSaysAndNeverSubsampled() throws DecodeException {
        ImageDescriptor said = Descriptors.color(3, 2, 8, PhotometricInterpretation.YBR_FULL_422, 0);
        StoredFrame frame = decode(hex(COLOR[2]), said);
        assertThat(frame.photometric()).isEqualTo(PhotometricInterpretation.YBR_FULL);
        assertThat(values(frame)).containsExactly(COLOR_PIXELS);
    }

    @Test
    void moreBitsThanAllocatedAreShownWithAWarning() throws DecodeException {
        StoredFrame frame = decode(hex(GRAY), Descriptors.gray(5, 4, 8, 8, 7, false));
        assertThat(values(frame)).containsExactly(GRAY_PIXELS);
        assertThat(frame.warnings()).singleElement().asString().contains("8 bits allocated", "has 16");
    }

    @Test
    void anotherSizeThanTheDataSetsIsRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(hex(GRAY), Descriptors.gray(4, 4, 16, 16, 15, false)))
                .withMessageContaining("expected 4 x 4 pixels")
                .withMessageContaining("has 5 x 4");
    }

    @Test
    void aTruncatedScanOfALargePictureIsRefusedAtOnce() {
        int[] values = Content.NOISE.values(512, 512, 1, 12);
        byte[] codestream = new JpegLsWriter(512, 512, 1, 12, 0, 0).write(values);
        byte[] cut = Arrays.copyOf(codestream, 24 * 1024);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(cut, gray(512, 512, 12)))
                .withMessageContaining("the data is cut off");
    }

    @Test
    void aRestartMarkerOutOfOrderIsRefused() {
        int[] values = Content.SMOOTH.values(9, 11, 1, 12);
        byte[] codestream = new JpegLsWriter(9, 11, 1, 12, 0, 0, 0, 2).write(values);
        for (int i = codestream.length - 1; i > 0; i--) {
            if (codestream[i - 1] == (byte) 0xFF && codestream[i] == (byte) 0xD1) {
                codestream[i] = (byte) 0xD5;
            }
        }
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(codestream, gray(9, 11, 12)))
                .withMessageContaining("expected restart marker FFD1")
                .withMessageContaining("found FFD5");
    }

    /** What exercises one part of the coding more than the others. */
    private enum Content {
        NOISE,
        SMOOTH,
        FLAT,
        STRIPES;

        int[] values(int columns, int rows, int components, int precision) {
            Random random = new Random(precision);
            int max = (1 << precision) - 1;
            int[] values = new int[columns * rows * components];
            for (int i = 0; i < values.length; i++) {
                int x = i / components % columns;
                int y = i / components / columns;
                values[i] = switch (this) {
                    case NOISE -> random.nextInt(max + 1);
                    case SMOOTH ->
                        (int) Math.clamp(
                                max * (0.5 + 0.4 * Math.sin(x * 0.1) * Math.cos(y * 0.2)) + random.nextInt(3), 0, max);
                    case FLAT ->
                        random.nextInt(40) == 0 || i < components ? random.nextInt(max + 1) : values[i - components];
                    case STRIPES -> (x / 7 + y / 5) % 2 == 0 ? 0 : max;
                };
            }
            return values;
        }
    }

    private static ImageDescriptor gray(int columns, int rows, int precision) {
        return Descriptors.gray(columns, rows, precision <= 8 ? 8 : 16, precision, precision - 1, false);
    }

    /** Puts mapping table 1 before the only scan, and names it there. */
    private static byte[] withTable(byte[] codestream, int width, int... bytes) {
        int scan = 0;
        while (codestream[scan] != (byte) 0xFF || codestream[scan + 1] != (byte) 0xDA) {
            scan++;
        }
        int length = 5 + bytes.length;
        byte[] result = new byte[codestream.length + 2 + length];
        System.arraycopy(codestream, 0, result, 0, scan);
        byte[] head = {(byte) 0xFF, (byte) 0xF8, (byte) (length >> 8), (byte) length, 2, 1, (byte) width};
        System.arraycopy(head, 0, result, scan, head.length);
        for (int i = 0; i < bytes.length; i++) {
            result[scan + head.length + i] = (byte) bytes[i];
        }
        int moved = scan + 2 + length;
        System.arraycopy(codestream, scan, result, moved, codestream.length - scan);
        // The scan header: marker, length, number of components, component, table.
        result[moved + 6] = 1;
        return result;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
