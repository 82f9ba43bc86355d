package dev.lightbox.engine.codec.jpeg;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LosslessJpegDecoderTest extends FrameDecoderContract {

    /** The same 5 × 4 pixels by all seven predictors, encoded by DCMTK 3.6.7 (dcmcjpeg +el +sv N). */
    private static final String[] DCMTK = {
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc4001d0000010402030000000000000000000000010203090f0407080a10ffda0008010100010000f0a0002800092b92d4d3629b9386f1b2ee111df84a9cc8ffffd9",
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc400190000030003000000000000000000000000090a0f010d10ffda0008010100020000ec4000200004ac9692cde204728a355e3647058efec6b964237e17dd7ec7ef7f8fffffd9",
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc400190000030003000000000000000000000000090a0f010d10ffda0008010100030000ec4000200004ac9692b8e206f29237b43646f0d3b1e058d6df85f89f7dfc1fdfffd9",
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc4001e0000010401050000000000000000000000090103040f0207080a0d10ffda0008010100040000f250001400012b25a9dd8a500c40306cbf726f68e6f1f9f0b73f393fffffd9",
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc4001c0000020105010000000000000000000000090f010306070a0e10ffda0008010100050000f42000100004ac96bfff00f9b1460320a21b35964d167663df8610010800340047ffd9",
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc4001a00010100020300000000000000000000000f09080a010e10ffda0008010100060000f70000000014ae96e4b0dd48741262fcd9c73644fee2fa64e9bf0dedbfc03f1b00ff00ffd9",
        "ffd8ffe000104a46494600010100000100010000ffc3000b100004000501011100ffc4001a00010100020300000000000000000000000f0901080a0e10ffda0008010100070000f600000000295d2d00945bab4e844cf49b3ae463b1dc6bcc8439f0def01f6bf403ff00ffd9"
    };

    private static final int[] PIXELS = {
        0, 65535, 32768, 1, 300, 301, 299, 40000, 40100, 39900, 7, 12, 65535, 0, 65535, 1000, 1001, 1003, 1007, 1015
    };

    /** RGB by DCMTK, predictor 6. */
    private static final String RGB =
            "ffd8ffc30011080002000303001100011100021100ffc4001800010003010000000000000000000000000800050607ffda000c"
                    + "03000001000200060000efe7f3f801ff002001fe0ab4be518a35ab465853ffffd9";

    @Override
    protected FrameDecoder decoder() {
        return new JpegDecoder();
    }

    @Override
    protected List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < DCMTK.length; i++) {
            examples.add(new Example(
                    "predictor " + (i + 1), hex(DCMTK[i]), Descriptors.gray(5, 4, 16, 16, 15, false), PIXELS));
        }
        examples.add(new Example(
                "RGB stays in its order",
                hex(RGB),
                Descriptors.color(3, 2, 8, PhotometricInterpretation.RGB, 0),
                255,
                0,
                0,
                0,
                255,
                0,
                0,
                0,
                255,
                10,
                20,
                30,
                40,
                50,
                60,
                200,
                100,
                50));
        return examples;
    }

    @Override
    protected long expectedNumber(ImageDescriptor image) {
        return image.columns();
    }

    @Test
    void everyPrecisionPredictorAndPointTransformComesBackBitForBit() throws DecodeException {
        Random random = new Random(7);
        for (int precision = 2; precision <= 16; precision++) {
            for (int predictor = 1; predictor <= 7; predictor++) {
                int shift = random.nextInt(Math.min(precision, 3));
                int[] values = random.ints(13 * 7, 0, 1 << precision)
                        .map(v -> v >> shift << shift)
                        .toArray();
                byte[] codestream =
                        new LosslessJpegWriter(13, 7, 1, precision, predictor, shift, 0, true).write(values);
                int allocated = precision <= 8 ? 8 : 16;
                ImageDescriptor image = Descriptors.gray(13, 7, allocated, precision, precision - 1, false);
                assertThat(values(decode(codestream, image)))
                        .as(precision + " bits, predictor " + predictor + ", point transform " + shift)
                        .containsExactly(values);
            }
        }
    }

    @Test
    void restartIntervalsBeginAnew() throws DecodeException {
        int[] values = new Random(8).ints(9 * 11, 0, 4096).toArray();
        for (int predictor = 1; predictor <= 7; predictor++) {
            byte[] codestream = new LosslessJpegWriter(9, 11, 1, 12, predictor, 0, 2, true).write(values);
            assertThat(values(decode(codestream, Descriptors.gray(9, 11, 16, 12, 11, false))))
                    .as("predictor " + predictor)
                    .containsExactly(values);
        }
    }

    @Test
    void componentsMayComeTogetherOrOneAScan() throws DecodeException {
        int[] values = new Random(9).ints(3 * 6 * 5, 0, 256).toArray();
        ImageDescriptor image = Descriptors.color(6, 5, 8, PhotometricInterpretation.RGB, 0);
        for (boolean interleaved : new boolean[] {true, false}) {
            for (int predictor = 1; predictor <= 7; predictor++) {
                byte[] codestream = new LosslessJpegWriter(6, 5, 3, 8, predictor, 0, 0, interleaved).write(values);
                assertThat(values(decode(codestream, image))).containsExactly(values);
            }
        }
    }

    @Test
    void subsampledComponentsAreRepeated() throws DecodeException {
        Random random = new Random(10);
        for (int predictor = 1; predictor <= 7; predictor++) {
            int[][] planes = {
                random.ints(8 * 6, 0, 256).toArray(),
                random.ints(4 * 3, 0, 256).toArray(),
                random.ints(4 * 3, 0, 256).toArray()
            };
            byte[] codestream = new LosslessJpegWriter(8, 6, 3, 8, predictor, 0, 0, true).writeSubsampled(planes);
            StoredFrame frame = decode(codestream, Descriptors.color(8, 6, 8, PhotometricInterpretation.YBR_FULL, 0));
            for (int y = 0; y < 6; y++) {
                for (int x = 0; x < 8; x++) {
                    assertThat(frame.value(x, y, 0)).isEqualTo(planes[0][y * 8 + x]);
                    assertThat(frame.value(x, y, 1)).isEqualTo(planes[1][y / 2 * 4 + x / 2]);
                    assertThat(frame.value(x, y, 2)).isEqualTo(planes[2][y / 2 * 4 + x / 2]);
                }
            }
        }
    }

    @Test
    void signedValuesKeepTheirSign() throws DecodeException {
        int[] cells = {0x0FFF, 0x0800, 0x07FF, 0};
        byte[] codestream = new LosslessJpegWriter(2, 2, 1, 12, 1, 0, 0, true).write(cells);
        assertThat(values(decode(codestream, Descriptors.gray(2, 2, 16, 12, 11, true))))
                .containsExactly(-1, -2048, 2047, 0);
    }

    @Test
    void anotherSizeThanTheDataSetsIsRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(hex(DCMTK[0]), Descriptors.gray(4, 4, 16, 16, 15, false)))
                .withMessageContaining("expected 4 x 4 pixels")
                .withMessageContaining("has 5 x 4");
    }

    @Test
    void aRestartMarkerOutOfOrderIsRefused() {
        int[] values = new int[9 * 11];
        byte[] codestream = new LosslessJpegWriter(9, 11, 1, 12, 1, 0, 2, true).write(values);
        for (int i = codestream.length - 1; i > 0; i--) {
            if (codestream[i - 1] == (byte) 0xFF && codestream[i] == (byte) 0xD1) {
                codestream[i] = (byte) 0xD5;
            }
        }
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> decode(codestream, Descriptors.gray(9, 11, 16, 12, 11, false)))
                .withMessageContaining("expected restart marker FFD1")
                .withMessageContaining("found FFD5");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
