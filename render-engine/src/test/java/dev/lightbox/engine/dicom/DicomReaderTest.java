package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomReaderTest {
    private static final long UNDEFINED = ElementReader.UNDEFINED;

    @Test
    void readsSequencesOfDefinedAndUndefinedLength() throws DicomException {
        byte[] element = TestFile.bare().explicit(Tag.CodeValue, "SH", "T-1 ").toBytes();
        DicomFile file = TestFile.explicitLittle()
                .header(Tag.ProcedureCodeSequence, "SQ", 8 + element.length)
                .item(element)
                .header(Tag.ReferencedImageSequence, "SQ", UNDEFINED)
                .implicitHeader(Tag.Item, UNDEFINED)
                .explicit(Tag.CodeValue, "SH", "T-2 ")
                .endOfItem()
                .item(element)
                .endOfSequence()
                .explicit(Tag.PatientID, "LO", "42")
                .read();

        assertThat(file.dataSet().items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeValue))
                .contains("T-1");
        assertThat(file.dataSet().items(Tag.ReferencedImageSequence))
                .extracting(item -> item.string(Tag.CodeValue).orElseThrow())
                .containsExactly("T-2", "T-1");
        assertThat(file.dataSet().string(Tag.PatientID)).contains("42");
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void readsUnknownElementsOfUndefinedLengthAsImplicitSequences() throws DicomException {
        DicomFile file = TestFile.explicitLittle()
                .header(0x00091010, "UN", UNDEFINED)
                .implicitHeader(Tag.Item, UNDEFINED)
                .implicit(Tag.CodeValue, "T-1 ")
                .endOfItem()
                .endOfSequence()
                .read();

        assertThat(file.dataSet().items(0x00091010).getFirst().string(Tag.CodeValue))
                .contains("T-1");
    }

    @Test
    void findsSequencesHiddenInUnknownElementsOfDefinedLength() throws DicomException {
        byte[] implicit = TestFile.bare().implicit(Tag.CodeValue, "T-1 ").toBytes();
        byte[] explicit = TestFile.bare().explicit(Tag.CodeValue, "SH", "T-2 ").toBytes();
        DicomFile file = TestFile.explicitLittle()
                .explicit(
                        Tag.ProcedureCodeSequence,
                        "UN",
                        TestFile.bare().item(implicit).toBytes())
                .explicit(0x00091010, "UN", TestFile.bare().item(explicit).toBytes())
                .explicit(
                        0x00091011,
                        "UN",
                        TestFile.bare().item(new byte[] {1, 2}).toBytes())
                .read();

        assertThat(file.dataSet().items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeValue))
                .contains("T-1");
        assertThat(file.dataSet().items(0x00091010).getFirst().string(Tag.CodeValue))
                .contains("T-2");
        assertThat(file.dataSet().bytes(0x00091011)).hasSize(10);
        assertThat(file.warnings())
                .containsExactly("(0009,1011) begins like a sequence and isn't one: its bytes are kept");
    }

    @Test
    void readsExplicitItemsInImplicitSequences() throws DicomException {
        DicomFile file = TestFile.implicitLittle()
                .implicitHeader(0x20051400, UNDEFINED)
                .implicitHeader(Tag.Item, UNDEFINED)
                .explicit(Tag.CodeValue, "SH", "")
                .explicit(Tag.CodingSchemeDesignator, "SH", "DCM ")
                .endOfItem()
                .endOfSequence()
                .read();

        assertThat(file.dataSet().items(0x20051400).getFirst().string(Tag.CodingSchemeDesignator))
                .contains("DCM");
        assertThat(file.warnings()).containsExactly("A sequence in Implicit VR has items in Explicit VR");
    }

    @Test
    void takesTheSignFromPixelRepresentationInImplicitVr() throws DicomException {
        byte[] minusOne = {(byte) 0xFF, (byte) 0xFF};
        DicomFile signed = TestFile.implicitLittle()
                .implicit(Tag.PixelRepresentation, new byte[] {1, 0})
                .implicit(Tag.SmallestImagePixelValue, minusOne)
                .read();
        DicomFile unsigned = TestFile.implicitLittle()
                .implicit(Tag.PixelRepresentation, new byte[] {0, 0})
                .implicit(Tag.SmallestImagePixelValue, minusOne)
                .read();

        assertThat(signed.dataSet().integer(Tag.SmallestImagePixelValue)).hasValue(-1);
        assertThat(unsigned.dataSet().integer(Tag.SmallestImagePixelValue)).hasValue(65535);
    }

    @Test
    void readsBigEndianNumbers() throws DicomException {
        DicomFile file = TestFile.bareBigEndian()
                .explicit(Tag.Modality, "CS", "CT")
                .shorts(Tag.Rows, 0x0102)
                .header(Tag.FrameIncrementPointer, "AT", 4)
                .number(0x0018, 2)
                .number(0x1063, 2)
                .header(0x00189087, "FD", 8)
                .number(Double.doubleToLongBits(0.1), 8)
                .read();

        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        assertThat(file.dataSet().integer(Tag.Rows)).hasValue(0x0102);
        assertThat(file.dataSet().integers(Tag.FrameIncrementPointer)).containsExactly(Tag.FrameTime);
        assertThat(file.dataSet().number(0x00189087)).hasValue(0.1);
    }

    @Test
    void readsWhatTheFileIsAndNotWhatItSays() throws DicomException {
        DicomFile explicit =
                TestFile.implicitLittle().explicit(Tag.Modality, "CS", "CT").read();
        DicomFile implicit =
                TestFile.explicitLittle().implicit(Tag.Modality, "CT").read();

        assertThat(explicit.dataSet().string(Tag.Modality)).contains("CT");
        assertThat(explicit.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(explicit.warnings())
                .containsExactly("The file says Implicit VR Little Endian and is Explicit VR Little Endian");
        assertThat(implicit.dataSet().string(Tag.Modality)).contains("CT");
    }

    @Test
    void toleratesWrongAndUnknownVrs() throws DicomException {
        DicomFile file = TestFile.explicitLittle()
                .explicit(Tag.Modality, "??", "CT")
                .implicit(Tag.Manufacturer, "Acme")
                .explicit(Tag.PatientID, "OB", "42")
                .explicit(Tag.Rows, "UN", new byte[] {0, 2})
                .read();

        assertThat(file.dataSet().string(Tag.Modality)).contains("CT");
        assertThat(file.dataSet().string(Tag.Manufacturer)).contains("Acme");
        assertThat(file.dataSet().string(Tag.PatientID)).contains("42");
        assertThat(file.dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(file.warnings())
                .containsExactly(
                        "(0008,0060) Modality has an unknown VR",
                        "(0008,0070) Manufacturer has no VR: it is taken for one in Implicit VR",
                        "(0010,0020) PatientID should be LO and is OB");
    }

    @Test
    void passesOverStrayItemsAndKeepsTheFirstOfATag() throws DicomException {
        DicomFile file = TestFile.explicitLittle()
                .explicit(Tag.PatientID, "LO", "42")
                .endOfItem()
                .endOfSequence()
                .explicit(Tag.PatientID, "LO", "43")
                .explicit(Tag.Modality, "CS", "CT")
                .read();

        assertThat(file.dataSet().string(Tag.PatientID)).contains("42");
        assertThat(file.dataSet().string(Tag.Modality)).contains("CT");
        assertThat(file.warnings())
                .hasSize(3)
                .last()
                .isEqualTo("(0010,0020) PatientID is there more than once: the first counts");
    }

    @Test
    void aCharacterSetThatComesLateStillReachesTheItems() throws DicomException {
        DicomFile file = TestFile.explicitLittle()
                .header(Tag.ProcedureCodeSequence, "SQ", UNDEFINED)
                .implicitHeader(Tag.Item, UNDEFINED)
                .explicit(Tag.CodeMeaning, "LO", new byte[] {(byte) 0xC3, (byte) 0x84})
                .endOfItem()
                .endOfSequence()
                .explicit(Tag.SpecificCharacterSet, "CS", "ISO_IR 192")
                .read();

        assertThat(file.dataSet().items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeMeaning))
                .contains("Ä");
    }

    @Test
    void refusesValuesThatAreNotThere() {
        assertThatThrownBy(() -> TestFile.explicitLittle()
                        .header(Tag.StudyDescription, "LO", 100)
                        .text("short")
                        .read())
                .hasMessage(
                        "test: (0008,1030) StudyDescription at offset 160 should have 100 bytes, but only 5 are left");
        assertThatThrownBy(() -> TestFile.explicitLittle()
                        .header(0x00420011, "OB", 0xFFFF_FFF0L)
                        .read())
                .hasMessage(
                        "test: (0042,0011) EncapsulatedDocument at offset 160 should have 4294967280 bytes, but only 0 are left");
        assertThatThrownBy(() -> TestFile.explicitLittle()
                        .header(Tag.ProcedureCodeSequence, "SQ", UNDEFINED)
                        .implicitHeader(Tag.Item, 50)
                        .explicit(Tag.CodeValue, "SH", "T-1 ")
                        .read())
                .hasMessage(
                        "test: an item of (0008,1032) ProcedureCodeSequence at offset 180 has 50 bytes, but only 12 are left");
        assertThatThrownBy(() -> TestFile.explicitLittle()
                        .header(Tag.ProcedureCodeSequence, "SQ", UNDEFINED)
                        .implicitHeader(Tag.Item, UNDEFINED)
                        .explicit(Tag.CodeValue, "SH", "T-1 ")
                        .read())
                .hasMessage("test: the file ends at offset 192: an item of a sequence isn't finished");
        assertThatThrownBy(() -> TestFile.explicitLittle()
                        .header(Tag.ProcedureCodeSequence, "SQ", UNDEFINED)
                        .explicit(Tag.CodeValue, "SH", "T-1 ")
                        .read())
                .hasMessage(
                        "test: in (0008,1032) ProcedureCodeSequence at offset 172: expected an item (FFFE,E000), found"
                                + " (0008,0100) CodeValue");
    }

    @Test
    void refusesSequencesWhoseContentsAreLongerThanThey() {
        byte[] element = TestFile.bare().explicit(Tag.CodeValue, "SH", "T-1 ").toBytes();
        assertThatThrownBy(() -> TestFile.explicitLittle()
                        .header(Tag.ProcedureCodeSequence, "SQ", 20)
                        .implicitHeader(Tag.Item, UNDEFINED)
                        .bytes(element)
                        .endOfItem()
                        .explicit(Tag.PatientID, "LO", "42")
                        .read())
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("should end at offset 192");
    }

    @Test
    void refusesWhatIsNoDicom() {
        assertThatThrownBy(() -> DicomReader.read(new byte[0], "x")).hasMessage("x: the file is empty");
        for (byte[] bytes :
                List.of(new byte[1], new byte[4096], "GIF89a and more".getBytes(), new byte[] {8, 0, 5, 0})) {
            assertThatThrownBy(() -> DicomReader.read(bytes, "x"))
                    .isInstanceOf(DicomException.class)
                    .hasMessageStartingWith("x: not a DICOM file");
        }
    }

    @Test
    void refusesSequencesThatAreTooDeep() {
        TestFile file = TestFile.implicitLittle();
        for (int i = 0; i < 100_000; i++) {
            file.implicitHeader(Tag.ProcedureCodeSequence, UNDEFINED).implicitHeader(Tag.Item, UNDEFINED);
        }
        assertThatThrownBy(file::read)
                .isInstanceOf(DicomException.class)
                .hasMessage(
                        "test: sequences within sequences, more than 64 deep, at (0008,1032) ProcedureCodeSequence (offset"
                                + " 1190)");
    }

    @Test
    void refusesTooManyElements() {
        TestFile file = TestFile.implicitLittle();
        for (int i = 0; i < 101; i++) {
            file.implicit(Tag.Modality, "CT");
        }
        ReadLimits limits = new ReadLimits(1 << 20, 1 << 20, 10, 100);
        assertThatThrownBy(() -> DicomReader.read(file.toBytes(), "x", limits))
                .hasMessage("x: more than the 100 elements allowed");
        assertThatThrownBy(() -> DicomReader.read(new byte[2 << 20], "x", limits))
                .hasMessage("x: 2097152 bytes, more than the 1048576 allowed");
    }

    @Test
    void refusesDeflateBombs() {
        TestFile body = TestFile.bare().explicit(Tag.Modality, "CS", "CT").header(0x00420011, "OB", 4L << 20);
        byte[] bomb = TestFile.of("1.2.840.10008.1.2.1.99")
                .bytes(Deflated.of(body.bytes(new byte[4 << 20]).toBytes()))
                .toBytes();

        assertThat(bomb).hasSizeLessThan(10_000);
        assertThatThrownBy(() -> DicomReader.read(bomb, "x", new ReadLimits(1 << 20, 1 << 20, 10, 100)))
                .hasMessage("x: more than the 1048576 bytes allowed");
    }

    @Test
    void refusesDamagedDeflatedData() {
        assertThatThrownBy(() -> TestFile.of("1.2.840.10008.1.2.1.99")
                        .bytes(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3, 4, 5, 6, 7, 8})
                        .read())
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("the deflated data are damaged");
    }

    @Test
    void triesHiddenSequencesOnce() throws DicomException {
        // Were each level tried in two encodings, all within would be tried 2^40 times.
        byte[] value = {1, 2, 3, 4};
        for (int i = 0; i < 40; i++) {
            byte[] element = TestFile.bare().implicit(0x00091010, value).toBytes();
            value = TestFile.bare().item(element).bytes(new byte[] {9}).toBytes();
        }
        DicomFile file =
                TestFile.explicitLittle().explicit(0x00091010, "UN", value).read();

        assertThat(file.dataSet().bytes(0x00091010)).isEqualTo(value);
    }

    @Test
    void theHeaderIsReadWithoutTheRestOfTheFile() throws IOException {
        byte[] bytes = TestFile.explicitLittle()
                .image(1000, 1000, 50)
                .header(Tag.PixelData, "OB", 50_000_000)
                .bytes(new byte[50_000_000])
                .toBytes();
        InputStream in = new ByteArrayInputStream(bytes);

        DicomFile header = DicomReader.readHeader(in, "x");

        assertThat(header.dataSet().integer(Tag.Rows)).hasValue(1000);
        assertThat(header.pixelData()).isEmpty();
        assertThat(bytes.length - in.available()).isLessThan(100_000);
    }

    @Test
    void theHeaderIsThatOfTheWholeFile() throws IOException {
        for (String name : List.of("ct-deflated", "mr-small-explicit-be", "ct-j2k-lossless", "mr-small-implicit")) {
            Path path = SharedData.path("transfer-syntaxes/" + name + ".dcm");
            DicomFile header = DicomReader.readHeader(path);
            DicomFile file = DicomReader.read(path);
            DataSet inFront = file.dataSet().toBuilder()
                    .remove(Tag.DataSetTrailingPadding)
                    .build();
            assertThat(header.dataSet()).isEqualTo(inFront);
            assertThat(header.meta()).isEqualTo(file.meta());
            assertThat(header.transferSyntax()).isEqualTo(file.transferSyntax());
        }
    }

    @Test
    void messagesNameTheFileAndNoPath(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.dcm"));

        assertThatThrownBy(() -> DicomReader.read(empty)).hasMessage("empty.dcm: the file is empty");
        assertThatThrownBy(() -> DicomReader.readHeader(empty)).hasMessage("empty.dcm: the file is empty");
        assertThatThrownBy(() -> DicomReader.read(directory.resolve("gone.dcm")))
                .hasMessage("gone.dcm: can't be read (the file isn't there)");
        assertThatThrownBy(() -> DicomReader.readHeader(directory))
                .isInstanceOf(DicomException.class)
                .hasMessageEndingWith("(input/output error)");
    }

    @Test
    void readsADicomdirAsADataSet() throws IOException {
        DicomFile file = DicomReader.read(SharedData.path("hierarchy/DICOMDIR"));

        assertThat(file.meta().string(Tag.MediaStorageSOPClassUID)).contains("1.2.840.10008.1.3.10");
        assertThat(file.dataSet().items(Tag.DirectoryRecordSequence)).hasSize(52);
        assertThat(file.dataSet().items(Tag.DirectoryRecordSequence).getFirst().string(Tag.DirectoryRecordType))
                .contains("PATIENT");
    }

    @Test
    void whatFollowsThePixelDataCostsNoMoreThanAWarning() throws DicomException {
        DicomFile file = TestFile.explicitLittle()
                .image(1, 2, 1)
                .explicit(Tag.PixelData, "OB", new byte[] {1, 2})
                .header(0xFFFCFFFC, "OB", 1000)
                .read();

        assertThat(file.pixelData().orElseThrow().frame(1)).containsExactly(1, 2);
        assertThat(file.warnings()).containsExactly("What follows the pixel data can't be read");
    }
}
