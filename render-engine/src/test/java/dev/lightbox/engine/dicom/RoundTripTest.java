package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, whatever is in it: random data sets over all VRs, the same ones every time. */
class RoundTripTest {
    private static final int DATA_SETS = 60;
    private static final String[] WORDS = {"", "A", "Wort", "Ä", "頭部", "with space", "x^y=z", "Ω"};

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.1", "1.2.840.10008.1.2"})
    void writesAndReadsEveryVr(String syntax) throws DicomException {
        Random random = new Random(20261124);
        for (int i = 0; i < DATA_SETS; i++) {
            DataSet original = dataSet(random, 0).toBuilder()
                    .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                    .put(Tag.SOPInstanceUID, "1.2.3")
                    .build();

            DicomFile read = DicomReader.read(DicomWriter.toBytes(original, syntax), "x");

            // Implicit VR doesn't say the VR of private elements: their bytes are the same.
            boolean explicit = syntax.equals("1.2.840.10008.1.2.1");
            assertThat(explicit ? read.dataSet() : withoutPrivate(read.dataSet()))
                    .isEqualTo(explicit ? original : withoutPrivate(original));
            assertThat(read.transferSyntax().uid()).isEqualTo(syntax);
            assertThat(read.meta().string(Tag.MediaStorageSOPInstanceUID)).contains("1.2.3");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void jsonGivesBackTextNumbersAndItems(int seed) throws DicomException {
        Random random = new Random(seed);
        for (int i = 0; i < DATA_SETS; i++) {
            DataSet original = dataSet(random, 0);
            List<DataSet> read = DicomJson.parse(DicomJson.write(List.of(original)));
            assertSameValues(read.getFirst(), original);
        }
    }

    private static void assertSameValues(DataSet actual, DataSet expected) {
        for (Element element : expected) {
            int tag = element.tag();
            if (tag == Tag.SpecificCharacterSet) {
                continue;
            }
            assertThat(actual.element(tag).orElseThrow().vr()).isEqualTo(element.vr());
            switch (element.vr()) {
                case DS, FL, FD ->
                    assertThat(actual.numbers(tag)).as(element.toString()).isEqualTo(expected.numbers(tag));
                case PN -> assertThat(actual.personName(tag)).isEqualTo(expected.personName(tag));
                case OB, OW, OF, OD, OL, OV, UN -> assertThat(actual.bytes(tag)).isEqualTo(expected.bytes(tag));
                default ->
                    assertThat(actual.strings(tag)).as(element.toString()).isEqualTo(expected.strings(tag));
            }
            for (int i = 0; i < element.items().size(); i++) {
                assertSameValues(actual.items(tag).get(i), element.items().get(i));
            }
        }
    }

    private static DataSet withoutPrivate(DataSet dataSet) {
        DataSet.Builder builder = dataSet.toBuilder();
        dataSet.forEach(element -> {
            if (Tag.isPrivate(element.tag())) {
                builder.remove(element.tag());
            } else if (element.vr() == Vr.SQ) {
                builder.putItems(
                        element.tag(),
                        element.items().stream()
                                .map(RoundTripTest::withoutPrivate)
                                .toList());
            }
        });
        return builder.build();
    }

    private static DataSet dataSet(Random random, int depth) {
        DataSet.Builder builder = DataSet.builder();
        if (depth == 0) {
            // Said here, so that items in themselves say nothing else.
            builder.put(Tag.SpecificCharacterSet, "ISO_IR 192");
        }
        for (Vr vr : Vr.values()) {
            if (random.nextBoolean()) {
                put(
                        builder,
                        0x00110000 | 0x1000 + 16 * depth + vr.ordinal() * 64 + random.nextInt(8),
                        vr,
                        random,
                        depth);
            }
        }
        builder.put(Tag.PatientName, text(Vr.PN, random)).putInts(Tag.Rows, random.nextInt(65536));
        builder.putNumbers(Tag.PixelSpacing, random.nextGaussian() * 1e9, random.nextDouble());
        if (depth < 3 && random.nextBoolean()) {
            builder.putItems(Tag.ReferencedImageSequence, items(random, depth));
        }
        return depth == 0
                ? builder.build()
                : builder.put(Tag.SpecificCharacterSet, "ISO_IR 192").build();
    }

    private static List<DataSet> items(Random random, int depth) {
        List<DataSet> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(dataSet(random, depth + 1));
        }
        return items;
    }

    private static void put(DataSet.Builder builder, int tag, Vr vr, Random random, int depth) {
        switch (vr) {
            case SQ -> builder.putElement(Element.sequence(tag, depth < 3 ? items(random, depth) : List.of()));
            case DS -> builder.putNumbers(tag, vr, random.nextGaussian(), random.nextInt());
            case IS, SL, AT -> builder.putInts(tag, vr, random.nextInt(), random.nextInt());
            case US, SS -> builder.putInts(tag, vr, random.nextInt(32768));
            case UL, UV, SV -> builder.putInts(tag, vr, random.nextInt(Integer.MAX_VALUE));
            case FL -> builder.putNumbers(tag, vr, random.nextFloat());
            case FD -> builder.putNumbers(tag, vr, random.nextGaussian(), random.nextDouble());
            case OB, OW, OF, OD, OL, OV, UN -> {
                byte[] bytes = new byte[8 * random.nextInt(1, 20)];
                random.nextBytes(bytes);
                builder.putBytes(tag, vr, bytes);
            }
            case DA -> builder.put(tag, vr, "20261124");
            case TM -> builder.put(tag, vr, "093015");
            case DT -> builder.put(tag, vr, "20261124093015");
            case AS -> builder.put(tag, vr, "042Y");
            case UI ->
                builder.put(tag, vr, Uids.isValid("1.2." + random.nextInt(99)) ? "1.2." + random.nextInt(99) : "1");
            case AE, CS, UR -> builder.put(tag, vr, "CODE " + random.nextInt(1000));
            default -> builder.put(tag, vr, text(vr, random));
        }
    }

    private static String[] text(Vr vr, Random random) {
        String[] values = new String[vr.isMultiValuedText() ? random.nextInt(1, 4) : 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = WORDS[random.nextInt(WORDS.length)];
        }
        return values;
    }
}
