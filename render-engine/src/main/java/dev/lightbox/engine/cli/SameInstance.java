package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/** Says whether two files hold the same instance: each archive that passes one on may write its own file meta information before it. */
final class SameInstance {
    // PS3.10 7.1: preamble, DICM, and the group length's own element; the length counts from there.
    private static final int META_START = 128 + 4 + 12;
    private static final int BLOCK_BYTES = 1 << 16;

    private SameInstance() {}

    /** @return whether the data sets are equal byte for byte, and in the same transfer syntax */
    static boolean inBoth(Path one, Path other) throws IOException {
        if (Files.mismatch(one, other) == -1) {
            return true;
        }
        DicomFile oneHeader = DicomReader.readHeader(one);
        DicomFile otherHeader = DicomReader.readHeader(other);
        OptionalInt oneMeta = oneHeader.meta().integer(Tag.FileMetaInformationGroupLength);
        OptionalInt otherMeta = otherHeader.meta().integer(Tag.FileMetaInformationGroupLength);
        return oneHeader.transferSyntax().equals(otherHeader.transferSyntax())
                && oneMeta.isPresent()
                && otherMeta.isPresent()
                && sameFrom(one, META_START + oneMeta.getAsInt(), other, META_START + otherMeta.getAsInt());
    }

    private static boolean sameFrom(Path one, long oneStart, Path other, long otherStart) throws IOException {
        if (Files.size(one) - oneStart != Files.size(other) - otherStart) {
            return false;
        }
        try (InputStream oneIn = new BufferedInputStream(Files.newInputStream(one));
                InputStream otherIn = new BufferedInputStream(Files.newInputStream(other))) {
            oneIn.skipNBytes(oneStart);
            otherIn.skipNBytes(otherStart);
            byte[] block = oneIn.readNBytes(BLOCK_BYTES);
            while (block.length > 0) {
                if (!Arrays.equals(block, otherIn.readNBytes(block.length))) {
                    return false;
                }
                block = oneIn.readNBytes(BLOCK_BYTES);
            }
            return true;
        }
    }
}
