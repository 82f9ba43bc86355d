package dev.lightbox.engine.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads DICOM files (PS3.10), tolerating what can be tolerated with a warning in {@link DicomFile#warnings}. Nothing it allocates
 * exceeds what the file really holds, by a small factor, and {@link ReadLimits}. Stateless and thread-safe.
 */
public final class DicomReader {
    private DicomReader() {}

    /**
     * Reads a file with its pixel data.
     *
     * @param bytes kept, not copied: they must not be changed afterwards
     * @param name for messages; never a path
     * @throws DicomException where it isn't DICOM, is cut off before the pixel data, or exceeds the limits
     */
    public static DicomFile read(byte[] bytes, String name) throws DicomException {
        return read(bytes, name, ReadLimits.DEFAULT);
    }

    /** {@link #read(byte[], String)} with limits of one's own. */
    public static DicomFile read(byte[] bytes, String name, ReadLimits limits) throws DicomException {
        checkSize(bytes.length, name, limits);
        return new PartTenReader(ByteInput.of(bytes, name), name, true, limits).read();
    }

    /** {@link #read(byte[], String)} of a file; messages name it by its last name element. */
    public static DicomFile read(Path file) throws DicomException {
        return read(file, ReadLimits.DEFAULT);
    }

    /** {@link #read(Path)} with limits of one's own. */
    public static DicomFile read(Path file, ReadLimits limits) throws DicomException {
        String name = name(file);
        try {
            checkSize(Files.size(file), name, limits);
            return read(Files.readAllBytes(file), name, limits);
        } catch (DicomException e) {
            throw e;
        } catch (IOException e) {
            throw new DicomException(name + ": can't be read (" + Failures.describe(e) + ")", e);
        }
    }

    /** Reads what stands before the pixel data, and no more of the file than that; whether there are pixel data isn't told. */
    public static DicomFile readHeader(Path file) throws DicomException {
        return readHeader(file, ReadLimits.DEFAULT);
    }

    /** {@link #readHeader(Path)} with limits of one's own. */
    public static DicomFile readHeader(Path file, ReadLimits limits) throws DicomException {
        String name = name(file);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            checkSize(size, name, limits);
            return new PartTenReader(ByteInput.of(in, size, limits.maxBytes(), name), name, false, limits).read();
        } catch (DicomException e) {
            throw e;
        } catch (IOException e) {
            throw new DicomException(name + ": can't be read (" + Failures.describe(e) + ")", e);
        }
    }

    /** Reads what stands before the pixel data; the stream isn't closed, and some bytes more of it may have been taken. */
    public static DicomFile readHeader(InputStream in, String name) throws DicomException {
        return readHeader(in, name, ReadLimits.DEFAULT);
    }

    /** {@link #readHeader(InputStream, String)} with limits of one's own. */
    public static DicomFile readHeader(InputStream in, String name, ReadLimits limits) throws DicomException {
        ByteInput input = ByteInput.of(in, Long.MAX_VALUE, limits.maxBytes(), name);
        return new PartTenReader(input, name, false, limits).read();
    }

    private static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? "file" : last.toString();
    }

    private static void checkSize(long size, String name, ReadLimits limits) throws DicomException {
        if (size > limits.maxBytes()) {
            throw new DicomException("%s: %d bytes, more than the %d allowed".formatted(name, size, limits.maxBytes()));
        }
    }
}
