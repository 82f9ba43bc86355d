package dev.lightbox.engine.bench;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.phantom.Radiograph;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is decoded: frames of files, and the phantom's chest of 3000 × 2400 pixels. */
final class Pictures {

    private Pictures() {}

    /** A frame's codestream with what is needed to decode it. */
    record Encoded(byte[] codestream, ImageDescriptor descriptor, FrameDecoder decoder) {

        StoredFrame decode() throws DecodeException {
            return decoder.decode(new EncodedFrame(codestream), descriptor, DecodeLimits.DEFAULT.begin());
        }

        StoredFrame decode(int reduction) throws DecodeException {
            return decoder.decodeReduced(
                    new EncodedFrame(codestream), descriptor, DecodeLimits.DEFAULT.begin(), reduction);
        }
    }

    /** The first frame; empty where its transfer syntax isn't decoded. */
    static Optional<Encoded> firstFrame(Path file) throws IOException, DicomException, DecodeException {
        DicomFile dicom =
                DicomReader.read(Files.readAllBytes(file), file.getFileName().toString());
        byte[] codestream = dicom.pixelData().orElseThrow().frame(1);
        return of(codestream, dicom.dataSet(), dicom.transferSyntax());
    }

    static Optional<Encoded> of(byte[] codestream, DataSet dataSet, TransferSyntax syntax) throws DecodeException {
        Optional<FrameDecoder> decoder = FrameDecoders.of(syntax);
        ImageDescriptor descriptor = ImageDescriptor.of(dataSet);
        return decoder.map(d -> new Encoded(codestream, descriptor, d));
    }

    static SourceImage image(Path file) throws IOException, DicomException, UnsupportedImageException {
        return SourceImage.of(
                DicomReader.read(Files.readAllBytes(file), file.getFileName().toString()));
    }

    static DataSet.Builder grayHeader(int columns, int rows, int bits) {
        return DataSet.builder()
                .putInts(Tag.Rows, rows)
                .putInts(Tag.Columns, columns)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, bits)
                .putInts(Tag.HighBit, bits - 1)
                .putInts(Tag.PixelRepresentation, 0);
    }

    /** The phantom's chest as stored values, 12 bits. */
    static short[] chest() {
        Radiograph chest = Radiograph.chest();
        short[] values = new short[chest.rows() * chest.columns()];
        for (int y = 0, at = 0; y < chest.rows(); y++) {
            for (int x = 0; x < chest.columns(); x++) {
                values[at++] = (short) chest.storedValue(y, x);
            }
        }
        return values;
    }

    /** Unsigned values as an uncompressed picture. */
    static SourceImage nativeImage(short[] values, int columns, int rows, int bits) throws UnsupportedImageException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        DataSet dataSet = grayHeader(columns, rows, bits).build();
        return SourceImage.of(new DicomFile(
                "phantom",
                DataSet.empty(),
                dataSet,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                Optional.of(NativePixelData.of(dataSet, bytes.array())),
                List.of()));
    }

    /** A binary PGM with 16 bits a value, for the encoders of other projects. */
    static byte[] pgm(short[] values, int columns, int rows, int bits) {
        byte[] header = ("P5\n" + columns + " " + rows + "\n" + ((1 << bits) - 1) + "\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(header.length + 2 * values.length);
        bytes.put(header).asShortBuffer().put(values);
        return bytes.array();
    }

    /** Samples as integers. */
    static int[] integers(StoredFrame frame) {
        Samples samples = frame.samples();
        int[] values = new int[Math.toIntExact(samples.length())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (samples) {
                case Samples.Bytes(byte[] bytes) -> frame.signed() ? bytes[i] : bytes[i] & 0xFF;
                case Samples.Shorts(short[] shorts) -> frame.signed() ? shorts[i] : shorts[i] & 0xFFFF;
                case Samples.Ints(int[] ints) -> ints[i];
                case Samples.Floats floats -> throw new IllegalArgumentException("no integers");
                case Samples.Doubles doubles -> throw new IllegalArgumentException("no integers");
            };
        }
        return values;
    }
}
