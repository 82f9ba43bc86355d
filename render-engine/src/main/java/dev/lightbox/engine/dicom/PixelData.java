package dev.lightbox.engine.dicom;

/** The pixel data of an instance, still encoded; frames count from 1. Immutable and thread-safe. */
public sealed interface PixelData permits NativePixelData, EncapsulatedPixelData {
    /** @return the frames that the data set declares (Number of Frames, PS3.3 C.7.6.6), at least 1; not all need be there */
    int numberOfFrames();

    /**
     * @param frameNumber from 1
     * @return the bytes of one frame, a copy that the caller owns: native ones in little endian order, of the frame's exact size
     *     (1-bit frames begin at a byte, PS3.5 8.1.1); encapsulated ones as their codestream
     * @throws DicomException where the frame isn't completely there, or can't be told from its neighbours
     * @throws IndexOutOfBoundsException unless 1 &lt;= frameNumber &lt;= {@link #numberOfFrames()}
     */
    byte[] frame(int frameNumber) throws DicomException;

    /** @return the size of all the pixel data that are there, in bytes */
    long sizeInBytes();
}
