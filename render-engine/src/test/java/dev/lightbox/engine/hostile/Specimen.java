package dev.lightbox.engine.hostile;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.dicom.TransferSyntax;

/**
 * A sound file to be damaged.
 *
 * @param file the whole file
 * @param frame its first frame, still encoded
 */
record Specimen(String name, TransferSyntax syntax, byte[] file, byte[] frame, ImageDescriptor image) {

    /** What decoders tell apart. */
    String kind() {
        return image.bitsAllocated() + " " + image.photometric() + " " + image.floatingPoint() + " " + image.signed();
    }

    /** What it costs, roughly, and the same on every machine: samples of a frame. */
    long size() {
        return image.samplesPerFrame();
    }
}
