package dev.lightbox.engine.phantom;

import static dev.lightbox.engine.phantom.RadiographSeries.code;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.util.ArrayList;
import java.util.List;

/**
 * What was written about a series of pictures: a report with a measurement and links to pictures (Comprehensive SR, PS3.3 A.35.3), a selection of key images
 * (A.35.4) and a letter (Encapsulated PDF, A.45.1). The texts are examples, about nobody. Stateless and thread-safe.
 */
public final class ReportedSeries {
    /** Which pictures of the series are key images: Instance Numbers, from 1. */
    public static final List<Integer> KEY_IMAGES = List.of(9, 14, 20);

    /** The picture that the report's measurement was taken in: an Instance Number. */
    public static final int MEASURED_IMAGE = 14;

    private static final DataSet UTF_8 =
            DataSet.builder().put(Tag.SpecificCharacterSet, "ISO_IR 192").build();

    private static final String SECOND_FINDING = "Liquorräume regelrecht: Weite < 10 mm, Seitenvergleich R = L.\n"
            + "Keine Raumforderung, keine Blutung & kein Infarkt.";

    // Only written.
    private static final int CONTENT_TEMPLATE_SEQUENCE = 0x0040A504;
    private static final int MAPPING_RESOURCE = 0x00080105;
    private static final int TEMPLATE_IDENTIFIER = 0x0040DB00;

    private final String studyInstanceUid;
    private final SeriesKey pictures;
    private final String pictureClass;

    /**
     * @param pictures the series that is written about, in which instance n is the one of index n − 1
     * @param pictureClass its SOP Class UID
     */
    ReportedSeries(String studyInstanceUid, SeriesKey pictures, String pictureClass) {
        this.studyInstanceUid = studyInstanceUid;
        this.pictures = pictures;
        this.pictureClass = pictureClass;
    }

    PhantomSeries report(SeriesKey key, String reader) {
        DataSet attributes = document("18748-4", "LN", "Diagnostic Imaging Report", List.of(MEASURED_IMAGE))
                .put(Tag.CompletionFlag, "COMPLETE")
                .put(Tag.VerificationFlag, "UNVERIFIED")
                .put(Tag.ReferencedPerformedProcedureStepSequence)
                .put(Tag.PerformedProcedureCodeSequence)
                .putItems(
                        Tag.ContentSequence,
                        item("HAS CONCEPT MOD", "CODE", "121049", "Language of Content Item and Descendants")
                                .putItems(Tag.ConceptCodeSequence, code("de", "RFC5646", "German"))
                                .build(),
                        item("HAS OBS CONTEXT", "PNAME", "121008", "Person Observer Name")
                                .put(Tag.PersonName, reader)
                                .build(),
                        section("121060", "History", text("121060", "History", "Kopfschmerzen seit zwei Wochen.")),
                        section("121070", "Findings", finding(), text("121071", "Finding", SECOND_FINDING)),
                        section(
                                "121076",
                                "Conclusions",
                                text("121077", "Conclusion", "Unauffälliger Befund. Kein Kontrollbedarf."),
                                text("121077", "Conclusion", "Dies ist ein Beispieltext ohne Bezug zu einer Person.")))
                .build();
        return series(key, "SR", "Befund", SopClass.COMPREHENSIVE_SR, attributes);
    }

    private DataSet finding() {
        DataSet picture = image("INFERRED FROM", MEASURED_IMAGE)
                .putItems(Tag.ConceptNameCodeSequence, code("121112", "DCM", "Source of Measurement"))
                .build();
        DataSet value = DataSet.builder()
                .put(Tag.NumericValue, "12.5")
                .putItems(Tag.MeasurementUnitsCodeSequence, code("mm", "UCUM", "millimeter"))
                .build();
        DataSet length = DataSet.builder()
                .put(Tag.RelationshipType, "INFERRED FROM")
                .put(Tag.ValueType, "NUM")
                .putItems(Tag.ConceptNameCodeSequence, code("410668003", "SCT", "Length"))
                .putItems(Tag.MeasuredValueSequence, value)
                .putItems(Tag.ContentSequence, picture)
                .build();
        return item("CONTAINS", "TEXT", "121071", "Finding")
                .put(Tag.TextValue, "Zyste der Zirbeldrüse, unverändert.")
                .putItems(Tag.ContentSequence, length)
                .build();
    }

