package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.engine.volume.VolumeSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a header says of its frames, as volumes want to know it. */
class VolumeSliceTest {

    private static SeriesVolumes<Integer> volumes(SourceImage image) {
        List<VolumeSlice<Integer>> slices = new ArrayList<>();
        for (int frame = 1; frame <= image.numberOfFrames(); frame++) {
            slices.add(image.volumeSlice(frame, frame));
        }
        return SeriesVolumes.of(slices);
    }

    private static List<String> described(SourceImage image) {
        return volumes(image).volumes().stream()
                .map(plan -> plan.label() + ": " + plan.geometry().slices())
                .toList();
    }

    private static SourceImage shared(String name) throws Exception {
        return SourceImage.of(DicomReader.read(SharedData.bytes("multiframe/" + name), name));
    }

    @Test
    void plainAttributes() throws Exception {
        SourceImage image = Instances.headerOnly(
                Instances.gray(4, 4)
                        .put(Tag.ImageType, "DERIVED", "PRIMARY", "M", "DIXON", "WATER")
                        .putInts(Tag.AcquisitionNumber, 3)
                        .putInts(Tag.EchoNumbers, 2)
                        .putNumbers(Tag.EchoTime, 4.6)
                        .putNumbers(Tag.InversionTime, 2500.0)
                        .put(Tag.AcquisitionDate, "19700102")
                        .put(Tag.AcquisitionTime, "000010.5")
                        .put(Tag.ContentTime, "000100")
                        .putNumbers(Tag.RescaleSlope, 2)
                        .putNumbers(Tag.RescaleIntercept, -1024)
                        .putNumbers(Tag.SliceThickness, 1.25),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        VolumeSlice<String> slice = image.volumeSlice("it", 1);

        assertThat(slice.slice().source()).isEqualTo("it");
        assertThat(slice.dimensions())
                .containsEntry("ImageType", "DERIVED\\PRIMARY\\M\\DIXON\\WATER")
                .containsEntry("ImageType3", "M")
                .containsEntry("ImageType5", "WATER")
                .containsEntry("AcquisitionNumber", "3")
                .containsEntry("EchoNumbers", "2")
                .containsEntry("EchoTime", "4.6")
                .containsEntry("InversionTime", "2500")
                .containsEntry("AcquisitionTime", "86410.5")
                .containsEntry("ContentTime", "60")
                .doesNotContainKey("DiffusionBValue");
        assertThat(slice.scale()).contains(new SliceScale(2, -1024));
        assertThat(slice.thicknessMm()).hasValue(1.25);
    }

    /** An enhanced MR of echoes × b-values × places, the place counted down. */
    private static SourceImage enhanced(double[] echoes, double[] weights, int places) throws Exception {
        List<DataSet> frames = new ArrayList<>();
        for (double echo : echoes) {
            for (double weight : weights) {
                for (int k = 0; k < places; k++) {
                    DataSet.Builder content = DataSet.builder()
                            .put(Tag.StackID, "1")
                            .putInts(Tag.InStackPositionNumber, k + 1)
                            .putInts(Tag.DimensionIndexValues, k + 1);
                    frames.add(DataSet.builder()
                            .putItems(Tag.FrameContentSequence, content.build())
                            .putItems(
                                    Tag.PlanePositionSequence,
                                    DataSet.builder()
                                            .putNumbers(Tag.ImagePositionPatient, 0, 0, 30 - 3 * k)
                                            .build())
                            .putItems(
                                    Tag.MREchoSequence,
                                    DataSet.builder()
                                            .putNumbers(Tag.EffectiveEchoTime, echo)
                                            .build())
                            .putItems(
                                    Tag.MRDiffusionSequence,
                                    DataSet.builder()
                                            .putNumbers(Tag.DiffusionBValue, weight)
                                            .build())
                            .putItems(
                                    Tag.PixelValueTransformationSequence,
                                    DataSet.builder()
                                            .putNumbers(Tag.RescaleSlope, 1 + k)
                                            .putNumbers(Tag.RescaleIntercept, 0)
                                            .build())
                            .build());
                }
            }
        }
        DataSet shared = DataSet.builder()
                .putItems(
                        Tag.PlaneOrientationSequence,
                        DataSet.builder()
                                .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                                .build())
                .putItems(
                        Tag.PixelMeasuresSequence,
                        DataSet.builder()
                                .putNumbers(Tag.PixelSpacing, 2, 1.5)
                                .putNumbers(Tag.SliceThickness, 3)
                                .build())
                .build();
        return Instances.headerOnly(
                Instances.gray(8, 8)
                        .putInts(Tag.NumberOfFrames, frames.size())
                        .put(Tag.FrameOfReferenceUID, "1.2.3")
                        .put(Tag.SOPInstanceUID, "1.2.3.4")
                        .putItems(
                                Tag.DimensionIndexSequence,
                                DataSet.builder()
                                        .putInts(Tag.DimensionIndexPointer, Tag.InStackPositionNumber)
                                        .build())
                        .putItems(Tag.SharedFunctionalGroupsSequence, shared)
                        .putItems(Tag.PerFrameFunctionalGroupsSequence, frames),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void framesOfAnEnhancedImageAreTakenApart() throws Exception {
        SourceImage image = enhanced(new double[] {4.6, 92}, new double[] {0, 1000}, 5);

        assertThat(described(image))
                .containsExactly(
                        "TE 4.6 ms, b 0: 5", "TE 4.6 ms, b 1000: 5", "TE 92 ms, b 0: 5", "TE 92 ms, b 1000: 5");
        VolumePlan<Integer> plan = volumes(image).volumes().get(1);
        // Rising along the normal: the last frame of its group first; each with its own rescale.
        assertThat(plan.sources()).containsExactly(10, 9, 8, 7, 6);
        assertThat(plan.scales())
                .startsWith(new SliceScale(5, 0))
                .endsWith(new SliceScale(1, 0))
                .hasSize(5);
        assertThat(plan.geometry().origin(0)).isEqualTo(new PatientPoint(0, 0, 18));
        assertThat(plan.geometry().spacing().rowMm()).isEqualTo(2);
        assertThat(plan.frameOfReferenceUid()).isEqualTo("1.2.3");
    }

    @Test
    void realEnhancedImages() throws Exception {
        assertThat(described(shared("enhanced-ct-legacy-converted-3f.dcm"))).containsExactly(": 3");
        assertThat(described(shared("enhanced-mr-siemens-xa10-6f.dcm"))).containsExactly(": 6");
        assertThat(volumes(shared("enhanced-ct-legacy-converted-3f.dcm"))
                        .volumes()
                        .getFirst()
                        .geometry()
                        .medianSpacingMm())
                .isEqualTo(2.5);
        // 19 times of one slice.
        assertThat(Message.texts(volumes(shared("enhanced-mr-19f-knee.dcm")).refusals()))
                .containsExactly("All slices lie at the same place (19 pictures).");
        // It says nothing of where its frames lie.
        assertThat(Message.texts(volumes(shared("enhanced-mr-10f-64x64.dcm")).refusals()))
                .containsExactly(
                        "The file doesn't say, or not in valid numbers, where in the patient the picture lies (10 pictures).");
        assertThat(volumes(shared("us-cine-30f-jpeg-ybr422.dcm")).refusals())
                .singleElement()
                .asString()
                .startsWith("Colour pictures can't make a volume");
    }

    @Test
    void aMissingHalfOfTheRescaleIsTold() throws Exception {
        for (int present = 0; present < 4; present++) {
            DataSet.Builder header = Instances.gray(8, 8);
            if (present % 2 == 1) {
                header.putNumbers(Tag.RescaleSlope, 1);
            }
            if (present > 1) {
                header.putNumbers(Tag.RescaleIntercept, -1024);
            }
            assertThat(Instances.headerOnly(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                            .volumeSlice(1, 1)
                            .dimensions())
                    .as("%d", present)
                    .isEqualTo(present == 3 ? Map.of() : Map.of("Rescale", "none"));
        }
    }

    @Test
    void theGantryOfTheHeaderAndThePositionsMustAgree() throws Exception {
        List<VolumeSlice<Integer>> slices = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            slices.add(Instances.headerOnly(
                            Instances.gray(8, 8)
                                    .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                                    .putNumbers(Tag.GantryDetectorTilt, -15)
                                    .put(Tag.SOPInstanceUID, "1.2." + k)
                                    .putNumbers(Tag.PixelSpacing, 1, 1)
                                    .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                                    .putNumbers(Tag.ImagePositionPatient, 0, 0, 2 * k),
                            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .volumeSlice(k, 1));
        }

        assertThat(Message.texts(SeriesVolumes.of(slices).volumes().getFirst().warnings()))
                .anyMatch(warning -> warning.startsWith(
                        "The files say that the gantry was tilted by 15.0 degrees, their positions 0.0 degrees"));
    }
}
