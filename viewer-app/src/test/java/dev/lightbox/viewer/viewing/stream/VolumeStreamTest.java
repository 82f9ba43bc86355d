package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.RoleBasedStudyAccess;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/**
 * Volumes in the stream, from outside. The test's slices hold a ramp, 1000 + 37 x + 11 y + 5 z with x and y in pixels and z in mm: whatever lies between voxels has a
 * value that anybody can compute.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lightbox.viewing.max-connections-per-user=20",
            "lightbox.viewing.volume-bytes=" + VolumeStreamTest.VOLUME_BYTES,
            "lightbox.viewing.volume-max-bytes=" + VolumeStreamTest.VOLUME_MAX_BYTES
        })
@Import(TestSignIn.class)
class VolumeStreamTest {

    static final int VOLUME_BYTES = 500_000;
    static final int VOLUME_MAX_BYTES = 300_000;

    private static final String STUDY = "2.25.100";
    private static final String SERIES = "2.25.101";
    private static final String DAMAGED = "2.25.102";
    private static final String ONE_PICTURE = "2.25.103";
    private static final String LARGE = "2.25.104";
    private static final String HUGE = "2.25.105";
    private static final String PET = "2.25.106";
    private static final String OTHER_STUDY = "2.25.200";
    private static final String OTHER_SERIES = "2.25.201";
    private static final int SLICES = 9;

    /** The pixels of slice 3. */
    private static final String SLICE_3 = """
            "center":{"x":-6.25,"y":-17.25,"z":3},"right":{"x":1,"y":0,"z":0},"down":{"x":0,"y":1,"z":0},\
            "spacing":0.5,"size":{"width":16,"height":12}""";

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, SERIES, "CT");
            for (int number : new int[] {3, 1, 5, 2, 4, 9, 8, 7, 6}) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
            }
            source.addSeries(STUDY, DAMAGED, "CT");
            for (int number = 1; number <= SLICES; number++) {
                byte[] file = TestImages.file(TestImages.slice(STUDY, DAMAGED, number));
                InstanceReference reference = new InstanceReference(STUDY, DAMAGED, DAMAGED + "." + number);
                source.addInstance(reference, number == 4 ? Arrays.copyOf(file, file.length - 100) : file);
            }
            source.addSeries(STUDY, ONE_PICTURE, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, ONE_PICTURE, 1)));
            addSeries(source, LARGE, 160, 16);
            addSeries(source, HUGE, 512, 16);
            source.addSeries(STUDY, PET, "PT");
            for (int number = 1; number <= SLICES; number++) {
                source.addInstance(TestImages.file(pet(TestImages.slice(STUDY, PET, number), number)));
            }
            source.addStudy(OTHER_STUDY, "Schneider^Eva^^Dr.");
            source.addSeries(OTHER_STUDY, OTHER_SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(OTHER_STUDY, OTHER_SERIES, 1)));
            return source;
        }

        private static void addSeries(MemoryStudySource source, String series, int edge, int slices) {
            source.addSeries(STUDY, series, "CT");
            for (int number = 1; number <= slices; number++) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, series, number, edge, edge)));
            }
        }

        /** Each slice with a rescale of its own; 74 kg, 370 MBq, corrected to the injection: 0.0002 g/Bq. */
        private static DataSet.Builder pet(DataSet.Builder slice, int number) {
            return slice.put(Tag.Modality, "PT")
                    .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.128")
                    .put(Tag.RescaleSlope, Integer.toString(number))
                    .put(Tag.RescaleIntercept, "0")
                    .put(Tag.Units, "BQML")
                    .put(Tag.CorrectedImage, "ATTN", "DECY")
                    .put(Tag.DecayCorrection, "ADMIN")
                    .put(Tag.PatientWeight, "74")
                    .putItems(
                            Tag.RadiopharmaceuticalInformationSequence,
                            DataSet.builder()
                                    .put(Tag.RadionuclideTotalDose, "370000000")
                                    .put(Tag.RadionuclideHalfLife, "6588")
                                    .build());
        }

        @Bean
        AtomicBoolean accessRevoked() {
            return new AtomicBoolean();
        }

        @Bean
        @Primary
        StudyAccess revocable(AtomicBoolean accessRevoked) {
            StudyAccess access = new RoleBasedStudyAccess();
            return new StudyAccess() {
                @Override
                public boolean mayView(User user, StudyAttributes study) {
                    return !accessRevoked.get() && access.mayView(user, study);
                }

                @Override
                public Scope scope(User user) {
                    return access.scope(user);
                }
            };
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    MemoryStudySource source;

    @Autowired
    VolumeStore volumes;

    @Autowired
    AtomicBoolean accessRevoked;

    private StreamVisits visits;

    @BeforeEach
    void visit() {
        visits = new StreamVisits(port);
    }

    @AfterEach
    void leave() {
        source.down(false);
        accessRevoked.set(false);
        visits.close();
    }

    private StreamClient open() throws Exception {
        StreamClient client = visits.open(STUDY, visits.signIn("radiologist"));
        client.event("study");
        return client;
    }

    private StreamClient openVolume(String series) throws Exception {
        StreamClient client = open();
        client.showVolume(1, 1, series, "null");
        return client;
    }

    @Test
    void tellsTheVolumeThenItsPlanesThenTheSameExactly() throws Exception {
        StreamClient client = openVolume(SERIES);
        JsonNode volume = client.event("volume");
        assertThat(volume.get("viewport").intValue()).isEqualTo(1);
        assertThat(volume.get("sequence").intValue()).isEqualTo(1);
        assertThat(volume.get("unit").stringValue()).isEqualTo("HU");
        assertThat(volume.get("columns").intValue()).isEqualTo(TestImages.COLUMNS);
        assertThat(volume.get("rows").intValue()).isEqualTo(TestImages.ROWS);
        assertThat(volume.get("slices").intValue()).isEqualTo(SLICES);
        assertThat(volume.get("spacing").get("slice").doubleValue()).isEqualTo(1);
        assertThat(volume.get("frameOfReferenceUID").stringValue()).isEqualTo(SERIES + ".0");
        assertThat(volume.get("window").get("width").doubleValue()).isEqualTo(700);
        assertThat(volume.get("reduced").booleanValue()).isFalse();
        assertThat(volume.get("corners").get(7).get("z").doubleValue()).isCloseTo(9.5, within(1e-9));
        assertThat(volume.get("center").get("z").doubleValue()).isCloseTo(5, within(1e-9));
        client.plane(1, 2, SLICE_3, "\"mean\",\"slab\":0", "exact");
        StreamClient.PlaneMessage plane = client.restingPlane();
        assertThat(plane.sequence()).isEqualTo(2);
        assertThat(plane.exact()).isTrue();
        assertThat(plane.format()).isEqualTo(1);
        assertThat(plane.loaded()).isEqualTo(SLICES);
        assertThat(plane.slices()).isEqualTo(SLICES);
        assertThat(plane.center()).containsExactly(-6.25f, -17.25f, 3);
        assertThat(plane.spacing()).isEqualTo(0.5f);
        assertThat(plane.windowCenter()).isEqualTo(300);
        BufferedImage image = plane.decode();
        for (int y = 0; y < TestImages.ROWS; y++) {
            for (int x = 0; x < TestImages.COLUMNS; x++) {
                assertThat(image.getRaster().getSample(x, y, 0))
                        .as("pixel %d, %d of slice 3", x, y)
                        .isEqualTo(TestImages.level(3, x, y, 300, 700));
            }
        }
    }

    @Test
    void cutsAcrossTheSlices() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        // Coronal, through row 5: columns as in the slices, rows from slice 9 down to slice 1.
        String coronal = """
                "center":{"x":-6.25,"y":-17.5,"z":5},"right":{"x":1,"y":0,"z":0},"down":{"x":0,"y":0,"z":-1},\
                "spacing":0.5,"size":{"width":16,"height":17}""";
        client.plane(1, 2, coronal, "\"mean\",\"slab\":0", "exact");
        BufferedImage image = client.restingPlane().decode();
        for (int number = 1; number <= SLICES; number++) {
            for (int x = 0; x < TestImages.COLUMNS; x++) {
                assertThat(image.getRaster().getSample(x, 2 * (SLICES - number), 0))
                        .as("slice %d, column %d", number, x)
                        .isEqualTo(TestImages.level(number, x, 5, 300, 700));
            }
        }
        client.plane(1, 3, coronal, "\"mip\",\"slab\":1", "exact");
        BufferedImage slab = client.restingPlane().decode();
        assertThat(slab.getRaster().getSample(8, 8, 0))
                .as("the largest within 0.5 mm is one row further")
                .isEqualTo(TestImages.level(5, 8, 6, 300, 700));
    }

    @Test
    void looksThroughTheWholeVolume() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        client.plane(1, 2, SLICE_3, "\"volume-mip\",\"slab\":0", "exact");
        StreamClient.PlaneMessage projection = client.restingPlane();
        assertThat(projection.format()).isEqualTo(1);
        assertThat(projection.windowWidth()).isEqualTo(700);
        BufferedImage image = projection.decode();
        for (int x = 1; x < TestImages.COLUMNS - 1; x++) {
            assertThat(image.getRaster().getSample(x, 6, 0))
                    .as("the ramp is highest in the last slice, column %d", x)
                    .isBetween(
                            TestImages.level(SLICES, x, 6, 300, 700) - 2, TestImages.level(SLICES, x, 6, 300, 700) + 2);
        }
        client.plane(1, 3, SLICE_3, "\"volume-bone\",\"slab\":0", "interactive");
        StreamClient.PlaneMessage solid = client.completePlane();
        assertThat(solid.sequence()).isEqualTo(3);
        assertThat(solid.format()).isEqualTo(2);
        assertThat(solid.exact()).isFalse();
        assertThat(solid.decode().getRaster().getNumBands()).as("in colours").isEqualTo(3);
    }

    @Test
    void answersTheNewestOfABurstInEachOfThreeViewports() throws Exception {
        StreamClient client = open();
        for (int viewport = 1; viewport <= 3; viewport++) {
            client.showVolume(viewport, 1, SERIES, "5");
            client.event("volume");
        }
        for (int i = 2; i <= 30; i++) {
            for (int viewport = 1; viewport <= 3; viewport++) {
                client.plane(viewport, i, SLICE_3, "\"mean\",\"slab\":0", i < 30 ? "interactive" : "exact");
            }
        }
        long[] last = new long[4];
        boolean[] done = new boolean[4];
        while (!(done[1] && done[2] && done[3])) {
            StreamClient.PlaneMessage plane = client.plane();
            assertThat(plane.sequence()).isGreaterThanOrEqualTo(last[plane.viewport()]);
            last[plane.viewport()] = plane.sequence();
            done[plane.viewport()] = plane.sequence() == 30 && plane.exact();
            client.painted(plane.viewport(), plane.sequence());
        }
    }

    @Test
    void aViewportGoesFromTheSeriesToItsVolumeAndBack() throws Exception {
        StreamClient client = open();
        client.showSeries(1, SERIES);
        client.event("series");
        client.render(2, 3, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertThat(client.tile().sequence()).isEqualTo(2);
        client.painted(2);
        client.plane(0, 3, SLICE_3, "\"mean\",\"slab\":0", "exact");
        assertThat(client.event("failed").get("message").get("text").stringValue())
                .isEqualTo("This viewport shows pictures one by one. Open their volume first.");
        client.showVolume(0, 4, SERIES, "3");
        client.event("volume");
        client.plane(0, 5, SLICE_3, "\"mean\",\"slab\":0", "exact");
        assertThat(client.restingPlane().sequence()).isEqualTo(5);
        client.render(6, 3, TestImages.COLUMNS, TestImages.ROWS, "exact");
        JsonNode failed = client.event("failed");
        assertThat(failed.get("sequence").intValue()).isEqualTo(6);
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo("This viewport shows a volume. Open the series for its pictures.");
        client.showSeries(7, SERIES);
        client.event("series");
        client.render(8, 3, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertThat(client.tile().sequence()).isEqualTo(8);
    }

    @Test
    void tellsHowFarAVolumeIs() throws Exception {
        StreamClient client = openVolume(LARGE);
        List<Integer> told = client.progressOfVolume();
        assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(16);
    }

    @Test
    void readsALargeVolumeAtHalfItsResolutionAndRefusesAHugeOne() throws Exception {
        StreamClient client = openVolume(LARGE);
        JsonNode volume = client.event("volume");
        assertThat(volume.get("reduced").booleanValue()).isTrue();
        assertThat(volume.get("columns").intValue()).isEqualTo(80);
        assertThat(volume.get("spacing").get("column").doubleValue()).isEqualTo(1);
        assertThat(volume.get("warnings").toString()).contains("half the resolution");
        client.plane(1, 2, SLICE_3, "\"mean\",\"slab\":0", "exact");
        StreamClient.PlaneMessage plane = client.restingPlane();
        assertThat(plane.exact())
                .as("half of the columns and rows isn't all that there is")
                .isFalse();
        client.showVolume(2, 1, HUGE, "null");
        JsonNode failed = client.event("failed");
        assertThat(failed.get("slice").isNull()).isTrue();
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo("The volume can't be shown: it is too large for this server, even at half its resolution."
                        + " Tell your administrator.");
    }

    @Test
    void namesAMissingPictureAndMarksItsPlace() throws Exception {
        StreamClient client = openVolume(DAMAGED);
        client.event("volume");
        JsonNode warning = client.event("warning");
        assertThat(warning.get("viewport").intValue()).isEqualTo(1);
        assertThat(warning.get("message").get("text").stringValue())
                .isEqualTo("Picture 4 is missing in this volume: its file is damaged or incomplete."
                        + " Have it sent to the archive again.");
        client.plane(1, 2, SLICE_3.replace("\"z\":3}", "\"z\":4}"), "\"mean\",\"slab\":0", "exact");
        StreamClient.PlaneMessage plane = client.restingPlane();
        assertThat(plane.loaded()).isEqualTo(SLICES - 1);
        assertThat(plane.crossesGap()).isTrue();
        client.probe(1, 1, -8, -18, 4);
        assertThat(client.event("probe").get("cover").stringValue()).isEqualTo("gap");
    }

    @Test
    void measuresLengthsBetweenPointsOfThePatient() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        client.measureInPlane(1, 1, "null", "length", StreamClient.AXIAL_PLANE, -8, -18, 3, -5, -14, 3);
        JsonNode length = client.event("measured");
        assertThat(length.get("values").get(0).get("value").doubleValue()).isEqualTo(5);
        assertThat(length.get("spacing").stringValue()).isEqualTo("volume");
        assertThat(length.get("image").isNull()).isTrue();
        client.measureInPlane(1, 2, "null", "length", StreamClient.AXIAL_PLANE, -8, -18, 3, -5, -14, 3.5);
        assertThat(client.event("measured").get("refusal").get("reason").stringValue())
                .isEqualTo("not-in-plane");
        client.measureInPlane(1, 3, "1", "length", StreamClient.AXIAL_PLANE, -8, -18, 3, -6, -15, 3);
        assertThat(client.event("measured").get("refusal").get("reason").stringValue())
                .isEqualTo("not-shown");
    }

    @Test
    void measuresRegionsOfPlanesByTheStoredValues() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        // Columns 2 to 5 and rows 1 to 3 of slice 4, by their borders; pixels of 0.5 mm, the first one's centre at -10,
        // -20.
        client.measureInPlane(1, 7, "null", "rectangle", StreamClient.AXIAL_PLANE, -9.25, -19.75, 4, -7.25, -18.25, 4);
        JsonNode measured = client.event("measured");
        assertThat(measured.get("refusal").isNull()).isTrue();
        double sum = 0;
        for (int y = 1; y <= 3; y++) {
            for (int x = 2; x <= 5; x++) {
                sum += TestImages.stored(4, x, y) + TestImages.INTERCEPT;
            }
        }
        assertThat(named(measured, "mean").get("value").doubleValue()).isCloseTo(sum / 12, within(1e-9));
        assertThat(named(measured, "mean").get("unit").stringValue()).isEqualTo("HU");
        assertThat(named(measured, "minimum").get("value").doubleValue())
                .isEqualTo(TestImages.stored(4, 2, 1) + TestImages.INTERCEPT);
        assertThat(named(measured, "sampleCount").get("value").intValue()).isEqualTo(12);
        assertThat(named(measured, "area").get("value").doubleValue()).isCloseTo(3, within(1e-9));
        assertThat(measured.get("notes")).isEmpty();
        String slab = StreamClient.AXIAL_PLANE.replace("mean", "mip").replace("\"slab\":0", "\"slab\":4");
        client.measureInPlane(1, 8, "null", "probe", slab, -9, -19, 4);
        assertThat(named(client.event("measured"), "value").get("value").doubleValue())
                .as("of the slices from 2 to 6 mm")
                .isEqualTo(TestImages.stored(6, 2, 2) + TestImages.INTERCEPT);
    }

    @Test
    void regionsOfPetHaveUptakeToo() throws Exception {
        StreamClient client = openVolume(PET);
        client.event("volume");
        client.measureInPlane(1, 1, "null", "probe", StreamClient.AXIAL_PLANE, -8.4, -18.9, 4.3);
        JsonNode values = client.event("measured").get("values");
        assertThat(values).hasSize(2);
        double stored = TestImages.stored(4, 3, 2);
        assertThat(values.get(0).get("unit").stringValue()).isEqualTo("SUVbw");
        assertThat(values.get(0).get("value").doubleValue()).isCloseTo(stored * 4 * 0.0002, within(1e-9));
        assertThat(values.get(1).get("unit").stringValue()).isEqualTo("BQML");
        assertThat(values.get(1).get("value").doubleValue()).isCloseTo(stored * 4, within(1e-9));
    }

    @Test
    void whatIsMeasuredAtHalfTheResolutionIsSaidToBe() throws Exception {
        StreamClient client = openVolume(LARGE);
        assertThat(client.event("volume").get("reduced").booleanValue()).isTrue();
        client.measureInPlane(1, 1, "null", "ellipse", StreamClient.AXIAL_PLANE, -9, -19, 4, -3, -12, 4);
        JsonNode measured = client.event("measured");
        assertThat(measured.get("refusal").isNull()).isTrue();
        assertThat(measured.get("notes").get(0).stringValue()).isEqualTo("half-resolution");
    }

    @Test
    void whatIsMissingIsntMeasured() throws Exception {
        StreamClient client = openVolume(DAMAGED);
        client.event("volume");
        client.event("warning");
        client.measureInPlane(1, 1, "null", "ellipse", StreamClient.AXIAL_PLANE, -9, -19, 4, -6, -17, 4);
        JsonNode measured = client.event("measured");
        assertThat(named(measured, "sampleCount").get("value").intValue()).isZero();
        assertThat(named(measured, "leftOut").get("value").intValue()).isPositive();
        assertThat(measured.get("notes").get(0).stringValue()).isEqualTo("no-pixels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"right\":{\"x\":1,\"y\":0,\"z\":0},\"down\":{\"x\":1,\"y\":0,\"z\":0},\"method\":\"mean\",\"slab\":0}",
                "{\"right\":{\"x\":0,\"y\":0,\"z\":0},\"down\":{\"x\":0,\"y\":1,\"z\":0},\"method\":\"mean\",\"slab\":0}",
                "{\"right\":{\"x\":1,\"y\":0,\"z\":0},\"down\":{\"x\":0,\"y\":1e999,\"z\":0},\"method\":\"mean\",\"slab\":0}",
                "{\"right\":{\"x\":1,\"y\":0,\"z\":0},\"down\":{\"x\":0,\"y\":1,\"z\":0},\"method\":\"volume-mip\",\"slab\":0}",
                "{\"right\":{\"x\":1,\"y\":0,\"z\":0},\"down\":{\"x\":0,\"y\":1,\"z\":0},\"method\":\"mean\",\"slab\":-1}"
            })
    void aPlaneThatIsNoneEndsTheConnection(String plane) throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        client.measureInPlane(1, 1, "null", "length", plane, -8, -18, 3, -5, -14, 3);
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    private static JsonNode named(JsonNode measured, String name) {
        for (JsonNode value : measured.get("values")) {
            if (value.get("name").stringValue().equals(name)) {
                return value;
            }
        }
        throw new AssertionError("no " + name + " in " + measured);
    }

    @Test
    void tellsWhatIsAtAPoint() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        client.plane(1, 2, SLICE_3, "\"mean\",\"slab\":0", "exact");
        client.restingPlane();
        // Nearest to column 3, row 2 of slice 4.
        client.probe(1, 17, -8.4, -18.9, 4.3);
        JsonNode probe = client.event("probe");
        assertThat(probe.get("number").intValue()).isEqualTo(17);
        assertThat(probe.get("point").get("z").doubleValue()).isEqualTo(4.3);
        assertThat(probe.get("cover").stringValue()).isEqualTo("inside");
        assertThat(probe.get("value").doubleValue()).isEqualTo(TestImages.stored(4, 3, 2) + TestImages.INTERCEPT);
        assertThat(probe.get("unit").stringValue()).isEqualTo("HU");
        assertThat(probe.get("suv").isNull()).isTrue();
        client.probe(1, 18, -8.4, -18.9, 9.51);
        JsonNode outside = client.event("probe");
        assertThat(outside.get("number").intValue()).isEqualTo(18);
        assertThat(outside.get("cover").stringValue()).isEqualTo("outside");
        assertThat(outside.get("value").isNull()).isTrue();
        client.probe(1, 19, -8.4, -18.9, 9.49);
        assertThat(client.event("probe").get("cover").stringValue()).isEqualTo("inside");
    }

    @Test
    void tellsActivityAndUptakeWithEachSlicesOwnRescale() throws Exception {
        StreamClient client = openVolume(PET);
        JsonNode volume = client.event("volume");
        assertThat(volume.get("unit").stringValue()).isEqualTo("BQML");
        client.plane(1, 2, SLICE_3, "\"mean\",\"slab\":0", "exact");
        client.restingPlane();
        client.probe(1, 1, -10 + 5 * 0.5, -20 + 4 * 0.5, 7);
        JsonNode probe = client.event("probe");
        double activity = 7.0 * TestImages.stored(7, 5, 4);
        assertThat(probe.get("value").doubleValue()).isCloseTo(activity, within(1e-9));
        assertThat(probe.get("suv").doubleValue()).isCloseTo(activity * 0.0002, within(1e-9));
    }

    @Test
    void refusesWhatMakesNoVolume() throws Exception {
        StreamClient client = openVolume(ONE_PICTURE);
        JsonNode failed = client.event("failed");
        assertThat(failed.get("sequence").intValue()).isEqualTo(1);
        assertThat(failed.get("slice").isNull()).isTrue();
        assertThat(failed.get("message").get("text").stringValue())
                .startsWith("The volume can't be shown: its pictures don't make a volume.");
        client.showVolume(1, 2, SERIES, "10");
        assertThat(client.event("failed").get("message").get("text").stringValue())
                .isEqualTo("The volume can't be shown: it has no picture 10.");
        client.showVolume(1, 3, OTHER_SERIES, "null");
        assertThat(client.event("failed").get("message").get("text").stringValue())
                .isEqualTo(
                        "The volume can't be shown: it isn't part of this study (any longer). Open the study again.");
        client.plane(1, 4, SLICE_3, "\"mean\",\"slab\":0", "exact");
        assertThat(client.event("failed").get("message").get("text").stringValue())
                .isEqualTo("No series is open here. Choose one.");
    }

    @Test
    void closesWhereAccessWasRevokedSinceTheStudyWasOpened() throws Exception {
        StreamClient client = open();
        accessRevoked.set(true);
        client.showVolume(1, 1, SERIES, "null");
        assertThat(client.closeCode()).isEqualTo(4404);
    }

    @Test
    void isNotLeftOpenWhenAccessIsRevokedWhileNothingIsAskedFor() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        accessRevoked.set(true);
        assertThat(client.closeCode()).isEqualTo(4404);
    }

    @Test
    void letsGoOfTheVolumeWhenTheViewportOrTheConnectionCloses() throws Exception {
        StreamClient client = openVolume(LARGE);
        client.event("volume");
        long taken = volumes.takenBytes();
        assertThat(taken).isPositive().isLessThanOrEqualTo(VOLUME_BYTES);
        client.send("{\"type\":\"close\",\"viewport\":1}");
        // What nobody looks at makes room: each of these needs the place of the one before.
        for (int i = 2; i < 6; i++) {
            client.showVolume(i, 1, i % 2 == 0 ? SERIES : LARGE, "null");
            client.event("volume");
            client.send("{\"type\":\"close\",\"viewport\":" + i + "}");
        }
        assertThat(volumes.takenBytes()).isLessThanOrEqualTo(VOLUME_BYTES);
    }

    @Test
    void closesOnAPlaneThatIsNone() throws Exception {
        StreamClient client = openVolume(SERIES);
        client.event("volume");
        client.plane(1, 2, SLICE_3.replace("\"right\":{\"x\":1", "\"right\":{\"x\":2"), "\"mean\",\"slab\":0", "exact");
        assertThat(client.closeCode()).isEqualTo(4400);
    }
}