    PhantomSeries keyImages(SeriesKey key) {
        List<DataSet> content = new ArrayList<>();
        content.add(text("113012", "Key Object Description", "Für die Besprechung: Übergang, Mitte, Scheitel."));
        KEY_IMAGES.forEach(number -> content.add(image("CONTAINS", number).build()));
        DataSet attributes = document("113000", "DCM", "Of Interest", KEY_IMAGES)
                .put(Tag.ReferencedPerformedProcedureStepSequence)
                .putItems(
                        CONTENT_TEMPLATE_SEQUENCE,
                        DataSet.builder()
                                .put(MAPPING_RESOURCE, "DCMR")
                                .put(TEMPLATE_IDENTIFIER, "2010")
                                .build())
                .putItems(Tag.ContentSequence, content)
                .build();
        return series(key, "KO", "Schlüsselbilder", SopClass.KEY_OBJECT_SELECTION, attributes);
    }

    PhantomSeries pdf(SeriesKey key) {
        byte[] file = PdfPage.of(List.of(
                "Arztbrief: MRT Kopf",
                "Sehr geehrte Kollegin, sehr geehrter Kollege,",
                "",
                "die Untersuchung zeigt einen unauffälligen Befund (Größe der Zyste 12,5 mm).",
                "Eine Kontrolle ist nicht erforderlich.",
                "",
                "Mit freundlichen Grüßen",
                "",
                "Dies ist ein Beispieltext ohne Bezug zu einer Person."));
        DataSet attributes = DataSet.builder()
                .put(Tag.AcquisitionDateTime)
                .put(Tag.BurnedInAnnotation, "YES")
                .put(Tag.ConversionType, "WSD")
                .put(Tag.DocumentTitle, "Arztbrief: MRT Kopf")
                .putItems(Tag.ConceptNameCodeSequence, code("18748-4", "LN", "Diagnostic Imaging Report"))
                .put(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
                .putInts(Tag.EncapsulatedDocumentLength, file.length)
                .putBytes(Tag.EncapsulatedDocument, Vr.OB, file)
                .build();
        return series(key, "DOC", "Arztbrief", SopClass.ENCAPSULATED_PDF, attributes);
    }

    private static PhantomSeries series(
            SeriesKey key, String modality, String description, String sopClassUid, DataSet attributes) {
        PhantomInstance instance = new PhantomInstance(
                key.sopInstanceUid(0),
                sopClassUid,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                1,
                () -> new PhantomInstance.Content(attributes, List.of()));
        return new PhantomSeries(
                key.seriesInstanceUid(), key.number(), modality, description, "", DataSet.empty(), List.of(instance));
    }

    /** The root of a content tree, and the evidence that it rests on. */
    private DataSet.Builder document(String code, String scheme, String meaning, List<Integer> evidence) {
        DataSet[] objects = evidence.stream().map(this::object).toArray(DataSet[]::new);
        DataSet series = DataSet.builder()
                .put(Tag.SeriesInstanceUID, pictures.seriesInstanceUid())
                .putItems(Tag.ReferencedSOPSequence, objects)
                .build();
        return DataSet.builder()
                .put(Tag.ValueType, "CONTAINER")
                .putItems(Tag.ConceptNameCodeSequence, code(code, scheme, meaning))
                .put(Tag.ContinuityOfContent, "SEPARATE")
                .putItems(
                        Tag.CurrentRequestedProcedureEvidenceSequence,
                        DataSet.builder()
                                .put(Tag.StudyInstanceUID, studyInstanceUid)
                                .putItems(Tag.ReferencedSeriesSequence, series)
                                .build());
    }

    private DataSet object(int instanceNumber) {
        return DataSet.builder()
                .put(Tag.ReferencedSOPClassUID, pictureClass)
                .put(Tag.ReferencedSOPInstanceUID, pictures.sopInstanceUid(instanceNumber - 1))
                .build();
    }

    private DataSet.Builder image(String relationship, int instanceNumber) {
        return DataSet.builder()
                .put(Tag.RelationshipType, relationship)
                .put(Tag.ValueType, "IMAGE")
                .putItems(Tag.ReferencedSOPSequence, object(instanceNumber));
    }

    /** For an item whose text is in the character set of the file around it, so that it needn't name one. */
    private static DataSet.Builder utf8() {
        return UTF_8.toBuilder().remove(Tag.SpecificCharacterSet);
    }

    private static DataSet section(String code, String meaning, DataSet... content) {
        return item("CONTAINS", "CONTAINER", code, meaning)
                .put(Tag.ContinuityOfContent, "SEPARATE")
                .putItems(Tag.ContentSequence, content)
                .build();
    }

    private static DataSet text(String code, String meaning, String text) {
        return item("CONTAINS", "TEXT", code, meaning).put(Tag.TextValue, text).build();
    }

    private static DataSet.Builder item(String relationship, String valueType, String code, String meaning) {
        return utf8().put(Tag.RelationshipType, relationship)
                .put(Tag.ValueType, valueType)
                .putItems(Tag.ConceptNameCodeSequence, code(code, "DCM", meaning));
    }
}
