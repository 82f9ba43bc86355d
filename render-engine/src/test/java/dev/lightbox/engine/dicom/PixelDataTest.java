package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.SharedData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelDataTest {
    private static final String JPEG = "1.2.840.10008.1.2.4.50";
    private static final String RLE = "1.2.840.10008.1.2.5";

    /** A JPEG stream's beginning and end, marked with its number. */
    private static final byte[] ONE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, (byte) 0xFF, (byte) 0xD9};

    private static final byte[] TWO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 2, (byte) 0xFF, (byte) 0xD9};
    private static final byte[] TWO_BEGINS = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 2};
    private static final byte[] TWO_ENDS = {(byte) 0xFF, (byte) 0xD9};

    private static TestFile compressed(String syntax, int frames) {
        return TestFile.of(syntax).image(1, 1, frames).header(Tag.PixelData, "OB", ElementReader.UNDEFINED);
    }

    private static byte[] offsets(int... offsets) {
        TestFile table = TestFile.bare();
        for (int offset : offsets) {
            table.number(offset, 4);
        }
        return table.toBytes();
    }

    @Test
    void joinsFragmentsByTheBasicOffsetTable() throws DicomException {
        // Nothing in the fragments tells where frames begin: the table alone does.
        DicomFile file = compressed(JPEG, 2)
                .item(offsets(0, 20))
                .item(new byte[] {1, 1})
                .item(new byte[] {2, 2})
                .item(new byte[] {3, 3})
                .endOfSequence()
                .read();
        PixelData pixels = file.pixelData().orElseThrow();

        assertThat(pixels.frame(1)).containsExactly(1, 1, 2, 2);
        assertThat(pixels.frame(2)).containsExactly(3, 3);
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void joinsFragmentsByTheExtendedOffsetTable() throws DicomException {
        byte[] table = TestFile.bare().number(0, 8).number(20, 8).toBytes();
        byte[] lengths = TestFile.bare().number(12, 8).number(2, 8).toBytes();
        DicomFile file = TestFile.of(JPEG)
                .image(1, 1, 2)
                .explicit(Tag.ExtendedOffsetTable, "OV", table)
                .explicit(Tag.ExtendedOffsetTableLengths, "OV", lengths)
                .header(Tag.PixelData, "OB", ElementReader.UNDEFINED)
                .item(new byte[0])
                .item(new byte[] {1, 1})
                .item(new byte[] {2, 2})
                .item(new byte[] {3, 3})
                .endOfSequence()
                .read();

        assertThat(file.pixelData().orElseThrow().frame(1)).containsExactly(1, 1, 2, 2);
        assertThat(file.pixelData().orElseThrow().frame(2)).containsExactly(3, 3);
        assertThat(file.dataSet().contains(Tag.ExtendedOffsetTable)).isFalse();
    }

    @Test
    void findsFramesWithoutATableByTheirBeginnings() throws DicomException {
        PixelData pixels = compressed(JPEG, 2)
                .item(new byte[0])
                .item(ONE)
                .item(TWO_BEGINS)
                .item(TWO_ENDS)
                .endOfSequence()
                .read()
                .pixelData()
                .orElseThrow();

        assertThat(pixels.frame(1)).isEqualTo(ONE);
        assertThat(pixels.frame(2)).isEqualTo(TWO);
    }

    @Test
    void looksIntoTheFragmentsWhereTheTableIsWrong() throws DicomException {
        DicomFile file = compressed(JPEG, 2)
                .item(offsets(0, 7))
                .item(ONE)
                .item(TWO_BEGINS)
                .item(TWO_ENDS)
                .endOfSequence()
                .read();

        assertThat(file.pixelData().orElseThrow().frame(2)).isEqualTo(TWO);
        assertThat(file.warnings())
                .containsExactly(
                        "An offset table doesn't fit the fragments: the frames are found by looking into them");
    }

    @Test
    void oneFrameHasAllFragments() throws DicomException {
        PixelData pixels = compressed(JPEG, 1)
                .item(new byte[0])
                .item(TWO_BEGINS)
                .item(TWO_ENDS)
                .endOfSequence()
                .read()
                .pixelData()
                .orElseThrow();

        assertThat(pixels.frame(1)).isEqualTo(TWO);
        assertThatThrownBy(() -> pixels.frame(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pixels.frame(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesToGuessWhereFramesBegin() throws DicomException {
        DicomFile file = compressed(RLE, 2)
                .item(new byte[0])
                .item(ONE)
                .item(TWO_BEGINS)
                .item(TWO_ENDS)
                .endOfSequence()
                .read();

        assertThatThrownBy(() -> file.pixelData().orElseThrow().frame(1))
                .hasMessage("test: 2 frames are declared, but the 3 fragments don't tell where they begin");
    }

    @Test
    void refusesFramesThatAreNotThere() throws DicomException {
        DicomFile file = compressed(JPEG, 3)
                .item(new byte[0])
                .item(ONE)
                .item(TWO)
                .endOfSequence()
                .read();
        PixelData pixels = file.pixelData().orElseThrow();

        assertThat(pixels.frame(2)).isEqualTo(TWO);
        assertThatThrownBy(() -> pixels.frame(3))
                .hasMessage("test: frame 3 isn't there: 3 frames are declared, 2 are there");
        assertThat(file.warnings()).containsExactly("3 frames are declared, 2 are there");
    }

    @Test
    void refusesTheFrameThatIsCutOffAndGivesThoseBefore() throws DicomException {
        DicomFile file = compressed(JPEG, 3)
                .item(offsets(0, 14, 28))
                .item(ONE)
                .implicitHeader(Tag.Item, 6)
                .bytes(TWO_BEGINS)
                .read();
        PixelData pixels = file.pixelData().orElseThrow();

        assertThat(pixels.frame(1)).isEqualTo(ONE);
        assertThatThrownBy(() -> pixels.frame(2)).hasMessage("test: frame 2 isn't complete: the file ends within it");
        assertThatThrownBy(() -> pixels.frame(3)).hasMessageContaining("frame 3 isn't there");
        assertThat(file.warnings())
                .containsExactly("The file ends within the pixel data: fragment 2 should have 6 bytes and has 4");
        assertThatThrownBy(() -> DicomWriter.toBytes(file.dataSet(), JPEG, pixels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the pixel data are cut off");
    }

    @Test
    void seesUncompressedPixelDataInAFileThatClaimsCompression() throws DicomException {
        DicomFile file = TestFile.of(JPEG)
                .image(1, 2, 1)
                .explicit(Tag.PixelData, "OB", new byte[] {1, 2})
                .read();

        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(file.pixelData().orElseThrow().frame(1)).containsExactly(1, 2);
        assertThat(file.warnings())
                .containsExactly("The file says JPEG Baseline (Process 1), but its pixel data are uncompressed");
    }

    @ParameterizedTest
    @CsvSource({
        "transfer-syntaxes/ct0012-2f-jpeg-lossless-sv1-fragmented.dcm, 2",
        "transfer-syntaxes/ct0012-2f-jpegls-fragmented-nobot.dcm, 2",
        "transfer-syntaxes/ct0012-2f-jpegls-bot.dcm, 2",
        "transfer-syntaxes/ct0012-2f-rle-bot.dcm, 2",
        "transfer-syntaxes/ct0012-2f-rle-nobot.dcm, 2",
        "multiframe/sm-tiled-25f-jpegls-nobot.dcm, 25",
        "multiframe/xa-96f-jpeg-mask.dcm, 96",
        "multiframe/us-cine-30f-jpeg-ybr422.dcm, 30"
    })
    void everyFrameOfRealFilesIsOneWholeCodestream(String path, int frames) throws IOException {
        DicomFile file = DicomReader.read(SharedData.path(path));
        PixelData pixels = file.pixelData().orElseThrow();

        assertThat(pixels.numberOfFrames()).isEqualTo(frames);
        for (int i = 1; i <= frames; i++) {
            byte[] frame = pixels.frame(i);
            if (file.transferSyntax().equals(TransferSyntax.RLE_LOSSLESS)) {
                // PS3.5 G.5: the number of segments comes first.
                assertThat(frame[0]).isEqualTo((byte) 2);
            } else {
                assertThat(frame).startsWith(0xFF, 0xD8, 0xFF);
                assertThat(starts(frame)).isEqualTo(1);
            }
        }
    }

    /** Stuffing keeps FF D8 out of everything between the beginning and the end of a stream. */
    private static int starts(byte[] codestream) {
        int starts = 0;
        for (int i = 0; i + 1 < codestream.length; i++) {
            starts += codestream[i] == (byte) 0xFF && codestream[i + 1] == (byte) 0xD8 ? 1 : 0;
        }
        return starts;
    }

    @Test
    void alignsFramesOfSingleBits() throws DicomException {
        DataSet dataSet = DataSet.builder()
                .putInts(Tag.SamplesPerPixel, 1)
                .putInts(Tag.NumberOfFrames, 3)
                .putInts(Tag.Rows, 1)
                .putInts(Tag.Columns, 5)
                .putInts(Tag.BitsAllocated, 1)
                .build();
        // Frames 10110, 01001, 11111 from the lowest bit on.
        NativePixelData pixels = NativePixelData.of(dataSet, new byte[] {(byte) 0b010_01101, 0b0_11111_10});

        assertThat(pixels.frame(1)[0] & 0x1F).isEqualTo(0b01101);
        assertThat(pixels.frame(2)[0] & 0x1F).isEqualTo(0b10010);
        assertThat(pixels.frame(3)[0] & 0x1F).isEqualTo(0b11111);
    }

    @Test
    void halvesTheColourOf422() throws DicomException {
        DataSet dataSet = DataSet.builder()
                .putInts(Tag.SamplesPerPixel, 3)
                .put(Tag.PhotometricInterpretation, "YBR_FULL_422")
                .putInts(Tag.Rows, 1)
                .putInts(Tag.Columns, 2)
                .putInts(Tag.BitsAllocated, 8)
                .build();

        assertThat(NativePixelData.of(dataSet, new byte[] {1, 2, 3, 4}).frame(1))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void boundsFrameSizesBeforeAnythingIsAllocated() throws DicomException {
        DataSet huge = DataSet.builder()
                .putInts(Tag.SamplesPerPixel, 255)
                .putInts(Tag.NumberOfFrames, Integer.MAX_VALUE)
                .putInts(Tag.Rows, 65535)
                .putInts(Tag.Columns, 65535)
                .putInts(Tag.BitsAllocated, 64)
                .build();
        NativePixelData pixels = NativePixelData.of(huge, new byte[4]);

        assertThat(pixels.numberOfCompleteFrames()).isZero();
        assertThatThrownBy(() -> pixels.frame(Integer.MAX_VALUE))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("too short");
    }

    @Test
    void turnsBigEndianPixelsRound() throws DicomException {
        TestFile header = TestFile.bareBigEndian()
                .explicit(Tag.Modality, "CS", "OT")
                .shorts(Tag.SamplesPerPixel, 1)
                .shorts(Tag.Rows, 1)
                .shorts(Tag.Columns, 2)
                .shorts(Tag.BitsAllocated, 16);
        PixelData words = header.header(Tag.PixelData, "OW", 4)
                .number(0x0102, 2)
                .number(0x0304, 2)
                .read()
                .pixelData()
                .orElseThrow();

        assertThat(words.frame(1)).containsExactly(2, 1, 4, 3);
    }

    @Test
    void turnsLongBigEndianCellsRoundByTheWordsOfTheirRepresentation() throws DicomException {
        TestFile header = TestFile.bareBigEndian()
                .explicit(Tag.Modality, "CS", "OT")
                .shorts(Tag.SamplesPerPixel, 1)
                .shorts(Tag.Rows, 1)
                .shorts(Tag.Columns, 1)
                .shorts(Tag.BitsAllocated, 32);
        // The cell 0x01020304: OW as dcmconv +tb writes it.
        PixelData words = header.header(Tag.PixelData, "OW", 4)
                .number(0x0304, 2)
                .number(0x0102, 2)
                .read()
                .pixelData()
                .orElseThrow();

        assertThat(words.frame(1)).containsExactly(4, 3, 2, 1);
    }

    @Test
    void writesABasicOffsetTable() throws DicomException {
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2")
                .put(Tag.SOPInstanceUID, "1.2.3")
                .putInts(Tag.NumberOfFrames, 2)
                .build();
        byte[] odd = {1, 2, 3};
        byte[] written = DicomWriter.toBytes(dataSet, RLE, EncapsulatedPixelData.ofFrames(List.of(odd, TWO)));

        DicomFile file = DicomReader.read(written, "x");
        EncapsulatedPixelData pixels = (EncapsulatedPixelData) file.pixelData().orElseThrow();
        assertThat(pixels.frame(1)).containsExactly(1, 2, 3, 0);
        assertThat(pixels.frame(2)).isEqualTo(TWO);
        assertThat(new String(written, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\u00FE\u00FF\u0000\u00E0\u0008\0\0\0\0\0\0\0\u000C\0\0\0");
        assertThatThrownBy(() -> DicomWriter.toBytes(dataSet, "1.2.840.10008.1.2.1", pixels))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DicomWriter.toBytes(DataSet.empty(), RLE, pixels))
                .hasMessage("a file needs (0008,0016) SOPClassUID");
    }
}
