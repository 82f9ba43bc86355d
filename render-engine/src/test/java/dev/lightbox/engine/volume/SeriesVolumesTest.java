package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesVolumesTest {

    private static List<String> described(SeriesVolumes<Integer> found) {
        return found.volumes().stream()
                .map(plan -> plan.label() + ": " + plan.geometry().slices())
                .toList();
    }

    private static String time(double seconds) {
        return Double.toString(seconds);
    }

    @Test
    void slicesAreSortedAlongTheNormalWhateverTheirOrder() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            slices.add(100 - 5 * k);
        }
        List<VolumeSlice<Integer>> shuffled = new ArrayList<>(slices.list());
        Collections.shuffle(shuffled, new Random(7));

        VolumePlan<Integer> plan = SeriesVolumes.of(shuffled).volumes().getFirst();

        assertThat(plan.geometry().origin(0)).isEqualTo(new PatientPoint(-20, -30, 5));
        assertThat(plan.geometry().origin(19)).isEqualTo(new PatientPoint(-20, -30, 100));
        assertThat(plan.sources()).startsWith(20, 19, 18).endsWith(2, 1);
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.label()).isEmpty();
    }

    @Test
    void slicesOfSomeMicrometresAreNotOnePlace() {
        Slices slices = new Slices();
        for (int k = 0; k < 200; k++) {
            slices.add(0.008 * k);
        }

        assertThat(described(slices.volumes())).containsExactly(": 200");
    }

    @Test
    void slicesAtTheSamePlaceMayTrembleByRounding() {
        Slices slices = new Slices();
        for (int k = 0; k < 30; k++) {
            slices.add(5 * k);
        }
        slices.add(5 * 7 + 0.004);

        VolumePlan<Integer> plan = slices.volumes().volumes().getFirst();

        assertThat(plan.geometry().slices()).isEqualTo(30);
        assertThat(Message.texts(plan.warnings())).anyMatch(warning -> warning.contains("same place"));
    }

    @Test
    void spacingsThatWouldCostHoursAreRefused() {
        Slices slices = new Slices();
        ImagePlane thin = new ImagePlane(
                new PatientPoint(0, 0, 0),
                Slices.ROW,
                Slices.COLUMN,
                new PixelSpacing(0.0007, 0.0007, PixelSpacing.Kind.PATIENT));
        for (int k = 0; k < 30; k++) {
            ImagePlane plane = new ImagePlane(new PatientPoint(0, 0, k), thin.row(), thin.column(), thin.spacing());
            slices.add(plane, Slices.SIGNED);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(found.volumes()).isEmpty();
        assertThat(found.leftOut()).hasSize(30);
        assertThat(found.leftOut().getFirst().why().text()).contains("too thin for its extent");
    }

    @Test
    void numbersAndTimesThatRiseFromSliceToSliceDontShatterAStack() {
        Slices slices = new Slices();
        for (int k = 0; k < 30; k++) {
            slices.add(
                    5 * k,
                    "AcquisitionNumber",
                    "" + (1 + k / 2),
                    "AcquisitionTime",
                    time(3600 + k),
                    "ContentTime",
                    time(3700 + k),
                    "TriggerTime",
                    "" + 37 * k,
                    "FlipAngle",
                    "" + (20 + k),
                    "ImageType4",
                    k < 15 ? "A" : "B");
        }

        assertThat(described(slices.volumes())).containsExactly(": 30");
    }

    @Test
    void interleavedAcquisitionsAreOneStack() {
        Slices slices = new Slices();
        for (int k = 0; k < 30; k += 2) {
            slices.add(5 * k, "AcquisitionNumber", "1");
        }
        for (int k = 1; k < 30; k += 2) {
            slices.add(5 * k, "AcquisitionNumber", "2");
        }

        assertThat(described(slices.volumes())).containsExactly(": 30");
    }

    @Test
    void echoesBecomeVolumes() {
        Slices slices = new Slices();
        for (int k = 0; k < 12; k++) {
            slices.add(5 * k, "EchoNumbers", "1", "EchoTime", "30.5", "AcquisitionTime", time(10 * k));
            slices.add(5 * k, "EchoNumbers", "2", "EchoTime", "117", "AcquisitionTime", time(10 * k));
        }

        assertThat(described(slices.volumes())).containsExactly("echo 1: 12", "echo 2: 12");
    }

    @Test
    void diffusionBecomesAVolumeForEachWeightAndDirection() {
        Slices slices = new Slices();
        for (int k = 0; k < 10; k++) {
            slices.add(3 * k, "DiffusionBValue", "0");
            for (String direction : List.of("1\\0\\0", "0\\1\\0", "0\\0\\1")) {
                slices.add(3 * k, "DiffusionBValue", "1000", "DiffusionGradientOrientation", direction);
            }
        }

        assertThat(described(slices.volumes()))
                .containsExactly(
                        "b 0: 10", "b 1000, direction 1: 10", "b 1000, direction 2: 10", "b 1000, direction 3: 10");
    }

    @Test
    void dixonBecomesAVolumeForEachKindOfPicture() {
        Slices slices = new Slices();
        for (int k = 0; k < 10; k++) {
            for (String kind : List.of("W", "F", "IP", "OP")) {
                slices.add(3 * k, "ImageType3", kind, "ImageType", "DERIVED\\PRIMARY\\" + kind);
            }
        }

        assertThat(described(slices.volumes())).containsExactlyInAnyOrder("W: 10", "F: 10", "IP: 10", "OP: 10");
    }

    @Test
    void perfusionBecomesAVolumeForEachTimeEvenWhereSlicesAreTakenTwoAtOnce() {
        Slices slices = new Slices();
        for (int t = 0; t < 8; t++) {
            for (int k = 0; k < 6; k++) {
                slices.add(5 * k, "AcquisitionTime", time(100 + 2 * t + k % 3 * 0.5));
            }
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found))
                .hasSize(8)
                .allMatch(text -> text.endsWith(": 6"))
                .contains("time 1: 6", "time 8: 6");
        assertThat(found.volumes().get(2).sources()).allMatch(number -> number > 12 && number <= 18);
    }

    @Test
    void aPerfusionThatWasBrokenOffKeepsItsLastTime() {
        Slices slices = new Slices();
        for (int t = 0; t < 4; t++) {
            for (int k = 0; k < (t == 3 ? 9 : 20); k++) {
                slices.add(5 * k, "AcquisitionTime", time(100 + 40 * t + k));
            }
        }

        assertThat(described(slices.volumes())).containsExactly("time 1: 20", "time 2: 20", "time 3: 20", "time 4: 9");
    }

    @Test
    void aHeartsPhasesAreCountedThoughEverySliceBeatsDifferently() {
        Slices slices = new Slices();
        for (int k = 0; k < 10; k++) {
            for (int phase = 0; phase < 25; phase++) {
                slices.add(8 * k, "TriggerTime", "" + (phase * (30 + k)));
            }
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).hasSize(25).contains("phase 1: 10", "phase 25: 10");
    }

    @Test
    void aHeartsPhasesStayWholeThoughTheFileCountsDelaysThatDependOnTheBreathHold() {
        List<Integer> delays = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            for (int phase = 0; phase < 5; phase++) {
                delays.add(phase * (30 + 10 * (k / 3)));
            }
        }
        List<Integer> counted = delays.stream().distinct().sorted().toList();
        Slices slices = new Slices();
        for (int i = 0; i < delays.size(); i++) {
            slices.add(
                    8 * (i / 5),
                    "NominalCardiacTriggerDelayTime",
                    "" + delays.get(i),
                    "DimensionIndex NominalCardiacTriggerDelayTime",
                    "" + (counted.indexOf(delays.get(i)) + 1));
        }

        assertThat(described(slices.volumes()))
                .containsExactly("phase 1: 12", "phase 2: 12", "phase 3: 12", "phase 4: 12", "phase 5: 12");
    }

    @Test
    void phasesThatOnlyTheFileCountsBecomeVolumes() {
        Slices slices = new Slices();
        for (int k = 0; k < 6; k++) {
            for (int phase = 1; phase <= 3; phase++) {
                slices.add(8 * k, "DimensionIndex NominalCardiacTriggerDelayTime", "" + phase);
            }
        }

        assertThat(described(slices.volumes())).containsExactly("phase 1: 6", "phase 2: 6", "phase 3: 6");
    }

    @Test
    void whatNothingTellsApartButItsNumberIsToldSo() {
        Slices slices = new Slices();
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < 10; k++) {
                slices.add(5 * k);
            }
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly("set 1: 10", "set 2: 10");
        assertThat(found.volumes().getFirst().sources()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(Message.texts(found.volumes().getFirst().warnings()))
                .containsExactly("Several slices lie at each place, and only their numbers tell them apart.");
    }

    @Test
    void numbersThatCountPlaceAfterPlaceAreSetsToo() {
        Slices slices = new Slices();
        for (int k = 0; k < 10; k++) {
            slices.add(5 * k).add(5 * k);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly("set 1: 10", "set 2: 10");
        assertThat(found.volumes().getFirst().sources()).containsExactly(1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
    }

    @Test
    void numbersInNoOrderDontMixPasses() {
        Slices slices = new Slices();
        int[] places = {3, 0, 2, 2, 1, 4, 0, 3, 4, 1};
        for (int place : places) {
            slices.add(5 * place);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(found.volumes()).isEmpty();
        assertThat(found.refusals()).singleElement().asString().contains("5 of 10 slices lie at the places of others");
    }

    @Test
    void delaysWithinTheHeartsBeatAreCountedThoughEverySliceHasItsOwn() {
        Slices slices = new Slices();
        for (int phase = 0; phase < 3; phase++) {
            for (int k = 0; k < 10; k++) {
                slices.add(5 * k, "NominalCardiacTriggerDelayTime", time(100 * phase + 0.5 * k));
            }
        }

        assertThat(described(slices.volumes())).containsExactly("phase 1: 10", "phase 2: 10", "phase 3: 10");
    }

    @Test
    void picturesThatLieAlikeInFramesOfReferenceOfTheirOwnArentCalledTurned() {
        List<VolumeSlice<Integer>> unrelated = new ArrayList<>();
        for (VolumeSlice<Integer> frame : stack(20, 5).list()) {
            Slice<Integer> slice = frame.slice();
            unrelated.add(new VolumeSlice<>(
                    new Slice<>(
                            slice.source(),
                            slice.plane(),
                            "1.2.3." + slice.source(),
                            false,
                            slice.rows(),
                            slice.columns(),
                            slice.instanceNumber(),
                            1,
                            slice.sopInstanceUid()),
                    frame.dimensions(),
                    frame.descriptor(),
                    frame.scale(),
                    frame.order(),
                    frame.thicknessMm(),
                    frame.verdict()));
        }

        assertThat(SeriesVolumes.of(unrelated).refusals())
                .singleElement()
                .asString()
                .contains("Each picture has a frame of reference of its own", "(20 pictures)");
    }

    @Test
    void aSliceInAnotherUnitIsMissing() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            slices.add(5 * k, "Unit", k == 4 ? "CNTS" : "BQML");
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": 19");
        VolumePlan<Integer> plan = found.volumes().getFirst();
        assertThat(plan.geometry().gapAfter(3)).isTrue();
        assertThat(Message.texts(plan.warnings()))
                .startsWith("The values of one slice are in another unit: it is left out.");
        assertThat(found.leftOut()).extracting(SeriesVolumes.LeftOut::source).containsExactly(5);
    }

    @Test
    void unitsThatChangeWithinAStackAreRefused() {
        for (int every : new int[] {2, 10}) {
            Slices slices = new Slices();
            for (int k = 0; k < 20; k++) {
                slices.add(5 * k, "Unit", k / (every / 2) % 2 == 0 ? "HU" : "");
            }

            assertThat(slices.volumes().refusals())
                    .singleElement()
                    .asString()
                    .contains("The slices' values are in different units", "(20 pictures)");
        }
    }

    @Test
    void manySlicesAtOthersPlacesAreRefused() {
        Slices slices = new Slices();
        for (int k = 0; k < 10; k++) {
            slices.add(5 * k);
        }
        for (int k = 0; k < 6; k++) {
            slices.add(5 * k);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(found.volumes()).isEmpty();
        assertThat(Message.texts(found.refusals()))
                .containsExactly("6 of 16 slices lie at the places of others, and nothing in the files tells them apart"
                        + " (16 pictures).");
        assertThat(found.leftOut()).hasSize(16);
    }

    @Test
    void twoStacksSideBySideArentMixed() {
        Slices slices = new Slices();
        for (int k = 0; k < 10; k++) {
            slices.add(Slices.plane(-120, 0, 5 * k), Slices.SIGNED);
            slices.add(Slices.plane(30, 0, 5 * k), Slices.SIGNED);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly("place 1: 10", "place 2: 10");
        for (VolumePlan<Integer> plan : found.volumes()) {
            assertThat(plan.geometry().shearDegrees()).isEqualTo(0);
        }
    }

    @Test
    void picturesOfDifferentKindsBetweenEachOtherArentMixed() {
        Slices slices = new Slices();
        for (int k = 0; k < 15; k++) {
            slices.add(5 * k, "EchoNumbers", "1");
            slices.add(5 * k + 0.3, "EchoNumbers", "2");
        }

        assertThat(described(slices.volumes())).containsExactly("echo 1: 15", "echo 2: 15");
    }

    @Test
    void everySecondSliceWithAnotherInversionTimeIsStillOneStack() {
        Slices slices = new Slices();
        for (int k = 0; k < 24; k++) {
            slices.add(5 * k, "InversionTime", k % 2 == 0 ? "2500" : "2510");
        }

        assertThat(described(slices.volumes())).containsExactly(": 24");
    }

    @Test
    void aProjectionIsNoSliceOfTheStackThatItWasMadeOf() {
        Slices slices = new Slices();
        for (int k = 0; k < 24; k++) {
            slices.add(5 * k, "ImageType", "ORIGINAL\\PRIMARY\\OTHER");
        }
        slices.add(120, "ImageType", "DERIVED\\SECONDARY\\PROJECTION IMAGE\\COLLAPSE");

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": 24");
        assertThat(found.leftOut()).extracting(SeriesVolumes.LeftOut::source).containsExactly(25);
    }

    @Test
    void aFewSlicesTakenAgainBecomeAVolumeOfTheirOwn() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            slices.add(5 * k, "AcquisitionNumber", "1");
        }
        for (int k = 4; k < 8; k++) {
            slices.add(5 * k, "AcquisitionNumber", "2");
        }

        assertThat(described(slices.volumes())).containsExactly("acquisition 1: 20", "acquisition 2: 4");
    }

    @Test
    void twoAcquisitionsThatMeetInOneSliceStayOneStack() {
        Slices slices = new Slices();
        for (int k = 0; k < 12; k++) {
            slices.add(5 * k, "AcquisitionNumber", "1");
        }
        for (int k = 11; k < 24; k++) {
            slices.add(5 * k, "AcquisitionNumber", "2");
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": 24");
        assertThat(found.leftOut()).extracting(SeriesVolumes.LeftOut::source).containsExactly(13);
    }

    @Test
    void orientationsAndSizesAreVolumesOfTheirOwn() {
        Slices slices = new Slices();
        for (int k = 0; k < 5; k++) {
            slices.add(5 * k);
            slices.add(
                    new ImagePlane(new PatientPoint(5 * k, 0, 0), COLUMN, new Vector3(0, 0, -1), Slices.SPACING),
                    Slices.SIGNED);
        }

        assertThat(described(slices.volumes())).containsExactly("axial: 5", "sagittal: 5");
    }

    private static final Vector3 COLUMN = Slices.COLUMN;

    @Test
    void radialSlicesAreRefused() {
        Slices slices = new Slices();
        for (int k = 0; k < 12; k++) {
            double angle = Math.toRadians(15 * k);
            Vector3 row = new Vector3(Math.cos(angle), Math.sin(angle), 0);
            slices.add(
                    new ImagePlane(new PatientPoint(0, 0, 0), row, new Vector3(0, 0, -1), Slices.SPACING),
                    Slices.SIGNED);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(found.volumes()).isEmpty();
        assertThat(found.refusals()).singleElement().asString().contains("turned against each other", "(12 pictures)");
    }

    @Test
    void slicesThatTurnALittleFromOneToTheNextAreRefused() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            double angle = Math.toRadians(0.02 * k);
            Vector3 row = new Vector3(Math.cos(angle), Math.sin(angle), 0);
            Vector3 column = new Vector3(-Math.sin(angle), Math.cos(angle), 0);
            slices.add(
                    new ImagePlane(
                            new PatientPoint(0, 0, 5 * k),
                            row,
                            column,
                            new PixelSpacing(5, 5, PixelSpacing.Kind.PATIENT)),
                    Slices.SIGNED);
        }

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(found.volumes()).isEmpty();
        assertThat(found.refusals()).singleElement().asString().startsWith("The slices aren't parallel");
    }

    @Test
    void roundedCosinesOfOneSliceDontMatter() {
        Slices slices = new Slices();
        Vector3 row = new Vector3(0.98480775, 0.17364818, 0);
        Vector3 column = new Vector3(-0.17364818, 0.98480775, 0);
        for (int k = 0; k < 20; k++) {
            slices.add(
                    new ImagePlane(
                            new PatientPoint(0, 0, 5 * k),
                            k == 3 ? new Vector3(0.98481, 0.17365, 0) : row,
                            column,
                            Slices.SPACING),
                    Slices.SIGNED);
        }

        VolumePlan<Integer> plan = slices.volumes().volumes().getFirst();

        assertThat(plan.geometry().slices()).isEqualTo(20);
        assertThat(plan.geometry().row().plus(row.times(-1)).length()).isLessThan(1e-8);
    }

    @Test
    void whatCantBeInAVolumeSaysWhy() {
        Slices slices = new Slices();
        for (int k = 0; k < 5; k++) {
            slices.add(5 * k);
        }
        slices.add(Slices.plane(0, 0, 1), Slices.descriptor(8, false, PhotometricInterpretation.RGB));
        slices.add(Slices.plane(0, 0, 2), Slices.descriptor(32, false));
        slices.add(Optional.empty(), Slices.SIGNED, Map.of(), Optional.empty(), false, OptionalDouble.empty());
        slices.add(
                Optional.of(Slices.plane(0, 0, 3)),
                Slices.SIGNED,
                Map.of(),
                Optional.of("MPEG isn't supported."),
                false,
                OptionalDouble.empty());
        slices.add(
                Optional.of(Slices.plane(0, 0, 4)),
                Slices.SIGNED,
                Map.of(),
                Optional.empty(),
                true,
                OptionalDouble.empty());
        slices.list().add(slices.list().getFirst());

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": 5");
        assertThat(found.leftOut())
                .extracting(left -> left.why().text())
                .containsExactlyInAnyOrder(
                        "Colour pictures can't make a volume (RGB)",
                        "Pixels of 32 bits can't make a volume, it holds up to 16 bits",
                        "The file doesn't say, or not in valid numbers, where in the patient the picture lies",
                        "It can't be decoded: MPEG isn't supported",
                        "Scout images (localizers) are no slices of a volume",
                        "The same picture is there twice");
    }

    @Test
    void thePictureThatDoesntFitTheOthersIsLeftOutForThat() {
        Slices slices = new Slices();
        for (int k = 0; k < 6; k++) {
            slices.add(k);
        }
        slices.add(
                new ImagePlane(
                        new PatientPoint(0, 0, 2.5), new Vector3(0, 1, 0), new Vector3(0, 0, -1), Slices.SPACING),
                Slices.descriptor(12, true));

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": 6");
        assertThat(found.leftOut())
                .containsExactly(
                        new SeriesVolumes.LeftOut<>(
                                7,
                                Message.of(
                                        "volume.different",
                                        "Its size, pixel spacing, orientation or frame of reference isn't that of the other slices")));
    }

    @Test
    void aSeriesWithoutVolumesSaysWhy() {
        assertThat(Message.texts(new Slices().volumes().refusals())).containsExactly("The series has no pictures.");
        assertThat(Message.texts(new Slices().add(1).volumes().refusals()))
                .containsExactly("A single slice makes no volume (1 picture).");
        assertThat(Message.texts(new Slices().add(1).add(2).volumes().refusals()))
                .containsExactly("A volume needs 3 slices at different places, there are 2 (2 pictures).");
        assertThat(Message.texts(new Slices().add(1).add(1).add(1).volumes().refusals()))
                .containsExactly("All slices lie at the same place (3 pictures).");
    }

    @Test
    void signedAndUnsignedPixelsOfTwelveBitsGoTogetherButNotOfSixteen() {
        Slices twelve = new Slices();
        Slices sixteen = new Slices();
        for (int k = 0; k < 6; k++) {
            twelve.add(Slices.plane(0, 0, k), Slices.descriptor(12, k % 2 == 0));
            sixteen.add(Slices.plane(0, 0, k), Slices.descriptor(16, k % 2 == 0));
        }

        assertThat(twelve.volumes().volumes().getFirst().offset()).isZero();
        assertThat(sixteen.volumes().volumes()).isEmpty();
        assertThat(sixteen.volumes().refusals()).singleElement().asString().contains("signed and others unsigned");
    }

    @Test
    void oneNumberForPicturesAtDifferentPlacesIsToldAsThatAndNotAsACopy() {
        Slices slices = new Slices();
        for (int k = 0; k < 6; k++) {
            slices.add(5 * k);
        }
        VolumeSlice<Integer> other = slices.list().get(3);
        VolumeSlice<Integer> second = slices.list().get(4);
        slices.list()
                .set(
                        4,
                        new VolumeSlice<>(
                                new Slice<>(
                                        second.slice().source(),
                                        second.slice().plane(),
                                        second.slice().frameOfReference(),
                                        false,
                                        second.slice().rows(),
                                        second.slice().columns(),
                                        second.slice().instanceNumber(),
                                        1,
                                        other.slice().sopInstanceUid()),
                                Map.of(),
                                second.descriptor(),
                                second.scale(),
                                second.order(),
                                second.thicknessMm(),
                                Optional.empty()));

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": 5");
        assertThat(found.leftOut())
                .containsExactly(new SeriesVolumes.LeftOut<>(
                        5,
                        Message.of(
                                "volume.same-uid",
                                "Another picture has the same SOP Instance UID and lies elsewhere")));
    }

    private static Slices rescaled(int count, int without, SliceScale scale) {
        Slices slices = new Slices();
        for (int k = 0; k < count; k++) {
            boolean has = k < 3 || k >= 3 + without;
            slices.add(5 * k, has ? new String[0] : new String[] {"Rescale", "none"});
            VolumeSlice<Integer> added = slices.list().getLast();
            slices.list()
                    .set(
                            k,
                            new VolumeSlice<>(
                                    added.slice(),
                                    added.dimensions(),
                                    added.descriptor(),
                                    Optional.of(has ? scale : SliceScale.IDENTITY),
                                    ValueOrder.RISING,
                                    added.thicknessMm(),
                                    Optional.empty()));
        }
        return slices;
    }

    @Test
    void aSliceWithoutARescaleAmongRescaledOnesIsMissingAndNotShownAsIfItHadOne() {
        SeriesVolumes<Integer> found = rescaled(12, 2, new SliceScale(1, -1024)).volumes();

        assertThat(described(found)).containsExactly(": 10");
        assertThat(found.leftOut()).extracting(SeriesVolumes.LeftOut::source).containsExactly(4, 5);
        assertThat(found.volumes().getFirst().scales()).containsExactly(new SliceScale(1, -1024));
        assertThat(found.volumes().getFirst().geometry().gapAfter(2)).isTrue();
        assertThat(Message.texts(found.volumes().getFirst().warnings()))
                .contains("2 slices have no Rescale Slope and Intercept, the others have: they are left out.");
    }

    @Test
    void whereManySlicesHaveNoRescaleTheStackIsRefused() {
        assertThat(Message.texts(
                        rescaled(12, 4, new SliceScale(1, -1024)).volumes().refusals()))
                .containsExactly("Some slices have a Rescale Slope and Intercept and others none (12 pictures).");
    }

    @Test
    void aRescaleThatChangesNothingMayBeMissing() {
        assertThat(described(rescaled(12, 4, SliceScale.IDENTITY).volumes())).containsExactly(": 12");
    }

    @Test
    void eachSlicesPositionIsKeptToTheBit() {
        Random random = new Random(3);
        Slices slices = new Slices();
        List<PatientPoint> places = new ArrayList<>();
        double z = 0;
        for (int k = 0; k < 40; k++) {
            z += 1 + random.nextDouble() / 3;
            PatientPoint place = new PatientPoint(-20 + z / 7, -30 + z / 3, z);
            places.add(place);
            slices.add(Slices.plane(place.x(), place.y(), place.z()), Slices.SIGNED);
        }

        VolumeGeometry geometry = slices.volumes().volumes().getFirst().geometry();

        for (int k = 0; k < 40; k++) {
            assertThat(geometry.toPatient(new VoxelPoint(0, 0, k))).isEqualTo(places.get(k));
        }
        assertThat(geometry.shearDegrees())
                .isCloseTo(Math.toDegrees(Math.atan(Math.hypot(1 / 7.0, 1 / 3.0))), within(1e-9));
    }

    @Test
    void aSliceShiftedSidewaysIsTold() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            slices.add(Slices.plane(k == 19 ? -17 : -20, -30, 5 * k), Slices.SIGNED);
        }

        assertThat(Message.texts(slices.volumes().volumes().getFirst().warnings()))
                .containsExactly(
                        "One slice is shifted sideways against the next, unlike the others; each is shown at its own position.");
    }

    @Test
    void whatIsUsualBesideAGapIsThatOfTheSlicesThere() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            thick(slices, k, 1);
        }
        for (double z : new double[] {24, 29, 34, 39, 59, 64}) {
            thick(slices, z, 5);
        }
        VolumePlan<Integer> plan = slices.volumes().volumes().getFirst();
        assertThat(Message.texts(plan.warnings()))
                .anyMatch(warning -> warning.contains("between slice 24 and slice 25")
                        && warning.contains("20.000 mm apart, 5.000 mm is usual here"));
        assertThat(plan.geometry().medianSpacingMm()).isEqualTo(1);
        assertThat(plan.geometry().reachOnward(23) * 20).isCloseTo(2.5, within(1e-9));
        assertThat(plan.halved().geometry().reachBack(23) * 20).isCloseTo(2.5, within(1e-9));
    }

    private static void thick(Slices slices, double z, double thickness) {
        slices.add(
                Optional.of(Slices.plane(-20, -30, z)),
                Slices.SIGNED,
                Map.of(),
                Optional.empty(),
                false,
                OptionalDouble.of(thickness));
    }

    @Test
    void aFallingTableGoesFromTheSlicesIntoTheVolume() {
        List<VolumeSlice<Integer>> slices = new ArrayList<>();
        Slices made = new Slices();
        for (int k = 0; k < 4; k++) {
            made.add(5 * k);
        }
        for (VolumeSlice<Integer> slice : made.list()) {
            slices.add(new VolumeSlice<>(
                    slice.slice(),
                    slice.dimensions(),
                    slice.descriptor(),
                    Optional.empty(),
                    ValueOrder.FALLING,
                    slice.thicknessMm(),
                    slice.verdict()));
        }
        VolumePlan<Integer> plan = SeriesVolumes.of(slices).volumes().getFirst();
        assertThat(plan.begin().order()).isEqualTo(ValueOrder.FALLING);
        assertThat(plan.halved().begin().order()).isEqualTo(ValueOrder.FALLING);
        assertThat(new Slab(5, Slab.Mode.MIP).ofStored(plan.begin()).mode()).isEqualTo(Slab.Mode.MINIP);
    }

    @Test
    void unevenSlicesAreTold() {
        Slices slices = new Slices();
        for (int k = 0; k < 20; k++) {
            slices.add(k < 10 ? 5 * k : 50 + 4 * (k - 10));
        }

        assertThat(Message.texts(slices.volumes().volumes().getFirst().warnings()))
                .containsExactly(String.format(
                        Locale.ROOT,
                        "The slices are unevenly spaced, %.3f to %.3f mm; each is shown at its own position.",
                        4.0,
                        5.0));
    }

    private static Slices stack(int count, double spacing) {
        Slices slices = new Slices();
        for (int k = 0; k < count; k++) {
            slices.add(spacing * k);
        }
        return slices;
    }

    private static void assertLeftOut(Slices slices, int count, Integer... strays) {
        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly(": " + count);
        VolumePlan<Integer> plan = found.volumes().getFirst();
        assertThat(plan.geometry().shearDegrees()).isZero();
        assertThat(Message.texts(plan.warnings()))
                .containsExactly(
                        strays.length == 1
                                ? "One slice lies far away from all others: it is left out."
                                : "2 slices lie far away from all others: they are left out.");
        assertThat(found.leftOut()).extracting(SeriesVolumes.LeftOut::source).containsExactlyInAnyOrder(strays);
        assertThat(found.refusals()).singleElement().asString().startsWith("It lies far away from all other slices");
    }

    @Test
    void aSliceFarBeyondTheStackIsLeftOut() {
        for (double spacing : new double[] {1, 5}) {
            assertLeftOut(stack(100, spacing).add(99 * spacing + 500), 100, 101);
            assertLeftOut(stack(100, spacing).add(-500), 100, 101);
            assertLeftOut(stack(100, spacing).add(-500).add(2000), 100, 101, 102);
        }
        assertLeftOut(stack(100, 1).add(900_000), 100, 101);
    }

    @Test
    void aSliceFarToTheSideIsLeftOutWhereverItLiesAlongTheStack() {
        for (double place : new double[] {-5, 0, 20, 22.5, 495, 700}) {
            assertLeftOut(stack(100, 5).add(Slices.plane(480, -30, place), Slices.SIGNED), 100, 101);
            assertLeftOut(stack(100, 5).add(Slices.plane(-20, -530, place), Slices.SIGNED), 100, 101);
        }
    }

    @Test
    void fiveSlicesOnALineAreEnoughToTellWhatLiesFarToTheSide() {
        assertLeftOut(stack(5, 5).add(Slices.plane(480, -30, 12), Slices.SIGNED), 5, 6);
        assertLeftOut(stack(7, 2).add(Slices.plane(180, -30, 14), Slices.SIGNED), 7, 8);
        assertThat(described(stack(4, 5)
                        .add(Slices.plane(480, -30, 12), Slices.SIGNED)
                        .volumes()))
                .containsExactly(": 5");
    }

    @Test
    void aStrayBesideATiltedStackWithEchoesIsLeftOutOfBoth() {
        Slices slices = new Slices();
        for (int k = 0; k < 30; k++) {
            for (String echo : List.of("1", "2")) {
                slices.add(Slices.plane(-20, -30 + k, 5 * k), Slices.SIGNED, "EchoNumbers", echo);
            }
        }
        slices.add(Slices.plane(480, -30, 70), Slices.SIGNED, "EchoNumbers", "1");

        SeriesVolumes<Integer> found = slices.volumes();

        assertThat(described(found)).containsExactly("echo 1: 30", "echo 2: 30");
        assertThat(found.volumes().getFirst().geometry().shearDegrees())
                .isCloseTo(Math.toDegrees(Math.atan(0.2)), within(1e-9));
        assertThat(found.leftOut()).extracting(SeriesVolumes.LeftOut::source).containsExactly(61);
    }

    @Test
    void whereItIsntClearWhichSlicesAreTheStackNoneIsLeftOut() {
        // Three slices may be a stack; four are too few to tell; two stacks; what lies nearer is a gap.
        assertThat(described(stack(100, 1).add(600).add(601).add(602).volumes()))
                .containsExactly(": 103");
        assertThat(described(stack(4, 5).add(500).volumes())).containsExactly(": 5");
        Slices apart = stack(50, 1);
        for (int k = 0; k < 50; k++) {
            apart.add(600 + k);
        }
        assertThat(described(apart.add(1500).volumes())).containsExactly(": 101");
        assertThat(described(stack(100, 5).add(99 * 5 + 90).volumes())).containsExactly(": 101");
        // The table has moved in the middle: there is no line to be beside of.
        Slices stepped = new Slices();
        for (int k = 0; k < 40; k++) {
            stepped.add(Slices.plane(k < 20 ? 0 : 12, 0, 5 * k), Slices.SIGNED);
        }
        assertThat(described(
                        stepped.add(Slices.plane(480, 0, 52), Slices.SIGNED).volumes()))
                .containsExactly(": 41");
    }

    @Test
    void echoesHalfwayBetweenEachOtherArentMixed() {
        Slices slices = new Slices();
        Slices weights = new Slices();
        Slices rounded = new Slices();
        for (int k = 0; k < 30; k++) {
            slices.add(2.5 * k, "EchoNumbers", "" + (1 + k % 2));
            weights.add(2.5 * k, "DiffusionBValue", k % 2 == 0 ? "0" : "800");
            rounded.add(2.5 * k, "EchoTime", k % 2 == 0 ? "30.1" : "30.15");
        }

        assertThat(described(slices.volumes())).containsExactly("echo 1: 15", "echo 2: 15");
        assertThat(described(weights.volumes())).containsExactly("b 0: 15", "b 800: 15");
        assertThat(described(rounded.volumes())).containsExactly(": 30");
    }

    @Test
    void whatNoMemoryCanHoldIsRefused() {
        Slices slices = new Slices();
        ImageDescriptor huge = new ImageDescriptor(
                16_384, 16_384, 1, 16, 16, 15, true, false, PhotometricInterpretation.MONOCHROME2, 0, 1, List.of());
        for (int k = 0; k < 40; k++) {
            slices.add(Slices.plane(0, 0, k), huge);
        }

        assertThat(slices.volumes().volumes()).isEmpty();
        assertThat(Message.texts(slices.volumes().refusals()))
                .containsExactly(
                        "It would have 16384 x 16384 x 40 voxels, more than a volume can hold, even at half the"
                                + " resolution (40 pictures).");
        assertThat(SeriesVolumes.of(slices.list().subList(0, 24)).volumes()).hasSize(1);
    }
}
