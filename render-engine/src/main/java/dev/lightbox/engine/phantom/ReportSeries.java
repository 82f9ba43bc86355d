package dev.lightbox.engine.phantom;

import static dev.lightbox.engine.phantom.RadiographSeries.code;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.List;

/** A written report: Basic Text SR (PS3.3 A.35.1). It has no pictures. Stateless and thread-safe. */
final class ReportSeries {
    // Not yet in Tag's list.
    private static final int RELATIONSHIP_TYPE = 0x0040A010;
    private static final int CONTINUITY_OF_CONTENT = 0x0040A050;
    private static final int PERFORMED_PROCEDURE_CODE_SEQUENCE = 0x0040A372;

    private ReportSeries() {}

    static PhantomSeries of(SeriesKey key, String history, String findings, String conclusion) {
        DataSet attributes = DataSet.builder()
                .put(Tag.CompletionFlag, "COMPLETE")
                .put(Tag.VerificationFlag, "UNVERIFIED")
                .put(Tag.ReferencedPerformedProcedureStepSequence)
                .put(PERFORMED_PROCEDURE_CODE_SEQUENCE)
                .put(Tag.ValueType, "CONTAINER")
                .putItems(Tag.ConceptNameCodeSequence, code("18748-4", "LN", "Diagnostic Imaging Report"))
                .put(CONTINUITY_OF_CONTENT, "SEPARATE")
                .putItems(
                        Tag.ContentSequence,
                        text("121060", "History", history),
                        text("121071", "Finding", findings),
                        text("121077", "Conclusion", conclusion))
                .build();
        PhantomInstance report = new PhantomInstance(
                key.sopInstanceUid(0),
                SopClass.BASIC_TEXT_SR,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                1,
                () -> new PhantomInstance.Content(attributes, List.of()));
        return new PhantomSeries(
                key.seriesInstanceUid(), key.number(), "SR", "Befund", "", DataSet.empty(), List.of(report));
    }

    private static DataSet text(String code, String meaning, String text) {
        return DataSet.builder()
                .put(RELATIONSHIP_TYPE, "CONTAINS")
                .put(Tag.ValueType, "TEXT")
                .putItems(Tag.ConceptNameCodeSequence, code(code, "DCM", meaning))
                .put(Tag.TextValue, text)
                .build();
    }
}
