package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.TransferSyntax;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The demonstration studies: what a small hospital's archive might hold, of people who don't exist. UIDs, names and every pixel are always the same;
 * only the dates follow the day of generation, so that the worklist's quick ranges find something. Stateless and thread-safe.
 */
public final class PhantomStudies {
    /** Rises whenever a generated file changes in anything but its dates. */
    public static final int VERSION = 2;

    public static final String WEBER = "Weber^Karl^^Dr.";
    public static final String SCHNEIDER = "Schneider^Eva^^Dr.";
    public static final String OKAFOR = "Okafor^Ngozi^^Dr.";

    public static final PhantomPatient MUSTERMANN =
            new PhantomPatient("Mustermann^Jörg", "LBX-1001", LocalDate.of(1958, 3, 14), "M");
    public static final PhantomPatient MUSTERFRAU =
            new PhantomPatient("Musterfrau^Änne", "LBX-1002", LocalDate.of(1971, 11, 2), "F");
    public static final PhantomPatient YAMADA =
            new PhantomPatient("Yamada^Tarou=山田^太郎=やまだ^たろう", "LBX-1003", LocalDate.of(1949, 7, 30), "M");
    public static final PhantomPatient FANTASIA =
            new PhantomPatient("Fantasia^Chloë^Zoé", "LBX-1004", LocalDate.of(1990, 1, 9), "F");
    public static final PhantomPatient EJEMPLO =
            new PhantomPatient("Ejemplo^Íñigo", "LBX-1005", LocalDate.of(1983, 5, 21), "M");
    public static final PhantomPatient PROBE =
            new PhantomPatient("Probe^Ülkü", "LBX-1006", LocalDate.of(2014, 9, 17), "F");
    public static final PhantomPatient DOE =
            new PhantomPatient("Doe^Jane^Q^^PhD", "LBX-1007", LocalDate.of(1936, 12, 24), "F");
    public static final PhantomPatient TESTOWA =
            new PhantomPatient("Testowa^Łucja", "LBX-1008", LocalDate.of(1966, 8, 5), "F");

    private static final String NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
    private static final String RLE = TransferSyntax.RLE_LOSSLESS.uid();
    private static final String JPEG_LOSSLESS = TransferSyntax.JPEG_LOSSLESS_SV1.uid();

    /** The CT head-to-thorax of today: series 1 scout, 2 soft tissue ({@link CtPhantom#headToThorax()}), 3 bone. */
    public static final PhantomStudy CT_HEAD_TO_THORAX = study(
            "ct-head-to-thorax",
            MUSTERMANN,
            WEBER,
            0,
            LocalTime.of(8, 12, 30),
            "CT Kopf bis Thorax mit KM",
            List.of(
                    CtSeries.localizer(new SeriesKey("ct-head-to-thorax", 1)),
                    CtSeries.of(
                            new SeriesKey("ct-head-to-thorax", 2),
                            "Kopf-Thorax 2.0 Weichteil",
                            "CHEST",
                            CtPhantom.headToThorax(),
                            ct("STANDARD", NATIVE, CtSeries.Order.HEAD_TO_FEET, CtSeries.SOFT_TISSUE, CtSeries.LUNG)),
                    CtSeries.of(
                            new SeriesKey("ct-head-to-thorax", 3),
                            "Kopf-Thorax 5.0 Knochen",
                            "CHEST",
                            CtPhantom.headToThoraxBone(),
                            ct("BONE", NATIVE, CtSeries.Order.FEET_TO_HEAD, CtSeries.BONE))));

    /** The same patient's chest seven months before: series 2, RLE ({@link CtPhantom#thorax()}). */
    public static final PhantomStudy CT_THORAX_PRIOR = study(
            "ct-thorax-prior",
            MUSTERMANN,
            WEBER,
            211,
            LocalTime.of(14, 40, 5),
            "CT Thorax",
            List.of(CtSeries.of(
                    new SeriesKey("ct-thorax-prior", 2),
                    "Thorax 5.0 (RLE)",
                    "CHEST",
                    CtPhantom.thorax(),
                    ct("STANDARD", RLE, CtSeries.Order.HEAD_TO_FEET, CtSeries.SOFT_TISSUE, CtSeries.LUNG))));

