package dev.lightbox.viewer.pacs;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The studies that every archive under test holds: some made here, some real files. */
public final class TestStudies {

    /** A man's CT: series 2 (two slices), series 1 (one slice), and a report without series number. */
    public static final String MUELLER_CT = "2.25.1001";
    /** A woman of the same family name, a report and nothing else, without a study date. */
    public static final String MUELLER_SR = "2.25.1002";
    /** Three writings of a name; an ID full of characters that a URL can't hold. */
    public static final String YAMADA_MR = "2.25.1003";
    /** An Irish name and a literal star. */
    public static final String OBRIEN_US = "2.25.1004";

    /** {@code ../shared/data/charsets/chrGerm.dcm}: Äneas^Rüdiger in ISO_IR 100. */
    public static final String AENEAS = "1.3.6.1.4.1.5962.1.2.0.1175775772.5723.0";

    private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final String MR_IMAGE = "1.2.840.10008.5.1.4.1.1.4";
    private static final String ULTRASOUND_IMAGE = "1.2.840.10008.5.1.4.1.1.6.1";
    private static final String BASIC_TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";

    private TestStudies() {}

    /** One file. */
    public record TestFile(String name, byte[] bytes) {}

    /** All files, made here and real. */
    public static List<TestFile> all() {
        List<TestFile> files = new ArrayList<>(made());
        for (String real : List.of(
                "charsets/chrGerm.dcm",
                "transfer-syntaxes/mr-small-rle.dcm",
                "transfer-syntaxes/ct-jpeg-lossless-sv1.dcm")) {
            files.add(new TestFile(real.substring(real.lastIndexOf('/') + 1), shared(real)));
        }
        return files;
    }

    private static List<TestFile> made() {
        DataSet.Builder mueller = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.StudyInstanceUID, MUELLER_CT)
                .put(Tag.PatientName, "Müller^Jürgen")
                .put(Tag.PatientID, "PAT-1001")
                .put(Tag.PatientBirthDate, "19500704")
                .put(Tag.PatientSex, "M")
                .put(Tag.StudyDate, "20261101")
                .put(Tag.StudyTime, "101530")
                .put(Tag.StudyDescription, "CT Thorax/Abdomen")
                .put(Tag.AccessionNumber, "A-2026-1")
                .put(Tag.ReferringPhysicianName, "Weber^Karl^^Dr.")
                .put(Tag.InstitutionName, "Klinikum Süd")
                .put(Tag.InstitutionalDepartmentName, "Neuroradiologie")
                .putItems(
                        Tag.ReferringPhysicianIdentificationSequence,
                        List.of(DataSet.builder()
                                .putItems(
                                        Tag.PersonIdentificationCodeSequence,
                                        List.of(DataSet.builder()
                                                .put(Tag.CodeValue, "123456789")
                                                .put(Tag.CodingSchemeDesignator, "99LANR")
                                                .put(Tag.CodeMeaning, "Weber")
                                                .build()))
                                .build()));
        DataSet anna = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                .put(Tag.StudyInstanceUID, MUELLER_SR)
                .put(Tag.PatientName, "Müller^Anna")
                .put(Tag.PatientID, "PAT-1002")
                .put(Tag.PatientSex, "F")
                .put(Tag.ReferringPhysicianName, "Weber^Karl^^Prof.")
                .put(Tag.InstitutionName, "Praxis Nord")
                .build();
        DataSet yamada = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.StudyInstanceUID, YAMADA_MR)
                .put(Tag.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう")
                .put(Tag.PatientID, "h/31&x=1 #%7")
                .put(Tag.StudyDate, "20261115")
                .put(Tag.StudyDescription, "MR Schädel")
                .put(Tag.AccessionNumber, "A-2026-2")
                .put(Tag.ReferringPhysicianName, "Okafor^Ngozi^^Dr.")
                .build();
        DataSet obrien = DataSet.builder()
                .put(Tag.StudyInstanceUID, OBRIEN_US)
                .put(Tag.PatientName, "O'Brien^Sean")
                .put(Tag.PatientID, "pat-77")
                .put(Tag.StudyDate, "20261130")
                .put(Tag.StudyDescription, "US T2* a*b")
                .put(Tag.AccessionNumber, "B*7")
                .put(Tag.ReferringPhysicianName, "Schneider^Eva^^Dr.")
                .build();
        DataSet ct = mueller.build();
        return List.of(
                image("mueller-2-1", ct, "2.25.100102", "2", "CT", CT_IMAGE, "2.25.10010201"),
                image("mueller-2-2", ct, "2.25.100102", "2", "CT", CT_IMAGE, "2.25.10010202"),
                image("mueller-1-1", ct, "2.25.100101", "1", "CT", CT_IMAGE, "2.25.10010101"),
                report("mueller-sr", ct, "2.25.100103", "2.25.10010301"),
                report("anna-sr", anna, "2.25.100201", "2.25.10020101"),
                image("yamada-1", yamada, "2.25.100301", "10", "MR", MR_IMAGE, "2.25.10030101"),
                image("obrien-1", obrien, "2.25.100401", "1", "US", ULTRASOUND_IMAGE, "2.25.10040101"));
    }

    /** A grayscale picture of 2×2 pixels. */
    public static TestFile image(
            String name,
            DataSet study,
            String seriesUid,
            String seriesNumber,
            String modality,
            String sopClass,
            String sopInstanceUid) {
        DataSet dataSet = study.toBuilder()
                .put(Tag.SOPClassUID, sopClass)
                .put(Tag.SOPInstanceUID, sopInstanceUid)
                .put(Tag.SeriesInstanceUID, seriesUid)
                .put(Tag.SeriesNumber, seriesNumber)
                .put(Tag.SeriesDescription, "Series " + seriesNumber)
                .put(Tag.Modality, modality)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, 2)
                .putInts(Tag.Columns, 2)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16)
                .putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 0)
                .putBytes(Tag.PixelData, Vr.OW, new byte[] {1, 0, 2, 0, 3, 0, 4, 0})
                .build();
        return new TestFile(
                name + ".dcm", DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
    }

    private static TestFile report(String name, DataSet study, String seriesUid, String sopInstanceUid) {
        DataSet dataSet = study.toBuilder()
                .put(Tag.SOPClassUID, BASIC_TEXT_SR)
                .put(Tag.SOPInstanceUID, sopInstanceUid)
                .put(Tag.SeriesInstanceUID, seriesUid)
                .put(Tag.Modality, "SR")
                .build();
        return new TestFile(
                name + ".dcm", DicomWriter.toBytes(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid()));
    }

    /** A file of {@code ../shared/data} beside the repository; missing data fail the test. */
    public static byte[] shared(String path) {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path file = above.resolveSibling("shared").resolve("data").resolve(path);
            if (Files.exists(file)) {
                try {
                    return Files.readAllBytes(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new AssertionError("the test data are missing: no ../shared/data/" + path + " beside the repository");
    }
}
