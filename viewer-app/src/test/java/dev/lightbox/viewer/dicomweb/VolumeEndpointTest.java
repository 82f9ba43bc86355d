package dev.lightbox.viewer.dicomweb;

import static dev.lightbox.viewer.dicomweb.PictureClient.assertLevel;
import static dev.lightbox.viewer.dicomweb.PictureClient.assertNotFound;
import static dev.lightbox.viewer.dicomweb.PictureClient.image;
import static dev.lightbox.viewer.dicomweb.PictureClient.text;
import static dev.lightbox.viewer.dicomweb.PictureClient.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomJson;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Pictures of volumes from outside: a real server and real sessions; only the sign-in and the archive are the test's. The values are a linear ramp in all three
 * directions, so every plane's are known without the engine.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "lightbox.dicomweb.volume-samples=10000000")
class VolumeEndpointTest extends PictureEndpointTest {

    private static final String STUDY = "2.25.500";
    private static final String SERIES = "2.25.501";
    private static final String ECHOES = "2.25.502";
    private static final String GAP = "2.25.503";
    private static final String TWO = "2.25.504";
    private static final String DAMAGED = "2.25.505";
    private static final String REPORT = "2.25.506";
    private static final String UNSTEADY = "2.25.507";
    private static final String INCOMPLETE = "2.25.508";
    private static final String OTHER_STUDY = "2.25.600";
    private static final String OTHER_SERIES = "2.25.601";

    private static final int SLICES = 10;