    /** A double oblique head: series 1 T1, 2 T2 ({@link MrPhantom}). */
    public static final PhantomStudy MR_HEAD = study(
            "mr-head",
            MUSTERFRAU,
            SCHNEIDER,
            0,
            LocalTime.of(10, 5, 0),
            "MRT Kopf",
            List.of(
                    MrSeries.of(
                            new SeriesKey("mr-head", 1),
                            "T1 SE schräg",
                            "HEAD",
                            MrPhantom.obliqueHeadT1(),
                            MrSeries.T1),
                    MrSeries.of(
                            new SeriesKey("mr-head", 2),
                            "T2 TSE schräg",
                            "HEAD",
                            MrPhantom.obliqueHeadT2(),
                            MrSeries.T2)));

    /** The same patient's head a year before, with what was written about it: series 2 report, 3 key images, 4 PDF ({@link ReportedSeries}). */
    public static final PhantomStudy MR_HEAD_PRIOR = study(
            "mr-head-prior",
            MUSTERFRAU,
            SCHNEIDER,
            370,
            LocalTime.of(16, 20, 0),
            "MRT Kopf",
            reportedHead("mr-head-prior"));

    /** A chest radiograph: series 1 MONOCHROME1, 2 its MONOCHROME2 twin ({@link Radiograph#chest()}). */
    public static final PhantomStudy CR_CHEST = study(
            "cr-chest",
            YAMADA,
            OKAFOR,
            1,
            LocalTime.of(11, 31, 0),
            "Röntgen Thorax p.a.",
            List.of(
                    RadiographSeries.chest(new SeriesKey("cr-chest", 1), true),
                    RadiographSeries.chest(new SeriesKey("cr-chest", 2), false)));

    /** A colour cine loop of 24 frames, uncompressed. */
    public static final PhantomStudy US_HEART = study(
            "us-heart",
            FANTASIA,
            WEBER,
            2,
            LocalTime.of(9, 45, 10),
            "Echokardiographie",
            List.of(UltrasoundSeries.of(new SeriesKey("us-heart", 1), "Vierkammerblick", ultrasound(1), NATIVE)));

    /** A head with tilted gantry, lossless JPEG ({@link CtPhantom#tiltedHead()}). */
    public static final PhantomStudy CT_HEAD_TILTED = study(
            "ct-head-tilted",
            EJEMPLO,
            SCHNEIDER,
            2,
            LocalTime.of(23, 58, 0),
            "CT Schädel nativ",
            List.of(CtSeries.of(
                    new SeriesKey("ct-head-tilted", 2),
                    "Schädel 4.0 gekippt (JPEG lossless)",
                    "HEAD",
                    CtPhantom.tiltedHead(),
                    new CtSeries.Reconstruction(
                            "BRAIN",
                            JPEG_LOSSLESS,
                            CtSeries.Order.FEET_TO_HEAD,
                            List.of(CtSeries.BRAIN, CtSeries.BONE),
                            CtPhantom.HEAD_TILT_DEGREES))));

    /** A child's hand, digital radiography. */
    public static final PhantomStudy DX_HAND = study(
            "dx-hand",
            PROBE,
            OKAFOR,
            5,
            LocalTime.of(13, 2, 44),
            "Röntgen Hand links",
            List.of(RadiographSeries.hand(new SeriesKey("dx-hand", 1))));

    /** A report without pictures. */
    public static final PhantomStudy SR_REPORT = study(
            "sr-report",
            DOE,
            WEBER,
            6,
            LocalTime.of(15, 0, 0),
            "Befundbericht CT Thorax",
            List.of(ReportSeries.of(
                    new SeriesKey("sr-report", 1),
                    "Husten seit drei Wochen.",
                    "Rundherd im rechten Oberlappen, 14 mm. Leberzyste, 12 mm.",
                    "Kontrolle in drei Monaten empfohlen. Dies ist ein Beispieltext ohne Bezug zu einer Person.")));

    /** A chest in which each second slice has 256² instead of 512² pixels over the same field of view; no referring physician. */
    public static final PhantomStudy CT_MIXED_SIZES = study(
            "ct-mixed-sizes",
            DOE,
            "",
            30,
            LocalTime.of(7, 30, 0),
            "CT Thorax, gemischte Matrix",
            List.of(mixedSizes(new SeriesKey("ct-mixed-sizes", 1))));

    /** A sagittal cervical spine. */
    public static final PhantomStudy MR_NECK = study(
            "mr-neck",
            TESTOWA,
            SCHNEIDER,
            4,
            LocalTime.of(12, 15, 0),
            "MRT HWS",
            List.of(MrSeries.of(
                    new SeriesKey("mr-neck", 1), "T2 TSE sag", "CSPINE", MrPhantom.sagittalNeck(), MrSeries.T2)));

