package dev.lightbox.viewer.documents;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.viewer.viewing.TestImages;
import java.nio.charset.StandardCharsets;

/** Documents as an archive keeps them. */
final class TestDocuments {

    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

    private TestDocuments() {}

    /** The only instance of its series. */
    static DataSet.Builder object(String study, String series, String sopClass, String modality) {
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.SOPClassUID, STORAGE + sopClass)
                .put(Tag.SOPInstanceUID, series + ".1")
                .put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, series)
                .put(Tag.Modality, modality)
                .put(Tag.ContentDate, "20260228")
                .put(Tag.ContentTime, "091500")
                .putInts(Tag.InstanceNumber, 1);
    }

    static DataSet code(String meaning) {
        return DataSet.builder()
                .put(Tag.CodeValue, "1")
                .put(Tag.CodingSchemeDesignator, "99T")
                .put(Tag.CodeMeaning, meaning)
                .build();
    }

    static DataSet.Builder item(String valueType, String name) {
        return DataSet.builder()
                .put(Tag.RelationshipType, "CONTAINS")
                .put(Tag.ValueType, valueType)
                .putItems(Tag.ConceptNameCodeSequence, code(name));
    }

    static DataSet.Builder tree(DataSet.Builder object, String title, DataSet... items) {
        return object.put(Tag.ValueType, "CONTAINER")
                .putItems(Tag.ConceptNameCodeSequence, code(title))
                .putItems(Tag.ContentSequence, items);
    }

    static DataSet image(String sopInstanceUid, int... frames) {
        DataSet.Builder reference = DataSet.builder()
                .put(Tag.ReferencedSOPClassUID, STORAGE + "2")
                .put(Tag.ReferencedSOPInstanceUID, sopInstanceUid);
        if (frames.length > 0) {
            reference.putInts(Tag.ReferencedFrameNumber, frames);
        }
        return item("IMAGE", "Picture")
                .putItems(Tag.ReferencedSOPSequence, reference.build())
                .build();
    }

    /** The list of evidence that says where pictures are. */
    static DataSet evidence(String study, String series, String... sopInstanceUids) {
        DataSet[] objects = new DataSet[sopInstanceUids.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = DataSet.builder()
                    .put(Tag.ReferencedSOPInstanceUID, sopInstanceUids[i])
                    .build();
        }
        return DataSet.builder()
                .put(Tag.StudyInstanceUID, study)
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .put(Tag.SeriesInstanceUID, series)
                                .putItems(Tag.ReferencedSOPSequence, objects)
                                .build())
                .build();
    }

    static byte[] encapsulated(String study, String series, String sopClass, String title, String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return TestImages.file(object(study, series, sopClass, "DOC")
                .put(Tag.DocumentTitle, title)
                .putInts(Tag.EncapsulatedDocumentLength, bytes.length)
                .putBytes(Tag.EncapsulatedDocument, Vr.OB, bytes));
    }
}
