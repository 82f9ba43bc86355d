package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.measure.Concept;
import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.Measurements;
import dev.lightbox.engine.measure.PicturePoint;
import dev.lightbox.engine.render.SourceImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RT Dose: where its frames lie and what their values are. */
class DoseTest extends CommandCase {

    private static final int EDGE = 6;
    private static final int FRAMES = 5;
    private static final double SCALING = 0.04;

    /** Gy at the middle of a voxel. */
    private static double dose(int column, int row, int frame) {
        return SCALING * (1000 * frame + 100 * row + 10 * column);
    }

    /** A grid of 3 mm, its frames at 0, 2.5, 5, 8 and 10.5 mm along the normal. */
    private void write(UnaryOperator<DataSet.Builder> change) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(2 * EDGE * EDGE * FRAMES).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < FRAMES; k++) {
            for (int j = 0; j < EDGE; j++) {
                for (int i = 0; i < EDGE; i++) {
                    pixels.putShort((short) Math.round(dose(i, j, k) / SCALING));
                }
            }
        }
        DataSet.Builder header = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.481.2")
                .put(Tag.SOPInstanceUID, "2.25.8")
                .put(Tag.SeriesInstanceUID, "2.25.3")
                .put(Tag.StudyInstanceUID, "2.25.2")
                .put(Tag.FrameOfReferenceUID, "2.25.9")
                .put(Tag.Modality, "RTDOSE")
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, EDGE)
                .putInts(Tag.Columns, EDGE)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16)
                .putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 0)
                .putInts(Tag.NumberOfFrames, FRAMES)
                .putNumbers(Tag.ImagePositionPatient, -7, 8, 100)
                .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                .putNumbers(Tag.PixelSpacing, 3, 3)
                .putNumbers(Tag.GridFrameOffsetVector, 0, 2.5, 5, 8, 10.5)
                .put(Tag.DoseUnits, "GY")
                .put(Tag.DoseType, "PHYSICAL")
                .put(Tag.DoseGridScaling, Double.toString(SCALING))
                .putBytes(Tag.PixelData, Vr.OW, pixels.array());
        Files.write(
                directory.resolve("dose.dcm"),
                DicomWriter.toBytes(change.apply(header).build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
    }

    private short plane(String at) throws IOException {
        assertThat(run("mpr", path("dose.dcm"), "--at", at, "--size", "1x1", "--out", path("p.i16")))
                .as(complained())
                .isZero();
        return ByteBuffer.wrap(Files.readAllBytes(directory.resolve("p.i16")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getShort();
    }

    @Test
    void valuesThatWholeNumbersAreTooCoarseForSaySo() throws IOException {
        write(header -> header);
        plane("-1,17,108");
        assertThat(said()).contains("Values are rounded to whole numbers; the files' own steps are 0.04.");
        write(header -> header.put(Tag.DoseGridScaling, "1"));
        plane("-1,17,108");
        assertThat(said()).doesNotContain("rounded");
    }

    @Test
    void aDoseIsInGrayAtTheGridsOwnPlaces() throws IOException {
        write(header -> header);
        assertThat(run("volume", "--json", path("dose.dcm"))).isZero();
        assertThat(said())
                .contains("\"slices\":5")
                .contains(
                        "\"spacingRuns\":[{\"mm\":2.5,\"count\":2},{\"mm\":3.0,\"count\":1},{\"mm\":2.5,\"count\":1}]")
                .contains("\"firstPosition\":[-7.0,8.0,100.0]")
                .contains("\"lastPosition\":[-7.0,8.0,110.5]");
        // Column 2, row 3; on the fourth frame, and halfway to it.
        assertThat(plane("-1,17,108")).isEqualTo((short) Math.rint(dose(2, 3, 3)));
        assertThat(plane("-1,17,106.5")).isEqualTo((short) Math.rint((dose(2, 3, 2) + dose(2, 3, 3)) / 2));
        assertThat(Files.readString(directory.resolve("p.json"))).containsPattern("\"unit\"\\s*:\\s*\"Gy\"");
    }

    @Test
    void againstTheNormalItsFramesAreSortedAndKeepTheirValues() throws IOException {
        write(header -> header.putNumbers(Tag.GridFrameOffsetVector, 0, -2.5, -5, -8, -10.5));
        assertThat(plane("-1,17,92")).isEqualTo((short) Math.rint(dose(2, 3, 3)));
        assertThat(run("volume", "--json", path("dose.dcm"))).isZero();
        assertThat(said()).contains("\"lastPosition\":[-7.0,8.0,100.0]");
    }

    @Test
    void probesAndRegionsAreInGray() throws Exception {
        write(header -> header);
        SourceImage image = SourceImage.of(DicomReader.read(directory.resolve("dose.dcm")));
        StoredFrame frame = image.decode(4);
        Measured probe =
                Measurements.ofPixels(image, 4, frame, MeasurementKind.PROBE, List.of(new PicturePoint(2.5, 3.5)));
        assertThat(probe.values().getFirst().concept()).isEqualTo(Concept.VALUE);
        assertThat(probe.values().getFirst().value()).isCloseTo(dose(2, 3, 3), within(1e-9));
        assertThat(probe.values().getFirst().unit()).isEqualTo("Gy");
        assertThat(image.defaultWindow(4, frame).center())
                .isCloseTo((dose(0, 0, 3) + dose(5, 5, 3) + 1) / 2, within(1e-9));
    }

    @Test
    void aDoseRelativeToAnotherIsNotInGray() throws IOException {
        write(header -> header.put(Tag.DoseUnits, "RELATIVE"));
        plane("-1,17,108");
        assertThat(Files.readString(directory.resolve("p.json"))).containsPattern("\"unit\"\\s*:\\s*\"relative\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-0.001", "abc", "1e300"})
    void withoutAScalingThereIsNoDoseToShow(String scaling) throws IOException {
        write(header ->
                scaling.isEmpty() ? header.remove(Tag.DoseGridScaling) : header.put(Tag.DoseGridScaling, scaling));
        assertThat(run("mpr", path("dose.dcm"), "--out", path("p.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("Dose Grid Scaling (3004,000E)");
        assertThat(run("render", path("dose.dcm"), "--out", path("p.png"))).isNotZero();
        assertThat(complained()).contains("Dose Grid Scaling (3004,000E)");
    }

    @Test
    void aScalingAndARescaleContradictEachOther() throws IOException {
        write(header -> header.put(Tag.RescaleSlope, "2").put(Tag.RescaleIntercept, "0"));
        assertThat(run("mpr", path("dose.dcm"), "--out", path("p.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("says otherwise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0\\2.5\\5", "0\\2.5\\5\\x\\11.5", "3\\5.5\\8\\12\\14.5"})
    void withoutAPlaceForEachFrameThereIsNoVolume(String offsets) throws IOException {
        write(header -> offsets.isEmpty()
                ? header.remove(Tag.GridFrameOffsetVector)
                : header.put(Tag.GridFrameOffsetVector, offsets.split("\\\\", -1)));
        assertThat(run("mpr", path("dose.dcm"), "--out", path("p.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("where in the patient the picture lies");
    }

    @Test
    void doseOf32BitsSaysWhyItMakesNoVolume() throws IOException {
        write(header -> header.putInts(Tag.BitsAllocated, 32)
                .putInts(Tag.BitsStored, 32)
                .putInts(Tag.HighBit, 31)
                .putBytes(Tag.PixelData, Vr.OW, new byte[4 * EDGE * EDGE * FRAMES]));
        assertThat(run("mpr", path("dose.dcm"), "--out", path("p.i16"))).isEqualTo(ExitCode.FAILED);
        assertThat(complained()).contains("Pixels of 32 bits can't make a volume");
    }
}
