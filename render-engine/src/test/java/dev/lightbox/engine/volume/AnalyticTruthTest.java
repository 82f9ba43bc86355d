package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.SharedSeries.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Planes through objects whose every point is known, in stacks that are tilted and uneven: where things are and what values they have, computed without the volume's own map. And through real series, by the
 * hashes that others have found.
 */
class AnalyticTruthTest {

    private static final int COLUMNS = 96;
    private static final int ROWS = 80;
    private static final int SLICES = 60;
    private static final double PIXEL_MM = 0.5;
    private static final PatientPoint ORIGIN = new PatientPoint(-24, -16, 700);

    /** What is scanned. */
    private interface Body {
        double at(PatientPoint point);
    }

    /** Slices that follow each other along z, tilted by 36.87 degrees or not. */
    private static Volume scan(boolean tilted, boolean uneven, Body body) {
        Vector3 column = tilted ? new Vector3(0, 0.8, -0.6) : new Vector3(0, 1, 0);
        List<PatientPoint> origins = new ArrayList<>();
        double z = 0;
        for (int k = 0; k < SLICES; k++) {
            origins.add(ORIGIN.plus(new Vector3(0, 0, z)));
            z += uneven && k % 4 == 1 ? 1 : 0.75;
        }
        ImagePlane first = new ImagePlane(
                ORIGIN, new Vector3(1, 0, 0), column, new PixelSpacing(PIXEL_MM, PIXEL_MM, PixelSpacing.Kind.PATIENT));
        VolumeGeometry geometry = new VolumeGeometry(COLUMNS, ROWS, first, origins, new boolean[SLICES - 1]);
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        for (int k = 0; k < SLICES; k++) {
            short[] values = new short[COLUMNS * ROWS];
            for (int j = 0, at = 0; j < ROWS; j++) {
                for (int i = 0; i < COLUMNS; i++) {
                    PatientPoint point =
                            origins.get(k).plus(new Vector3(i * PIXEL_MM, 0, 0)).plus(column.times(j * PIXEL_MM));
                    values[at++] = (short) Math.rint(body.at(point));
                }
            }
            volume.put(k, values);
        }
        return volume;
    }

    static Stream<PlaneGrid> planes() {
        List<PlaneGrid> planes = new ArrayList<>();
        Vector3[][] directions = {
            {new Vector3(1, 0, 0), new Vector3(0, 1, 0)},
            {new Vector3(1, 0, 0), new Vector3(0, 0, -1)},
            {new Vector3(0, 1, 0), new Vector3(0, 0, -1)},
            {new Vector3(0.8, 0.6, 0), new Vector3(0, 0, -1)},
            {new Vector3(0.6, 0.64, 0.48), new Vector3(-0.8, 0.48, 0.36)},
            {new Vector3(0.36, 0.48, -0.8), new Vector3(0.8, -0.6, 0)}
        };
        for (Vector3[] direction : directions) {
            planes.add(new PlaneGrid(middle(), direction[0], direction[1], 0.37, 71, 53));
        }
        return planes.stream();
    }

    /** Well within all stacks. */
    private static PatientPoint middle() {
        return ORIGIN.plus(new Vector3(23.1, 15.3, 11.7));
    }