    private static final String MPR = "/renderedmpr";

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
            addSlices(source, STUDY, SERIES, 1, SLICES);
            source.addSeries(STUDY, ECHOES, "MR");
            addEchoes(source);
            source.addSeries(STUDY, GAP, "CT");
            addSlices(source, STUDY, GAP, 1, 5);
            addSlices(source, STUDY, GAP, 11, 15);
            source.addSeries(STUDY, TWO, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, TWO, 1)));
            source.addSeries(STUDY, DAMAGED, "CT");
            addSlices(source, STUDY, DAMAGED, 1, 7);
            byte[] file = TestImages.file(TestImages.slice(STUDY, DAMAGED, 4));
            source.addInstance(
                    new InstanceReference(STUDY, DAMAGED, DAMAGED + ".4"), Arrays.copyOf(file, file.length - 100));
            source.addSeries(STUDY, UNSTEADY, "CT");
            addSlices(source, STUDY, UNSTEADY, 1, 5);
            source.addSeries(STUDY, INCOMPLETE, "CT");
            addSlices(source, STUDY, INCOMPLETE, 1, 5);
            source.addStudy(OTHER_STUDY, "Schneider^Eva^^Dr.");
            source.addSeries(OTHER_STUDY, OTHER_SERIES, "CT");
            addSlices(source, OTHER_STUDY, OTHER_SERIES, 1, 4);
            return source;
        }

        private static void addSlices(MemoryStudySource source, String study, String series, int first, int last) {
            for (int number = first; number <= last; number++) {
                source.addInstance(TestImages.file(TestImages.slice(study, series, number)));
            }
        }

        /** Two echoes at the same places: 6 slices of the first, the second darker and one slice shorter. */
        private static void addEchoes(MemoryStudySource source) {
            for (int number = 1; number <= 11; number++) {
                int echo = number <= 6 ? 1 : 2;
                int place = echo == 1 ? number : number - 6;
                byte[] pixels = new byte[2 * TestImages.ROWS * TestImages.COLUMNS];
                Arrays.fill(pixels, (byte) (echo == 1 ? 4 : 1));
                source.addInstance(TestImages.file(TestImages.slice(STUDY, ECHOES, number)
                        .put(Tag.EchoNumbers, String.valueOf(echo))
                        .put(Tag.ImagePositionPatient, "-10", "-20", String.valueOf(place))
                        .putBytes(Tag.PixelData, Vr.OW, pixels)));
            }
        }
    }

    private HttpResponse<byte[]> get(String seriesPath, String accept) throws Exception {
        return client.get(STUDY + "/series/" + seriesPath, accept);
    }

    private BufferedImage plane(String query) throws Exception {
        return image(get(SERIES + MPR + "?window=300,700,linear&" + query, "image/png"));
    }

    /** The level of a place in voxels, x and y from 0, and in mm above z = 0. */
    private static int level(double x, double y, double z) {
        double value = 1000 + 37 * x + 11 * y + 5 * z + TestImages.INTERCEPT;
        return (int) Math.round(Math.clamp(((value - 299.5) / 699 + 0.5) * 255, 0, 255));
    }

    private static void assertNear(BufferedImage image, int x, int y, int level) {
        assertThat(image.getRaster().getSample(x, y, 0)).as(x + ", " + y).isCloseTo(level, within(1));
    }

    @Test
    void theMiddlePlaneIsTheAxialOneAPixelForAVoxel() throws Exception {
        HttpResponse<byte[]> response = get(SERIES + MPR, "image/png");
        BufferedImage image = image(response);
        assertThat(type(response)).isEqualTo("image/png");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Warning")).isEmpty();
        assertThat(image.getWidth()).isEqualTo(TestImages.COLUMNS);
        assertThat(image.getHeight()).isEqualTo(TestImages.ROWS);
        // In the file's own window; the middle of slices 1 to 10 is at 5.5 mm.
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                assertNear(image, x, y, level(x, y, 5.5));
            }
        }
    }

    @Test
    void sidesOfThePatient() throws Exception {
        // From the front: columns run to the patient's left, the head is above. 0.5 mm a pixel, the middle in the
        // middle.
        BufferedImage front = plane("orientation=a");
        assertThat(front.getWidth()).isEqualTo(16);
        assertThat(front.getHeight()).isEqualTo(20);
        BufferedImage back = plane("orientation=p");
        BufferedImage right = plane("orientation=r");
        BufferedImage left = plane("orientation=l");
        assertThat(right.getWidth()).isEqualTo(12);
        for (int y = 1; y < 19; y++) {
            double z = 5.5 - (y - 9.5) * 0.5;
            for (int i = 0; i < 12; i++) {
                assertNear(front, i, y, level(i, 5.5, z));
                assertNear(back, 15 - i, y, level(i, 5.5, z));
                // The patient's right side, seen from there: the front (the first row) is on the right.
                assertNear(right, 11 - i, y, level(7.5, i, z));
                assertNear(left, i, y, level(7.5, i, z));
            }
        }
        BufferedImage head = plane("orientation=h");
        BufferedImage feet = plane("orientation=f");
        for (int x = 0; x < 16; x++) {
            assertNear(feet, x, 3, level(x, 3, 5.5));
            assertNear(head, 15 - x, 3, level(x, 3, 5.5));
        }
    }

    @Test
    void aCameraLooksFromAnywhere() throws Exception {
        // Voxel (7, 4) of slice 3 lies at (-6.5, -18, 3): the middle of a picture of an odd number of pixels.
        BufferedImage coronal = plane(
                "viewport=15,15,6,7,4,4&viewpointposition=-6.5,-100,3&viewpointlookat=-6.5,-18,3&viewpointup=0,0,7");
        assertThat(coronal.getWidth()).isEqualTo(15);
        BufferedImage whole =
                plane("viewport=31,31&viewpointposition=-6.5,-100,3&viewpointlookat=-6.5,-18,3&viewpointup=0,0,1");
        assertNear(whole, 15, 15, level(7, 4, 3));
        // Turned by 45 degrees about the patient's long axis: half of a step goes along each axis.
        BufferedImage oblique =
                plane("viewport=31,31&viewpointposition=-6.5,-18,53&viewpointlookat=-6.5,-18,3&viewpointup=1,-1,0");
        assertNear(oblique, 15, 15, level(7, 4, 3));
        double diagonal = (8 + 6) / Math.sqrt(2);
        double step = diagonal / 31 / Math.sqrt(2) / 0.5;
        // Seen from the head with "up" towards left and front, the picture's right is towards right and front.
        assertNear(oblique, 18, 15, level(7 - 3 * step, 4 - 3 * step, 3));
        assertNear(oblique, 15, 12, level(7 + 3 * step, 4 - 3 * step, 3));
    }

    @Test
    void slabsOfAThickness() throws Exception {
        String slab = "mprslab=4&renderingmethod=";
        for (int x = 0; x < 16; x += 5) {
            assertNear(plane(slab + "average_ip"), x, 6, level(x, 6, 5.5));
            assertNear(plane("mprslab=4"), x, 6, level(x, 6, 5.5));
            assertNear(plane(slab + "maximum_ip"), x, 6, level(x, 6, 7.5));
            assertNear(plane(slab + "minimum_ip"), x, 6, level(x, 6, 3.5));
        }
        // Thicker than the volume: from the first to the last slice.
        assertNear(plane("mprslab=9000&renderingmethod=maximum_ip"), 3, 3, level(3, 3, 10));
        // Without a thickness the method has nothing to work on.
        assertNear(plane("renderingmethod=maximum_ip"), 3, 3, level(3, 3, 5.5));
    }

    @Test
    void windowsAndKindsOfFiles() throws Exception {
        BufferedImage narrow = image(get(SERIES + MPR + "?window=100,50,linear&accept=image/png", "*/*"));
        assertLevel(narrow, 15, 11, 255);
        assertLevel(narrow, 0, 0, 0);
        assertThat(type(get(SERIES + MPR, "*/*"))).isEqualTo("image/jpeg");
        assertThat(get(SERIES + MPR, "video/mp4").statusCode()).isEqualTo(406);
        HttpResponse<byte[]> annotated = get(SERIES + MPR + "?annotation=patient", "image/png");
        assertThat(annotated.headers().firstValue("Warning"))
                .hasValue("299 lightbox \"The following annotation values are not supported: patient\"");
        BufferedImage filled = plane("viewport=64,100");
        assertThat(filled.getWidth()).isEqualTo(64);
        assertThat(filled.getHeight()).isEqualTo(100);
        BufferedImage flipped = plane("viewport=16,12,0,0,-16,12");
        assertNear(flipped, 2, 3, level(13, 3, 5.5));
    }

    @Test
    void theWholeVolumeProjected() throws Exception {
        String projection = "/rendered3d?orientation=f&window=300,700,linear&renderingmethod=";
        BufferedImage maximum = image(get(SERIES + projection + "maximum_ip", "image/png"));
        BufferedImage minimum = image(get(SERIES + projection + "minimum_ip", "image/png"));
        BufferedImage mean = image(get(SERIES + projection + "average_ip", "image/png"));
        for (int x = 0; x < 16; x += 3) {
            assertNear(maximum, x, 6, level(x, 6, 10));
            assertNear(minimum, x, 6, level(x, 6, 1));
            assertNear(mean, x, 6, level(x, 6, 5.5));
        }
    }

    @Test
    void theWholeVolumeAsASolid() throws Exception {
        for (String name : new String[] {"/rendered3d", "/rendered3D"}) {
            BufferedImage solid = image(get(SERIES + name + "?viewport=40,40", "image/png"));
            assertThat(solid.getWidth()).isEqualTo(40);
            assertThat(solid.getHeight()).isEqualTo(40);
        }
        // In colours, or at least not plain: the volume is opaque enough to be seen.
        BufferedImage solid = image(get(SERIES + "/rendered3d?orientation=f&window=-200,400,linear", "image/png"));
        long levels = IntStream.range(0, solid.getWidth() * solid.getHeight())
                .map(i -> solid.getRGB(i % solid.getWidth(), i / solid.getWidth()))
                .distinct()
                .count();
        assertThat(levels).isGreaterThan(5);
    }

    @Test
    void theParametersAreToldOnRequest() throws Exception {
        HttpResponse<byte[]> response =
                get(SERIES + MPR + "?orientation=a&mprslab=3&renderedvolumetricmetadata=yes", "application/dicom+json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).isEqualTo("application/dicom+json");
        DataSet module = DicomJson.parse(response.body()).getFirst();
        assertThat(module.string(0x00720510)).hasValue("MPR");
        assertThat(text(response)).contains("[-6.25,-17.25,5.5]", "AVERAGE_IP", "[3.0]");
        assertThat(text(response)).contains("\"00281050\":{\"vr\":\"DS\",\"Value\":[300]}");
        assertThat(get(SERIES + MPR + "?renderedvolumetricmetadata=yes", "image/png")
                        .statusCode())
                .isEqualTo(406);
        assertThat(get(SERIES + MPR + "?renderedvolumetricmetadata=yes", "*/*").statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofSeveralVolumesTheOneThatIsNamed() throws Exception {
        int first = 0x0404;
        int second = 0x0101;
        String query = MPR + "?window=-400,1200,linear";
        BufferedImage largest = image(get(ECHOES + query, "image/png"));
        assertNear(largest, 5, 5, windowed(first - 1024));
        BufferedImage named = image(get(ECHOES + query + "&volumeinputreference=" + ECHOES + ".8", "image/png"));
        assertNear(named, 5, 5, windowed(second - 1024));
        HttpResponse<byte[]> mixed =
                get(ECHOES + query + "&volumeinputreference=" + ECHOES + ".1," + ECHOES + ".8", "image/png");
        assertThat(mixed.statusCode()).isEqualTo(409);
        assertThat(text(mixed)).startsWith("No volume of this series holds what was asked for.");
        assertNotFound(get(ECHOES + query + "&volumeinputreference=" + SERIES + ".1", "image/png"));
    }

    private static int windowed(double value) {
        return (int) Math.round(Math.clamp(((value + 400.5) / 1199 + 0.5) * 255, 0, 255));
    }

    @Test
    void whatMakesNoVolumeSaysWhy() throws Exception {
        for (String resource : new String[] {MPR, "/rendered3d"}) {
            HttpResponse<byte[]> one = get(TWO + resource, "*/*");
            assertThat(one.statusCode()).isEqualTo(409);
            assertThat(text(one)).startsWith("The series' pictures don't make a volume. ");
            assertThat(text(one).length()).isGreaterThan("The series' pictures don't make a volume. ".length() + 10);
            assertThat(one.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(get(REPORT + resource, "*/*").statusCode()).isEqualTo(409);
            HttpResponse<byte[]> slice = get(SERIES + "/instances/" + SERIES + ".3" + resource, "*/*");
            assertThat(slice.statusCode()).isEqualTo(409);
            assertThat(text(slice)).startsWith("This instance is one slice of a volume");
        }
    }

    @Test
    void gapsAndDamagedSlicesAreMarkedAndTold() throws Exception {
        HttpResponse<byte[]> gap = get(GAP + MPR + "?orientation=a&window=300,700,linear", "image/png");
        BufferedImage image = image(gap);
        assertThat(gap.headers().allValues("Warning")).isNotEmpty();
        // Slices 1 to 5 and 11 to 15: what lies between isn't made up. Hatched, so not the ramp's level everywhere.
        boolean different = false;
        for (int x = 0; x < image.getWidth(); x++) {
            int z8 = image.getHeight() / 2;
            different |= Math.abs(image.getRaster().getSample(x, z8, 0) - level(x, 5.5, 8)) > 20;
        }
        assertThat(different).isTrue();
        HttpResponse<byte[]> damaged = get(DAMAGED + MPR + "?orientation=a", "image/png");
        assertThat(image(damaged).getWidth()).isEqualTo(16);
        assertThat(damaged.headers().allValues("Warning")).contains("299 lightbox \"1 of 7 slices couldn't be had.\"");
    }

    @Test
    void slicesThatTheArchiveDidNotDeliverAreNoGaps() throws Exception {
        source.fail(UNSTEADY + ".2", StudySourceException.Kind.UNREACHABLE);
        for (String resource : new String[] {MPR, "/rendered3d"}) {
            HttpResponse<byte[]> response = get(UNSTEADY + resource, "*/*");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(text(response)).isEqualTo("Not shown: the archive didn't deliver 1 of 5 slices; ask again.\n");
            assertThat(response.headers().firstValue("Retry-After")).hasValue("10");
        }
        source.recover();
        HttpResponse<byte[]> again = get(UNSTEADY + MPR, "*/*");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().allValues("Warning")).isEmpty();
    }

    @Test
    void slicesThatTheArchiveDoesNotHaveAre() throws Exception {
        source.fail(INCOMPLETE + ".2", StudySourceException.Kind.NOT_FOUND);
        HttpResponse<byte[]> response = get(INCOMPLETE + MPR, "*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Warning")).contains("299 lightbox \"1 of 5 slices couldn't be had.\"");
    }

    @Test
    void whatCostsTooMuchIsRefusedWithItsPrice() throws Exception {
        String slab = MPR + "?mprslab=4&viewport=1000,";
        HttpResponse<byte[]> large = get(SERIES + slab + "1000", "*/*");
        assertThat(large.statusCode()).isEqualTo(413);
        // 4 mm in steps of half a voxel of 0.5 mm, and both ends.
        assertThat(text(large))
                .isEqualTo("This picture takes 17 million samples of the volume; the most that this server takes for"
                        + " one is 10 million. Ask for a smaller viewport, or a thinner slab.\n");
        assertThat(get(SERIES + slab + "500", "*/*").statusCode()).isEqualTo(200);
        assertThat(get(SERIES + MPR + "?viewport=1000,1000", "*/*").statusCode())
                .isEqualTo(200);
        for (String method : new String[] {"volume_rendered", "maximum_ip"}) {
            String solid = "/rendered3d?renderingmethod=" + method + "&viewport=1000,";
            assertThat(get(SERIES + solid + "1000", "*/*").statusCode()).isEqualTo(413);
            assertThat(get(SERIES + solid + "200", "*/*").statusCode()).isEqualTo(200);
            // Parameters cost nothing.
            assertThat(get(SERIES + solid + "1000&renderedvolumetricmetadata=yes", "*/*")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "renderedmpr?orientation=x              | orientation: one of a, p, r, l, h and f",
                "renderedmpr?orientation=a&viewpointup=0,0,1 | orientation: it can't be given together",
                "renderedmpr?viewpointposition=0,0,0    | viewpointposition, viewpointlookat and viewpointup belong",
                "renderedmpr?mprslab=0                  | mprslab: a thickness above 0 mm",
                "renderedmpr?renderingmethod=mip        | renderingmethod: one of",
                "renderedmpr?renderingmethod=volume_rendered | renderingmethod: a plane is made by",
                "renderedmpr?swivelrange=90             | swivelrange: animations aren't made here",
                "renderedmpr?volumeinputreference=x     | volumeinputreference: expected SOP Instance UIDs",
                "renderedmpr?CardiacRRIntervalSpecified=140-260 | CardiacRRIntervalSpecified: volumes aren't chosen",
                "renderedmpr?window=40,400              | window: expected center,width,function",
                "renderedmpr?viewport=10,10,40,0,5,5    | viewport: the region lies outside",
                "renderedmpr?quality=0                  | quality: 1 to 100, not 0.",
                "rendered3d?mprslab=5                   | mprslab: rendered3d shows the whole volume",
                "rendered3D?viewport=10,10,0,0,-5,5     | viewport: rendered3d can't be flipped",
            })
    void badParametersAreExplained(String query, String message) throws Exception {
        HttpResponse<byte[]> response = get(SERIES + "/" + query, "image/png");
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
        assertThat(text(response)).startsWith(message);
        assertThat(type(response)).isEqualTo("text/plain;charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/renderedmpr", "/rendered3d", "/rendered3D"})
    void unknownAndForbiddenLookAlike(String resource) throws Exception {
        client.signIn("weber");
        assertThat(get(SERIES + resource + "?renderingmethod=average_ip", "*/*").statusCode())
                .isEqualTo(200);
        String[] notFound = {
            OTHER_STUDY + "/series/" + OTHER_SERIES,
            "2.25.999/series/" + OTHER_SERIES,
            "x/series/y",
            // Another study's series under the name of one that may be seen.
            STUDY + "/series/" + OTHER_SERIES,
            STUDY + "/series/2.25.999",
            OTHER_STUDY + "/series/" + OTHER_SERIES + "/instances/" + OTHER_SERIES + ".1",
            STUDY + "/series/" + SERIES + "/instances/2.25.999",
            STUDY + "/series/" + SERIES + "/instances/" + OTHER_SERIES + ".1",
        };
        for (String path : notFound) {
            assertNotFound(client.get(path + resource, "*/*"));
        }
        assertNotFound(client.get(
                STUDY + "/series/" + SERIES + resource + "?volumeinputreference=" + OTHER_SERIES + ".1", "*/*"));
        // A bad request is bad whatever the study.
        assertThat(client.get(OTHER_STUDY + "/series/" + OTHER_SERIES + resource + "?quality=0", "*/*")
                        .statusCode())
                .isEqualTo(400);
        client.signIn("admin");
        assertThat(get(SERIES + resource, "*/*").statusCode()).isEqualTo(404);
        client.forgetSession();
        assertThat(get(SERIES + resource, "*/*").statusCode()).isEqualTo(401);
    }

    @Test
    void anArchiveThatDoesNotAnswerIsTemporary() throws Exception {
        source.down(true);
        HttpResponse<byte[]> response = client.get("2.25.777/series/1.2" + MPR, "*/*");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("10");
    }
}
