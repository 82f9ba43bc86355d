package dev.lightbox.viewer.pacs;

import dev.lightbox.engine.dicom.DataSet;
import java.util.Optional;

/**
 * One instance without its pixel data. Immutable and thread-safe.
 *
 * @param header everything before the pixel data; empty where {@code error} says why. Large values may be missing (an archive need not send them with
 *     the metadata, PS3.18 F.2.6)
 * @param transferSyntaxUid in which the archive keeps the instance; empty where it doesn't say (most DICOMweb servers don't)
 * @param error why the header can't be read, fit for users; such an instance can't be shown
 */
public record InstanceHeader(
        InstanceReference reference, DataSet header, Optional<String> transferSyntaxUid, Optional<String> error) {

    public static InstanceHeader of(InstanceReference reference, DataSet header, Optional<String> transferSyntaxUid) {
        return new InstanceHeader(reference, header, transferSyntaxUid, Optional.empty());
    }

    public static InstanceHeader broken(InstanceReference reference, String error) {
        return new InstanceHeader(reference, DataSet.empty(), Optional.empty(), Optional.of(error));
    }
}
