package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * An image that a command works on, with the memory taken for it; to be closed.
 *
 * @param bytes the size of the file
 */
record OpenImage(SourceImage image, int bytes, MemoryGate.Hold memory) implements AutoCloseable {

    /** A frame that takes longer than this has a decoder that is lost. */
    static final DecodeLimits LIMITS = new DecodeLimits(
            DecodeLimits.DEFAULT.maxFrameBytes(), DecodeLimits.DEFAULT.maxEdge(), Duration.ofMinutes(2));

    /** Heap for each sample of a frame while it is decoded and written: decoders' planes of integers, the result, the picture. */
    private static final long BYTES_PER_SAMPLE = 16;

    static OpenImage of(InputFile input, MemoryGate gate)
            throws IOException, UnsupportedImageException, InterruptedException {
        MemoryGate.Hold hold = gate.take(estimate(input));
        try {
            byte[] bytes = input.bytes(ReadLimits.DEFAULT);
            DicomFile file = DicomReader.read(bytes, input.name());
            return new OpenImage(SourceImage.of(file, LIMITS), bytes.length, hold);
        } catch (Throwable e) {
            hold.close();
            throw e;
        }
    }

    /** Heap that working on a file takes, from its header, read without the pixels; what is wrong with it is said when the file is read. */
    static long estimate(InputFile input) throws IOException {
        if (input.member().isPresent()) {
            return estimate(input.bytes(ReadLimits.DEFAULT), input.name());
        }
        try {
            return input.size() + frame(DicomReader.readHeader(input.file()));
        } catch (DicomException e) {
            return input.size();
        }
    }

    static long estimate(byte[] bytes, String name) {
        try {
            return bytes.length + frame(DicomReader.readHeader(new ByteArrayInputStream(bytes), name));
        } catch (DicomException e) {
            return bytes.length;
        }
    }

    private static long frame(DicomFile header) {
        try {
            return BYTES_PER_SAMPLE * ImageDescriptor.of(header.dataSet()).samplesPerFrame();
        } catch (DecodeException e) {
            return 0;
        }
    }

    /** The same message for a frame that isn't there, whatever the number. */
    int checkFrame(int number) throws IOException {
        if (number > image.numberOfFrames()) {
            throw new IOException("there is no frame " + number + "; it has " + image.numberOfFrames()
                    + (image.numberOfFrames() == 1 ? " frame" : " frames"));
        }
        return number;
    }

    @Override
    public void close() {
        memory.close();
    }
}
