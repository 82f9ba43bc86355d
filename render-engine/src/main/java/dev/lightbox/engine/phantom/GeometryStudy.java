package dev.lightbox.engine.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Studies of the {@link GeometryPhantom}: the demonstration's, and any that a test wants. Stateless and thread-safe. */
public final class GeometryStudy {

    /** A series of such a study, and the truth of it. */
    public record Part(String description, GeometryStack stack) {}

    /** Gantry tilted by 15°: 44 slices, 3.2 mm apart along the table, numbered from the head. */
    public static final Part TILTED = new Part(
            "Gantry gekippt 15°",
            GeometryStack.builder()
                    .size(112, 104, 1.6, 1.5)
                    .tilt(15)
                    .even(44, 3.2)
                    .order(GeometryStack.Order.AGAINST_TABLE)
                    .build());

    /** 48 slices, 2.6 to 3.4 mm apart, numbered in no order. */
    public static final Part UNEVEN = new Part(
            "Ungleiche Abstände",
            GeometryStack.builder()
                    .size(112, 104, 1.6, 1.5)
                    .positions(unevenPositions())
                    .order(GeometryStack.Order.SHUFFLED)
                    .build());

    /** 48 slices of 3 mm, of which the 21st to the 25th and the 35th are missing: gaps of 18 and of 6 mm. */
    public static final Part GAPS = new Part(
            "Fehlende Schichten",
            GeometryStack.builder()
                    .size(112, 104, 1.6, 1.5)
                    .even(48, 3)
                    .missing(20, 21, 22, 23, 24, 34)
                    .build());

    /** Each slice with a rescale slope of its own, as PET has: 32 slices of 4.5 mm. */
    public static final Part PET = new Part(
            "PET, Steigung je Schicht",
            GeometryStack.builder()
                    .modality(GeometryStack.Modality.PT)
                    .size(64, 60, 2.8, 2.6)
                    .even(32, 4.5)
                    .rescaledEach()
                    .build());

    /** No volume: each of 12 pictures is turned by 15° against the one before. */
    public static final Part TURNING = new Part(
            "Gedrehte Bilder, kein Volumen",
            GeometryStack.builder()
                    .size(112, 104, 1.6, 1.5)
                    .even(12, 0.5)
                    .turning(15)
                    .build());

    private static final PhantomPatient PATIENT =
            new PhantomPatient("Geometrie^Phantom", "LBX-1009", LocalDate.of(2020, 2, 2), "O");
    private static final int DAYS_AGO = 14;
    private static final LocalTime TIME = LocalTime.of(10, 0, 0);

    private GeometryStudy() {}

    private static double[] unevenPositions() {
        double[] positions = new double[48];
        for (int i = 1; i < positions.length; i++) {
            positions[i] = positions[i - 1] + 2.6 + i * 37 % 9 / 10.0;
        }
        double middle = positions[positions.length - 1] / 2;
        for (int i = 0; i < positions.length; i++) {
            positions[i] -= middle;
        }
        return positions;
    }

    /** The demonstration study; series 1 {@link #TILTED}, 2 {@link #UNEVEN}, 3 {@link #GAPS}, 4 {@link #PET}, 5 {@link #TURNING}. */
    static PhantomStudy demonstration() {
        return of("geometry", List.of(TILTED, UNEVEN, GAPS, PET, TURNING));
    }

    /**
     * A study of one series for each part, numbered from 1, all in one frame of reference.
     *
     * @param key tells apart studies: the same has the same UIDs whenever it is made
     */
    public static PhantomStudy of(String key, List<Part> parts) {
        List<PhantomSeries> series = new ArrayList<>();
        for (Part part : parts) {
            series.add(GeometrySeries.of(new SeriesKey(key, series.size() + 1), part.description(), part.stack()));
        }
        return new PhantomStudy(
                PhantomUids.of("study/" + key),
                PATIENT,
                "",
                DAYS_AGO,
                TIME,
                "A" + (700_000 + Math.floorMod(key.hashCode(), 100_000)),
                "Geometrie-Phantom",
                series);
    }

    /**
     * The Part 10 files of one stack as a series of its own, in the stack's order; slices that are there twice are followed by their second file.
     *
     * @param key as of {@link #of}
     */
    public static List<byte[]> files(String key, GeometryStack stack) {
        PhantomStudy study = of(key, List.of(new Part(key, stack)));
        PhantomSeries series = study.series().getFirst();
        return series.instances().stream()
                .map(instance -> PhantomFile.bytes(study, series, instance, LocalDate.of(2026, 1, 15)))
                .toList();
    }

    /** Writes such files into a directory, which is made if it isn't there, as {@code 0001.dcm} …. */
    public static void write(Path directory, String key, GeometryStack stack) throws IOException {
        Files.createDirectories(directory);
        int number = 0;
        for (byte[] file : files(key, stack)) {
            Files.write(directory.resolve(String.format(Locale.ROOT, "%04d.dcm", ++number)), file);
        }
    }
}
