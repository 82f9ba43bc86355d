package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.phantom.encode.LosslessJpegEncoder;
import dev.lightbox.engine.phantom.encode.RleEncoder;

/** Stored values as bytes, and the Image Pixel module that describes them (PS3.3 C.7.6.3). Stateless and thread-safe. */
final class Pixels {
    private Pixels() {}

    /** 16 bits allocated, the low ones used. */
    static DataSet.Builder grayModule(
            int rows, int columns, int bitsStored, boolean signed, String photometricInterpretation) {
        return DataSet.builder()
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, photometricInterpretation)
                .putInts(Tag.Rows, rows)
                .putInts(Tag.Columns, columns)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, bitsStored)
                .putInts(Tag.HighBit, bitsStored - 1)
                .putInts(Tag.PixelRepresentation, signed ? 1 : 0);
    }

    /** Three samples of 8 bits, interleaved. */
    static DataSet.Builder rgbModule(int rows, int columns) {
        return DataSet.builder()
                .putInts(Tag.SamplesPerPixel, 3)
                .put(Tag.PhotometricInterpretation, "RGB")
                .putInts(Tag.PlanarConfiguration, 0)
                .putInts(Tag.Rows, rows)
                .putInts(Tag.Columns, columns)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0);
    }

    /** One grayscale frame of 16 bits allocated in a transfer syntax: uncompressed, RLE or lossless JPEG. */
    static byte[] encodeGray(int[] stored, int rows, int columns, int bitsStored, String transferSyntaxUid) {
        if (transferSyntaxUid.equals(TransferSyntax.JPEG_LOSSLESS_SV1.uid())) {
            int mask = (1 << bitsStored) - 1;
            int[] unsigned = new int[stored.length];
            for (int i = 0; i < stored.length; i++) {
                unsigned[i] = stored[i] & mask;
            }
            return LosslessJpegEncoder.encode(unsigned, rows, columns, bitsStored);
        }
        byte[] bytes = new byte[stored.length * 2];
        for (int i = 0; i < stored.length; i++) {
            bytes[2 * i] = (byte) stored[i];
            bytes[2 * i + 1] = (byte) (stored[i] >> 8);
        }
        return transferSyntaxUid.equals(TransferSyntax.RLE_LOSSLESS.uid())
                ? RleEncoder.encode(bytes, rows, columns, 1, 2)
                : bytes;
    }

    /** One interleaved RGB frame, uncompressed or RLE. */
    static byte[] encodeRgb(byte[] interleaved, int rows, int columns, String transferSyntaxUid) {
        return transferSyntaxUid.equals(TransferSyntax.RLE_LOSSLESS.uid())
                ? RleEncoder.encode(interleaved, rows, columns, 3, 1)
                : interleaved;
    }
}
