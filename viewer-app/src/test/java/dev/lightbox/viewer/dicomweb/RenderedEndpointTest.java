package dev.lightbox.viewer.dicomweb;

import static dev.lightbox.viewer.dicomweb.PictureClient.assertLevel;
import static dev.lightbox.viewer.dicomweb.PictureClient.assertNotFound;
import static dev.lightbox.viewer.dicomweb.PictureClient.image;
import static dev.lightbox.viewer.dicomweb.PictureClient.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Rendered pictures and thumbnails from outside: a real server and real sessions; only the sign-in and the archive are the test's. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "lightbox.decoding.max-frame-bytes=1000000")
class RenderedEndpointTest extends PictureEndpointTest {

    private static final String STUDY = "2.25.300";
    private static final String SERIES = "2.25.301";
    private static final String FRAMES = "2.25.302";
    private static final String DAMAGED = "2.25.303";
    private static final String REPORT = "2.25.304";
    private static final String OBLONG = "2.25.305";
    private static final String OTHER_STUDY = "2.25.400";
    private static final String OTHER_SERIES = "2.25.401";

    private static final String ONE = SERIES + "/instances/" + SERIES + ".1";

    @TestConfiguration
    static class Archive {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, REPORT, "SR");
            source.addInstance(TestImages.file(DataSet.builder()
                    .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, REPORT + ".1")
                    .put(Tag.StudyInstanceUID, STUDY)
                    .put(Tag.SeriesInstanceUID, REPORT)
                    .put(Tag.Modality, "SR")));
            source.addSeries(STUDY, SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
            source.addSeries(STUDY, FRAMES, "US");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, FRAMES, 1)
                    .put(Tag.NumberOfFrames, "2")
                    .putBytes(Tag.PixelData, Vr.OW, twoFrames())));
            source.addSeries(STUDY, DAMAGED, "CT");
            byte[] file = TestImages.file(TestImages.slice(STUDY, DAMAGED, 1));
            source.addInstance(
                    new InstanceReference(STUDY, DAMAGED, DAMAGED + ".1"), Arrays.copyOf(file, file.length - 100));
            source.addInstance(TestImages.file(TestImages.slice(STUDY, DAMAGED, 2, 1000, 1001)));
            source.addSeries(STUDY, OBLONG, "US");
            source.addInstance(
                    TestImages.file(TestImages.slice(STUDY, OBLONG, 1).put(Tag.PixelSpacing, "1", "0.5")));
            source.addStudy(OTHER_STUDY, "Schneider^Eva^^Dr.");
            source.addSeries(OTHER_STUDY, OTHER_SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(OTHER_STUDY, OTHER_SERIES, 1)));
            return source;
        }

        /** The first of zeros, the second of ones. */
        private static byte[] twoFrames() {
            byte[] pixels = new byte[2 * 2 * TestImages.ROWS * TestImages.COLUMNS];
            for (int i = pixels.length / 2; i < pixels.length; i += 2) {
                pixels[i + 1] = 0x0F;
            }
            return pixels;
        }
    }

    private HttpResponse<byte[]> get(String study, String rest, String accept) throws Exception {
        return client.get(study + rest, accept);
    }

    private HttpResponse<byte[]> get(String seriesPath, String accept) throws Exception {
        return get(STUDY, "/series/" + seriesPath, accept);
    }

    @Test
    void rendersAnInstanceInItsOwnWindow() throws Exception {
        HttpResponse<byte[]> response = get(ONE + "/rendered", "image/png");
        BufferedImage image = image(response);
        assertThat(type(response)).isEqualTo("image/png");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(image.getWidth()).isEqualTo(TestImages.COLUMNS);
        assertThat(image.getHeight()).isEqualTo(TestImages.ROWS);
        assertLevel(image, 3, 2, TestImages.level(1, 3, 2, 300, 700));
    }

    @Test
    void jpegIsTheDefaultAndTheAcceptParameterTheStronger() throws Exception {
        assertThat(type(get(ONE + "/rendered", "*/*"))).isEqualTo("image/jpeg");
        assertThat(type(get(ONE + "/rendered?accept=image/png", "image/jpeg"))).isEqualTo("image/png");
        HttpResponse<byte[]> webp = get(ONE + "/rendered", "image/webp");
        assertThat(webp.statusCode()).isEqualTo(406);
        assertThat(webp.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void windowAndRegionAndFlip() throws Exception {
        BufferedImage image =
                image(get(ONE + "/rendered?window=100,50,linear&viewport=4,3,2,1,-4,3&accept=image/png", "*/*"));
        assertThat(image.getWidth()).isEqualTo(4);
        assertThat(image.getHeight()).isEqualTo(3);
        for (int x = 0; x < 4; x++) {
            for (int y = 0; y < 3; y++) {
                assertLevel(image, x, y, TestImages.level(1, 5 - x, 1 + y, 100, 50));
            }
        }
        BufferedImage upsideDown = image(get(ONE + "/rendered?viewport=4,3,2,1,4,-3", "image/png"));
        assertLevel(upsideDown, 1, 0, TestImages.level(1, 3, 3, 300, 700));
    }

    @Test
    void aViewportIsFilledWithoutDistortion() throws Exception {
        BufferedImage image = image(get(ONE + "/rendered?viewport=200,90", "image/jpeg"));
        assertThat(image.getWidth()).isEqualTo(120);
        assertThat(image.getHeight()).isEqualTo(90);
        // Pixels twice as high as wide.
        BufferedImage oblong = image(get(OBLONG + "/instances/" + OBLONG + ".1/rendered", "image/png"));
        assertThat(oblong.getWidth()).isEqualTo(16);
        assertThat(oblong.getHeight()).isEqualTo(24);
        assertThat(image(get(OBLONG + "/instances/" + OBLONG + ".1/rendered?viewport=48,48", "image/png"))
                        .getWidth())
                .isEqualTo(32);
    }

    @Test
    void qualityChangesTheSize() throws Exception {
        int low =
                get(ONE + "/rendered?viewport=512,512&quality=5", "image/jpeg").body().length;
        int high = get(ONE + "/rendered?viewport=512,512&quality=100", "image/jpeg")
                .body()
                .length;
        assertThat(high).isGreaterThan(2 * low);
    }

    @Test
    void framesAreNumberedFromOne() throws Exception {
        String frames = FRAMES + "/instances/" + FRAMES + ".1/frames/";
        assertLevel(image(get(frames + "1/rendered", "image/png")), 0, 0, 0);
        assertLevel(image(get(frames + "2/rendered", "image/png")), 0, 0, 255);
        assertLevel(image(get(FRAMES + "/instances/" + FRAMES + ".1/rendered", "image/png")), 0, 0, 0);
        assertThat(get(frames + "3/rendered", "image/png").statusCode()).isEqualTo(404);
        assertThat(get(frames + "0/rendered", "image/png").statusCode()).isEqualTo(400);
        assertThat(get(frames + "one/rendered", "image/png").statusCode()).isEqualTo(400);
    }

    @Test
    void severalFramesComeInParts() throws Exception {
        String path = FRAMES + "/instances/" + FRAMES + ".1/frames/2,1/rendered";
        HttpResponse<byte[]> response = get(path, "multipart/related; type=\"image/png\"");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).startsWith("multipart/related").contains("type=\"image/png\"");
        String boundary = type(response).replaceFirst(".*boundary=\"?([^\";]+).*", "$1");
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        String[] parts = body.split("--" + boundary, -1);
        assertThat(parts).hasSize(4);
        assertThat(parts[3]).isEqualTo("--\r\n");
        int[] levels = {255, 0};
        for (int i = 0; i < 2; i++) {
            assertThat(parts[1 + i])
                    .startsWith("\r\nContent-Type: image/png\r\n")
                    .endsWith("\r\n");
            byte[] png =
                    parts[1 + i].substring(parts[1 + i].indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
            assertLevel(ImageIO.read(new ByteArrayInputStream(png)), 5, 5, levels[i]);
        }
        assertThat(get(path, "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void annotationsAreNotDrawnAndThatIsSaid() throws Exception {
        HttpResponse<byte[]> response = get(ONE + "/rendered?annotation=patient,technique", "image/png");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Warning"))
                .hasValue("299 lightbox \"The following annotation values are not supported: patient, technique\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window=40,400              | window: expected center,width,function",
                "viewport=10,10,40,0,5,5    | viewport: the region lies outside",
                "quality=0                  | quality: 1 to 100, not 0.",
                "iccprofile=adobergb        | iccprofile: no and srgb are supported",
            })
    void badParametersAreExplained(String query, String message) throws Exception {
        HttpResponse<byte[]> response = get(ONE + "/rendered?" + query, "image/png");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith(message);
        assertThat(type(response)).isEqualTo("text/plain;charset=UTF-8");
    }

    @Test
    void unknownAndForbiddenLookAlike() throws Exception {
        client.signIn("weber");
        String other = "/series/" + OTHER_SERIES + "/instances/" + OTHER_SERIES + ".1";
        for (String kind : new String[] {"/rendered", "/frames/1/rendered", "/thumbnail", "/frames/1/thumbnail"}) {
            assertThat(get(ONE + kind, "*/*").statusCode()).isEqualTo(200);
            assertNotFound(get(OTHER_STUDY, other + kind, "*/*"));
            assertNotFound(get("2.25.999", other + kind, "*/*"));
            assertNotFound(get("x", other + kind, "*/*"));
            // Another study's series and instance under the name of one that may be seen.
            assertNotFound(get(STUDY, other + kind, "*/*"));
            assertNotFound(get(STUDY, "/series/" + SERIES + "/instances/2.25.999" + kind, "*/*"));
            assertNotFound(get(STUDY, "/series/" + SERIES + "/instances/..x" + kind, "*/*"));
        }
        assertNotFound(get(OTHER_STUDY, "/thumbnail", "*/*"));
        assertThat(get(STUDY, "/thumbnail", "*/*").statusCode()).isEqualTo(200);
        // A bad request is bad whatever the study.
        assertThat(get(OTHER_STUDY, other + "/rendered?quality=0", "*/*").statusCode())
                .isEqualTo(400);
        client.signIn("admin");
        assertThat(get(ONE + "/rendered", "*/*").statusCode()).isEqualTo(404);
        client.forgetSession();
        assertThat(get(ONE + "/rendered", "*/*").statusCode()).isEqualTo(401);
    }

    @Test
    void whatCannotBeShownSaysSoAndCostsNothingElse() throws Exception {
        assertThat(get(REPORT + "/instances/" + REPORT + ".1/rendered", "*/*").statusCode())
                .isEqualTo(406);
        HttpResponse<byte[]> damaged = get(DAMAGED + "/instances/" + DAMAGED + ".1/rendered", "*/*");
        assertThat(damaged.statusCode()).isEqualTo(500);
        assertThat(new String(damaged.body(), StandardCharsets.UTF_8))
                .startsWith("Not shown: its file is damaged or incomplete.");
        assertThat(get(DAMAGED + "/instances/" + DAMAGED + ".2/rendered", "*/*").statusCode())
                .as("over this server's limit of a frame")
                .isEqualTo(413);
        source.down(true);
        assertThat(get(SERIES + "/instances/" + SERIES + ".77/rendered", "*/*").statusCode())
                .isEqualTo(503);
    }

    @Test
    void thumbnailsOfAllKinds() throws Exception {
        // The study's first series is a report; its thumbnail is that of the first with pictures.
        BufferedImage study = image(get(STUDY, "/thumbnail", "*/*"));
        assertThat(study.getWidth()).isEqualTo(192);
        assertThat(study.getHeight()).isEqualTo(144);
        HttpResponse<byte[]> png = get(ONE + "/thumbnail?viewport=32,32", "image/png");
        assertThat(type(png)).isEqualTo("image/png");
        assertThat(image(png).getWidth()).isEqualTo(32);
        assertThat(image(png).getHeight()).isEqualTo(24);
        String frames = FRAMES + "/instances/" + FRAMES + ".1/frames/";
        assertLevel(image(get(frames + "2/thumbnail", "image/png")), 9, 9, 255);
        assertThat(get(frames + "1,2/thumbnail", "image/png").statusCode()).isEqualTo(400);
        assertThat(get(ONE + "/thumbnail?viewport=1025,10", "*/*").statusCode()).isEqualTo(400);
    }
}
