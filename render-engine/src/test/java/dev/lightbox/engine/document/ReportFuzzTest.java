package dev.lightbox.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of damaged reports and clinical documents, the same ones every time: a document within the limits, or a refusal. */
class ReportFuzzTest {
    private static final List<String> SEEDS =
            List.of("sr-basic-text.dcm", "sr-report-german.dcm", "sr-tid1500-highdicom.dcm", "ann-microscopy.dcm");
    private static final DocumentLimits TIGHT = new DocumentLimits(5, 30, 1000, 3);
    private static final ReadLimits READ = new ReadLimits(1 << 20, 1 << 20, 64, 20_000);

    @Test
    void damagedReportsNeverDoMoreThanRefuse() {
        Random random = new Random(20_261_130);
        int read = 0;
        for (String seed : SEEDS) {
            byte[] original = SharedData.bytes("sr-pdf-video/" + seed);
            for (int i = 0; i < 800; i++) {
                byte[] damaged = damage(original, random);
                read += assertTimeout(Duration.ofSeconds(2), () -> use(damaged), seed + " " + i);
            }
        }
        // Or the damage is such that nothing is tested.
        assertThat(read).isGreaterThan(200);
    }

    private static int use(byte[] damaged) {
        DataSet document;
        try {
            document = DicomReader.read(damaged, "x", READ).dataSet();
        } catch (DicomException refused) {
            return 0;
        }
        DocumentSummary.of(document, Optional.empty(), TIGHT);
        try {
            StructuredReport report = StructuredReport.read(document, TIGHT);
            assertWithin(report.content(), 1);
            assertThat(Documents.outline(report.content()).length()).isLessThan(20_000);
            return 1;
        } catch (DocumentException refused) {
            assertThat(refused).hasMessage("the file has neither a title nor any content.");
            return 0;
        }
    }

    private static int assertWithin(List<ContentItem> items, int depth) {
        assertThat(items.isEmpty() || depth <= TIGHT.maxDepth()).isTrue();
        int count = items.size();
        for (ContentItem item : items) {
            count += assertWithin(item.children(), depth + 1);
        }
        assertThat(count).isLessThanOrEqualTo(TIGHT.maxItems());
        return count;
    }

    @Test
    void damagedClinicalDocumentsNeverDoMoreThanRefuse() {
        Random random = new Random(4713);
        byte[] original = ClinicalDocumentTest.LETTER.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = damage(original, random);
            read += assertTimeout(Duration.ofSeconds(2), () -> {
                try {
                    assertWithin(ClinicalDocument.read(damaged, TIGHT).content(), 1);
                    return 1;
                } catch (DocumentException refused) {
                    assertThat(refused.getMessage()).startsWith("it");
                    return 0;
                }
            });
        }
        assertThat(read).isGreaterThan(20);
    }

    private static byte[] damage(byte[] original, Random random) {
        byte[] damaged = original.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                return Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            case 1 -> {
                for (int i = random.nextInt(1, 8); i > 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                int length = random.nextInt(1, Math.min(200, damaged.length / 2));
                int from = random.nextInt(damaged.length - length);
                System.arraycopy(original, from, damaged, random.nextInt(damaged.length - length), length);
            }
        }
        return damaged;
    }
}
