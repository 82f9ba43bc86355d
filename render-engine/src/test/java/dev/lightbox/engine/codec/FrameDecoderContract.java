package dev.lightbox.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What every decoder promises. A decoder's test inherits this and supplies real frames with their stored values. */
public abstract class FrameDecoderContract {

    private static final int MUTATIONS = 3000;

    /**
     * A frame and what it holds.
     *
     * @param name for messages
     * @param values interleaved, row by row
     */
    public record Example(String name, byte[] bytes, ImageDescriptor image, int... values) {
        @Override
        public String toString() {
            return name;
        }
    }

    protected abstract FrameDecoder decoder();

    protected abstract List<Example> examples();

    @Test
    void decodesEveryExampleToItsStoredValues() throws DecodeException {
        assertThat(examples()).isNotEmpty();
        for (Example example : examples()) {
            assertThat(values(decode(example.bytes(), example.image())))
                    .as(example.name())
                    .containsExactly(example.values());
        }
    }

    @Test
    void readsOnlyTheBytesOfItsFrame() throws DecodeException {
        for (Example example : examples()) {
            byte[] among = new byte[example.bytes().length + 200];
            Arrays.fill(among, (byte) 0x55);
            System.arraycopy(example.bytes(), 0, among, 77, example.bytes().length);
            StoredFrame frame = decoder()
                    .decode(new EncodedFrame(among, 77, example.bytes().length), example.image(), DecodeLimits.DEFAULT);
            assertThat(values(frame)).as(example.name()).containsExactly(example.values());
        }
    }

    @Test
    void aCutOffFrameIsRefusedOrStillWhole() {
        for (Example example : examples()) {
            int refused = 0;
            for (int length = 0; length < example.bytes().length; length++) {
                try {
                    StoredFrame frame = decode(Arrays.copyOf(example.bytes(), length), example.image());
                    assertThat(values(frame))
                            .as(example + " cut after " + length)
                            .containsExactly(example.values());
                } catch (DecodeException e) {
                    assertThat(e.getMessage()).isNotBlank();
                    refused++;
                }
            }
            // Only an end marker or padding may be missing.
            assertThat(refused).as(example.name()).isGreaterThanOrEqualTo(example.bytes().length - 4);
        }
    }

    @Test
    void corruptBytesGiveAWholeFrameOrADecodeExceptionInTime() {
        Random random = new Random(20261124);
        for (Example example : examples()) {
            int expected = example.values().length;
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
                for (int i = 0; i < MUTATIONS; i++) {
                    byte[] mutated = mutate(example.bytes(), random);
                    try {
                        StoredFrame frame = decode(mutated, example.image());
                        assertThat(frame.rows()).isEqualTo(example.image().rows());
                        assertThat(frame.columns()).isEqualTo(example.image().columns());
                        assertThat(frame.samples().length()).isBetween(expected / 3, expected * 3);
                    } catch (DecodeException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                }
            });
        }
    }

    /** What comes out depends on the frame's bytes only: whatever was decoded before, corrupt bytes show none of its pixels. */
    @Test
    void nothingOfAnotherFrameIsEverVisible() throws DecodeException {
        Random random = new Random(20261125);
        Example first = examples().getFirst();
        for (Example example : examples()) {
            for (int i = 0; i < 200; i++) {
                byte[] mutated = mutate(example.bytes(), random);
                decode(first.bytes(), first.image());
                String afterFirst = outcome(mutated, example.image());
                decode(example.bytes(), example.image());
                assertThat(outcome(mutated, example.image())).as(example.name()).isEqualTo(afterFirst);
            }
        }
    }

    private String outcome(byte[] bytes, ImageDescriptor image) {
        try {
            return Arrays.toString(values(decode(bytes, image)));
        } catch (DecodeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aFrameOverTheLimitsIsRefusedBeforeItIsDecoded() {
        for (Example example : examples()) {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> decoder()
                            .decode(new EncodedFrame(new byte[0]), example.image(), new DecodeLimits(1, 65_535)))
                    .withMessageContaining("limit of 1 bytes");
            int edge = Math.max(example.image().rows(), example.image().columns()) - 1;
            if (edge > 0) {
                assertThatExceptionOfType(DecodeException.class)
                        .isThrownBy(() -> decoder()
                                .decode(
                                        new EncodedFrame(new byte[0]),
                                        example.image(),
                                        new DecodeLimits(1 << 20, edge)))
                        .withMessageContaining(edge + " pixels an edge");
            }
        }
    }

    @Test
    void aLargerPictureThanTheBytesHoldIsRefused() {
        for (Example example : examples()) {
            ImageDescriptor image = example.image();
            ImageDescriptor larger = new ImageDescriptor(
                    image.rows() * 50,
                    image.columns() * 50,
                    image.samplesPerPixel(),
                    image.bitsAllocated(),
                    image.bitsStored(),
                    image.highBit(),
                    image.signed(),
                    image.floatingPoint(),
                    image.photometric(),
                    image.planarConfiguration(),
                    1,
                    List.of());
            assertThatExceptionOfType(DecodeException.class)
                    .as(example.name())
                    .isThrownBy(() -> decode(example.bytes(), larger))
                    .withMessageContaining(String.valueOf(expectedNumber(larger)));
        }
    }

    /** A number of the data set that the refusal of a picture of this size quotes. */
    protected abstract long expectedNumber(ImageDescriptor image);

    protected final StoredFrame decode(byte[] bytes, ImageDescriptor image) throws DecodeException {
        return decoder().decode(new EncodedFrame(bytes), image, DecodeLimits.DEFAULT);
    }

    /** All samples in order of storage. */
    protected static int[] values(StoredFrame frame) {
        int[] values = new int[frame.samples().length()];
        boolean pairs = frame.isSubsampled();
        int at = 0;
        for (int y = 0; y < frame.rows(); y++) {
            for (int x = 0; x < frame.columns(); x += pairs ? 2 : 1) {
                if (pairs) {
                    values[at++] = frame.value(x, y, 0);
                    values[at++] = frame.value(x + 1, y, 0);
                    values[at++] = frame.value(x, y, 1);
                    values[at++] = frame.value(x, y, 2);
                } else {
                    for (int sample = 0; sample < frame.samplesPerPixel(); sample++) {
                        values[at++] = frame.value(x, y, sample);
                    }
                }
            }
        }
        return values;
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated[at] = (byte) 0xFF;
                default -> {
                    int length = random.nextInt(1, mutated.length - at + 1);
                    System.arraycopy(mutated, random.nextInt(mutated.length - length + 1), mutated, at, length);
                }
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length + 1)) : mutated;
    }
}
