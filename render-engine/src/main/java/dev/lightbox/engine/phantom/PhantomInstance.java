package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * One instance of a demonstration study; its content is computed when asked for. Immutable and thread-safe.
 *
 * @param transferSyntaxUid how its file is encoded
 */
public record PhantomInstance(
        String sopInstanceUid,
        String sopClassUid,
        String transferSyntaxUid,
        int instanceNumber,
        Supplier<Content> content) {

    /**
     * What the instance holds beyond patient, study, series and equipment.
     *
     * @param frames one array a frame: native little-endian bytes, or a codestream; none for an instance without pixels
     */
    record Content(DataSet attributes, List<byte[]> frames) {}
}
