package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Thousands of tiny studies, to fill a worklist: each has one series of one 8×8 picture. Patients have one to several studies, with varied physicians,
 * modalities and dates over three years. Always the same but for the dates. Stateless and thread-safe.
 */
public final class WorklistLoad {
    public static final int MOST_STUDIES = 1_000_000;

    private static final int DAYS = 3 * 365;
    private static final int SIZE = 8;

    private static final List<String> PHYSICIANS =
            List.of(PhantomStudies.WEBER, PhantomStudies.SCHNEIDER, PhantomStudies.OKAFOR, "Lindqvist^Björn^^Dr.", "");
    private static final List<String> FAMILY_NAMES = List.of(
            "Muster",
            "Beispiel",
            "Probe",
            "Testowa",
            "Fantasia",
            "Ejemplo",
            "Doe",
            "Exempel",
            "Größe",
            "Ñandú",
            "Øre",
            "Çelik",
            "Šablona",
            "Yamada",
            "Ímynd",
            "Vzor");
    private static final List<String> GIVEN_NAMES =
            List.of("Änne", "Jörg", "Zoé", "Íñigo", "Ülkü", "Jane", "Łucja", "Åse", "Tarou", "Bohumil", "Chloë", "Max");
    private static final List<Kind> KINDS = List.of(
            new Kind("CT", "CT Abdomen", "ABDOMEN"),
            new Kind("CT", "CT Schädel", "HEAD"),
            new Kind("MR", "MRT Becken", "PELVIS"),
            new Kind("MR", "MRT LWS", "LSPINE"),
            new Kind("CR", "Röntgen Thorax", "CHEST"),
            new Kind("DX", "Röntgen BWS", "TSPINE"),
            new Kind("US", "Sonographie Abdomen", "ABDOMEN"),
            new Kind("XA", "Koronarangiographie", "HEART"),
            new Kind("RF", "Durchleuchtung Magen", "ABDOMEN"),
            new Kind("NM", "Skelettszintigraphie", "CHEST"));

    private record Kind(String modality, String description, String bodyPart) {}

    private WorklistLoad() {}

    /** @param count 1 to {@link #MOST_STUDIES} */
    public static List<PhantomStudy> studies(int count) {
        if (count < 1 || count > MOST_STUDIES) {
            throw new IllegalArgumentException("1 to " + MOST_STUDIES + " studies, not " + count);
        }
        return IntStream.range(0, count).mapToObj(WorklistLoad::study).toList();
    }

    private static PhantomStudy study(int index) {
        SeriesKey key = new SeriesKey("load-" + index, 1);
        Kind kind = pick(KINDS, index, 1);
        PhantomInstance picture = new PhantomInstance(
                key.sopInstanceUid(0),
                SopClass.SECONDARY_CAPTURE,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                1,
                () -> picture(index));
        PhantomSeries series = new PhantomSeries(
                key.seriesInstanceUid(),
                1,
                kind.modality(),
                kind.description(),
                kind.bodyPart(),
                DataSet.empty(),
                List.of(picture));
        // Fewer the longer ago, as archives are asked mostly for what is new.
        double age = Noise.uniform(101, index);
        return new PhantomStudy(
                PhantomUids.of("study/load-" + index),
                // Three studies of five are of a patient who has others.
                patient(Noise.uniform(102, index) < 0.6 ? index / 5 : index),
                pick(PHYSICIANS, index, 3),
                (int) (DAYS * age * age),
                LocalTime.ofSecondOfDay((long) (86_400 * Noise.uniform(104, index))),
                "L%07d".formatted(index + 1),
                kind.description(),
                List.of(series));
    }

    private static PhantomPatient patient(int number) {
        String name = pick(FAMILY_NAMES, number, 11) + "^" + pick(GIVEN_NAMES, number, 12);
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays((long) (85 * 365 * Noise.uniform(113, number)));
        return new PhantomPatient(
                name, "LOAD-%06d".formatted(number + 1), born, Noise.uniform(114, number) < 0.5 ? "F" : "M");
    }

    private static <T> T pick(List<T> list, int index, long seed) {
        return list.get((int) (list.size() * Noise.uniform(seed, index)));
    }

    private static PhantomInstance.Content picture(int index) {
        DataSet attributes = DataSet.builder()
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, SIZE)
                .putInts(Tag.Columns, SIZE)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0)
                .put(Tag.ImageType, "DERIVED", "SECONDARY")
                .put(Tag.ConversionType, "SYN")
                .put(Tag.PatientOrientation)
                .build();
        byte[] pixels = new byte[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 4 + index % 4);
        }
        return new PhantomInstance.Content(attributes, List.of(pixels));
    }
}
