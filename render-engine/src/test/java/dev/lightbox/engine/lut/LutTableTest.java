package dev.lightbox.engine.lut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LutTableTest {

    @Test
    void aTableRisesOrFallsOrNeither() {
        // 40000 is negative as a short.
        assertThat(new LutTable(0, new short[] {1, 1, 7, (short) 40_000}, 16).neverFalls())
                .isTrue();
        assertThat(new LutTable(0, new short[] {1, 1, 7, (short) 40_000}, 16).neverRises())
                .isFalse();
        assertThat(new LutTable(0, new short[] {(short) 40_000, 7, 7, 0}, 16).neverRises())
                .isTrue();
        assertThat(new LutTable(0, new short[] {(short) 40_000, 7, 7, 0}, 16).neverFalls())
                .isFalse();
        assertThat(new LutTable(0, new short[] {1, 2, 1}, 16).neverFalls()).isFalse();
        assertThat(new LutTable(0, new short[] {1, 2, 1}, 16).neverRises()).isFalse();
    }

    @Test
    void firstInputValueIsSignedWherePixelsAre() throws LutException {
        DataSet item = item(Vr.US, 2, 0xFFFE, 16, 1, 0, 2, 0);
        assertThat(LutTable.of(item, true).firstMapped()).isEqualTo(-2);
        assertThat(LutTable.of(item, false).firstMapped()).isEqualTo(65_534);
    }

    @Test
    void zeroEntriesStandFor65536() throws LutException {
        byte[] data = new byte[131_072];
        data[131_070] = 9;
        DataSet item = DataSet.builder()
                .putInts(Tag.LUTDescriptor, Vr.US, 0, 0, 16)
                .putBytes(Tag.LUTData, Vr.OW, data)
                .build();
        LutTable table = LutTable.of(item, false);
        assertThat(table.entries()).hasSize(65_536);
        assertThat(table.lookUp(1e9)).isEqualTo(9);
    }

    @Test
    void eightBitEntriesMayBePackedOrAWordEach() throws LutException {
        assertThat(LutTable.of(item(Vr.US, 4, 0, 8, 1, 2, 3, 4), false).entries())
                .containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
        assertThat(LutTable.of(item(Vr.US, 2, 0, 8, 1, 0, 2, 0), false).entries())
                .containsExactly((short) 1, (short) 2);
    }

    @Test
    void aTableThatIsCutOffIsRefusedWithBothNumbers() {
        assertThatExceptionOfType(LutException.class)
                .isThrownBy(() -> LutTable.of(item(Vr.US, 10, 0, 16, 1, 0), false))
                .withMessage("LUT Data: expected 10 entries, found 2 bytes");
    }

    @Test
    void aRescaleSlopeOfZeroIsRefused() {
        DataSet dataSet = DataSet.builder()
                .putNumbers(Tag.RescaleSlope, 0)
                .putNumbers(Tag.RescaleIntercept, 5)
                .build();
        assertThatExceptionOfType(LutException.class)
                .isThrownBy(() -> ModalityTransform.of(dataSet, false))
                .withMessageContaining("Rescale Slope (0028,1053)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1,5", "one", "1e300", "1\\x"})
    void aRescaleThatIsNoNumberIsRefusedNotLeftAway(String value) {
        for (int tag : new int[] {Tag.RescaleSlope, Tag.RescaleIntercept}) {
            DataSet dataSet = DataSet.builder()
                    .putNumbers(Tag.RescaleSlope, 1)
                    .putNumbers(Tag.RescaleIntercept, -1024)
                    .put(tag, value.split("\\\\"))
                    .build();
            assertThatExceptionOfType(LutException.class)
                    .isThrownBy(() -> ModalityTransform.of(dataSet, false))
                    .withMessageContaining(tag == Tag.RescaleSlope ? "Rescale Slope" : "Rescale Intercept");
        }
    }

    @Test
    void aRescaleWithoutValuesIsNone() throws LutException {
        DataSet empty = DataSet.builder()
                .put(Tag.RescaleSlope, "")
                .put(Tag.RescaleIntercept, "")
                .build();
        assertThat(ModalityTransform.of(empty, false)).isEqualTo(ModalityTransform.IDENTITY);
    }

    @Test
    void segmentsExpandToDiscreteLinearAndRepeatedEntries() throws LutException {
        // Discrete 10, 20; linear in 4 steps to 60; again the first segment (2 words offset, byte 0).
        byte[] words = words(0, 2, 10, 20, 1, 4, 60, 2, 1, 0, 0);
        assertThat(SegmentedLut.expand("Red", words, 16, 8))
                .containsExactly(
                        (short) 10, (short) 20, (short) 30, (short) 40, (short) 50, (short) 60, (short) 10, (short) 20);
    }

    @Test
    void segmentsThatNeverEndAreRefused() {
        byte[] loop = words(0, 1, 10, 2, 1, 6, 0);
        assertThatExceptionOfType(LutException.class)
                .isThrownBy(() -> SegmentedLut.expand("Red", loop, 16, 100))
                .withMessageContaining("indirect segment within an indirect segment");
    }

    @Test
    void sixteenBitPalettesGiveTheirHighByteAndClampIndices() throws LutException {
        DataSet.Builder builder = DataSet.builder();
        int[] descriptors = {
            Tag.RedPaletteColorLookupTableDescriptor,
            Tag.GreenPaletteColorLookupTableDescriptor,
            Tag.BluePaletteColorLookupTableDescriptor
        };
        int[] data = {
            Tag.RedPaletteColorLookupTableData,
            Tag.GreenPaletteColorLookupTableData,
            Tag.BluePaletteColorLookupTableData
        };
        for (int i = 0; i < 3; i++) {
            builder.putInts(descriptors[i], Vr.US, 2, 5, 16);
            builder.putBytes(data[i], Vr.OW, words(0x1234 + i * 0x100, 0xFF00));
        }
        Palette palette = Palette.of(builder.build(), false);
        assertThat(palette.red().level(5)).isEqualTo((byte) 0x12);
        assertThat(palette.green().level(0)).isEqualTo((byte) 0x13);
        assertThat(palette.blue().level(99)).isEqualTo((byte) 0xFF);
    }

    @Test
    void aPaletteWithoutGreenIsRefusedByName() {
        DataSet dataSet = DataSet.builder()
                .putInts(Tag.RedPaletteColorLookupTableDescriptor, Vr.US, 1, 0, 16)
                .putBytes(Tag.RedPaletteColorLookupTableData, Vr.OW, words(1))
                .build();
        assertThatExceptionOfType(LutException.class)
                .isThrownBy(() -> Palette.of(dataSet, false))
                .withMessageContaining("Green Palette Color Lookup Table Data is missing");
    }

    private static DataSet item(Vr vr, int count, int first, int bits, int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return DataSet.builder()
                .putInts(Tag.LUTDescriptor, vr, count, first, bits)
                .putBytes(Tag.LUTData, Vr.OW, bytes)
                .build();
    }

    private static byte[] words(int... words) {
        byte[] bytes = new byte[2 * words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[2 * i] = (byte) words[i];
            bytes[2 * i + 1] = (byte) (words[i] >> 8);
        }
        return bytes;
    }
}
