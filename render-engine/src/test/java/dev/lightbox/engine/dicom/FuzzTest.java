package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lightbox.engine.SharedData;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of damaged files, the same ones every time: whatever the bytes, a data set or a {@link DicomException}, in bounds. */
class FuzzTest {
    private static final List<String> SEEDS = List.of(
            "broken/un-sequence.dcm",
            "broken/private-sq.dcm",
            "broken/bad-vr.dcm",
            "charsets/chrH31.dcm",
            "charsets/chrSQEncoding.dcm",
            "transfer-syntaxes/mr-small-explicit-be.dcm",
            "transfer-syntaxes/mr-small-implicit.dcm",
            "transfer-syntaxes/seg-rle-1bit.dcm",
            "transfer-syntaxes/seg-deflated-frame-1bit.dcm",
            "sr-pdf-video/sr-deflated.dcm",
            "multiframe/enhanced-mr-10f-rle.dcm",
            "hierarchy/DICOMDIR",
            "seg-rt/rtplan.dcm");
    private static final int MUTATIONS_EACH = 400;
    /** Of a file of some 10 KB: the reader's buffers and, for deflated ones, what they may inflate to. */
    private static final long MOST_BYTES = 64L << 20;

    private static final ReadLimits LIMITS = new ReadLimits(8 << 20, 8 << 20, 64, 100_000);

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void damagedFilesNeverDoMoreThanRefuse() {
        Random random = new Random(4711);
        for (String seed : SEEDS) {
            byte[] original = SharedData.bytes(seed);
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                byte[] damaged = damage(original, random);
                long before = THREADS.getCurrentThreadAllocatedBytes();
                assertTimeout(Duration.ofSeconds(5), () -> use(damaged), seed + " " + i);
                long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                assertThat(allocated).as(seed + " " + i).isLessThan(MOST_BYTES);
            }
        }
    }

    @Test
    void damagedJsonNeverDoesMoreThanRefuse() throws DicomException {
        Random random = new Random(4712);
        byte[] original = DicomJson.write(List.of(
                DicomReader.read(SharedData.bytes("charsets/chrH31.dcm"), "x").dataSet(),
                DicomReader.read(SharedData.bytes("seg-rt/rtplan.dcm"), "x").dataSet()));
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = damage(original, random);
            try {
                DicomJson.parse(damaged).forEach(FuzzTest::touch);
            } catch (DicomException refused) {
                assertThat(refused.getMessage()).startsWith("DICOM JSON");
            }
        }
    }

    private static void use(byte[] bytes) {
        try {
            DicomFile file = DicomReader.read(bytes, "x", LIMITS);
            touch(file.dataSet());
            if (file.pixelData().isPresent()) {
                int frames = Math.min(20, file.pixelData().get().numberOfFrames());
                for (int frame = 1; frame <= frames; frame++) {
                    file.pixelData().get().frame(frame);
                }
            }
        } catch (DicomException refused) {
            assertThat(refused.getMessage()).startsWith("x: ");
        }
    }

    /** Every getter on every element. */
    private static void touch(DataSet dataSet) {
        for (Element element : dataSet) {
            int tag = element.tag();
            assertThat(dataSet.strings(tag)).isNotNull();
            assertThat(dataSet.integers(tag)).isNotNull();
            assertThat(dataSet.numbers(tag)).isNotNull();
            assertThat(dataSet.date(tag)).isNotNull();
            assertThat(dataSet.time(tag)).isNotNull();
            assertThat(dataSet.personName(tag).map(PersonName::display)).isNotNull();
            element.items().forEach(FuzzTest::touch);
        }
    }

    private static byte[] damage(byte[] original, Random random) {
        byte[] damaged = original.clone();
        // Headers are where it hurts; the pixel data are the decoders' business.
        int span = Math.min(damaged.length, 4096);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            case 1 -> {
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    damaged[random.nextInt(span)] = (byte) random.nextInt(256);
                }
            }
            case 2 -> {
                // Large numbers where lengths may be.
                int at = random.nextInt(span - 4);
                Arrays.fill(damaged, at, at + random.nextInt(1, 5), (byte) 0xFF);
            }
            default -> {
                // A piece of the file in another place: whole elements out of place, delimiters, items.
                int length = random.nextInt(1, Math.min(64, span / 2));
                int from = random.nextInt(span - length);
                System.arraycopy(original, from, damaged, random.nextInt(span - length), length);
            }
        }
        return damaged;
    }
}
