package dev.lightbox.engine.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DicomJsonTest {
    private static DataSet parseOne(String json) throws DicomException {
        return DicomJson.parse(json.getBytes(StandardCharsets.UTF_8)).getFirst();
    }

    @Test
    void readsTheStandardsOwnExample() throws DicomException {
        // PS3.18 F.4, shortened.
        List<DataSet> studies = DicomJson.parse("""
                [ { "0020000D": { "vr": "UI", "Value": [ "1.2.392.200036.9116.2.2.2.1762893313.1029997326.945873" ] } },
                  { "00080005": { "vr": "CS", "Value": [ "ISO_IR 192" ] },
                    "00080020": { "vr": "DT", "Value": [ "20130409" ] },
                    "00080030": { "vr": "TM", "Value": [ "131600.0000" ] },
                    "00080050": { "vr": "SH", "Value": [ "11235813" ] },
                    "00080056": { "vr": "CS", "Value": [ "ONLINE" ] },
                    "00080061": { "vr": "CS", "Value": [ "CT", "PET" ] },
                    "00080090": { "vr": "PN", "Value": [ { "Alphabetic": "^Bob^^Dr." } ] },
                    "00081190": { "vr": "UR", "Value": [ "http://wado.nema.org/studies/1.2.3" ] },
                    "00100010": { "vr": "PN", "Value": [ { "Alphabetic": "Wang^XiaoDong", "Ideographic": "王^小東" } ] },
                    "00200010": { "vr": "SH" },
                    "00201206": { "vr": "IS", "Value": [ 4 ] },
                    "00201208": { "vr": "IS", "Value": [ 942 ] } } ]
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(studies).hasSize(2);
        DataSet second = studies.get(1);
        assertThat(second.personName(Tag.PatientName)).contains(new PersonName("Wang^XiaoDong", "王^小東", ""));
        assertThat(second.personName(Tag.ReferringPhysicianName).orElseThrow().prefix())
                .isEqualTo("Dr.");
        assertThat(second.strings(Tag.ModalitiesInStudy)).containsExactly("CT", "PET");
        assertThat(second.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(942);
        assertThat(second.string(Tag.RetrieveURL)).contains("http://wado.nema.org/studies/1.2.3");
        assertThat(second.contains(Tag.StudyID)).isFalse();
        assertThat(second.date(Tag.StudyDate)).hasToString("Optional[2013-04-09]");
    }

    @Test
    void readsNumbersWrittenAsTextAndTextWrittenAsNumbers() throws DicomException {
        DataSet read = parseOne("""
                { "00280010": {"vr":"US","Value":["512"]}, "00280030": {"vr":"DS","Value":[0.5, "0.25"]},
                  "00281052": {"vr":"DS","Value":[-1024.0]}, "00200013": {"vr":"IS","Value":["7"]},
                  "00180086": {"vr":"IS","Value":[1, null, 3]}, "00100020": {"vr":"LO","Value":[4711]},
                  "00281050": {"vr":"DS","Value":[0.30000000000000004]}, "00189087": {"vr":"FD","Value":["1.5"]} }
                """);

        assertThat(read.integers(Tag.Rows)).containsExactly(512);
        assertThat(read.numbers(Tag.PixelSpacing)).containsExactly(0.5, 0.25);
        assertThat(read.number(Tag.RescaleIntercept)).hasValue(-1024);
        assertThat(read.integer(Tag.InstanceNumber)).hasValue(7);
        assertThat(read.strings(Tag.EchoNumbers)).containsExactly("1", "", "3");
        assertThat(read.string(Tag.PatientID)).contains("4711");
        assertThat(read.string(Tag.WindowCenter)).contains("0.3");
        assertThat(read.number(0x00189087)).hasValue(1.5);
    }

    @Test
    void takesTheVrFromTheDictionaryWhereItIsMissingAndWhereverItStands() throws DicomException {
        DataSet read = parseOne("{\"00280010\":{\"Value\":[12]},\"00091001\":{\"Value\":[\"x\"],\"vr\":\"LO\"}}");

        assertThat(read.integer(Tag.Rows)).hasValue(12);
        assertThat(read.string(0x00091001)).contains("x");
    }

    @Test
    void emptiesWhatDoesNotFitItsVr() throws DicomException {
        DataSet read = parseOne(
                "{\"00280010\":{\"vr\":\"US\",\"Value\":[70000]},\"00280011\":{\"vr\":\"US\",\"Value\":[\"many\"]}}");

        assertThat(read.contains(Tag.Rows)).isFalse();
        assertThat(read.integers(Tag.Columns)).isEmpty();
    }

    @Test
    void keepsBulkDataUrisAndInlineBinary() throws DicomException {
        DataSet read = parseOne("""
                { "7FE00010": {"vr":"OW","BulkDataURI":"../frames"}, "00282000": {"vr":"OB","InlineBinary":"AQID"} }
                """);

        assertThat(read.element(Tag.PixelData).flatMap(Element::bulkDataUri)).contains("../frames");
        assertThat(read.bytes(Tag.ICCProfile)).containsExactly(1, 2, 3);
        assertThat(new String(DicomJson.write(read), StandardCharsets.UTF_8))
                .isEqualTo("{\"00282000\":{\"vr\":\"OB\",\"InlineBinary\":\"AQID\"},"
                        + "\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"../frames\"}}");
    }

    @Test
    void readsSequencesWithEmptyAndNullItems() throws DicomException {
        DataSet read = parseOne("""
                { "00081140": {"vr":"SQ","Value":[ {"00081155":{"vr":"UI","Value":["1.2.3"]}}, {}, null ]},
                  "00081115": {"vr":"SQ"} }
                """);

        assertThat(read.items(Tag.ReferencedImageSequence)).hasSize(3);
        assertThat(read.items(Tag.ReferencedImageSequence).getFirst().string(Tag.ReferencedSOPInstanceUID))
                .contains("1.2.3");
        assertThat(read.element(Tag.ReferencedSeriesSequence).orElseThrow().vr())
                .isEqualTo(Vr.SQ);
    }

    @Test
    void declaresUtf8SoThatAFileWrittenFromItIsRight() throws DicomException {
        DataSet read = parseOne("""
                { "00080016": {"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]}, "00080018": {"vr":"UI","Value":["1.2.3"]},
                  "00080005": {"vr":"CS","Value":["ISO_IR 100"]},
                  "00081140": {"vr":"SQ","Value":[ {"00081030":{"vr":"LO","Value":["Schädel"]}} ]} }
                """);

        DicomFile file = DicomReader.read(DicomWriter.toBytes(read, "1.2.840.10008.1.2.1"), "written");

        assertThat(file.dataSet().string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(file.dataSet().items(Tag.ReferencedImageSequence).getFirst().string(Tag.StudyDescription))
                .contains("Schädel");
    }

    @Test
    void readsAnEmptyAnswerAsNoMatch() throws DicomException {
        assertThat(DicomJson.parse(new byte[0])).isEmpty();
        assertThat(DicomJson.parse("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void refusesWhatIsNoDicomJson() {
        for (String broken : List.of(
                "[",
                "{",
                "[1]",
                "\"x\"",
                "[{\"00100010\":3}]",
                "<html/>",
                "[{}] [{}]",
                "{\"00080018\":{\"vr\":\"UI\",\"Value\":[[1]]}}",
                "{\"00282000\":{\"vr\":\"OB\",\"InlineBinary\":\"A\"}}")) {
            assertThatThrownBy(() -> DicomJson.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(DicomException.class)
                    .hasMessageStartingWith("DICOM JSON");
        }
    }

    @Test
    void neverQuotesWhatItRead() {
        assertThatThrownBy(() -> parseOne("{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":Secret^Name}]}}"))
                .isInstanceOf(DicomException.class)
                .hasMessage("DICOM JSON can't be read at line 1, column 47");
    }

    @Test
    void boundsDepthElementsAndSize() {
        String deep = "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[".repeat(200);
        ReadLimits limits = new ReadLimits(1000, 1000, 4, 10);
        assertThatThrownBy(() -> parseOne(deep)).isInstanceOf(DicomException.class);
        assertThatThrownBy(() -> DicomJson.parse(new ByteArrayInputStream(bytes("[" + "{},".repeat(20))), limits))
                .hasMessage("DICOM JSON: more than the 10 elements allowed");
        assertThatThrownBy(() -> DicomJson.parse(new ByteArrayInputStream(bytes("[" + " ".repeat(20_000))), limits))
                .isInstanceOf(DicomException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void givesBackTheTextOfFilesInWhateverCharacterSet() throws IOException {
        for (String name : List.of("chrH31", "chrI2", "chrArab", "chrSQEncoding")) {
            DataSet original = DicomReader.read(SharedData.path("charsets/" + name + ".dcm"))
                    .dataSet();
            DataSet read = DicomJson.parse(DicomJson.write(List.of(original))).getFirst();
            assertThat(read.string(Tag.PatientName)).isEqualTo(original.string(Tag.PatientName));
            assertThat(read.string(Tag.StudyDescription)).isEqualTo(original.string(Tag.StudyDescription));
            assertThat(read.size()).isEqualTo(original.size());
        }
    }
}