    /** A colour cine loop, RLE, of a patient with a radiograph. */
    public static final PhantomStudy US_HEART_RLE = study(
            "us-heart-rle",
            YAMADA,
            OKAFOR,
            62,
            LocalTime.of(10, 10, 10),
            "Echokardiographie (RLE)",
            List.of(UltrasoundSeries.of(new SeriesKey("us-heart-rle", 1), "Parasternal", ultrasound(2), RLE)));

    /** A colour test picture. */
    public static final PhantomStudy TEST_PICTURE = study(
            "test-picture",
            EJEMPLO,
            SCHNEIDER,
            45,
            LocalTime.of(17, 0, 0),
            "Farbtestbild",
            List.of(CaptureSeries.testPicture(new SeriesKey("test-picture", 1))));

    /** Tilted, uneven, with gaps, PET, and no volume at all: the truth is in {@link GeometryPhantom} and {@link GeometryStudy}. No person, no physician. */
    public static final PhantomStudy GEOMETRY = GeometryStudy.demonstration();

    private static final List<PhantomStudy> ALL = List.of(
            CT_HEAD_TO_THORAX,
            CT_THORAX_PRIOR,
            MR_HEAD,
            MR_HEAD_PRIOR,
            CR_CHEST,
            US_HEART,
            CT_HEAD_TILTED,
            DX_HAND,
            SR_REPORT,
            CT_MIXED_SIZES,
            MR_NECK,
            US_HEART_RLE,
            TEST_PICTURE,
            GEOMETRY);

    private PhantomStudies() {}

    /** All demonstration studies, always the same. */
    public static List<PhantomStudy> all() {
        return ALL;
    }

    /** What the ultrasound studies show: 480 rows × 640 columns, 24 frames. */
    static UltrasoundPhantom ultrasound(long seed) {
        return new UltrasoundPhantom(480, 640, 24, seed);
    }

    /**
     * Writes all studies as files {@code directory/StudyInstanceUID/SeriesInstanceUID/SOPInstanceUID.dcm}, dated back from the system's day, unless they
     * are there already. See {@link PhantomWriter}.
     *
     * @throws InterruptedException if the thread is interrupted; the directory is then as before
     */
    public static void write(Path directory, Progress progress) throws IOException, InterruptedException {
        new PhantomWriter(LocalDate.now(), progress).write(directory, ALL);
    }

    private static PhantomStudy study(
            String key,
            PhantomPatient patient,
            String referringPhysician,
            int daysAgo,
            LocalTime time,
            String description,
            List<PhantomSeries> series) {
        String accession = "A" + (700_000 + Math.floorMod(key.hashCode(), 100_000));
        return new PhantomStudy(
                PhantomUids.of("study/" + key),
                patient,
                referringPhysician,
                daysAgo,
                time,
                accession,
                description,
                series);
    }

    private static CtSeries.Reconstruction ct(
            String kernel, String transferSyntaxUid, CtSeries.Order order, CtSeries.Window... windows) {
        return new CtSeries.Reconstruction(kernel, transferSyntaxUid, order, List.of(windows), 0);
    }

    private static List<PhantomSeries> reportedHead(String study) {
        SeriesKey pictures = new SeriesKey(study, 1);
        ReportedSeries reported = new ReportedSeries(PhantomUids.of("study/" + study), pictures, SopClass.MR);
        return List.of(
                MrSeries.of(pictures, "T1 SE schräg", "HEAD", MrPhantom.obliqueHeadPrior(), MrSeries.T1),
                reported.report(new SeriesKey(study, 2), SCHNEIDER),
                reported.keyImages(new SeriesKey(study, 3)),
                reported.pdf(new SeriesKey(study, 4)));
    }

    private static PhantomSeries mixedSizes(SeriesKey key) {
        CtSeries.Reconstruction reconstruction =
                ct("STANDARD", NATIVE, CtSeries.Order.HEAD_TO_FEET, CtSeries.SOFT_TISSUE);
        SampledVolume large = CtPhantom.thoraxOfSize(512);
        SampledVolume small = CtPhantom.thoraxOfSize(256);
        List<PhantomInstance> instances = new ArrayList<>();
        for (int slice = 0; slice < large.grid().slices(); slice++) {
            SampledVolume volume = slice % 2 == 0 ? large : small;
            instances.add(CtSeries.instance(key, slice, large.grid().slices() - slice, volume, slice, reconstruction));
        }
        return CtSeries.series(key, "Thorax 10.0, 512 und 256", "CHEST", instances);
    }
}
