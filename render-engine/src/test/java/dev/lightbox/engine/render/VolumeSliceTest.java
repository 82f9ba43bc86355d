package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Dictionary;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.engine.volume.VolumeSlice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a header says of its frames, as volumes want to know it. */
class VolumeSliceTest {

    private static final int TIME_SLOTS =
            Dictionary.entry("TimeSlotVector").orElseThrow().tag();

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

    /** Four reconstructed slices at the phases of two time slots, oblique, counted from the last slice. */
    private static DataSet.Builder reconstructed() {
        DataSet detector = DataSet.builder()
                .putNumbers(Tag.ImagePositionPatient, 10, 20, 30)
                .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0.8, 0.6)
                .build();
        return Instances.gray(8, 8)
                .put(Tag.Modality, "NM")
                .put(Tag.SOPInstanceUID, "1.2.3.4")
                .put(Tag.FrameOfReferenceUID, "1.2.3")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "RECON GATED TOMO", "EMISSION")
                .putNumbers(Tag.PixelSpacing, 4, 4)
                .putNumbers(Tag.SpacingBetweenSlices, 5)
                .putInts(Tag.NumberOfFrames, 8)
                .putInts(Tag.SliceVector, 4, 3, 2, 1, 4, 3, 2, 1)
                .putInts(TIME_SLOTS, 1, 1, 1, 1, 2, 2, 2, 2)
                .putItems(Tag.DetectorInformationSequence, detector);
    }

    private static SourceImage headerOf(DataSet.Builder header) throws Exception {
        return Instances.headerOnly(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void reconstructedSlicesOfNuclearMedicineFollowTheDetectorsNormal() throws Exception {
        SourceImage image = headerOf(reconstructed());

        assertThat(described(image)).containsExactly("phase 1: 4", "phase 2: 4");
        VolumePlan<Integer> second = volumes(image).volumes().get(1);
        assertThat(second.sources()).containsExactly(8, 7, 6, 5);
        assertThat(second.geometry().medianSpacingMm()).isCloseTo(5, within(1e-12));
        PatientPoint last = second.geometry().origin(3);
        assertThat(last.minus(new PatientPoint(10, 20 - 15 * 0.6, 30 + 15 * 0.8))
                        .length())
                .isCloseTo(0, within(1e-12));
        assertThat(image.orientationLetters(1)).isPresent();
    }

    @Test
    void detectorsThatSayTheSamePlaceAreOne() throws Exception {
        DataSet first =
                reconstructed().build().items(Tag.DetectorInformationSequence).getFirst();
        DataSet second = DataSet.builder()
                .putNumbers(Tag.ImagePositionPatient, first.numbers(Tag.ImagePositionPatient))
                .putNumbers(Tag.ImageOrientationPatient, first.numbers(Tag.ImageOrientationPatient))
                .putNumbers(Tag.RescaleSlope, 1)
                .build();

        assertThat(headerOf(reconstructed().putItems(Tag.DetectorInformationSequence, first, second))
                        .plane(4)
                        .orElseThrow()
                        .origin())
                .isEqualTo(new PatientPoint(10, 20, 30));
    }

    @Test
    void aSpacingBelowZeroStacksReconstructedSlicesTheOtherWay() throws Exception {
        SourceImage image = headerOf(reconstructed().putNumbers(Tag.SpacingBetweenSlices, -5));

        VolumePlan<Integer> first = volumes(image).volumes().getFirst();

        assertThat(first.sources()).containsExactly(1, 2, 3, 4);
        assertThat(first.geometry().origin(3)).isEqualTo(new PatientPoint(10, 20, 30));
    }

    @Test
    void reconstructedSlicesWithoutAllThatSaysWhereTheyLieHaveNoPlace() throws Exception {
        DataSet elsewhere = DataSet.builder()
                .putNumbers(Tag.ImagePositionPatient, 0, 0, 0)
                .putNumbers(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                .build();
        List<DataSet> two = new ArrayList<>(reconstructed().build().items(Tag.DetectorInformationSequence));
        two.add(elsewhere);
        for (DataSet.Builder header : List.of(
                reconstructed().remove(Tag.SpacingBetweenSlices),
                reconstructed().putNumbers(Tag.SpacingBetweenSlices, 0),
                reconstructed().remove(Tag.SliceVector),
                reconstructed().putInts(Tag.SliceVector, 1, 2, 3),
                reconstructed().putInts(Tag.SliceVector, 0, 0, 0, 0, 0, 0, 0, 0),
                reconstructed().putItems(Tag.DetectorInformationSequence, two),
                reconstructed().remove(Tag.DetectorInformationSequence),
                reconstructed().put(Tag.ImageType, "ORIGINAL", "PRIMARY", "TOMO", "EMISSION"))) {
            assertThat(headerOf(header).plane(1)).isEmpty();
        }
    }

    @Test
    void aDetectorThatDoesNotSayWhereItsSlicesLieLeavesItToTheDataSet() throws Exception {
        DataSet detector =
                reconstructed().build().items(Tag.DetectorInformationSequence).getFirst();
        for (DataSet item : List.of(
                DataSet.builder().putNumbers(Tag.RescaleSlope, 1).build(),
                detector.toBuilder().remove(Tag.ImagePositionPatient).build(),
                detector.toBuilder().remove(Tag.ImageOrientationPatient).build())) {
            SourceImage image = headerOf(single().putNumbers(Tag.ImagePositionPatient, 1, 2, 3)
                    .putNumbers(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1)
                    .putItems(Tag.DetectorInformationSequence, item));

            assertThat(image.plane(1).orElseThrow().origin()).isEqualTo(new PatientPoint(1, 2, 3));
            assertThat(image.plane(1).orElseThrow().row().y()).isEqualTo(1);
            assertThat(image.orientationLetters(1).orElseThrow().left()).isEqualTo("A");
        }
    }

    @Test
    void theOnlySliceOfAReconstructionLiesWhereItsDetectorSays() throws Exception {
        for (DataSet.Builder header : List.of(
                single(),
                single().putInts(Tag.SliceVector, 1),
                single().putInts(Tag.SliceVector, 1).putNumbers(Tag.SpacingBetweenSlices, 5))) {
            assertThat(headerOf(header).plane(1).orElseThrow().origin()).isEqualTo(new PatientPoint(10, 20, 30));
        }
        // Of a stack that isn't here, at a distance that nobody says.
        assertThat(headerOf(single().putInts(Tag.SliceVector, 3)).plane(1)).isEmpty();
        assertThat(headerOf(single().put(Tag.SliceVector, Vr.IS, "?")).plane(1)).isEmpty();
    }

    /** One reconstructed slice, without Slice Vector and Spacing Between Slices. */
    private static DataSet.Builder single() {
        return reconstructed()
                .putInts(Tag.NumberOfFrames, 1)
                .remove(Tag.SliceVector)
                .remove(Tag.SpacingBetweenSlices)
                .remove(TIME_SLOTS);
    }

    @Test
    void aVectorOfAnotherLengthThanTheNumberOfFramesTellsNothing() throws Exception {
        assertThat(headerOf(reconstructed()).volumeSlice("", 5).dimensions()).containsEntry("TimeSlotVector", "2");
        for (int length : new int[] {7, 9}) {
            assertThat(headerOf(reconstructed().putInts(TIME_SLOTS, new int[length]))
                            .volumeSlice("", 5)
                            .dimensions())
                    .doesNotContainKey("TimeSlotVector");
        }
    }

    /** Generous for a busy machine: a second alone; looked through for each frame it takes minutes. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int MANY = 40_000;

    /** How many frames have a place. */
    private static int placed(DataSet.Builder header) throws Exception {
        SourceImage image = headerOf(header);
        return assertTimeoutPreemptively(LIMIT, () -> {
            int places = 0;
            for (int frame = 1; frame <= image.numberOfFrames(); frame++) {
                places += image.volumeSlice("", frame).slice().plane().isPresent() ? 1 : 0;
            }
            return places;
        });
    }

    @Test
    void theVectorsOfManyFramesAreReadOnce() throws Exception {
        int[] ones = new int[MANY];
        Arrays.fill(ones, 1);
        DataSet.Builder header =
                reconstructed().putInts(Tag.NumberOfFrames, MANY).putInts(Tag.SliceVector, ones);
        for (String keyword : List.of("EnergyWindowVector", "RRIntervalVector", "TimeSlotVector")) {
            // Text takes longest to read.
            header.putInts(Dictionary.entry(keyword).orElseThrow().tag(), Vr.IS, ones);
        }

        assertThat(placed(header)).isEqualTo(MANY);
    }

    @Test
    void manyDetectorsAreLookedAtOnceForAllFrames() throws Exception {
        int[] ones = new int[MANY];
        Arrays.fill(ones, 1);
        DataSet detector =
                reconstructed().build().items(Tag.DetectorInformationSequence).getFirst();

        assertThat(placed(reconstructed()
                        .remove(TIME_SLOTS)
                        .putInts(Tag.NumberOfFrames, MANY)
                        .putInts(Tag.SliceVector, ones)
                        .putItems(Tag.DetectorInformationSequence, Collections.nCopies(2000, detector))))
                .isEqualTo(MANY);
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
    void theUnitOfValuesIsTold() throws Exception {
        assertThat(headerOf(Instances.gray(8, 8).put(Tag.Modality, "CT"))
                        .volumeSlice(1, 1)
                        .dimensions())
                .containsEntry("Unit", "HU");
        assertThat(headerOf(Instances.gray(8, 8).put(Tag.Modality, "PT").put(Tag.Units, "BQML"))
                        .volumeSlice(1, 1)
                        .dimensions())
                .containsEntry("Unit", "BQML");
    }

    private static Map<String, String> privately(DataSet.Builder header) throws Exception {
        return headerOf(header).volumeSlice(1, 1).dimensions();
    }

    @Test
    void bValuesOfPrivateAttributesAreTold() throws Exception {
        DataSet.Builder mr = Instances.gray(8, 8).put(Tag.Modality, "MR");
        DataSet none = mr.build();
        assertThat(privately(mr.put(0x00190011, Vr.LO, "SIEMENS MR HEADER").put(0x0019110C, Vr.IS, "800")))
                .containsEntry("DiffusionBValue", "800");
        assertThat(privately(mr.putBytes(0x0019110C, Vr.UN, "50 ".getBytes(StandardCharsets.US_ASCII))))
                .containsEntry("DiffusionBValue", "50");
        // What the standard has a place for counts more.
        assertThat(privately(mr.putNumbers(Tag.DiffusionBValue, 1000))).containsEntry("DiffusionBValue", "1000");
        assertThat(privately(none.toBuilder()
                        .put(0x00430010, Vr.LO, "GEMS_PARM_01")
                        .put(0x00431039, Vr.IS, "1000000600", "8", "0", "0")))
                .containsEntry("DiffusionBValue", "600");
        DataSet.Builder philips = none.toBuilder().put(0x20010010, Vr.LO, "Philips Imaging DD 001");
        assertThat(privately(philips.putNumbers(0x20011003, Vr.FL, 0))).containsEntry("DiffusionBValue", "0");
        assertThat(privately(philips.putBytes(0x20011003, Vr.UN, new byte[] {0, 0, 0x7A, 0x44})))
                .containsEntry("DiffusionBValue", "1000");
    }

    @Test
    void whatIsNoBValueOfAKnownVendorIsNone() throws Exception {
        DataSet mr = Instances.gray(8, 8).put(Tag.Modality, "MR").build();
        for (DataSet.Builder header : List.of(
                mr.toBuilder().put(0x00190010, Vr.LO, "SOMEBODY ELSE").put(0x0019100C, Vr.IS, "800"),
                mr.toBuilder().put(0x00190010, Vr.LO, "SIEMENS MR HEADER").put(0x0019110C, Vr.IS, "800"),
                mr.toBuilder().put(0x00190010, Vr.LO, "SIEMENS MR HEADER").put(0x0019100C, Vr.IS, "-1"),
                mr.toBuilder().put(0x00190010, Vr.LO, "SIEMENS MR HEADER").putBytes(0x0019100C, Vr.UN, new byte[] {1, 2
                }),
                mr.toBuilder()
                        .put(0x20010010, Vr.LO, "Philips Imaging DD 001")
                        .putBytes(0x20011003, Vr.UN, new byte[] {0, 0, (byte) 0x80, 0x7F}),
                mr.toBuilder()
                        .put(Tag.Modality, "CT")
                        .put(0x00190010, Vr.LO, "SIEMENS MR HEADER")
                        .put(0x0019100C, Vr.IS, "800"))) {
            assertThat(privately(header)).doesNotContainKey("DiffusionBValue");
        }
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