    @ParameterizedTest
    @MethodSource("planes")
    void aLinearRampIsExactBetweenVoxelsInAnyPlane(PlaneGrid plane) {
        // Whole numbers at all voxels of all four stacks: 10 a column, −2 or 12.5 · 2 a row, 10 a quarter of a mm along
        // z.
        Body ramp = p -> 20 * (p.x() + 24) + 50 * (p.y() + 16) * 0.5 + 40 * (p.z() - 700);
        for (boolean tilted : new boolean[] {false, true}) {
            for (boolean uneven : new boolean[] {false, true}) {
                Volume volume = scan(tilted, uneven, p -> ramp.at(p) * 2);
                ReslicedPlane taken = Reslicer.reslice(volume, ResliceRequest.of(plane));
                int inside = 0;
                for (int y = 0, at = 0; y < plane.height(); y++) {
                    for (int x = 0; x < plane.width(); x++, at++) {
                        VoxelPoint place = volume.geometry().toVoxel(plane.toPatient(new PixelPoint(x, y)));
                        if (place.column() >= 0
                                && place.column() <= COLUMNS - 1
                                && place.row() >= 0
                                && place.row() <= ROWS - 1
                                && place.slice() >= 0
                                && place.slice() <= SLICES - 1) {
                            double truth = 2 * ramp.at(plane.toPatient(new PixelPoint(x, y)));
                            assertThat((double) taken.values()[at]).isCloseTo(truth, within(0.01));
                            inside++;
                        }
                    }
                }
                assertThat(inside).isGreaterThan(1500);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("planes")
    void aBallIsWhereItIsInAnyPlane(PlaneGrid plane) {
        PatientPoint center = middle().plus(new Vector3(0.17, -0.09, 0.23));
        PlaneGrid through = plane.shifted(center.minus(plane.center()).dot(plane.normal()));
        for (boolean tilted : new boolean[] {false, true}) {
            for (boolean uneven : new boolean[] {false, true}) {
                Volume volume = scan(
                        tilted,
                        uneven,
                        p -> 1000 * Math.clamp(6 - p.minus(center).length(), 0, 1));
                for (VolumeInterpolation interpolation :
                        List.of(VolumeInterpolation.TRILINEAR, VolumeInterpolation.TRICUBIC)) {
                    ReslicedPlane taken =
                            Reslicer.reslice(volume, new ResliceRequest(through, interpolation, Slab.NONE, 0));
                    double sum = 0;
                    double x = 0;
                    double y = 0;
                    for (int i = 0; i < taken.values().length; i++) {
                        sum += taken.values()[i];
                        x += taken.values()[i] * (i % through.width());
                        y += taken.values()[i] * (i / through.width());
                    }
                    PixelPoint truth = through.toPixel(center);
                    double tenthOfAVoxel = 0.1 * PIXEL_MM / through.spacingMm();
                    assertThat(x / sum).isCloseTo(truth.x(), within(tenthOfAVoxel));
                    assertThat(y / sum).isCloseTo(truth.y(), within(tenthOfAVoxel));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRodLiesInAMipWhereItIsAndKeepsItsValue(boolean tilted) {
        Vector3 along = new Vector3(0.6, 0.64, 0.48).normalized();
        PatientPoint on = middle();
        Volume volume = scan(tilted, true, p -> {
            Vector3 from = p.minus(on);
            double distance = from.plus(along.times(-from.dot(along))).length();
            return 1000 * Math.clamp(2.5 - distance, 0, 1);
        });
        // Seen from the front, through all of it.
        PlaneGrid view = new PlaneGrid(on, new Vector3(1, 0, 0), new Vector3(0, 0, -1), 0.4, 61, 31);
        ReslicedPlane mip = Reslicer.reslice(
                volume, new ResliceRequest(view, VolumeInterpolation.TRILINEAR, new Slab(60, Slab.Mode.MIP), 0));
        for (int y = 8; y < 23; y++) {
            double sum = 0;
            double x = 0;
            double most = 0;
            for (int i = 0; i < 61; i++) {
                double value = mip.values()[y * 61 + i];
                sum += value;
                x += value * i;
                most = Math.max(most, value);
            }
            double up = -(y - 15) * 0.4;
            double truth = 30 + up * along.x() / along.z() / 0.4;
            assertThat(x / sum).isCloseTo(truth, within(0.1 * PIXEL_MM / 0.4 * 1.5));
            assertThat(most).isEqualTo(1000);
        }
    }

    @Test
    void realSeriesGiveTheValuesThatOthersFound() throws Exception {
        for (String line : Files.readAllLines(SharedData.path("volumes/GEOMETRY.tsv"))) {
            String[] fields = line.split("\t", -1);
            if (!fields[0].endsWith("-140.zip") && !fields[0].endsWith("uneven-28.zip")) {
                continue;
            }
            VolumePlan<Frame> plan = SharedSeries.volumes(SharedSeries.images("volumes/" + fields[0]))
                    .volumes()
                    .getFirst();
            Volume volume = SharedSeries.filled(plan);
            VolumeGeometry geometry = volume.geometry();
            assertThat(hash(volume, geometry.row(), geometry.columns(), 0, geometry.rows() / 2))
                    .as(fields[0])
                    .isEqualTo(fields[13]);
            assertThat(hash(volume, geometry.column(), geometry.rows(), geometry.columns() / 2, 0))
                    .as(fields[0])
                    .isEqualTo(fields[14]);
        }
    }

    /** Of one line of each slice: a picture of one row, taken through the reslicer, from a voxel on. */
    private static String hash(Volume volume, Vector3 right, int length, int column, int row) throws Exception {
        VolumeGeometry geometry = volume.geometry();
        ByteBuffer bytes = ByteBuffer.allocate(4 * length * geometry.slices()).order(ByteOrder.LITTLE_ENDIAN);
        double spacing = geometry.spacing().columnMm();
        for (int k = 0; k < geometry.slices(); k++) {
            PatientPoint first = geometry.toPatient(new VoxelPoint(column, row, k));
            PlaneGrid line = new PlaneGrid(
                    first.plus(right.times(spacing * (length - 1) / 2)), right, geometry.normal(), spacing, length, 1);
            for (float value : Reslicer.reslice(volume, ResliceRequest.of(line)).values()) {
                bytes.putInt((int) Math.rint(value));
            }
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
