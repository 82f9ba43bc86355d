package dev.lightbox.engine.phantom;

import static dev.lightbox.engine.phantom.RadiographSeries.code;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.List;

/** A written report: Basic Text SR (PS3.3 A.35.1). It has no pictures. Stateless and thread-safe. */
final class ReportSeries {
    private ReportSeries() {}

    static PhantomSeries of(SeriesKey key, String history, String findings, String conclusion) {
        DataSet attributes = DataSet.builder()
                .put(Tag.CompletionFlag, "COMPLETE")
                .put(Tag.VerificationFlag, "UNVERIFIED")
                .put(Tag.ReferencedPerformedProcedureStepSequence)
                .put(Tag.PerformedProcedureCodeSequence)
                .put(Tag.ValueType, "CONTAINER")
                .putItems(Tag.ConceptNameCodeSequence, code("18748-4", "LN", "Diagnostic Imaging Report"))
                .put(Tag.ContinuityOfContent, "SEPARATE")
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
                .put(Tag.RelationshipType, "CONTAINS")
                .put(Tag.ValueType, "TEXT")
                .putItems(Tag.ConceptNameCodeSequence, code(code, "DCM", meaning))
                .put(Tag.TextValue, text)
                .build();
    }
}
