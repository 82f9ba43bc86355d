package dev.lightbox.engine.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes DICOM files (PS3.10): explicit or implicit VR little endian, with native or encapsulated pixel data. Stateless and thread-safe. */
public final class DicomWriter {
    private DicomWriter() {}

    /** Writes an instance in its own transfer syntax; its meta information is made anew. */
    public static void write(DicomFile file, OutputStream out) throws IOException {
        write(file.dataSet(), file.transferSyntax().uid(), file.pixelData(), out);
    }

    /**
     * @param dataSet names its SOP Class and SOP Instance; pixel data may stand in it as an element, or be given apart
     * @param transferSyntaxUid an encapsulated syntax exactly where the pixel data are encapsulated
     * @throws IllegalArgumentException where the syntax can't be written or doesn't fit the pixel data
     */
    public static void write(DataSet dataSet, String transferSyntaxUid, Optional<PixelData> pixelData, OutputStream out)
            throws IOException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** {@link #write(DataSet, String, Optional, OutputStream)} without pixel data apart. */
    public static byte[] toBytes(DataSet dataSet, String transferSyntaxUid) {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** {@link #write(DataSet, String, Optional, OutputStream)} into an array. */
    public static byte[] toBytes(DataSet dataSet, String transferSyntaxUid, PixelData pixelData) {
        throw new UnsupportedOperationException("landing in the next minutes");
    }
}
