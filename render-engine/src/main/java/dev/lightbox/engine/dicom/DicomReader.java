package dev.lightbox.engine.dicom;

import java.io.InputStream;
import java.nio.file.Path;

/** Reads DICOM files (PS3.10). Stateless and thread-safe. */
public final class DicomReader {
    private DicomReader() {}

    /** Reads a file with its pixel data. The array is kept, not copied: it must not be changed afterwards. */
    public static DicomFile read(byte[] bytes, String name) throws DicomException {
        return read(bytes, name, ReadLimits.DEFAULT);
    }

    public static DicomFile read(byte[] bytes, String name, ReadLimits limits) throws DicomException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    public static DicomFile read(Path file) throws DicomException {
        return read(file, ReadLimits.DEFAULT);
    }

    public static DicomFile read(Path file, ReadLimits limits) throws DicomException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** Reads what stands before the pixel data, and no more of the file than that. */
    public static DicomFile readHeader(Path file) throws DicomException {
        return readHeader(file, ReadLimits.DEFAULT);
    }

    public static DicomFile readHeader(Path file, ReadLimits limits) throws DicomException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }

    /** Reads what stands before the pixel data; the stream isn't closed, and some bytes more of it may have been taken. */
    public static DicomFile readHeader(InputStream in, String name) throws DicomException {
        return readHeader(in, name, ReadLimits.DEFAULT);
    }

    public static DicomFile readHeader(InputStream in, String name, ReadLimits limits) throws DicomException {
        throw new UnsupportedOperationException("landing in the next minutes");
    }
}
